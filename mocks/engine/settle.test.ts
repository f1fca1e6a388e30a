import { expect, test } from 'vitest'
import type { KeyState } from '#src/contract/key.ts'
import { weekly } from '../scenarios/recurrences.ts'
import type { Engine } from './engine.ts'
import { jobGet } from './jobs.ts'
import { keyGet, keyList } from './keyList.ts'
import { unreachableReason } from './sentinels.ts'
import { monday, oldKey, tinyWorld } from '../scenarios/tinyWorld.ts'
import type { VendorName } from './vendors.ts'
import type { KeyRecord } from './world.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const at = (iso: string) => Date.parse(iso)

function create(engine: Engine, keys: { lockId: string; appUserId?: string }[]) {
  const { id } = engine.run({
    name: 'keyCreate',
    body: { keys: keys.map((key) => ({ appUserId: '+4799887766', ...key })) },
  })
  return () => {
    const { job } = jobGet(engine, id)
    const count = (list: unknown[] | null | undefined) => list?.length
    const { creatingKeys, createdKeys, failedKeys } = job.resultData ?? {}
    return {
      job,
      line: [job.status, count(creatingKeys), count(createdKeys), count(failedKeys)].join(' '),
      states: keyList(engine, {}).keys.map((key) => key.state),
    }
  }
}

// How long after creation a single key of a vendor is certainly still being made, and certainly settled.
test.each<[VendorName, creatingMs: number, settledMs: number, state: KeyState, status: string]>([
  ['virtual', 400, second, 'active', 'succeeded'],
  ['danalock', 2 * second, 6 * second, 'active', 'succeeded'],
  ['salto', 3 * second, 9 * second, 'active', 'succeeded'],
  ['dormakaba-dkey', 9 * second, 12 * second, 'active', 'succeeded'],
  ['parqio', 15 * minute - 1, 15 * minute, 'error', 'timeout'],
])('%s answers in its own time', (vendor, creatingMs, settledMs, state, status) => {
  const { engine, clock, lockOf } = tinyWorld()
  const look = create(engine, [{ lockId: lockOf(vendor) }])
  expect(look()).toMatchObject({ line: 'pending   ', states: ['creating'] })
  expect(look().job).not.toHaveProperty('resultData')
  clock.now = monday + creatingMs
  expect(look()).toMatchObject({ line: 'inProgress 1 0 0', states: ['creating'] })
  clock.now = monday + settledMs
  expect(look().states).toEqual([state])
  expect(look().job.status).toBe(status)
})

test('a job moves key by key, and dormakaba makes one after the other', () => {
  const { engine, clock, lockOf } = tinyWorld()
  const dkey = { lockId: lockOf('dormakaba-dkey') }
  const look = create(engine, [dkey, dkey, dkey, dkey, { lockId: lockOf('virtual') }])
  const lines = new Set<string>()
  for (; clock.now < monday + 30 * second; clock.now += 100) lines.add(look().line)
  expect([...lines]).toEqual([
    'pending   ',
    'inProgress 5 0 0',
    'inProgress 4 1 0',
    'inProgress 3 2 0',
    'inProgress 2 3 0',
    'inProgress 1 4 0',
    'succeeded 0 5 0',
  ])
})

test('a large batch at dormakaba ends within a demo’s patience', () => {
  const { engine, clock, lockOf } = tinyWorld()
  const look = create(engine, Array(500).fill({ lockId: lockOf('dormakaba-dkey') }) as { lockId: string }[])
  clock.now += 80 * second
  expect(look().line).toBe('succeeded 0 500 0')
})

test('set-apart numbers fail, each in its way, on every lock', () => {
  const { engine, clock, lockOf } = tinyWorld()
  const lockId = lockOf('virtual')
  const look = create(engine, [
    { lockId },
    { lockId, appUserId: '+4790000001' },
    { lockId, appUserId: '+4790000002' },
    { lockId, appUserId: '+4790000003' },
  ])
  clock.now += second
  expect(look()).toMatchObject({ line: 'inProgress 1 1 2', states: ['active', 'error', 'error', 'creating'] })
  clock.now = monday + 15 * minute
  const { job, line, states } = look()
  expect(line).toBe('timeout 0 1 3')
  expect(states).toEqual(['active', 'error', 'error', 'error'])
  expect(job.failureReason).toMatch(/in time/)
  const failed = job.resultData?.failedKeys as { id: string; reason: string }[]
  expect(new Set(failed.map(({ reason }) => reason)).size).toBe(3)
  expect(failed.map((element) => Object.keys(element))).toEqual(Array(3).fill(['id', 'reason']))
})

test('when every key fails the job failed; when some do it succeeded', () => {
  const { engine, clock, lockOf } = tinyWorld()
  const lockId = lockOf('virtual')
  const all = create(engine, [{ lockId, appUserId: '+4790000001' }])
  const some = create(engine, [{ lockId, appUserId: '+4790000001' }, { lockId }])
  clock.now += second
  expect(all().line).toBe('failedJob 0 0 1')
  expect(some().line).toBe('succeeded 0 1 1')
})

test('a lock that is set apart refuses every key', () => {
  const { engine, clock, lockOf } = tinyWorld((world) => {
    const virtual = world.locks[0]
    if (virtual) virtual.refuses = 'full'
  })
  const look = create(engine, [{ lockId: lockOf('virtual') }])
  clock.now += second
  expect(look().job.resultData?.failedKeys).toMatchObject([{ reason: 'full' }])
})

test('what counts is whether the vendor could be reached when it was to confirm', () => {
  const { engine, clock, lockOf } = tinyWorld()
  const flip = (reachable: boolean) => engine.run({ name: 'vendorSwitch', vendor: 'danalock', reachable })
  const danalock = { lockId: lockOf('danalock') }
  create(engine, [danalock])
  clock.now += 10 * second
  flip(false)
  const during = create(engine, [danalock, { lockId: lockOf('virtual') }])
  clock.now += 10 * second
  expect(during().line).toBe('succeeded 0 1 1')
  expect(during().job.resultData?.failedKeys).toMatchObject([{ reason: unreachableReason }])
  // Accepted while it was away, back before the answer was due.
  create(engine, [danalock])
  clock.now += second
  flip(true)
  clock.now += 10 * second
  create(engine, [danalock])
  clock.now += 10 * second
  expect(during().states).toEqual(['active', 'error', 'active', 'active', 'active'])
})

test('a switch made after the clock was turned back overrules the time that had been', () => {
  const { engine, clock, lockOf } = tinyWorld()
  clock.now = monday + day
  engine.run({ name: 'vendorSwitch', vendor: 'danalock', reachable: false })
  clock.now = monday
  engine.run({ name: 'vendorSwitch', vendor: 'danalock', reachable: true })
  clock.now = monday + 2 * day
  const look = create(engine, [{ lockId: lockOf('danalock') }])
  clock.now += 10 * second
  expect(look().states).toEqual(['active'])
})

test.each<[what: string, rest: Partial<KeyRecord>, zone: string, now: number, state: KeyState]>([
  ['no limits', {}, 'Europe/Oslo', monday, 'active'],
  ['no limits, years on', {}, 'Europe/Oslo', monday + 3650 * day, 'active'],
  ['end null, years on', { end: null }, 'Europe/Oslo', monday + 3650 * day, 'active'],
  ['just before start', { start: monday }, 'Europe/Oslo', monday - 1, 'scheduled'],
  ['at start', { start: monday }, 'Europe/Oslo', monday, 'active'],
  ['just before end', { end: monday }, 'Europe/Oslo', monday - 1, 'active'],
  ['at end', { end: monday }, 'Europe/Oslo', monday, 'expired'],
  ['revoked, past its end', { end: monday, revoked: true }, 'Europe/Oslo', monday, 'revoked'],
  [
    'Mon 8–16, Oslo 07:59:59',
    { recurrence: weekly(['mon'], 8, 16) },
    'Europe/Oslo',
    at('2026-03-02T06:59:59Z'),
    'inactive',
  ],
  [
    'Mon 8–16, Oslo 08:00',
    { recurrence: weekly(['mon'], 8, 16) },
    'Europe/Oslo',
    at('2026-03-02T07:00:00Z'),
    'active',
  ],
  [
    'Mon 8–16, Oslo 16:00',
    { recurrence: weekly(['mon'], 8, 16) },
    'Europe/Oslo',
    at('2026-03-02T15:00:00Z'),
    'inactive',
  ],
  [
    'Mon to 24:00, Oslo 23:59',
    { recurrence: weekly(['mon'], 20, 24) },
    'Europe/Oslo',
    at('2026-03-02T22:59:00Z'),
    'active',
  ],
  [
    'Mon to 24:00, Oslo Tue 00:00',
    { recurrence: weekly(['mon'], 20, 24) },
    'Europe/Oslo',
    at('2026-03-02T23:00:00Z'),
    'inactive',
  ],
  [
    'the lock’s zone and not ours',
    { recurrence: weekly(['sun'], 18, 24) },
    'America/New_York',
    at('2026-03-02T04:00:00Z'),
    'active',
  ],
  [
    'half an hour off',
    { recurrence: weekly(['mon'], 8, 9) },
    'Asia/Kolkata',
    at('2026-03-02T02:30:00Z'),
    'active',
  ],
  [
    'skipped hour opens nothing',
    { recurrence: weekly(['sun'], 2, 3) },
    'Europe/Oslo',
    at('2026-03-29T01:00:00Z'),
    'inactive',
  ],
  [
    'repeated hour, first time',
    { recurrence: weekly(['sun'], 2, 3) },
    'Europe/Oslo',
    at('2026-10-25T00:30:00Z'),
    'active',
  ],
  [
    'repeated hour, second time',
    { recurrence: weekly(['sun'], 2, 3) },
    'Europe/Oslo',
    at('2026-10-25T01:30:00Z'),
    'active',
  ],
  [
    'within hours, before start',
    { start: monday + day, recurrence: weekly(['mon'], 0, 24) },
    'Europe/Oslo',
    monday,
    'scheduled',
  ],
  [
    'outside hours, past end',
    { end: monday - day, recurrence: weekly(['tue'], 0, 24) },
    'Europe/Oslo',
    monday,
    'expired',
  ],
])('state: %s', (_, rest, zone, now, state) => {
  const { engine, clock } = tinyWorld((world) => {
    const lock = world.locks[0]
    if (lock) lock.zone = zone
    world.keys.push(oldKey(0, rest))
  })
  clock.now = now
  expect(keyList(engine, {}).keys[0]?.state).toBe(state)
})

test('the clock may be turned both ways; only a revoke stays', () => {
  const { engine, clock } = tinyWorld((world) => {
    world.keys.push(oldKey(0, { start: monday, end: monday + day }), oldKey(1, { end: monday + day }))
  })
  const walk = [monday - hour, monday, monday + day, monday, monday - hour]
  const seen = walk.map((now) => {
    clock.now = now
    return keyList(engine, {}).keys[0]?.state
  })
  expect(seen).toEqual(['scheduled', 'active', 'expired', 'active', 'scheduled'])
  clock.now = monday
  engine.run({ name: 'keyRevoke', keyId: oldKey(1).id })
  clock.now = monday - 40 * day
  expect(keyGet(engine, oldKey(1).id).key.state).toBe('revoked')
})
