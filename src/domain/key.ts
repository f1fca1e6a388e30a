import type { Role } from '#src/contract/gateway.ts'
import type { Key, KeyState, Word } from '#src/contract/key.ts'
import { fillsWeek, isWithin, readSchedule, type Schedule } from './schedule.ts'
import { civilAt, isZone, readInstant } from './time.ts'

/** The word under which keys without a state are counted and filtered. */
export const untoldState = 'unknown'

/** The recipient's number (E.164) in whichever spelling the answer has (unloc-api 2.3, 8). */
export function keyUserId(key: Key): string | undefined {
  return key.appUser?.id || key.appUserId || key.toUser?.id || undefined
}

/** The recipient's name as the key itself tells it; often absent. */
export function keyUserName(key: Key): string | undefined {
  return key.appUser?.name?.trim() || key.toUser?.userName?.trim() || undefined
}

/**
 * An instant of a key as a number that compares: `absent` when the key has none, NaN when it cannot be read
 * (every comparison with NaN is false, so an unreadable end never expires a key and an unreadable start opens none).
 */
export function keyInstant(iso: string | null | undefined, absent: number): number {
  return iso == null ? absent : (readInstant(iso) ?? NaN)
}

/** Whether the weekly hours hold at `at`; undefined when the schedule or the zone cannot be read. */
export function withinHours(schedule: Schedule, zone: string | undefined, at: number): boolean | undefined {
  if (schedule.kind === 'always') return true
  if (schedule.kind === 'unreadable') return undefined
  if (!isZone(zone)) return fillsWeek(schedule.spans) || undefined
  const { weekday, minute } = civilAt(zone, at)
  return isWithin(schedule, weekday, minute)
}

/** Whether the clock may move this word: only scheduled, active and inactive turn into each other and expire. */
export function movesByClock(word: Word<KeyState> | null | undefined): boolean {
  return word === 'scheduled' || word === 'active' || word === 'inactive'
}

/**
 * The rule behind `stateAt`, on values that are already read, so that the key index need not read them per query.
 * `start` and `end` as `keyInstant` gives them (absent: -Infinity, Infinity); `within` as `withinHours` gives it.
 */
export function clockState(
  word: Word<KeyState> | undefined,
  start: number,
  end: number,
  within: boolean | undefined,
  now: number,
): Word<KeyState> | undefined {
  if (!movesByClock(word)) return word
  if (end <= now) return 'expired'
  if (start > now) return 'scheduled'
  if (within === undefined || Number.isNaN(start) || Number.isNaN(end)) return word
  return within ? 'active' : 'inactive'
}

/**
 * The state of a key at `now` (unloc-api 4.1, 4.2). It moves the API's word only along what the clock decides:
 * creating, error, revoked, expired and unknown words stay, and where a zone, schedule or instant cannot be read
 * the API's word stands.
 */
export function stateAt(key: Key, zone: string | undefined, now: number): Word<KeyState> | undefined {
  const word = key.state || undefined
  if (!movesByClock(word)) return word
  const within = withinHours(readSchedule(key.recurrence), zone, now)
  return clockState(word, keyInstant(key.start, -Infinity), keyInstant(key.end, Infinity), within, now)
}

/** Whether a key may open now or later. A word we do not know, or none, counts as live: it must not be overlooked. */
export function isLive(state: Word<KeyState> | null | undefined): boolean {
  return state !== 'error' && state !== 'revoked' && state !== 'expired'
}

/** Whether we claim that a key opens the door now; an unknown word is no claim. */
export function opensDoor(state: Word<KeyState> | null | undefined): boolean {
  return state === 'active'
}

export type Allowed = { ok: true } | { ok: false; reason: string }

/** What changes something: make keys, change some, take one back, take back many that are not named here. */
export type Action = 'create' | 'change' | 'revoke' | 'revokeMany'

/**
 * Whether somebody in this role may do something, and whether it makes sense for a key in this state, with the reason
 * for a person when not. Only live keys can be revoked; an expired one answers 409 (unloc-api 3.5, 4.2). `thing` counts
 * for one key's revoke alone; `undefined`: the key is not in the list.
 */
export function allowed(
  action: Action,
  thing: { state?: Word<KeyState> | null | undefined } | undefined,
  role: Role,
): Allowed {
  if (role !== 'manager')
    return {
      ok: false,
      reason: 'Your role here is viewer: you can see everything and change nothing. Ask a manager.',
    }
  if (action !== 'revoke') return { ok: true }
  if (!thing) return { ok: false, reason: 'This key is not known here.' }
  switch (thing.state) {
    case 'expired':
      return { ok: false, reason: 'This key has expired. Expired keys open nothing and cannot be revoked.' }
    case 'revoked':
      return { ok: false, reason: 'This key is revoked already.' }
    case 'error':
      return { ok: false, reason: 'This key was never made, so there is nothing to take back.' }
    default:
      return { ok: true }
  }
}
