import { type Weekday, weekdays } from '#src/contract/recurrence.ts'
import { isZone, nextClockChange, readCivil, readInstant, wallToInstants, weekdayName } from './time.ts'

/** One weekly opening: minutes of the civil day, half-open, `to` ≤ 1440 (24:00). */
export interface Span {
  weekday: Weekday
  from: number
  to: number
}

/** A recurrence as we understand it. `unreadable` claims nothing: such a key's hours are shown raw. */
export type Schedule =
  { kind: 'always' } | { kind: 'weekly'; spans: Span[] } | { kind: 'unreadable'; raw: unknown }

/** When a key may open: two instants (ISO, either may be absent) and a recurrence as the wire gave it. */
export interface Timing {
  start?: string | null | undefined
  end?: string | null | undefined
  recurrence?: unknown
}

export type OpenState =
  /** `until` (epoch ms) is absent when nothing on the clock will close it. */
  | { kind: 'open'; until?: number }
  /** `next` (epoch ms) is absent when it will not open again, or when that cannot be told. */
  | { kind: 'closed'; why: 'before' | 'after' | 'hours'; next?: number }
  | { kind: 'unknown'; why: 'zone' | 'schedule' | 'instant' }

/** Epoch ms. `to` undefined: it never closes. */
export interface Opening {
  from: number
  to: number | undefined
}

/** 24:00 as a minute of its day. */
export const dayEnd = 1440
/** An object with fields: no list, no null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a recurrence (unloc-api 4.3) in either spelling of its list. Absent means always. Spans of one day are united,
 * however many there are; one that we cannot place makes the whole unreadable, since its day would be a guess.
 */
export function readSchedule(recurrence: unknown): Schedule {
  if (recurrence == null) return { kind: 'always' }
  const unreadable: Schedule = { kind: 'unreadable', raw: recurrence }
  if (!isObject(recurrence)) return unreadable
  const list = recurrence.timeSpans ?? recurrence.timespans
  // Whether an empty list means never or always is not public.
  if (!Array.isArray(list) || list.length === 0) return unreadable
  const spans = list.map(readSpan)
  return spans.every((span) => span !== undefined) ? { kind: 'weekly', spans: unite(spans) } : unreadable
}

function readSpan(raw: unknown): Span | undefined {
  if (!isObject(raw)) return undefined
  const weekday = weekdays.find((word) => word === raw.weekday)
  const from = readMinute(raw.startHour, raw.startMinute)
  const to = readMinute(raw.endHour, raw.endMinute)
  return weekday && from !== undefined && to !== undefined && from < to ? { weekday, from, to } : undefined
}

/** The minute of the day, up to 24:00, or undefined where hour and minute name none. */
export function readMinute(hour: unknown, minute: unknown): number | undefined {
  if (!isWhole(hour, 24) || !isWhole(minute, 59)) return undefined
  const sum = hour * 60 + minute
  return sum <= dayEnd ? sum : undefined
}

/** A whole number from 0 to `most`. */
export const isWhole = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most

/** Week order, with spans of one day that touch or overlap made one. */
function unite(spans: Span[]): Span[] {
  const place = ({ weekday, from }: Span) => weekdays.indexOf(weekday) * dayEnd + from
  const united: Span[] = []
  for (const span of spans.toSorted((a, b) => place(a) - place(b))) {
    const last = united.at(-1)
    if (last?.weekday === span.weekday && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else united.push({ ...span })
  }
  return united
}

/** Whether a schedule is open at a civil weekday and minute. An unreadable one is not: ask `openState` for the why. */
export const isWithin = (schedule: Schedule, weekday: Weekday, minute: number): boolean =>
  schedule.kind === 'always' ||
  (schedule.kind === 'weekly' &&
    schedule.spans.some((span) => span.weekday === weekday && span.from <= minute && minute < span.to))

/**
 * Whether a key with this timing opens at an instant (epoch ms), why not, and until or from when. Start and end decide
 * without a zone; hours need the lock's, unless they fill the week. Open at t means: t lies in [start, end), and the civil weekday and minute of t
 * in the zone lie in a span.
 */
export function openState(timing: Timing, zone: string | undefined, at: number): OpenState {
  const bounds = readBounds(timing)
  if (bounds.end !== undefined && at >= bounds.end) return { kind: 'closed', why: 'after' }
  const early = bounds.start !== undefined && at < bounds.start
  if (!early) {
    if (bounds.unreadable) return { kind: 'unknown', why: 'instant' }
    const schedule = readSchedule(timing.recurrence)
    if (schedule.kind === 'unreadable') return { kind: 'unknown', why: 'schedule' }
    if (schedule.kind === 'weekly' && !isZone(zone) && !fillsWeek(schedule.spans))
      return { kind: 'unknown', why: 'zone' }
  }
  const opening = openings(timing, zone, at, 1)[0]
  if (opening?.from === at)
    return opening.to === undefined ? { kind: 'open' } : { kind: 'open', until: opening.to }
  const why = early ? 'before' : 'hours'
  return opening ? { kind: 'closed', why, next: opening.from } : { kind: 'closed', why }
}

/** Whether it can be told when a key with this timing opens from an instant (epoch ms) on. */
export const canTell = (timing: Timing, zone: string | undefined, from: number): boolean =>
  openState(timing, zone, Math.max(from, readInstant(timing.start) ?? from)).kind !== 'unknown'

function readBounds({ start, end }: Timing) {
  const bounds = { start: readInstant(start), end: readInstant(end) }
  const unreadable =
    (start != null && bounds.start === undefined) || (end != null && bounds.end === undefined)
  return { ...bounds, unreadable }
}

/**
 * The next `count` openings from an instant on (epoch ms), cut by start and end; one that is under way begins at
 * `from`. Each is the longest run of instants that the law of `openState` calls open: what a skipped hour leaves over,
 * what a repeated hour gives twice, and nights joined over midnight. Empty when nothing opens or nothing can be told.
 */
export function openings(timing: Timing, zone: string | undefined, from: number, count: number): Opening[] {
  const { start, end, unreadable } = readBounds(timing)
  const schedule = readSchedule(timing.recurrence)
  const first = start === undefined ? from : Math.max(from, start)
  if (unreadable || schedule.kind === 'unreadable' || count < 1) return []
  if (end !== undefined && end <= first) return []
  if (schedule.kind === 'always' || fillsWeek(schedule.spans)) return [{ from: first, to: end }]
  if (!isZone(zone)) return []

  const found: Opening[] = []
  let open: number | undefined
  // A schedule with hours both opens and closes in every week, but for a week whose only edge is skipped: one a year.
  const weeks = 2 * count + 8
  for (let week = 0, a = first; week < weeks; week++, a += weekLength) {
    for (const moment of momentsIn(schedule.spans, zone, a, a + weekLength)) {
      if (end !== undefined && moment.at >= end) {
        if (open !== undefined) found.push({ from: open, to: end })
        return found
      }
      const isOpen = isWithin(schedule, moment.weekday, moment.minute)
      if (isOpen) open ??= moment.at
      else if (open !== undefined) {
        found.push({ from: open, to: moment.at })
        if (found.length === count) return found
        open = undefined
      }
    }
  }
  return found
}

/** Whether spans leave no minute of the week out: then no clock is needed to know that they hold. */
export const fillsWeek = (spans: readonly Span[]): boolean =>
  weekdays.every((weekday) =>
    spans.some((span) => span.weekday === weekday && span.from === 0 && span.to === dayEnd),
  )

interface Moment {
  at: number
  weekday: Weekday
  minute: number
}

const dayMs = 24 * 60 * 60 * 1000
// A mere stride over instants: no civil time is derived from it.
const weekLength = 7 * dayMs

/**
 * The instants of [a, b) between which openness cannot change, in order: `a` itself, every instant at which the clock
 * on the wall shows the edge of a span, and every jump of that clock. Each carries what the clock shows then.
 */
function momentsIn(spans: Span[], zone: string, a: number, b: number): Moment[] {
  const moments = [momentAt(zone, a)]
  for (let jump = nextJump(zone, a); jump < b; jump = nextJump(zone, jump)) moments.push(momentAt(zone, jump))
  // A day early and a day late, since a jump back over midnight brings the day before once more.
  const last = dayNumber(readCivil(zone, b).date) + 1
  for (let day = dayNumber(readCivil(zone, a).date) - 1; day <= last; day++) {
    const weekday = weekdays[((day % 7) + 10) % 7]
    for (const span of spans)
      if (span.weekday === weekday) moments.push(...edge(zone, day, span.from), ...edge(zone, day, span.to))
  }
  return moments.filter(({ at }) => a <= at && at < b).sort((x, y) => x.at - y.at)
}

const momentAt = (zone: string, at: number): Moment => {
  const { weekday, minute } = readCivil(zone, at)
  return { at, weekday, minute }
}

// Civil dates as whole numbers from Thursday 1 January 1970 on: the calendar's arithmetic, without clocks or zones.
const dayNumber = (date: string) => Date.parse(date) / dayMs

const edges = new Map<string, Map<number, Moment[]>>()

/** The instants, none to two, at which the clock shows that minute of that day. Kept: many keys share their hours. */
function edge(zone: string, day: number, minute: number): Moment[] {
  let known = edges.get(zone)
  if (!known || known.size > 5000) edges.set(zone, (known = new Map<number, Moment[]>()))
  const place = day * dayEnd + minute
  let moments = known.get(place)
  if (!moments) {
    // 24:00 is the next day's 00:00, in the place and in the text.
    const wall = new Date(place * 60_000).toISOString().slice(0, 16)
    const found = wallToInstants(wall, zone)
    const ats = found.kind === 'one' ? [found.at] : found.kind === 'twice' ? [found.earlier, found.later] : []
    moments = ats.map((at) => momentAt(zone, at))
    known.set(place, moments)
  }
  return moments
}

/** The zone's next clock change after an instant, or Infinity. */
const nextJump = (zone: string, at: number) => nextClockChange(zone, at) ?? Infinity

const hhmm = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/**
 * A recurrence as a sentence: `Mon–Fri 08:00–16:00, Sat 10:00–14:00`. Neighbouring days with the same hours are joined,
 * Monday first, as the API counts the week; 24 hours to the day in every locale, since 24:00 is a usual end.
 */
export function describeSchedule(recurrence: unknown, locale?: string): string {
  const schedule = readSchedule(recurrence)
  if (schedule.kind === 'always') return 'Always'
  if (schedule.kind === 'unreadable') return 'Hours in a form not known here'
  const hours = weekdays.map((weekday) =>
    schedule.spans
      .filter((span) => span.weekday === weekday)
      .map((span) => `${hhmm(span.from)}–${hhmm(span.to)}`)
      .join(' + '),
  )
  const parts: string[] = []
  for (let i = 0, j; i < 7; i = j) {
    j = i + 1
    while (j < 7 && hours[j] === hours[i]) j++
    if (hours[i] === '') continue
    const name = (day: number) => weekdayName(weekdays[day]!, locale)
    parts.push(`${j - i > 1 ? `${name(i)}–${name(j - 1)}` : name(i)} ${hours[i]}`)
  }
  return parts.join(', ')
}
