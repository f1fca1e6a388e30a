import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekdays } from '#src/contract/recurrence.ts'
import { openState } from '#src/domain/schedule.ts'
import { weekly } from '../scenarios/recurrences.ts'
import { monday, oldKey, tinyWorld } from '../scenarios/tinyWorld.ts'
import { createEngine, type Engine } from './engine.ts'
import { keyGet, keyView } from './keyList.ts'
import { accessLog } from './people.ts'
import { Refusal } from './refusal.ts'
import { seededId } from './seeded.ts'
import type { Try } from './doorOpen.ts'
import type { KeyRecord, World } from './world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const at = (iso: string) => Date.parse(iso)
const workdays = weekdays.slice(0, 5)

/** One old key of a virtual lock in Oslo, with what the case is about. */
function oneKey(rest: Partial<KeyRecord>, change: (world: World) => void = () => undefined) {
  const key = oldKey(0, rest)
  const { engine, clock } = tinyWorld((world) => {
    world.keys.push(key)
    change(world)
  })
  const open = (now = clock.now) => {
    clock.now = now
    return engine.run({ name: 'doorOpen', keyId: key.id })
  }
  return { engine, clock, open, key }
}
const log = (engine: Engine) => accessLog(engine, {}).accessEvents
const line = ({ opened, why, next }: Try) =>
  [opened ? 'opened' : why, next === undefined ? '' : new Date(next).toISOString()].join(' ').trim()

describe('a door opens for an active key and for no other', () => {
  test.each<[what: string, key: Partial<KeyRecord>, line: string]>([
    ['no start, no end', {}, 'opened'],
    ['begun this instant', { start: monday }, 'opened'],
    ['begins in a moment', { start: monday + 1 }, 'scheduled 2026-03-02T08:00:00.001Z'],
    ['ends in a moment', { end: monday + 1 }, 'opened'],
    ['ends this instant', { end: monday }, 'expired'],
    ['no end said', { end: null }, 'opened'],
    ['within its hours', { recurrence: weekly(workdays, 8, 16) }, 'opened'],
    ['its hours begin', { recurrence: weekly(workdays, 9, 16) }, 'opened'],
    ['its hours are over', { recurrence: weekly(['mon'], 8, 9) }, 'inactive 2026-03-09T07:00:00.000Z'],
    ['its hours come later', { recurrence: weekly(workdays, 10, 16) }, 'inactive 2026-03-02T09:00:00.000Z'],
    ['hours that come after its end', { recurrence: weekly(['tue'], 8, 9), end: monday + hour }, 'inactive'],
    [
      'starts outside its hours: it opens when both hold',
      { start: monday + day, recurrence: weekly(['wed'], 8, 9) },
      'scheduled 2026-03-04T07:00:00.000Z',
    ],
    ['still being made', { confirmAt: monday + 1, giveUpAt: monday + day }, 'creating'],
    ['made this instant', { confirmAt: monday, giveUpAt: monday + day }, 'opened'],
    ['refused by the vendor', { refusal: 'no' }, 'error'],
    ['never answered', { confirmAt: Infinity }, 'error'],
    ['revoked', { revoked: true }, 'revoked'],
    ['revoked before its start', { revoked: true, start: monday + day }, 'revoked'],
    ['revoked outside its hours', { revoked: true, recurrence: weekly(['tue'], 8, 9) }, 'revoked'],
    ['shared, doorbell and group keys open too', { kind: 'doorbell' }, 'opened'],
  ])('%s', (_, rest, told) => {
    const { engine, open } = oneKey(rest)
    expect(line(open())).toBe(told)
    // What is refused leaves a try and no event: the API's log holds openings alone.
    expect(engine.tries).toHaveLength(1)
    expect(log(engine)).toHaveLength(told === 'opened' ? 1 : 0)
  })

  test('revoked through the API, between two tries', () => {
    const { engine, open, key } = oneKey({})
    expect(open().opened).toBe(true)
    engine.run({ name: 'keyRevoke', keyId: key.id })
    expect(line(open())).toBe('revoked')
    expect(engine.tries.map(({ opened }) => opened)).toEqual([true, false])
    expect(log(engine)).toHaveLength(1)
  })

  test('a key that nobody knows, or that vanished, is refused and leaves nothing', () => {
    const { engine, key } = oneKey({})
    engine.run({ name: 'keyVanish', keyId: key.id })
    for (const keyId of [key.id, 'unknown']) {
      expect(() => engine.run({ name: 'doorOpen', keyId })).toThrow(Refusal)
      expect(() => engine.run({ name: 'doorOpen', keyId })).toThrow('404')
    }
    expect(engine.tries).toEqual([])
    expect(engine.log).toHaveLength(1)
  })
})

describe('the hours are those of the lock’s own clock, through both clock changes', () => {
  const hours = {
    night: weekly(['sun'], 2, 3),
    midnight: weekly(['sun'], 0, 1),
    daily: weekly(weekdays, 8, 16),
  }
  test.each<[zone: string, when: keyof typeof hours, now: string, line: string]>([
    // Oslo, Sunday 28 March 2027: 02:00 becomes 03:00, so 02:00–03:00 is nobody's.
    ['Europe/Oslo', 'night', '2027-03-28T00:59:59Z', 'inactive 2027-04-04T00:00:00.000Z'],
    ['Europe/Oslo', 'night', '2027-03-28T01:00:00Z', 'inactive 2027-04-04T00:00:00.000Z'],
    ['Europe/Oslo', 'daily', '2027-03-27T06:59:59Z', 'inactive 2027-03-27T07:00:00.000Z'],
    ['Europe/Oslo', 'daily', '2027-03-27T07:00:00Z', 'opened'],
    ['Europe/Oslo', 'daily', '2027-03-28T05:59:59Z', 'inactive 2027-03-28T06:00:00.000Z'],
    ['Europe/Oslo', 'daily', '2027-03-28T06:00:00Z', 'opened'],
    ['Europe/Oslo', 'daily', '2027-03-28T14:00:00Z', 'inactive 2027-03-29T06:00:00.000Z'],
    // Sunday 25 October 2026: 03:00 becomes 02:00, so 02:00–03:00 comes twice.
    ['Europe/Oslo', 'night', '2026-10-25T00:00:00Z', 'opened'],
    ['Europe/Oslo', 'night', '2026-10-25T01:00:00Z', 'opened'],
    ['Europe/Oslo', 'night', '2026-10-25T01:59:59Z', 'opened'],
    ['Europe/Oslo', 'night', '2026-10-25T02:00:00Z', 'inactive 2026-11-01T01:00:00.000Z'],
    ['Europe/Oslo', 'daily', '2026-10-25T06:30:00Z', 'inactive 2026-10-25T07:00:00.000Z'],
    // The same instant at other doors.
    ['Europe/Helsinki', 'daily', '2026-10-25T06:30:00Z', 'opened'],
    ['Atlantic/Canary', 'daily', '2026-10-25T06:30:00Z', 'inactive 2026-10-25T08:00:00.000Z'],
    // Half an hour at once, and at midnight.
    ['Australia/Lord_Howe', 'night', '2026-10-03T15:30:00Z', 'opened'],
    ['America/Havana', 'midnight', '2027-03-14T05:00:00Z', 'inactive 2027-03-21T04:00:00.000Z'],
  ])('%s, %s hours, at %s', (zone, when, now, told) => {
    // The zone that counts is the lock's, also where the answer leaves it out.
    for (const isTold of [true, false]) {
      const { open } = oneKey({ recurrence: hours[when] }, (world) => {
        const record = world.locks[0]
        if (!record) return
        record.zone = zone
        record.lock = isTold ? { ...record.lock, timezone: zone } : { id: record.lock.id }
      })
      expect(line(open(at(now)))).toBe(told)
    }
  })
})

test('whatever hours and range: it opens when the one evaluator says so, and says the same next opening', () => {
  const span = fc.record({
    weekday: fc.constantFrom(...weekdays),
    from: fc.integer({ min: 0, max: 23 }),
    hours: fc.integer({ min: 1, max: 24 }),
  })
  let opened = 0
  fc.assert(
    fc.property(
      fc.option(fc.uniqueArray(span, { minLength: 1, maxLength: 4, selector: ({ weekday }) => weekday })),
      fc.option(fc.integer({ min: -2000, max: 2000 })),
      fc.option(fc.integer({ min: -2000, max: 2000 })),
      fc.integer({ min: 0, max: 400 * 24 * 60 }),
      (spans, start, end, minutes) => {
        const now = monday + minutes * minute
        const { engine, open, key } = oneKey({
          ...(start !== null && { start: now + start * minute }),
          ...(end !== null && { end: now + end * minute }),
          ...(spans && {
            recurrence: {
              timeSpans: spans.flatMap(
                ({ weekday, from, hours }) => weekly([weekday], from, Math.min(24, from + hours)).timeSpans,
              ),
            },
          }),
        })
        const tried = open(now)
        const said = openState(keyGet(engine, key.id).key, 'Europe/Oslo', now)
        expect(tried.opened).toBe(said.kind === 'open')
        expect(tried.next).toBe(said.kind === 'closed' && tried.why !== 'expired' ? said.next : undefined)
        if (tried.opened) opened++
      },
    ),
    { numRuns: 300, seed: 11 },
  )
  expect(opened).toBeGreaterThan(20)
})

test('a vendor out of reach keeps its doors shut until it is back, and only its own', () => {
  const { engine, clock, lockOf } = tinyWorld((world) =>
    world.keys.push(oldKey(0, { lockId: seededId(1, 'lock', 1) }), oldKey(1)),
  )
  const vendor = engine.locks.get(engine.world.keys[0]?.lockId ?? '')?.vendor ?? ''
  expect(lockOf('virtual')).toBe(engine.world.keys[1]?.lockId)
  const open = (n: number) => line(engine.run({ name: 'doorOpen', keyId: seededId(1, 'key', n) }))
  expect([open(0), open(1)]).toEqual(['opened', 'opened'])
  engine.run({ name: 'vendorSwitch', vendor, reachable: false })
  expect([open(0), open(1)]).toEqual(['unreachable', 'opened'])
  // The key itself is as good as before.
  expect(keyView(engine, engine.world.keys[0]!, clock.now).state).toBe('active')
  clock.now += minute
  engine.run({ name: 'vendorSwitch', vendor, reachable: true })
  expect(open(0)).toBe('opened')
})

test('the lock’s own reason counts before its vendor’s: a key that is early is early', () => {
  const { engine, open } = oneKey({ start: monday + day })
  engine.run({ name: 'vendorSwitch', vendor: 'virtual', reachable: false })
  expect(open().why).toBe('scheduled')
})

describe('the access log', () => {
  const named = new Map([['+4799887766', 'Usman']])
  test.each<[policy: string | undefined, told: object | undefined]>([
    ['public', { appUserId: '+4799887766', userName: 'Usman' }],
    ['anonymized', { appUserId: '', userName: '' }],
    ['private', undefined],
    // Whatever is not told or not known here names nobody.
    [undefined, { appUserId: '', userName: '' }],
    ['a new word', { appUserId: '', userName: '' }],
  ])('%s', (privacyPolicy, told) => {
    const { engine, open, key } = oneKey({}, (world) => {
      Object.assign(world, { appNames: named })
      const record = world.locks[0]
      if (record) record.lock = { ...record.lock, ...(privacyPolicy !== undefined && { privacyPolicy }) }
    })
    expect(open().opened).toBe(true)
    expect(engine.tries).toHaveLength(1)
    expect(log(engine)).toEqual(
      told
        ? [
            {
              id: expect.any(String) as string,
              action: 'unlocked',
              created: '2026-03-02T08:00:00.000Z',
              keyId: key.id,
              lockId: key.lockId,
              lockName: 'virtual',
              ...told,
            },
          ]
        : [],
    )
  })

  test('a policy that changes does not change what was written', () => {
    const { engine, open } = oneKey({}, (world) => {
      const record = world.locks[0]
      if (record) record.lock = { ...record.lock, privacyPolicy: 'public' }
    })
    open()
    const record = engine.world.locks[0]
    if (record) record.lock = { ...record.lock, privacyPolicy: 'private' }
    open()
    expect(log(engine).map(({ appUserId }) => appUserId)).toEqual(['+4799887766'])
  })

  test('newest first, also when the clock was turned back between; each with an id of its own', () => {
    const { engine, clock, open } = oneKey({})
    for (const offset of [0, 2 * hour, hour, hour, -day]) open(monday + offset)
    clock.now = monday + day
    const events = log(engine)
    expect(events.map(({ created }) => (at(created ?? '') - monday) / hour)).toEqual([2, 1, 1, 0, -24])
    expect(new Set(events.map(({ id }) => id)).size).toBe(5)
    // Page by page it is the same list.
    const first = accessLog(engine, { limit: 2 })
    const rest = accessLog(engine, { startAfterId: first.startAfterId })
    expect([...first.accessEvents, ...rest.accessEvents]).toEqual(events)
    // What lies ahead of the clock has not happened yet.
    clock.now = monday
    expect(log(engine)).toHaveLength(2)
  })
})

test('a second tab that plays the log has the same tries and the same events', () => {
  const { engine, clock, open } = oneKey({ end: monday + hour })
  open()
  open(monday + 2 * hour)
  const { seed, world } = engine
  const other = createEngine({
    seed,
    start: monday,
    clock: () => clock.now,
    scenario: () => ({ ...structuredClone({ ...world, events: [] }) }),
  })
  for (const entry of JSON.parse(JSON.stringify(engine.log)) as Engine['log']) other.apply(entry)
  expect(other.tries).toEqual(engine.tries)
  expect(log(other)).toEqual(log(engine))
})
