import { describeSchedule } from '#src/domain/schedule.ts'
import { formatClosing, formatInstant, instantToWall } from '#src/domain/time.ts'
import { formatOwn, viewerZone, zoneLabel } from '#src/domain/calendar.ts'
import type { Try } from '../engine/doorOpen.ts'
import type { PhoneKey } from '../engine/phone.ts'

/** How the keys of a phone are put together. `soon` has keys that are being made, too. */
export type PhonePart = 'now' | 'later' | 'ended'

export const partOf = ({ state }: PhoneKey): PhonePart =>
  state === 'active' ? 'now' : state === 'expired' ? 'ended' : 'later'

const dateOf = (at: number, zone: string) => instantToWall(at, zone).slice(0, 10)

/**
 * A moment (epoch ms) as the holder needs it before the door: on the door's own clock, which is named where it shows
 * another time than this phone; the day only where it is not today. A lock that tells no zone has this phone's clock.
 */
export function doorMoment(at: number, key: Pick<PhoneKey, 'zone'>, now: number, locale?: string): string {
  const zone = key.zone ?? viewerZone()
  const isToday = dateOf(at, zone) === dateOf(now, zone)
  const text = isToday
    ? `today at ${formatInstant(at, zone, locale, 'time')}`
    : formatInstant(at, zone, locale, 'day')
  return text + elsewhere(at, key, locale)
}

const elsewhere = (at: number, { zone }: Pick<PhoneKey, 'zone'>, locale?: string) =>
  zone !== undefined && formatOwn(at, zone, locale) !== undefined ? ` (${zoneLabel(zone)})` : ''

/** What a key is good for now, in one line. */
export function keyLine(key: PhoneKey, now: number, locale?: string): string {
  const moment = (at: number) => doorMoment(at, key, now, locale)
  switch (key.state) {
    case 'active':
      return key.until === undefined
        ? 'Opens now'
        : `Opens now, until ${untilWords(key.until, key, now, locale)}`
    case 'creating':
      return 'Being made, not ready yet'
    case 'expired':
      return key.end === undefined ? 'Ended' : `Ended ${moment(key.end)}`
    case 'scheduled':
      return key.next === undefined ? 'Opens at no time' : `Opens ${moment(key.next)}`
    case 'inactive':
      return key.next === undefined ? 'Opens at no time any more' : `Opens again ${moment(key.next)}`
    case 'error':
    case 'revoked':
      return 'Opens nothing'
  }
}

/** An end that is called 24:00 rather than tomorrow's midnight. */
function untilWords(until: number, key: PhoneKey, now: number, locale?: string): string {
  const zone = key.zone ?? viewerZone()
  return dateOf(until - 1, zone) === dateOf(now, zone)
    ? `${formatClosing(until, zone, locale)}${elsewhere(until, key, locale)}`
    : doorMoment(until, key, now, locale)
}

/** The weekly hours of a key, on the door's clock; undefined where it has none. */
export function hoursLine(key: PhoneKey, now: number, locale?: string): string | undefined {
  return key.recurrence == null
    ? undefined
    : `${describeSchedule(key.recurrence, locale)}${elsewhere(now, key, locale)}`
}

/** Why a door stayed shut, for somebody who stands before it; `gone`: the key is not known any more. */
export function refusalWords(
  tried: Pick<Try, 'why' | 'next'> | 'gone',
  key: PhoneKey,
  now: number,
  locale?: string,
): string {
  if (tried === 'gone') return 'This key is not known any more. Ask whoever gave it to you.'
  const next = tried.next === undefined ? undefined : doorMoment(tried.next, key, now, locale)
  switch (tried.why) {
    case 'creating':
      return 'The key is still being made. Try again in a moment.'
    case 'error':
      return 'The key could not be made. Ask whoever gave it to you for a new one.'
    case 'revoked':
      return 'The key was taken back. Ask whoever gave it to you.'
    case 'scheduled':
      return next === undefined ? 'It is too early for this key.' : `It is too early. The key opens ${next}.`
    case 'inactive':
      return [
        'The key does not open at this hour.',
        next === undefined ? 'It will not open again.' : `It opens again ${next}.`,
      ].join(' ')
    case 'expired':
      return key.end === undefined
        ? 'The key has ended.'
        : `The key ended ${doorMoment(key.end, key, now, locale)}.`
    case 'unreachable':
      return 'The lock’s own system cannot be reached right now. The key itself is fine: try again in a while.'
    case undefined:
      break
  }
  return 'The door did not open.'
}

/** A key that has left the phone while somebody looked. */
export interface Gone {
  id: string
  at: number
  words: string
}

/** What left between two looks, without what has merely ended. A key that was never ready is not said to be taken back. */
export function goneBetween(before: readonly PhoneKey[], after: readonly PhoneKey[], now: number): Gone[] {
  const still = new Set(after.map(({ id }) => id))
  return before
    .filter(({ id, end }) => !still.has(id) && !(end !== undefined && end <= now))
    .map(({ id, door, state }) => ({
      id,
      at: now,
      words:
        state === 'creating'
          ? `The key to ${door} is not here any more.`
          : `Your key to ${door} was taken back just now.`,
    }))
}

/** How long a line about a key that is gone is news. */
export const goneMs = 10 * 60 * 1000
