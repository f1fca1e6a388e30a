import { memo, useMemo, type CSSProperties } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { weekdayName } from '#src/domain/time.ts'
import { formatTime } from './keyHours.ts'
import { dayEnd, step, type DaySpan, type Week } from './keyWeek.ts'
import type { Place } from './keyWeekAct.ts'
import { cellLabel } from './keyWeekWords.ts'
import css from './KeyWeek.module.css'

interface KeyWeekCellsProps {
  week: Week
  order: readonly Weekday[]
  cursor: Place
  /** The hours of a stroke that is under way at the cursor. */
  pending: DaySpan | undefined
  /** Whether the cursor goes by keys. */
  byKeys: boolean
  /** How many minutes the viewer's clock is ahead of the locks'; undefined where it is the same or not known. */
  ahead: number | undefined
}

const hours = Array.from({ length: 24 }, (_, hour) => hour * 60)

export const clockAhead = (minute: number, ahead: number): string =>
  formatTime((((minute + ahead) % dayEnd) + dayEnd) % dayEnd)

/** The heads and cells of the grid, one cell for each hour of a day; the cursor stands on a quarter of one. */
export const KeyWeekCells = memo(function KeyWeekCells({
  week,
  order,
  cursor,
  pending,
  byKeys,
  ahead,
}: KeyWeekCellsProps) {
  const names = useMemo(() => order.map((day) => weekdayName(day, undefined, 'long')), [order])
  return (
    <>
      <div role="row" className={css.head}>
        <div role="columnheader" className={css.corner}>
          Lock time
        </div>
        {order.map((day, i) => (
          <div
            key={day}
            role="columnheader"
            aria-label={names[i]}
            className={css.dayHead}
            data-day={day}
            data-chosen={day === cursor.day || undefined}
          >
            {weekdayName(day)}
          </div>
        ))}
        {ahead !== undefined && (
          <div role="columnheader" className={css.corner}>
            Yours
          </div>
        )}
      </div>
      {hours.map((hour) => {
        const here = hour <= cursor.minute && cursor.minute < hour + 60
        return (
          <KeyWeekRow
            key={hour}
            hour={hour}
            week={week}
            order={order}
            names={names}
            cursor={here ? cursor : undefined}
            pending={here ? pending : undefined}
            byKeys={here && byKeys}
            ahead={ahead}
          />
        )
      })}
    </>
  )
})

interface KeyWeekRowProps extends Omit<KeyWeekCellsProps, 'cursor'> {
  hour: number
  names: readonly string[]
  cursor: Place | undefined
}

const KeyWeekRow = memo(function KeyWeekRow(props: KeyWeekRowProps) {
  const { hour, week, order, names, cursor, pending, byKeys, ahead } = props
  return (
    <div role="row" className={css.row}>
      <div role="rowheader" className={css.hour}>
        {formatTime(hour)}
      </div>
      {order.map((day, i) => {
        const at = cursor?.day === day ? cursor.minute : undefined
        return (
          <div
            // By keys, another quarter is another element: a screen reader then hears of each step within an hour.
            key={byKeys && at !== undefined ? `${day} ${at}` : day}
            role="gridcell"
            className={css.cell}
            tabIndex={at === undefined ? -1 : 0}
            data-time={at === undefined ? undefined : formatTime(at)}
            style={at === undefined ? undefined : ({ '--quarter': (at - hour) / step } as CSSProperties)}
            aria-label={
              at === undefined
                ? cellLabel(names[i]!, week[day], hour, 60, undefined)
                : cellLabel(names[i]!, week[day], at, step, pending)
            }
          />
        )
      })}
      {ahead !== undefined && (
        <div role="rowheader" className={css.hour}>
          {clockAhead(hour, ahead)}
        </div>
      )}
    </div>
  )
})
