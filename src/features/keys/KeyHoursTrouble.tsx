import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { describeSchedule } from '#src/domain/schedule.ts'
import { formatList, weekdayName } from '#src/domain/time.ts'
import {
  doubledDays,
  joinDay,
  joinedHours,
  passesMidnight,
  readTime,
  takenDays,
  tidyTime,
  toSpans,
  withoutDays,
  withoutDaysBefore,
  type HoursRow,
} from './keyHours.ts'
import css from './KeyRecurrence.module.css'

interface KeyHoursTroubleProps {
  hours: readonly HoursRow[]
  row: number
  onHours: (hours: HoursRow[]) => void
  error: string | undefined
}

const dayNames = (days: readonly Weekday[]) => formatList(days.map((day) => weekdayName(day)))

/** What is wrong with a row, why, and the ways out; or what a night means, which is more than its row shows. */
export function KeyHoursTrouble({ hours, row, onHours, error }: KeyHoursTroubleProps) {
  const one = hours[row]!
  if (Number.isNaN(readTime(one.from)) || Number.isNaN(readTime(one.to)))
    return <p className={css.error}>Write a time such as 08:00. The day ends at 24:00.</p>
  const wholeDay = tidyTime(one.from) === tidyTime(one.to)
  if (wholeDay)
    return (
      <>
        <p className={css.error}>The two times are the same, which Unloc does not take.</p>
        <div className={css.ways}>
          <Way onClick={() => onHours(replace(hours, row, { from: '00:00', to: '24:00' }))}>
            The whole day, 00:00–24:00
          </Way>
        </div>
      </>
    )
  const taken = takenDays(hours, row)
  if (passesMidnight(one)) {
    const doubled = doubledDays(one)
    const clash = [...new Set([...doubled, ...taken])]
    const timeSpans = toSpans([one]).map(({ span }) => span)
    if (clash.length === 0)
      return (
        one.days.length > 0 && (
          <p className={css.quiet}>
            Passes midnight, and is sent in two parts for each night: {describeSchedule({ timeSpans })}.
          </p>
        )
      )
    return (
      <>
        <p className={css.error}>
          {tidyTime(one.from)}–{tidyTime(one.to)} passes midnight, and Unloc takes hours within one day. Cut
          at midnight, {dayNames(clash)} would need two openings, and a day can have one.
          {doubled.length > 0 &&
            ' For nights in a row, make one batch of keys with the evenings and another with the mornings.'}
        </p>
        <div className={css.ways}>
          <Way onClick={() => onHours(replace(hours, row, { to: '24:00' }))}>
            Only the evenings, {tidyTime(one.from)}–24:00
          </Way>
          {readTime(one.to) > 0 && (
            <Way onClick={() => onHours(replace(hours, row, { from: '00:00' }))}>
              Only the mornings, 00:00–{tidyTime(one.to)}
            </Way>
          )}
          {doubled.length === 0 && (
            <Way onClick={() => onHours(withoutDaysBefore(hours, row, taken))}>
              Take {dayNames(taken)} out of the rows above
            </Way>
          )}
        </div>
      </>
    )
  }
  if (taken.length > 0) {
    return (
      <>
        <p className={css.error}>
          {dayNames(taken)} {taken.length === 1 ? 'has' : 'have'} hours in a row above already, and a day can
          have one opening only.
        </p>
        <div className={css.ways}>
          <Way onClick={() => onHours(withoutDays(hours, row, taken))}>
            Take {dayNames(taken)} out of this row
          </Way>
          {taken.slice(0, 1).map((day) => {
            const joined = joinedHours(hours, row, day)
            return (
              joined && (
                <Way key={day} onClick={() => onHours(joinDay(hours, row, day))}>
                  Join: {weekdayName(day)} {joined.from}–{joined.to}
                </Way>
              )
            )
          })}
        </div>
      </>
    )
  }
  return error && <p className={css.error}>{error}</p>
}

const replace = (hours: readonly HoursRow[], row: number, part: Partial<HoursRow>) =>
  hours.map((other, i) => (i === row ? { ...other, ...part } : other))

const Way = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <Button size="compact-sm" variant="default" onClick={onClick}>
    {children}
  </Button>
)
