import { type Weekday, weekdays } from '#src/contract/recurrence.ts'
import { cached, formatInstant, isZone, zoned } from './time.ts'

// What forms and grids ask of time and lists do not: a file of its own keeps it out of the first screen.

/** The zone of the machine at which somebody sits. Asked anew: a laptop travels. */
// eslint-disable-next-line no-restricted-properties -- no time is read; an `Intl` format, to ask it, takes half a millisecond
export const viewerZone = (): string => Temporal.Now.timeZoneId()

/**
 * The first instant (epoch ms) of the civil day that lies so many days after the one of `at`.
 * @throws RangeError when the zone is unknown
 */
export const dayStart = (zone: string, at: number, daysLater = 0): number =>
  zoned(at, zone).toPlainDate().add({ days: daysLater }).toZonedDateTime(zone).epochMilliseconds

/** The instant at which the zone's clock shows the same time some days later or earlier; a skipped time moves on. */
export const daysFrom = (zone: string, at: number, days: number): number =>
  zoned(at, zone).add({ days }).epochMilliseconds

/**
 * What the viewer's own clock shows at an instant (epoch ms), with the weekday where that differs too; undefined where
 * it shows what the zone's does.
 * @throws RangeError when the zone is unknown
 */
export function formatOwn(at: number, zone: string, locale?: string): string | undefined {
  if (formatInstant(at, undefined, locale) === formatInstant(at, zone, locale)) return undefined
  const sameDay = formatInstant(at, undefined, locale, 'date') === formatInstant(at, zone, locale, 'date')
  return formatInstant(at, undefined, locale, sameDay ? 'time' : 'weekday')
}

const offsetFormat = cached(
  (timeZone: string, locale?: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset', hour: 'numeric' }),
)

/** A zone for people: `Oslo time`, or with an instant (epoch ms) `Oslo time, GMT+2`. Zones without a place stay as they are. */
export function zoneLabel(zone: string, at?: number, locale?: string): string {
  const parts = zone.split('/')
  const place = parts.length > 1 && !/^etc$/i.test(parts[0]!) ? parts.at(-1)!.replaceAll('_', ' ') : undefined
  const name = place === undefined ? zone.replace(/^etc\/(?=utc$)/i, '') : `${place} time`
  if (at === undefined || place === undefined || !isZone(zone)) return name
  const offset = offsetFormat(zone, locale)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
  return offset ? `${name}, ${offset.value}` : name
}

/** The weekdays in the order of the locale's week. Monday first where the browser does not tell. */
export const orderedWeekdays = (locale?: string): Weekday[] => [...weekOrder(locale)]

const weekOrder = cached((locale?: string): Weekday[] => {
  const tag = new Intl.Locale(locale ?? new Intl.DateTimeFormat().resolvedOptions().locale)
  // Both spellings are newer than the type library: the property came first, the method is the standard.
  const { getWeekInfo, weekInfo } = tag as { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }
  const first = ((getWeekInfo ? getWeekInfo.call(tag) : weekInfo)?.firstDay ?? 1) - 1
  return [...weekdays.slice(first), ...weekdays.slice(0, first)]
})

interface WeekInfo {
  /** 1 is Monday, 7 Sunday. */
  firstDay: number
}

const monthFormat = cached(
  (locale: string | undefined) => new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }),
)

/** The name of a month, 1–12: `June`. */
export const monthName = (month: number, locale?: string): string =>
  monthFormat(locale).format(Date.UTC(2024, month - 1, 15))
