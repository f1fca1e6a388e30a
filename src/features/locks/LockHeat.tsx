import {
  useMemo,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react'
import type { CivilDay, Stretch } from '#src/domain/civilWeek.ts'
import { formatNumber, weekdayName } from '#src/domain/time.ts'
import { LockHeatRow } from './LockHeatRow.tsx'
import css from './LockHeat.module.css'
import { heatBounds } from './lockWeekWords.ts'

interface LockHeatProps {
  days: readonly CivilDay[]
  /** By day and hour: how many people can open at some time in it. */
  counts: readonly (readonly (number | undefined)[])[]
  partial: boolean
  now: number
  /** The moment that is chosen, and the one that is shown while the mouse is over the map. */
  at: number
  shown: number
  onChoose: (at: number | undefined) => void
  onHover: (at: number | undefined) => void
}

const dayMs = 24 * 60 * 60_000
const holds = (parts: readonly Stretch[], at: number) => parts.some(({ from, to }) => from <= at && at < to)
const startOf = (element: EventTarget) => (element as HTMLElement).closest('td')?.dataset.from

/** The week, days across and hours down: the more people can open in an hour, the stronger its colour. */
export function LockHeat({ days, counts, partial, now, at, shown, onChoose, onHover }: LockHeatProps) {
  const table = useRef<HTMLTableElement>(null)
  const told = useMemo(() => counts.flat().filter((count) => count !== undefined), [counts])
  const bounds = useMemo(() => heatBounds(told), [told])
  const least = Math.min(...told.filter((count) => count > 0))
  const changes = days.some(({ from, to }) => to - from !== dayMs)
  // An hour that has begun is pointed at where it stands: now.
  const moment = (from: number) => (from <= now ? undefined : from)

  const onPointerOver = (event: PointerEvent) => {
    const from = event.pointerType === 'mouse' ? startOf(event.target) : undefined
    onHover(from === undefined ? undefined : Math.max(now, Number(from)))
  }
  // A tap chooses too, where a browser gives a tapped cell no focus.
  const onPoint = (event: FocusEvent | MouseEvent) => {
    const from = startOf(event.target)
    if (from === undefined || holds(partsFrom(days, Number(from)), at)) return
    onChoose(moment(Number(from)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [right, down] =
      { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? []
    const cell = (event.target as HTMLElement).closest('td')
    if (right === undefined || down === undefined || !cell) return
    event.preventDefault()
    let [day, hour] = [Number(cell.dataset.day), Number(cell.dataset.hour)]
    // Past hours and one that the clock skips cannot be pointed at.
    do [day, hour] = [day + right, hour + down]
    while (counts[day]?.[hour] === undefined && day in counts && hour >= 0 && hour < 24)
    table.current?.querySelector<HTMLElement>(`[data-day="${day}"][data-hour="${hour}"]`)?.focus()
  }

  return (
    <div className={css.heat}>
      <table
        ref={table}
        role="grid"
        aria-label={`People who can open, by day and hour${partial ? ', so far' : ''}`}
        className={css.table}
        onPointerOver={onPointerOver}
        onPointerLeave={() => onHover(undefined)}
        onFocus={onPoint}
        onClick={onPoint}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">Hour</span>
            </th>
            {days.map(({ date, weekday }) => (
              <th key={date} scope="col">
                {weekdayName(weekday)} <span>{Number(date.slice(8))}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: 24 }, (_, hour) => {
            const pointed = days.findIndex(({ hours }) => holds(hours[hour]!, shown))
            const stop = days.findIndex(({ hours }) => holds(hours[hour]!, at))
            return (
              <LockHeatRow
                key={hour}
                hour={hour}
                days={days}
                counts={counts}
                bounds={bounds}
                stop={stop}
                pointed={pointed}
                fraction={pointed < 0 ? 0 : fractionOf(days[pointed]!.hours[hour]!, shown)}
              />
            )
          })}
        </tbody>
      </table>
      <div className={css.legend}>
        People{partial ? ' so far' : ''}
        {told.includes(0) && <span data-step={0}>0</span>}
        {bounds.map((bound, i) => (
          <span key={bound} data-step={4 - bounds.length + 1 + i}>
            {rangeText(i === 0 ? least : bounds[i - 1]! + 1, bound)}
          </span>
        ))}
      </div>
      {changes && (
        <p className={css.changes}>
          –: the clock is put forward and skips this hour. 2×: it goes back, and shows times of this hour
          twice.
        </p>
      )}
    </div>
  )
}

const rangeText = (low: number, high: number) =>
  low === high ? formatNumber(high) : `${formatNumber(low)}–${formatNumber(high)}`

const partsFrom = (days: readonly CivilDay[], from: number) =>
  days.flatMap(({ hours }) => hours).find((parts) => parts[0]?.from === from) ?? []

/** How much of an hour is over at a moment, 0 to 1. */
function fractionOf(parts: readonly Stretch[], at: number): number {
  const first = parts[0]?.from ?? at
  const length = (parts.at(-1)?.to ?? at) - first
  return length > 0 ? (at - first) / length : 0
}
