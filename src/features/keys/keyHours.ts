import { weekdays, type TimeSpan, type Weekday } from '#src/contract/recurrence.ts'
import { z } from '#src/contract/zod.ts'
import type { Span } from '#src/domain/schedule.ts'

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

const nextDay = (day: Weekday): Weekday => weekdays[(weekdays.indexOf(day) + 1) % 7]!

/** Whether a row runs into the next day, such as 22:00–06:00, or until its beginning, such as 22:00–00:00. */
export const passesMidnight = ({ from, to }: HoursRow): boolean =>
  readTime(to) < readTime(from) && readTime(from) < dayEnd

/** The two halves of a row that passes midnight, as rows: the evening, and the next days' morning where there is one. */
export const halvesOf = ({ days, from, to }: HoursRow): HoursRow[] => [
  { days, from, to: '24:00' },
  ...(readTime(to) > 0 ? [{ days: inWeek(days.map(nextDay)), from: '00:00', to }] : []),
]

/** The openings that a row means, in week order: cut at midnight, since Unloc takes hours within one day (4.3). */
export function spansOf(row: HoursRow): Span[] {
  const parts = passesMidnight(row) ? halvesOf(row) : [row]
  const spans = parts.flatMap(({ days, from, to }) =>
    inWeek(days).map((weekday) => ({ weekday, from: readTime(from), to: readTime(to) })),
  )
  return spans.sort((a, b) => weekdays.indexOf(a.weekday) - weekdays.indexOf(b.weekday))
}

/** The time spans of the rows and the row that each came from. A time that cannot be read is NaN. */
export const toSpans = (hours: readonly HoursRow[]): { span: TimeSpan; row: number }[] =>
  hours.flatMap((one, row) =>
    spansOf(one).map(({ weekday, from, to }) => ({
      row,
      span: {
        weekday,
        startHour: Math.floor(from / 60),
        startMinute: from % 60,
        endHour: Math.floor(to / 60),
        endMinute: to % 60,
      },
    })),
  )

/** Openings as rows, days with the same times together: the other way round of `spansOf`. */
export function rowsOf(spans: readonly Span[]): HoursRow[] {
  const rows = new Map<string, HoursRow>()
  for (const { weekday, from, to } of spans) {
    const row = rows.get(`${from} ${to}`)
    if (row) row.days.push(weekday)
    else rows.set(`${from} ${to}`, { days: [weekday], from: formatTime(from), to: formatTime(to) })
  }
  return [...rows.values()]
}

const daysOf = (row: HoursRow): Weekday[] => spansOf(row).map(({ weekday }) => weekday)

/** The days of a row that an earlier row has already. A day can have one opening only (unloc-api 4.3). */
export function takenDays(hours: readonly HoursRow[], row: number): Weekday[] {
  const before = new Set(hours.slice(0, row).flatMap(daysOf))
  return inWeek(daysOf(hours[row]!)).filter((day) => before.has(day))
}

/** The days that get both a night's end and the next one's beginning from a row that passes midnight. */
export const doubledDays = (row: HoursRow): Weekday[] => {
  const days = daysOf(row)
  return inWeek(days.filter((day, i) => days.indexOf(day) < i))
}

/** The rows with some days taken out of one; a row that has none left goes. */
export const withoutDays = (hours: readonly HoursRow[], row: number, out: readonly Weekday[]): HoursRow[] =>
  hours
    .map((other, i) =>
      i === row ? { ...other, days: other.days.filter((day) => !out.includes(day)) } : other,
    )
    .filter(({ days }, i) => i !== row || days.length > 0)

/** The rows with some days taken out of all that stand before one. Of a night, both its halves go. */
export const withoutDaysBefore = (
  hours: readonly HoursRow[],
  row: number,
  out: readonly Weekday[],
): HoursRow[] =>
  hours
    .map((other, i) =>
      i < row
        ? {
            ...other,
            days: other.days.filter(
              (day) => !spansOf({ ...other, days: [day] }).some(({ weekday }) => out.includes(weekday)),
            ),
          }
        : other,
    )
    .filter(({ days }, i) => i >= row || days.length > 0)

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
  const taken = new Set(hours.flatMap(daysOf))
  const last = hours.at(-1)
  const { from, to } = last && !passesMidnight(last) ? last : { from: '08:00', to: '16:00' }
  return { days: weekdays.filter((day) => !taken.has(day)), from, to }
}
