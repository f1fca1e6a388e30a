import type { KeyState } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import type { AccessEvent } from '#src/contract/project.ts'
import { openState } from '#src/domain/schedule.ts'
import type { Engine } from './engine.ts'
import { keyOf } from './keyFind.ts'
import { keyView } from './keyList.ts'
import { seededId } from './seeded.ts'
import { keyState } from './settle.ts'
import { reachableAt } from './vendors.ts'
import type { KeyRecord } from './world.ts'

/** Why a door stays shut: the key's state, or that the vendor's lock system is out of reach. */
export type Shut = Exclude<KeyState, 'active'> | 'unreachable'

/** Somebody stood before a door. Instants are epoch ms. The API's log holds the openings alone; these are all of them. */
export interface Try {
  at: number
  keyId: string
  lockId: string
  opened: boolean
  /** Only where it did not open. */
  why?: Shut
  /** When the key opens next, where it was shut by its start or its hours and that can be told. */
  next?: number
}

/**
 * Tries a key at its door at `at` (epoch ms): the same rule as the state in the lists, and the lock's vendor must be in
 * reach. An opening goes into the access log as far as the lock's privacy allows. @throws Refusal 404
 */
export function openDoor(engine: Engine, keyId: string, at: number): Try {
  const key = keyOf(engine, keyId)
  const tried: Try = { at, keyId, lockId: key.lockId, ...attempt(engine, key, at) }
  engine.tries.push(tried)
  if (tried.opened) tellOpening(engine, key, at)
  return tried
}

function attempt(engine: Engine, key: KeyRecord, at: number): Pick<Try, 'opened' | 'why' | 'next'> {
  const state = keyState(engine, key, at)
  const record = engine.locks.get(key.lockId)
  if (state === 'active') {
    const isThere = record && reachableAt(engine.world.switches, record.vendor, at)
    return isThere ? { opened: true } : { opened: false, why: 'unreachable' }
  }
  const why = state as Shut
  const open =
    why === 'scheduled' || why === 'inactive'
      ? openState(keyView(engine, key, at), record?.zone, at)
      : undefined
  const next = open?.kind === 'closed' ? open.next : undefined
  return { opened: false, why, ...(next !== undefined && { next }) }
}

function tellOpening(engine: Engine, key: KeyRecord, at: number): void {
  const { events, appNames } = engine.world
  const lock = engine.locks.get(key.lockId)?.lock
  const person = lock && personTold(lock, key.appUserId, appNames)
  if (!lock || !person) return
  const created = new Date(at).toISOString()
  // Newest first, also where the clock was turned back since.
  const place = events.findIndex((event) => (event.created ?? '') <= created)
  const event: AccessEvent = {
    id: seededId(engine.seed, 'opening', engine.tries.length),
    action: 'unlocked',
    created,
    keyId: key.id,
    lockId: lock.id,
    lockName: lock.name ?? '',
    ...person,
  }
  events.splice(place < 0 ? events.length : place, 0, event)
}

/**
 * Whom an event at this lock names (unloc-api 2.7): undefined where events never leave the platform, blanks where they
 * leave without the user. A policy that is not told, or not known here, names nobody.
 */
export function personTold(
  { privacyPolicy }: Pick<Lock, 'privacyPolicy'>,
  appUserId: string,
  appNames: ReadonlyMap<string, string>,
): { appUserId: string; userName: string } | undefined {
  if (privacyPolicy === 'private') return undefined
  return privacyPolicy === 'public'
    ? { appUserId, userName: appNames.get(appUserId) ?? '' }
    : { appUserId: '', userName: '' }
}
