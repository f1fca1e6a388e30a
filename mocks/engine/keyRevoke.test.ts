import { expect, test } from 'vitest'
import type { KeyState } from '#src/contract/key.ts'
import type { RevokeFilter } from './engine.ts'
import { keyList } from './keyList.ts'
import type { Refusal } from './refusal.ts'
import { seededId } from './seeded.ts'
import { monday, oldKey, tinyWorld } from '../scenarios/tinyWorld.ts'
import type { KeyKind, KeyRecord } from './world.ts'

const day = 86_400_000
const lock = (n: number) => seededId(1, 'lock', n)

test.each<[what: string, rest: Partial<KeyRecord>, status: number | undefined]>([
  ['active', {}, undefined],
  ['scheduled', { start: monday + day }, undefined],
  ['creating', { confirmAt: monday + 1, giveUpAt: monday + day }, undefined],
  ['subproject', { kind: 'subproject' }, undefined],
  ['expired', { end: monday }, 409],
  ['revoked', { revoked: true }, 409],
  ['error', { refusal: 'no' }, 409],
  ['access group', { kind: 'accessGroup' }, 403],
  ['doorbell', { kind: 'doorbell' }, 403],
  ['shared', { kind: 'shared' }, 403],
])('revoke one: %s', (_, rest, status) => {
  const { engine } = tinyWorld((world) => world.keys.push(oldKey(0, rest)))
  const before = keyList(engine, {}).keys[0]
  let refusal: Refusal | undefined
  try {
    engine.run({ name: 'keyRevoke', keyId: oldKey(0).id })
  } catch (problem) {
    refusal = problem as Refusal
  }
  expect(refusal?.status).toBe(status)
  expect(keyList(engine, {}).keys).toEqual([status === undefined ? { ...before, state: 'revoked' } : before])
  expect(engine.log).toHaveLength(status === undefined ? 1 : 0)
})

test('the API’s own words for an expired key, and 404 for an unknown one', () => {
  const { engine } = tinyWorld((world) => world.keys.push(oldKey(0, { end: monday })))
  expect(() => engine.run({ name: 'keyRevoke', keyId: oldKey(0).id })).toThrow('May not revoke expired keys')
  expect(() => engine.run({ name: 'keyRevoke', keyId: 'x' })).toThrow(
    expect.objectContaining({ status: 404 }) as Refusal,
  )
})

// Two people, two locks, each kind once for everybody; and keys that no revoke can reach any more.
const people = ['+4799887766', '+4740600000'] as const
const kinds: KeyKind[] = ['direct', 'subproject', 'accessGroup', 'doorbell', 'shared']
const crowd = people.flatMap((appUserId, p) =>
  [0, 1].flatMap((l) =>
    kinds.map((kind, k) =>
      oldKey(p * 10 + l * 5 + k, {
        appUserId,
        kind,
        lockId: lock(l),
        // Shared by the other one.
        ...(kind === 'shared' && { sharedBy: people[1 - p] ?? '' }),
      }),
    ),
  ),
)
const past = [oldKey(90, { end: monday }), oldKey(91, { refusal: 'no' }), oldKey(92, { revoked: true })]

const own = { appUserId: people[0] }
test.each<
  [name: 'keyRevokeBulk' | 'sharedKeyRevokeBulk', filter: RevokeFilter, gone: (key: KeyRecord) => boolean]
>([
  ['keyRevokeBulk', own, (k) => k.appUserId === people[0] && ['direct', 'subproject'].includes(k.kind)],
  [
    'keyRevokeBulk',
    { lockId: lock(1) },
    (k) => k.lockId === lock(1) && ['direct', 'subproject'].includes(k.kind),
  ],
  [
    'keyRevokeBulk',
    { ...own, lockId: lock(1) },
    (k) => k.appUserId === people[0] && k.lockId === lock(1) && ['direct', 'subproject'].includes(k.kind),
  ],
  [
    'keyRevokeBulk',
    { ...own, excludeSubprojectKeys: true },
    (k) => k.appUserId === people[0] && k.kind === 'direct',
  ],
  ['keyRevokeBulk', { lockId: 'unknown' }, () => false],
  ['keyRevokeBulk', { unfiltered: true }, (k) => ['direct', 'subproject'].includes(k.kind)],
  ['keyRevokeBulk', { unfiltered: true, excludeSubprojectKeys: true }, (k) => k.kind === 'direct'],
  ['sharedKeyRevokeBulk', own, (k) => k.sharedBy === people[0]],
  ['sharedKeyRevokeBulk', { lockId: lock(0) }, (k) => k.lockId === lock(0) && k.kind === 'shared'],
  ['sharedKeyRevokeBulk', { unfiltered: true }, (k) => k.kind === 'shared'],
])('%s %j takes just those', (name, filter, gone) => {
  const { engine } = tinyWorld((world) => world.keys.push(...structuredClone([...crowd, ...past])))
  expect(engine.run({ name, filter })).toBeUndefined()
  const revoked = (state: KeyState) => state === 'revoked'
  const now = keyList(engine, {}).keys
  expect(now.filter((key) => revoked(key.state as KeyState)).map((key) => key.id)).toEqual(
    [...crowd.filter(gone), oldKey(92)].map((key) => key.id),
  )
  expect(now.slice(crowd.length).map((key) => key.state)).toEqual(['expired', 'error', 'revoked'])
  expect(engine.unfilteredDeletes).toBe('unfiltered' in filter ? 1 : 0)
})

test('a key that is revoked while it is made stays revoked, and its job still ends', () => {
  const { engine, clock, lockOf } = tinyWorld()
  engine.run({
    name: 'keyCreate',
    body: { keys: [{ lockId: lockOf('danalock'), appUserId: people[0] }] },
  })
  engine.run({ name: 'keyRevokeBulk', filter: own })
  clock.now += 60_000
  expect(keyList(engine, {}).keys[0]?.state).toBe('revoked')
})
