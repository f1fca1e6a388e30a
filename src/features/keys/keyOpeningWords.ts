import type { ClockMark } from '#src/domain/clockMark.ts'
import type { Opening, Timing } from '#src/domain/schedule.ts'
import {
  civilAt,
  formatClosing,
  formatDuration,
  formatInstant,
  readInstant,
  weekdayName,
} from '#src/domain/time.ts'
import { dateAndTime, minutesAhead } from './keyFacts.ts'

/**
 * One opening on the clock of a zone: `Mon 23 Nov 2026, 08:00 – 16:00`. Midnight at its end is 24:00. `keyEnd` is
 * the key's own end (ISO): it is called what the clock shows then, also where the clock jumps to that.
 */
export function openingText(
  { from, to }: Opening,
  zone: string,
  locale?: string,
  keyEnd?: string | null,
): string {
  const start = dateAndTime(from, zone, locale)
  if (to === undefined) return `${start}, then always`
  const end = civilAt(zone, to - 1)
  const time = closingTime(to, zone, locale, keyEnd)
  return end.date === civilAt(zone, from).date
    ? `${start} – ${time}`
    : `${start} – ${weekdayName(end.weekday, locale)} ${formatInstant(to - 1, zone, locale, 'date')}, ${time}`
}

const closingTime = (to: number, zone: string, locale: string | undefined, keyEnd?: string | null) =>
  readInstant(keyEnd) === to && civilAt(zone, to).minute !== 0
    ? formatInstant(to, zone, locale, 'time')
    : formatClosing(to, zone, locale)

/** The same opening on the viewer's own clock, where that shows another time; the day only where it is another. */
export function ownOpeningText(
  opening: Opening,
  zone: string,
  viewer: string,
  locale?: string,
): string | undefined {
  const { from, to } = opening
  const differs = [from, to ?? from].some((at) => minutesAhead(zone, viewer, at) !== 0)
  if (!differs) return undefined
  const isSameDay =
    civilAt(zone, from).date === civilAt(viewer, from).date &&
    (to === undefined || civilAt(viewer, to - 1).date === civilAt(viewer, from).date)
  if (!isSameDay) return `${openingText(opening, viewer, locale)} yours`
  const start = formatInstant(from, viewer, locale, 'time')
  return to === undefined ? `${start} yours` : `${start} – ${closingTime(to, viewer, locale)} yours`
}

/** How long an opening really lasts: `8 h`. */
export const lengthText = ({ from, to }: Opening, locale?: string): string | undefined =>
  to === undefined ? undefined : formatDuration(to - from, locale)

/** What a clock change does to an opening: `clocks go back that night: 1 h longer`. */
export function markWords({ way, extra, parts, isLong }: ClockMark, locale?: string): string {
  const length = `${formatDuration(Math.abs(extra), locale)} ${extra > 0 ? 'longer' : 'shorter'}`
  if (isLong) return `clocks go ${way} in between: ${length}`
  if (parts > 1)
    return `clocks go ${way} that night: opens ${parts === 2 ? 'twice' : `${parts} times`}, ${length} in all`
  return extra === 0
    ? `clocks go ${way} that day, outside these hours`
    : `clocks go ${way} that night: ${length}`
}

/** Start and end on the clock of a zone other than that in which they were read. */
export function rangeText({ start, end }: Timing, zone: string, locale?: string): string {
  const [from, to] = [readInstant(start), readInstant(end)].map(
    (at) => at !== undefined && dateAndTime(at, zone, locale),
  )
  return `There it is ${from ? `from ${from}` : 'from now'} ${to ? `until ${to}` : 'with no end'}.`
}
