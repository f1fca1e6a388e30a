import type { Key, KeyState } from '#src/contract/key.ts'
import { keyUserId, keyUserName } from '#src/domain/key.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { openState } from '#src/domain/schedule.ts'
import {
  civilAt,
  formatDuration,
  formatInstant,
  formatNumber,
  formatRelative,
  readInstant,
  weekdayName,
} from '#src/domain/time.ts'

/** The states as a person reads them. */
export const stateWords: Record<KeyState, string> = {
  creating: 'Being made',
  scheduled: 'Scheduled',
  active: 'Active',
  inactive: 'Inactive',
  error: 'Failed',
  revoked: 'Revoked',
  expired: 'Expired',
}

/** A state for lists and filters, also one that the API learnt after us. */
export const stateWord = (state: string): string =>
  Object.hasOwn(stateWords, state) ? stateWords[state as KeyState] : state === 'unknown' ? 'Not told' : state

/**
 * When a key holds, for a list, in the lock's zone: what is still to come is what matters, so a start that has passed
 * is left out. The year stands only where it is not this one. Without a zone nothing is converted, so UTC is said.
 */
export function validityText(
  key: Pick<Key, 'start' | 'end'>,
  zone: string | undefined,
  now: number,
  locale?: string,
): string {
  const start = readInstant(key.start)
  const from = start !== undefined && start <= now ? '' : instantText(key.start, zone, now, locale)
  const to = instantText(key.end, zone, now, locale)
  if (!to) return from ? `from ${from}, no end` : 'No end'
  if (!from) return `until ${to}`
  const end = readInstant(key.end)
  const sameDay =
    start !== undefined &&
    end !== undefined &&
    civilAt(zone ?? 'UTC', start).date === civilAt(zone ?? 'UTC', end).date
  if (!sameDay) return `${from} – ${to}`
  const time = formatInstant(end, zone ?? 'UTC', locale, 'time')
  return zone ? `${from}–${time}` : `${from.replace(/ UTC$/, '')}–${time} UTC`
}

/** Start or end for a person; an instant that cannot be read is shown as the API sent it. */
export function instantText(
  iso: string | null | undefined,
  zone: string | undefined,
  now: number,
  locale?: string,
): string {
  const at = readInstant(iso)
  if (at === undefined) return iso ?? ''
  const year = (moment: number) => civilAt(zone ?? 'UTC', moment).date.slice(0, 4)
  const style = year(at) === year(now) ? 'near' : 'short'
  return formatInstant(at, zone ?? 'UTC', locale, style) + (zone ? '' : ' UTC')
}

/** Why a key does not open now, or since when it is being made: the few words beside its badge. */
export function stateMore(
  key: Key,
  state: string | undefined,
  zone: string | undefined,
  now: number,
  locale?: string,
): string | undefined {
  if (state === 'creating') {
    const created = readInstant(key.created)
    return created === undefined ? undefined : `for ${formatDuration(now - created, locale)}`
  }
  if (state === 'scheduled') {
    const start = readInstant(key.start)
    return start === undefined ? undefined : `starts ${formatRelative(start, now, locale, 'short')}`
  }
  if (state !== 'inactive' || zone === undefined) return undefined
  const open = openState(key, zone, now)
  if (open.kind !== 'closed' || open.next === undefined) return undefined
  const day = weekdayName(civilAt(zone, open.next).weekday, locale)
  return `opens ${day} ${formatInstant(open.next, zone, locale, 'time')}`
}

/** How a key's person is called: the project's name, else the key's own, else the number; and the number below a name. */
export function personLabel(
  key: Key,
  names: ReadonlyMap<string, string>,
): { name: string; below: string | undefined } {
  const number = keyUserId(key)
  const name = (number && names.get(number)) || keyUserName(key)
  const read = number && formatPhone(number)
  return name ? { name, below: read } : { name: read ?? 'No person told', below: undefined }
}

/** Makes beforehand what the words of the first row need: formatters and a zone cost some ms, each once. */
export function warmKeyWords(now: number): void {
  validityText({ start: undefined, end: new Date(now).toISOString() }, undefined, now)
  formatInstant(now, undefined, undefined, 'full')
  formatRelative(0, now)
  formatNumber(0)
}

/** A count with its noun: `1 key`, `12 keys`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`
