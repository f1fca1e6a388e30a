import { keyUserId, isLive } from '#src/domain/key.ts'
import type { KeyIndex } from '#src/domain/keyIndex.ts'
import type { Key } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import { lockZone } from '#src/domain/lock.ts'
import { describeSchedule } from '#src/domain/schedule.ts'
import {
  civilAt,
  formatInstant,
  instantToWall,
  nextClockChange,
  readInstant,
  wallToInstants,
  weekdayName,
} from '#src/domain/time.ts'
import { viewerZone, zoneLabel } from '#src/domain/calendar.ts'
import { toRecurrence, type KeyForm, type KeyFormContext } from './keyForm.ts'
import { period, readZones, type KeyTimes } from './keyPeriod.ts'

/** The zone that most of a project's locks have: the likeliest one for a lock that tells none. */
export function usualZone(zones: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>()
  for (const zone of zones) if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  return [...counts].reduce<[string?, number?]>((most, one) => (one[1] > (most[1] ?? 0) ? one : most), [])[0]
}

/** What the form must know of a project's locks. */
export function formContext(locks: ReadonlyMap<string, Lock>): KeyFormContext {
  const zoneOf = (id: string) => {
    const lock = locks.get(id)
    return lock && lockZone(lock)
  }
  return {
    hasLock: (id) => locks.has(id),
    zoneOf,
    spareZone: usualZone([...locks.keys()].map(zoneOf)) ?? viewerZone(),
  }
}

/** How many minutes the clock of one zone is ahead of another's at an instant (epoch ms). */
export const minutesAhead = (zone: string, of: string, at: number): number =>
  zone === of ? 0 : (readUtc(instantToWall(at, zone)) - readUtc(instantToWall(at, of))) / 60_000
const readUtc = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}Z`)

/** What the clock of one place shows against that of another: `1 h behind Oslo time`. Minutes ahead, from `minutesAhead`. */
export function differenceWords(minutes: number, of: string): string {
  if (minutes === 0) return `the same as ${of}`
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const length = [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ')
  return `${length} ${minutes > 0 ? 'ahead of' : 'behind'} ${of}`
}

const year = 366 * 24 * 3_600_000

/**
 * As `differenceWords`, from an instant (epoch ms) up to an end (ISO), or for a year: places whose clocks change on other
 * days come nearer to each other for some weeks, which is said with its day.
 */
export function differenceText(
  zone: string,
  of: string,
  from: number,
  end: string | undefined,
  locale?: string,
): string {
  const words = (at: number) => differenceWords(minutesAhead(zone, of, at), zoneLabel(of))
  const stop = Math.min(readInstant(end) ?? Infinity, from + year)
  const nextChange = (at: number) =>
    Math.min(nextClockChange(zone, at) ?? Infinity, nextClockChange(of, at) ?? Infinity)
  for (let at = nextChange(from); at < stop; at = nextChange(at))
    if (words(at) !== words(from))
      return `${words(from)}, and from ${formatInstant(at, of, locale, 'date')} on ${words(at)}`
  return words(from)
}

/** The form's times as one sentence, in the doors' own time. */
export function sentenceOf(values: KeyForm, locale?: string): string {
  const hours = values.weekly ? describeSchedule(toRecurrence(values), locale) : 'At any time'
  const start = values.start ? `from ${wallText(values.start, locale)}` : 'from now'
  const end = values.end ? `until ${wallText(values.end, locale)}` : 'with no end'
  return `${hours}, ${start} ${end}`
}

/** A wall-clock text for reading: `Sun 22 Nov 2026, 14:00`. It belongs to no zone, so none converts it. */
export function wallText(wall: string, locale?: string): string {
  const found = wallToInstants(wall, 'UTC')
  return found.kind === 'one' ? dateAndTime(found.at, 'UTC', locale) : wall
}

/**
 * What the viewer's own clock shows at an instant (epoch ms) when the lock's shows something else: `12:00 yours`, with
 * the day where that is another one too.
 */
export function ownTime(at: number, zone: string, viewer: string, locale?: string): string | undefined {
  if (minutesAhead(zone, viewer, at) === 0) return undefined
  const isSameDay = civilAt(zone, at).date === civilAt(viewer, at).date
  return `${isSameDay ? formatInstant(at, viewer, locale, 'time') : dateAndTime(at, viewer, locale)} yours`
}

/**
 * What a start or end is on the clock at the doors and on the viewer's: `18:00 Oslo time, 12:00 yours`. Empty when it
 * says no more than the field does, or when no one zone of a door can be named.
 */
export function settledText(
  times: KeyTimes,
  field: 'start' | 'end',
  context: KeyFormContext,
  viewer = viewerZone(),
  locale?: string,
): string {
  const [zone, ...others] = readZones(times, context)
  const at = zone === undefined ? undefined : readInstant(period(times, zone)[field])
  const isTold = times.lockIds.some((id) => context.zoneOf(id) === zone)
  if (zone === undefined || at === undefined || others.length > 0 || !isTold) return ''
  const own = ownTime(at, zone, viewer, locale)
  return own === undefined ? '' : `${formatInstant(at, zone, locale, 'time')} ${zoneLabel(zone)}, ${own}`
}

/** A date and time of the day after, as one might type it: the year is left out, as it may be. */
export const exampleText = ({ today }: { today: string }, locale?: string): string =>
  formatInstant(readUtc(`${today} 18:00:00`) + 24 * 3_600_000, 'UTC', locale, 'near')

export const dateAndTime = (at: number, zone: string, locale: string | undefined) =>
  `${weekdayName(civilAt(zone, at).weekday, locale)} ${formatInstant(at, zone, locale, 'short')}`

/**
 * Live keys that some of these people have to some of these locks already, but for those of the press at hand, in one
 * pass over the locks' keys.
 */
export function liveDoubles(
  index: KeyIndex,
  numbers: readonly string[],
  lockIds: readonly string[],
  batch: string,
  now: number,
): Key[] {
  if (numbers.length === 0 || lockIds.length === 0) return []
  const asked = new Set(numbers)
  return [...index.query({ lockIds }, now)].flatMap((row) => {
    const key = index.keyAt(row)
    const number = keyUserId(key)
    return number !== undefined &&
      asked.has(number) &&
      key.metadata?.batch !== batch &&
      isLive(index.stateOf(row, now))
      ? [key]
      : []
  })
}

/** A body as a curl command for the API itself. Single quotes in the text are closed, escaped and opened again. */
export const toCurl = (projectId: string, json: string): string =>
  [
    `curl -X POST 'https://api.unloc.app/v2/projects/${projectId}/keys' \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -H 'Accept: application/json' \\`,
    `  -d '${json.replaceAll("'", `'\\''`)}'`,
  ].join('\n')
