import type { Key, KeyState } from '#src/contract/key.ts'
import type { Engine } from './engine.ts'
import { keyOf } from './keyFind.ts'
import { page, type Paging } from './page.ts'
import { keyState } from './settle.ts'
import type { KeyRecord } from './world.ts'

export interface KeyQuery extends Paging {
  appUserId?: string | undefined
  lockId?: string | undefined
  excludeStates?: KeyState | undefined
  excludeSubprojectKeys?: true | undefined
}

const iso = (at: number) => new Date(at).toISOString()

/** A key as the wire shows it, at `now`. Its kind, its vendor's answer and its job stay here (unloc-api 2.3). */
export function keyView(engine: Engine, key: KeyRecord, now: number): Key {
  const name = engine.world.appNames.get(key.appUserId)
  return {
    id: key.id,
    lockId: key.lockId,
    appUser: { id: key.appUserId, ...(name !== undefined && { name }) },
    state: keyState(engine, key, now),
    created: iso(key.created),
    ...(key.start !== undefined && { start: iso(key.start) }),
    ...(key.end !== undefined && { end: key.end === null ? null : iso(key.end) }),
    ...(key.recurrence && {
      recurrence: { timeSpans: key.recurrence.timeSpans.map((span) => ({ ...span })) },
    }),
    ...(key.metadata && { metadata: { ...key.metadata } }),
  }
}

/** A page of keys (unloc-api 3.2). Revoked and expired ones are listed unless excluded. @throws Refusal 400 */
export function keyList(engine: Engine, query: KeyQuery): { keys: Key[]; startAfterId?: string } {
  const now = engine.now()
  const { items, ...cursor } = page(
    engine.world.keys,
    query,
    (key) => key.id,
    (id) => engine.keyPlaces.get(id),
    (key) =>
      !key.vanished &&
      (query.appUserId === undefined || key.appUserId === query.appUserId) &&
      (query.lockId === undefined || key.lockId === query.lockId) &&
      !(query.excludeSubprojectKeys && key.kind === 'subproject') &&
      (query.excludeStates === undefined || !isInState(engine, key, query.excludeStates, now)),
  )
  return { keys: items.map((key) => keyView(engine, key, now)), ...cursor }
}

/** One key. @throws Refusal 404 */
export function keyGet(engine: Engine, id: string): { key: Key } {
  return { key: keyView(engine, keyOf(engine, id), engine.now()) }
}

// `revoked` is a mark and needs no evaluation; it is also the one that clients send.
const isInState = (engine: Engine, key: KeyRecord, state: KeyState, now: number): boolean =>
  state === 'revoked' ? key.revoked : keyState(engine, key, now) === state
