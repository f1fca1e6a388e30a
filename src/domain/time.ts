import { type Weekday, weekdays } from '#src/contract/recurrence.ts'

/** Civil time at one instant in one zone. `minute` counts from the day's 00:00 on the clock face, 0–1439. */
export interface Civil {
  weekday: Weekday
  minute: number
  /** `YYYY-MM-DD` */
  date: string
}

/** What a wall-clock time means in a zone: usually one instant, none in a gap, two in a fold. Epoch ms. */
export type WallInstants =
  | { kind: 'one'; at: number }
  /** Skipped. `before` and `after` are the same time read with the offset after and before the jump (01:30, 03:30). */
  | { kind: 'gap'; before: number; after: number }
  | { kind: 'twice'; earlier: number; later: number }
  | { kind: 'unreadable' }

const instantForm =
  /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i

/**
 * Epoch ms of an ISO 8601 instant as the wire writes it, or undefined when absent or unreadable. A date alone and a
 * time without `Z` or an offset are unreadable: they would mean another instant in every browser.
 */
export function readInstant(iso: string | null | undefined): number | undefined {
  const found = iso == null ? null : instantForm.exec(iso)
  if (!iso || !found) return undefined
  const [, year, month, day] = found
  // Some engines roll 30 February over into March.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined
  const at = Date.parse(iso)
  return Number.isNaN(at) ? undefined : at
}

/** Two digits of a text as a number; NaN where there are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Epoch ms of an instant that is written as `toISOString` writes it, with or without the milliseconds; undefined for
 * every other text, also where `readInstant` can read it. Twenty times as quick, for lists of 100,000.
 */
export function readPlainInstant(text: string): number | undefined {
  const hasMs = text.length === 24 && text[19] === '.'
  if (!hasMs && text.length !== 20) return undefined
  if (text[4] !== '-' || text[7] !== '-' || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':')
    return undefined
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  // The tens count for both pairs.
  const ms = hasMs ? two(text, 20) * 10 + (two(text, 21) % 10) : 0
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0
  // Comparisons with NaN are false. Years below 1000 mean others to `Date.UTC`.
  const holds =
    text.endsWith('Z') &&
    year >= 1000 &&
    day >= 1 &&
    day <= (monthLengths[month - 1] ?? 0) + leap &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    ms <= 999
  return holds ? Date.UTC(year, month - 1, day, hour, minute, second, ms) : undefined
}

const zones = new Map<string, boolean>()

/** Whether a word is an IANA zone that this machine knows. Bare offsets (`+02:00`) are not zones. */
export function isZone(zone: string | null | undefined): zone is string {
  if (!zone) return false
  let known = zones.get(zone)
  if (known === undefined) {
    known = /^[a-z]/i.test(zone) && canFormat(zone)
    zones.set(zone, known)
  }
  return known
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

const lastCivil = new Map<string, Civil & { at: number }>()

/**
 * Weekday, minute and date that a clock on the wall of that zone shows at an instant (epoch ms). The last answer of
 * each zone is kept, so that a pass over 100,000 keys at one `now` asks Temporal once a zone.
 * @throws RangeError when the zone is unknown: ask `isZone` first
 */
export function civilAt(zone: string, at: number): Civil {
  const last = lastCivil.get(zone)
  if (last?.at === at) return last
  const civil = { at, ...readCivil(zone, at) }
  lastCivil.set(zone, civil)
  return civil
}

/** As `civilAt`, past its memo: for walks over many instants, which would only throw out what others keep there. */
export function readCivil(zone: string, at: number): Civil {
  const here = zoned(at, zone)
  return {
    weekday: weekdays[here.dayOfWeek - 1]!,
    minute: here.hour * 60 + here.minute,
    date: here.toPlainDate().toString(),
  }
}

/** An instant (epoch ms) on the zone's calendar. @throws RangeError when the zone is unknown */
export const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone)

const wallForm = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/

/** The instants at which a clock in the zone shows `YYYY-MM-DD HH:mm[:ss]`. An unknown zone is unreadable too. */
export function wallToInstants(wall: string, zone: string): WallInstants {
  const found = wallForm.exec(wall)
  // Temporal reads second 60 as 59.
  if (!found || !isZone(zone) || found[2]!.endsWith(':60')) return { kind: 'unreadable' }
  let time: Temporal.PlainDateTime
  try {
    time = Temporal.PlainDateTime.from(`${found[1]}T${found[2]}`, { overflow: 'reject' })
  } catch {
    return { kind: 'unreadable' }
  }
  const earlier = time.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = time.toZonedDateTime(zone, { disambiguation: 'later' })
  const [a, b] = [earlier.epochMilliseconds, later.epochMilliseconds]
  if (a === b) return { kind: 'one', at: a }
  return earlier.toPlainDateTime().equals(time)
    ? { kind: 'twice', earlier: a, later: b }
    : { kind: 'gap', before: a, after: b }
}

/**
 * What a clock in the zone shows at an instant (epoch ms): `YYYY-MM-DD HH:mm:ss`, as the pickers take it.
 * @throws RangeError when the zone is unknown
 */
export function instantToWall(at: number, zone: string): string {
  const text = zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'second', roundingMode: 'floor' })
  return text.replace('T', ' ')
}

const lastStretch = new Map<string, { from: number; change: number | undefined }>()

/**
 * The first instant after `at` (epoch ms) at which the zone's clock jumps, or undefined when none is known. The last
 * stretch without one is kept, since asking Temporal costs.
 */
export function nextClockChange(zone: string, at: number): number | undefined {
  const last = lastStretch.get(zone)
  if (last && last.from <= at && (last.change === undefined || at < last.change)) return last.change
  const change = zoned(at, zone).getTimeZoneTransition('next')?.epochMilliseconds
  lastStretch.set(zone, { from: at, change })
  return change
}

/** One formatter for each set of arguments: making one costs more than a hundred uses. */
export function cached<A extends unknown[], F>(make: (...args: A) => F): (...args: A) => F {
  const made = new Map<string, F>()
  return (...args) => {
    const key = JSON.stringify(args)
    let one = made.get(key)
    if (!one) made.set(key, (one = make(...args)))
    return one
  }
}

export type InstantStyle = 'full' | 'short' | 'near' | 'day' | 'spoken' | 'weekday' | 'date' | 'time'

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
// One clock on the whole screen: 24:00 as an end has no am or pm, so hours are written 0–23 everywhere.
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const instantStyles: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  full: { weekday: 'short', ...day, ...clock, timeZoneName: 'short' },
  short: { ...day, ...clock },
  near: { day: 'numeric', month: 'short', ...clock },
  day: { weekday: 'short', day: 'numeric', month: 'short', ...clock },
  spoken: { weekday: 'long', day: 'numeric', month: 'long', ...clock },
  weekday: { weekday: 'short', ...clock },
  date: day,
  time: clock,
}

const instantFormat = cached(
  (zone: string | undefined, locale: string | undefined, style: InstantStyle) =>
    new Intl.DateTimeFormat(locale, {
      ...instantStyles[style],
      ...(zone === undefined ? {} : { timeZone: zone }),
    }),
)

/**
 * An instant (epoch ms) in words, in the zone given, or in the viewer's own when it is undefined.
 * `full` names the zone; `short` is `5 Jan 2026, 14:05`; `near` leaves the year out, for lists; `day` and `spoken`
 * name the weekday, for the days around now.
 * @throws RangeError when the zone is unknown
 */
export const formatInstant = (
  at: number,
  zone: string | undefined,
  locale?: string,
  style: InstantStyle = 'short',
): string => instantFormat(zone, locale, style).format(at)

/**
 * The time at which something closes (epoch ms), as the clock shows it that runs up to it: 24:00 at midnight, and 03:00
 * where the clock is put back to 02:00 at that very moment.
 * @throws RangeError when the zone is unknown
 */
export function formatClosing(at: number, zone: string, locale?: string): string {
  const face = Date.parse(`${instantToWall(at - 1, zone).replace(' ', 'T')}Z`) + second
  return face % day24 === 0 ? '24:00' : formatInstant(face, 'UTC', locale, 'time')
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day24 = 24 * hour

// `always`, because "yesterday" would name a calendar day of some zone, and this is a mere distance.
const relativeFormat = cached(
  (numeric: 'always' | 'auto', locale: string | undefined, style: 'long' | 'short') =>
    new Intl.RelativeTimeFormat(locale, { numeric, style }),
)
const relativeUnits = [
  ['second', second, 60],
  ['minute', minute, 60],
  ['hour', hour, 24],
  ['day', day24, 30],
  ['month', 30.44 * day24, 12],
  ['year', 365.25 * day24, Infinity],
] as const

/** The distance of an instant from now (both epoch ms): `in 3 hours`, `2 days ago`, `now`; short: `in 3 hrs`. */
export function formatRelative(
  at: number,
  now: number,
  locale?: string,
  style: 'long' | 'short' = 'long',
): string {
  for (const [unit, length, next] of relativeUnits) {
    // Rounded before it is compared, so that 59.7 minutes become an hour and not "60 minutes".
    const count = Math.round((at - now) / length)
    if (Math.abs(count) >= next) continue
    return relativeFormat(count === 0 ? 'auto' : 'always', locale, style).format(count, unit)
  }
  return ''
}

/**
 * How long ago something was that has happened (both epoch ms). Never ahead: a screen's now goes by steps, and may be
 * older than what has just come.
 */
export const formatAgo = (at: number, now: number, locale?: string): string =>
  formatRelative(at, Math.max(at, now), locale)

/** A length of time in its two largest units, cut off below: `14 s`, `2 min 5 s`, `3 h`. Units are the SI signs. */
export function formatDuration(ms: number, locale?: string): string {
  const units = [
    ['d', day24],
    ['h', hour],
    ['min', minute],
    ['s', second],
  ] as const
  const first = units.findIndex(([, length]) => ms >= length)
  if (first < 0) return `${formatNumber(0, locale)} s`
  let rest = ms
  return units
    .slice(first, first + 2)
    .map(([sign, length]) => {
      const count = Math.floor(rest / length)
      rest -= count * length
      return count > 0 ? `${formatNumber(count, locale)} ${sign}` : ''
    })
    .filter(Boolean)
    .join(' ')
}

const weekdayFormat = cached(
  (locale: string | undefined, width: 'long' | 'short' | 'narrow') =>
    new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }),
)

/** The name of a weekday: `Mon`, `Monday`, `M`. */
export const weekdayName = (
  weekday: Weekday,
  locale?: string,
  width: 'long' | 'short' | 'narrow' = 'short',
): string =>
  // 1 January 2024 was a Monday.
  weekdayFormat(locale, width).format(Date.UTC(2024, 0, 1 + weekdays.indexOf(weekday), 12))

const listFormat = cached((locale?: string) => new Intl.ListFormat(locale, { type: 'conjunction' }))
const numberFormat = cached((locale?: string) => new Intl.NumberFormat(locale))

/** `A, B and C` as the locale joins them. */
export const formatList = (items: readonly string[], locale?: string): string =>
  listFormat(locale).format(items)

/** A count with the locale's grouping: `12,431`. */
export const formatNumber = (n: number, locale?: string): string => numberFormat(locale).format(n)
