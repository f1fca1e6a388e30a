import { weekdays, type Weekday } from '#src/contract/recurrence.ts'
import { formatTime, halvesOf, passesMidnight, readTime, spansOf, type HoursRow } from './keyHours.ts'

/** An opening within one day, in minutes of it; `to` ≤ 1440 (24:00). */
export interface DaySpan {
  from: number
  to: number
}

/** The openings of each day that can be read from the rows. More than one on a day only where rows clash. */
export type Week = Readonly<Record<Weekday, readonly DaySpan[]>>

/** What some days are to have from now on; undefined: closed. */
export type Changes = ReadonlyMap<Weekday, DaySpan | undefined>

/** The grid's step in minutes. */
export const step = 15
export const dayEnd = 1440

/** Whether a row's times say an opening that the grid can show. */
export const isReadable = (row: HoursRow): boolean =>
  passesMidnight(row) || (readTime(row.from) < readTime(row.to) && readTime(row.from) < dayEnd)

export function readWeek(hours: readonly HoursRow[]): Week {
  const spans = hours.filter(isReadable).flatMap(spansOf)
  return Object.fromEntries(
    weekdays.map((day) => [
      day,
      spans
        .filter(({ weekday }) => weekday === day)
        .map(({ from, to }) => ({ from, to }))
        .sort((a, b) => a.from - b.from || a.to - b.to),
    ]),
  ) as unknown as Week
}

/** The rows after some days have changed. Rows that cannot be read, and days that did not change, mean what they did. */
export function writeChanges(hours: readonly HoursRow[], changes: Changes): HoursRow[] {
  const drawn = [...changes].flatMap(([day, span]) =>
    span ? [{ days: [day], from: formatTime(span.from), to: formatTime(span.to) }] : [],
  )
  return grouped([...hours.flatMap((row) => without(row, changes)), ...drawn])
}

function without(row: HoursRow, changes: Changes): HoursRow[] {
  if (!isReadable(row)) return [row]
  const stays = ({ days }: HoursRow) => days.every((day) => !changes.has(day))
  const kept: HoursRow[] = [{ ...row, days: [] }]
  for (const day of row.days) {
    const parts = passesMidnight(row) ? halvesOf({ ...row, days: [day] }) : [{ ...row, days: [day] }]
    // A night stays as it was typed as long as both of its halves do.
    if (parts.every(stays)) kept[0]!.days.push(day)
    else kept.push(...parts.filter(stays))
  }
  return kept.filter(({ days }) => days.length > 0)
}

/** Days with the same hours in one row, in the order of the week; what cannot be read last, as it is. */
function grouped(hours: readonly HoursRow[]): HoursRow[] {
  const rows = new Map<string, HoursRow>()
  for (const row of hours.filter((one) => isReadable(one) && one.days.length > 0)) {
    const place = `${readTime(row.from)} ${readTime(row.to)}`
    const days = new Set([...(rows.get(place)?.days ?? []), ...row.days])
    rows.set(place, { ...(rows.get(place) ?? row), days: weekdays.filter((day) => days.has(day)) })
  }
  const first = ({ days }: HoursRow) => weekdays.indexOf(days[0]!)
  return [
    ...[...rows.values()].sort((a, b) => first(a) - first(b) || readTime(a.from) - readTime(b.from)),
    ...hours.filter((one) => !isReadable(one) || one.days.length === 0),
  ]
}

const touches = (a: DaySpan, b: DaySpan) => a.from <= b.to && b.from <= a.to

/**
 * A stroke over some days. What it touches or overlaps it joins; what lies apart it replaces, since a day can have one
 * opening (unloc-api 4.3).
 */
export const stroke = (week: Week, days: readonly Weekday[], drawn: DaySpan): Changes =>
  new Map(
    days.map((day) => {
      const met = week[day].filter((span) => touches(span, drawn))
      const all = [drawn, ...met]
      return [
        day,
        { from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) },
      ]
    }),
  )

/** An edge of a day's opening put elsewhere. It never passes the other edge. */
export function extend(day: Weekday, span: DaySpan, edge: 'from' | 'to', minute: number): Changes {
  const least = Math.min(step, span.to - span.from)
  const changed =
    edge === 'from'
      ? { ...span, from: Math.max(0, Math.min(minute, span.to - least)) }
      : { ...span, to: Math.min(dayEnd, Math.max(minute, span.from + least)) }
  return new Map([[day, changed]])
}

/** The next quarter before or after a minute. */
export const nextStep = (minute: number, direction: 1 | -1): number =>
  direction > 0 ? (Math.floor(minute / step) + 1) * step : (Math.ceil(minute / step) - 1) * step

/** A day's opening moved as it is, to another time or day, within one day. */
export function move(day: Weekday, span: DaySpan, by: number, to: Weekday = day): Changes {
  const from = Math.max(0, Math.min(span.from + by, dayEnd - (span.to - span.from)))
  const moved = { from, to: from + span.to - span.from }
  return new Map([...(to === day ? [] : [[day, undefined] as const]), [to, moved]])
}

export const erase = (day: Weekday): Changes => new Map([[day, undefined]])

/** One day's opening, or its being closed, for some days. */
export const copyDay = (span: DaySpan | undefined, to: readonly Weekday[]): Changes =>
  new Map(to.map((day) => [day, span]))

export interface WeekPreset {
  name: string
  days: readonly Weekday[]
  span: DaySpan
}

const wholeDay = { from: 0, to: dayEnd }
const workdays = weekdays.slice(0, 5)

/** Ready-made weeks. A night that passes midnight on every day would clash with the next, so nights begin at 00:00. */
export const weekPresets: readonly WeekPreset[] = [
  { name: 'Office hours', days: workdays, span: { from: 480, to: 960 } },
  { name: 'Weekdays', days: workdays, span: wholeDay },
  { name: 'Weekend', days: weekdays.slice(5), span: wholeDay },
  { name: 'All week', days: weekdays, span: wholeDay },
  { name: 'Nights', days: weekdays, span: { from: 0, to: 360 } },
]

/** A preset says what each day has: those that it does not name are closed. */
export const presetChanges = ({ days, span }: WeekPreset): Changes =>
  new Map(weekdays.map((day) => [day, days.includes(day) ? span : undefined]))

/** The opening of a day at a minute or, without one there, the day's first. */
export const spanAt = (week: Week, day: Weekday, minute: number): DaySpan | undefined =>
  week[day].find(({ from, to }) => from <= minute && minute < to) ?? week[day][0]
