import { weekdays, type TimeSpan, type Weekday } from '#src/contract/recurrence.ts'
import { z } from '#src/contract/zod.ts'

/** One row of weekly hours: some days with the same times, as typed (`08:00`, `24:00`). */
export const HoursRow = z.object({
  days: z.array(z.enum(weekdays)),
  from: z.string(),
  to: z.string(),
})
export type HoursRow = z.infer<typeof HoursRow>

const dayEnd = 1440

/** Minutes of the day in a text such as `8`, `0830`, `8.30`, `08:30` or `24:00`; NaN when it is none. */
export function readTime(text: string): number {
  const found = /^\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*$/.exec(text)
  if (!found) return NaN
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  return minute < 60 && hour * 60 + minute <= dayEnd ? hour * 60 + minute : NaN
}

export const formatTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** A typed time in its full form, or as it is when it cannot be read. */
export const tidyTime = (text: string): string => {
  const minutes = readTime(text)
  return Number.isNaN(minutes) ? text : formatTime(minutes)
}

const inWeek = (days: readonly Weekday[]): Weekday[] => weekdays.filter((day) => days.includes(day))

/** The time spans of the rows, one for each day, and the row that each came from. A time that cannot be read is NaN. */
export function toSpans(hours: readonly HoursRow[]): { span: TimeSpan; row: number }[] {
  return hours.flatMap(({ days, from, to }, row) => {
    const [start, end] = [readTime(from), readTime(to)]
    return inWeek(days).map((weekday) => ({
      row,
      span: {
        weekday,
        startHour: Math.floor(start / 60),
        startMinute: start % 60,
        endHour: Math.floor(end / 60),
        endMinute: end % 60,
      },
    }))
  })
}

/** Whether a row ends at or before its beginning: it passes midnight, or lasts until it. */
export const passesMidnight = ({ from, to }: HoursRow): boolean => readTime(to) <= readTime(from)

const nextDay = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % 7]!

/** The rows with one cut at midnight: the evening stays, the morning goes to the days after as a row of its own. */
export function splitAtMidnight(hours: readonly HoursRow[], row: number): HoursRow[] {
  const night = hours[row]!
  const evening: HoursRow = { ...night, to: '24:00' }
  const morning: HoursRow = { days: inWeek(night.days.map(nextDay)), from: '00:00', to: night.to }
  const parts = readTime(night.to) === 0 ? [evening] : [evening, morning]
  return hours.flatMap((other, i) => (i === row ? parts : [other]))
}

/** The days of a row that an earlier row has already. A day can have one opening only (unloc-api 4.3). */
export function takenDays(hours: readonly HoursRow[], row: number): Weekday[] {
  const before = new Set(hours.slice(0, row).flatMap(({ days }) => days))
  return inWeek(hours[row]!.days).filter((day) => before.has(day))
}

/** The days that would have two openings if a row were cut at midnight. */
export function clashOfSplit(hours: readonly HoursRow[], row: number): Weekday[] {
  const split = splitAtMidnight(hours, row)
  return inWeek(split.flatMap((_, i) => takenDays(split, i)))
}

/** The rows with some days taken out of one; a row that has none left goes. */
export const withoutDays = (hours: readonly HoursRow[], row: number, out: readonly Weekday[]): HoursRow[] =>
  hours
    .map((other, i) =>
      i === row ? { ...other, days: other.days.filter((day) => !out.includes(day)) } : other,
    )
    .filter(({ days }, i) => i !== row || days.length > 0)

/**
 * One opening for a day that stands in two rows, when the two touch or overlap, so that joining opens not a minute
 * more; undefined when a gap lies between them.
 */
export function joinedHours(
  hours: readonly HoursRow[],
  row: number,
  day: Weekday,
): { from: string; to: string } | undefined {
  const [a, b] = [hours.slice(0, row).find(({ days }) => days.includes(day)), hours[row]]
  if (!a || !b || passesMidnight(a) || passesMidnight(b)) return undefined
  const [aFrom, aTo, bFrom, bTo] = [a.from, a.to, b.from, b.to].map(readTime) as [
    number,
    number,
    number,
    number,
  ]
  if (!(aFrom <= bTo && bFrom <= aTo)) return undefined
  return { from: formatTime(Math.min(aFrom, bFrom)), to: formatTime(Math.max(aTo, bTo)) }
}

/** The rows with a day that stood in two of them once, in a row with the joined hours. */
export function joinDay(hours: readonly HoursRow[], row: number, day: Weekday): HoursRow[] {
  const joined = joinedHours(hours, row, day)
  if (!joined) return [...hours]
  const rest = hours
    .map((other) => ({ ...other, days: other.days.filter((other) => other !== day) }))
    .filter(({ days }) => days.length > 0)
  const same = rest.findIndex(({ from, to }) => tidyTime(from) === joined.from && tidyTime(to) === joined.to)
  return same < 0
    ? [...rest, { days: [day], ...joined }]
    : rest.map((other, i) => (i === same ? { ...other, days: inWeek([...other.days, day]) } : other))
}

/** A new row: the days that are still free, with the times of the last row. */
export function nextRow(hours: readonly HoursRow[]): HoursRow {
  const taken = new Set(hours.flatMap(({ days }) => days))
  const last = hours.at(-1)
  return {
    days: weekdays.filter((day) => !taken.has(day)),
    from: last?.from ?? '08:00',
    to: last?.to ?? '16:00',
  }
}
