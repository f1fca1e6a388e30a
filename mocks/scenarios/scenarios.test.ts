import { isValidPhoneNumber } from 'libphonenumber-js/mobile'
import { expect, test } from 'vitest'
import { keyStates } from '#src/contract/key.ts'
import { newKeyProblems } from '#src/domain/newKey.ts'
import { isZone } from '#src/domain/time.ts'
import { createEngine } from '../engine/engine.ts'
import { jobList } from '../engine/jobs.ts'
import { keyList } from '../engine/keyList.ts'
import { unreachableReason } from '../engine/sentinels.ts'
import type { KeyKind } from '../engine/world.ts'
import { city } from './hundredThousand.ts'
import { recurrences } from './recurrences.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'

const hour = 3_600_000
const minute = 60_000
const open = (name: ScenarioName, start: number, seed = 1) => {
  const clock = { now: start }
  return { clock, engine: createEngine({ scenario: scenarios[name], seed, start, clock: () => clock.now }) }
}
const counted = (list: readonly (string | undefined)[]) =>
  list.reduce<Record<string, number>>((sum, word = '') => ({ ...sum, [word]: (sum[word] ?? 0) + 1 }), {})

// A week in steps of 5 h 20 min, so that nights, weekends and both clock changes are among the starts.
const week = Array.from({ length: 32 }, (_, n) => Date.UTC(2026, 9, 21, 3, 17) + n * 320 * minute)
const starts = [...week, Date.UTC(2026, 2, 29, 1, 30), Date.UTC(2027, 0, 1)]

test.each(starts.map((start) => [new Date(start).toISOString(), start] as const))(
  'everyday looks alive at %s',
  (_, start) => {
    const { engine, clock } = open('everyday', start)
    const { keys } = keyList(engine, {})
    expect(keys).toHaveLength(700)
    const states = counted(keys.map((key) => key.state ?? ''))
    for (const state of keyStates) expect(states[state], state).toBeGreaterThanOrEqual(5)
    expect(states.active).toBeGreaterThan(300)
    const { jobs } = jobList(engine, {})
    const statuses = counted(jobs.map((job) => job.status ?? ''))
    expect(statuses).toMatchObject({ inProgress: 1, failedJob: 1, timeout: 1 })
    expect(jobs.some((job) => job.status === 'succeeded' && job.resultData?.failedKeys?.length)).toBe(true)
    clock.now += 2 * minute
    expect(counted(jobList(engine, {}).jobs.map((job) => job.status ?? '')).inProgress).toBeUndefined()
  },
)

test('everyday has the cast that it promises', () => {
  const { world } = open('everyday', starts[0] ?? 0).engine
  expect(world.locks).toHaveLength(60)
  expect(new Set(world.locks.map(({ zone }) => zone)).size).toBe(3)
  expect(world.locks.every(({ zone }) => isZone(zone))).toBe(true)
  expect(new Set(world.locks.map(({ vendor }) => vendor)).size).toBe(6)
  expect(new Set(world.locks.map(({ lock }) => lock.name)).size).toBe(60)
  expect(world.locks.filter(({ lock }) => lock.timezone === undefined)).toHaveLength(2)
  const empties = world.locks.filter(
    ({ lock }) => lock.address && Object.values(lock.address).every((word) => word === ''),
  )
  expect(empties).toHaveLength(2)
  const batteries = new Set(world.locks.map(({ lock }) => lock.batteryStatus?.batteryLevel))
  expect(batteries).toEqual(new Set(['High', 'Medium', 'Low', 'Critical', undefined]))

  const people = new Set(world.keys.map((key) => key.appUserId))
  expect(people.size).toBe(180)
  expect(new Set(world.keys.map((key) => key.kind))).toEqual(
    new Set<KeyKind>(['direct', 'subproject', 'accessGroup', 'doorbell', 'shared']),
  )
  expect(world.users.length).toBeGreaterThan(140)
  expect(world.users.length).toBeLessThan(180)
  expect(world.users.some((user) => user.firstName === undefined)).toBe(true)
  expect([...people].every((number) => world.appNames.has(number))).toBe(false)
  const shapes = new Set(world.keys.map((key) => JSON.stringify(key.recurrence)))
  for (const shape of recurrences) expect(shapes).toContain(JSON.stringify(shape))
  expect(world.events.length).toBeGreaterThan(100)
  expect(world.keys.every((key) => world.locks.some(({ lock }) => lock.id === key.lockId))).toBe(true)
})

test.each([1, 2, 3])('every number could be a mobile, and no two records share an id (seed %i)', (seed) => {
  const { world } = open('everyday', starts[0] ?? 0, seed).engine
  const numbers = [...new Set(world.keys.map((key) => key.appUserId))]
  expect(numbers.filter((number) => !isValidPhoneNumber(number))).toEqual([])
  const ids = [...world.keys, ...world.jobs, ...world.events, ...world.locks.map(({ lock }) => lock)].map(
    ({ id }) => id,
  )
  expect(new Set(ids).size).toBe(ids.length)
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(ids.filter((id) => !uuid.test(id))).toEqual([])
})

test('every schedule in it is one that the API would take', () => {
  for (const recurrence of recurrences) {
    const key = { lockId: 'x', appUserId: '+4799887766', recurrence }
    expect(newKeyProblems(key, { now: 0, hasLock: () => true })).toEqual([])
  }
})

test('empty is empty', () => {
  const { world } = open('empty', starts[0] ?? 0).engine
  expect([world.locks, world.keys, world.jobs, world.users, world.events].map((list) => list.length)).toEqual(
    [0, 0, 0, 0, 0],
  )
})

test('vendorOutage is the everyday with dormakaba out of reach and fresh error keys', () => {
  const start = starts[0] ?? 0
  const { engine, clock } = open('vendorOutage', start)
  const recent = keyList(engine, {}).keys.filter(
    (key) => Date.parse(key.created ?? '') >= start - 31 * minute,
  )
  const errors = recent.filter((key) => key.state === 'error')
  expect(errors.length).toBeGreaterThanOrEqual(12)
  const { jobs } = jobList(engine, {})
  const reasons = jobs
    .filter((job) => job.status === 'failedJob' && Date.parse(job.created ?? '') > start - hour)
    .flatMap((job) => job.resultData?.failedKeys as { reason: string }[])
  expect(reasons.length).toBe(12)
  expect(new Set(reasons.map(({ reason }) => reason))).toEqual(new Set([unreachableReason]))
  clock.now += 2 * minute
  // The job that was running at the start fails as well: the outage is older than it.
  expect(
    jobList(engine, {}).jobs.find((job) => job.id === jobs.find((j) => j.status === 'inProgress')?.id)
      ?.status,
  ).toBe('failedJob')
})

test('hundredThousand is built, and paged through to its end', () => {
  const { engine } = open('hundredThousand', starts[0] ?? 0)
  expect(engine.world.keys).toHaveLength(100_000)
  expect(engine.world.locks).toHaveLength(1_000)
  expect(new Set(engine.world.keys.map((key) => key.id)).size).toBe(100_000)
  expect(new Set(engine.world.keys.map((key) => key.appUserId)).size).toBe(20_000)
  expect(new Set(engine.world.users.map((user) => user.id)).size).toBe(18_000)
  let pages = 0
  let startAfterId: string | undefined
  const states: (string | undefined)[] = []
  do {
    const page = keyList(engine, { startAfterId })
    for (const key of page.keys) states.push(key.state ?? undefined)
    startAfterId = page.startAfterId
    pages++
  } while (startAfterId !== undefined)
  expect(pages).toBe(40)
  expect(states).toHaveLength(100_000)
  expect(new Set(states)).toEqual(new Set(['active', 'inactive', 'scheduled', 'expired', 'revoked', 'error']))
  // Alone it takes about a second. No time is asserted, a machine may be busy: only that it comes to an end here.
}, 60_000)

test.each([1_000, 2_500])('the same landlord with %d keys has a lock for each hundred', (keys) => {
  const world = city({ keys })(1, starts[0] ?? 0)
  expect(world.keys).toHaveLength(keys)
  expect(world.locks).toHaveLength(keys / 100)
  expect(new Set(world.keys.map(({ lockId }) => lockId)).size).toBe(keys / 100)
})
