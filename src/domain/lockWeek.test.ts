import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { weekdays } from '#src/contract/recurrence.ts'
import { civilWeek } from './civilWeek.ts'
import { keyUserId } from './key.ts'
import { peoplePerHour } from './lockHours.ts'
import { lockWeek, openersAt, peopleAt, timesWhere, type LockWeek } from './lockWeek.ts'
import { openState } from './schedule.ts'

const quarter = 15 * 60_000
const week = 7 * 24 * 60 * 60_000
const oslo = 'Europe/Oslo'
// A Wednesday, 10:00 in Oslo.
const now = Date.parse('2026-11-18T09:00:00Z')

const key = (id: string, more: Partial<Key> = {}): Key => ({
  id,
  lockId: 'l',
  state: 'active',
  appUser: { id: `+47${id}` },
  ...more,
})
const hours = (days: readonly string[], from: number, to: number) => ({
  timeSpans: days.map((weekday) => ({
    weekday,
    startHour: Math.floor(from),
    startMinute: (from % 1) * 60,
    endHour: Math.floor(to),
    endMinute: (to % 1) * 60,
  })),
})
const workdays = weekdays.slice(0, 5)
const read = (keys: Key[]) => lockWeek(keys, oslo, now, civilWeek(oslo, now).at(-1)!.to)
const iso = (at: number) => new Date(at).toISOString()
const idsAt = (it: LockWeek, at: number) =>
  openersAt(it, at)
    .flatMap(({ keys }) => keys.map(({ id }) => id))
    .sort()

describe('which keys count', () => {
  test.each<[state: string | undefined, counted: number, making: number, untold: string[]]>([
    ['active', 1, 0, []],
    ['inactive', 1, 0, []],
    ['scheduled', 1, 0, []],
    ['creating', 0, 1, []],
    ['error', 0, 0, []],
    ['revoked', 0, 0, []],
    ['expired', 0, 0, []],
    ['quantumState', 0, 0, ['state']],
    [undefined, 0, 0, ['state']],
  ])('a key that is %s', (state, counted, making, untold) => {
    const it = read([key('1', { state })])
    expect([peopleAt(it, now), it.making, it.untold.map(({ why }) => why)]).toEqual([counted, making, untold])
  })

  test.each<[what: string, more: Partial<Key>, zone: string | undefined, why: string[]]>([
    ['hours in an unknown form', { recurrence: { every: 'day' } }, oslo, ['schedule']],
    ['an empty list of hours', { recurrence: { timeSpans: [] } }, oslo, ['schedule']],
    ['a start that cannot be read', { start: 'soon' }, oslo, ['instant']],
    ['weekly hours without a zone', { recurrence: hours(workdays, 8, 16) }, undefined, ['zone']],
    ['start and end without a zone', { start: iso(now), end: iso(now + week) }, undefined, []],
    ['unknown hours, but not before the week is over', { recurrence: 1, start: iso(now + week) }, oslo, []],
    ['unknown hours of a key that has ended', { recurrence: 1, end: iso(now) }, oslo, []],
  ])('%s', (_, more, zone, why) => {
    expect(lockWeek([key('1', more)], zone, now, now + week).untold.map((one) => one.why)).toEqual(why)
  })

  it('keys without hours count without a zone, by their start and end', () => {
    const some = [key('1', { start: iso(now + quarter), end: iso(now + 3 * quarter) })]
    const it = lockWeek(some, undefined, now, now + week)
    expect(it.steps).toEqual([
      { from: now, to: now + quarter, people: 0 },
      { from: now + quarter, to: now + 3 * quarter, people: 1 },
      { from: now + 3 * quarter, to: now + week, people: 0 },
    ])
  })
})

describe('people', () => {
  it('are counted once, however many keys they have, and each key is told', () => {
    const it = read([
      key('1', { end: iso(now + 2 * quarter) }),
      key('2', { appUser: { id: '+471' }, start: iso(now + quarter) }),
    ])
    expect([0, 1, 2].map((n) => peopleAt(it, now + n * quarter))).toEqual([1, 1, 1])
    expect([0, 1, 2].map((n) => idsAt(it, now + n * quarter))).toEqual([['1'], ['1', '2'], ['2']])
    expect(it.steps).toHaveLength(1)
  })

  it('without a number are told apart by their key', () => {
    const it = read([key('1', { appUser: undefined }), key('2', { appUser: undefined })])
    expect(peopleAt(it, now)).toBe(2)
  })

  it('open until the end of their time, also where it lies beyond the week', () => {
    const far = now + 40 * week
    const it = read([key('1', { end: iso(far) }), key('2'), key('3', { recurrence: hours(workdays, 8, 16) })])
    expect(openersAt(it, now).map(({ until }) => until && iso(until))).toEqual([
      iso(far),
      undefined,
      '2026-11-18T15:00:00.000Z',
    ])
  })
})

describe('hours of the week', () => {
  const counts = (keys: Key[], zone: string, at: number, date: string) => {
    const days = civilWeek(zone, at)
    const it = lockWeek(keys, zone, at, days.at(-1)!.to)
    return peoplePerHour(it, days)[days.findIndex((day) => day.date === date)]
  }
  const night = [key('1', { recurrence: hours(weekdays, 1.5, 2.25) })]

  it('count whoever can open at some time in them, and nothing before now', () => {
    const keys = [
      key('1', { recurrence: hours(workdays, 8.5, 16) }),
      key('2', { recurrence: hours(['wed'], 16, 24) }),
    ]
    const today = counts(keys, oslo, now + quarter, '2026-11-18')
    expect(today?.slice(0, 10)).toEqual(Array(10).fill(undefined))
    expect(today?.slice(10)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    expect(counts(keys, oslo, now, '2026-11-19')?.slice(7, 17)).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 0])
    expect(counts(keys, oslo, now, '2026-11-21')).toEqual(Array(24).fill(0))
  })

  it('count a person once in an hour in which two of their keys open', () => {
    const twice = [
      key('1', { recurrence: hours(['thu'], 8, 8.25) }),
      key('2', { appUser: { id: '+471' }, recurrence: hours(['thu'], 8.5, 9) }),
    ]
    expect(counts(twice, oslo, now, '2026-11-19')?.[8]).toBe(1)
  })

  it('leave a skipped hour open and join a repeated one', () => {
    const spring = Date.parse('2026-03-26T09:00:00Z')
    expect(counts(night, oslo, spring, '2026-03-29')?.slice(0, 4)).toEqual([0, 1, undefined, 0])
    const autumn = Date.parse('2026-10-22T09:00:00Z')
    expect(counts(night, oslo, autumn, '2026-10-25')?.slice(0, 4)).toEqual([0, 1, 1, 0])
    // 02:00–02:30 does not exist, so these hours end at 02:00.
    const lordHowe = Date.parse('2026-10-01T00:00:00Z')
    expect(counts(night, 'Australia/Lord_Howe', lordHowe, '2026-10-04')?.slice(0, 4)).toEqual([0, 1, 0, 0])
  })
})

it('tells when most can open and when nobody can', () => {
  const it = read([key('1', { recurrence: hours(workdays, 8, 16) }), key('2', { end: iso(now + quarter) })])
  expect(timesWhere(it, (people) => people === 2)).toEqual([{ from: now, to: now + quarter }])
  expect(timesWhere(it, (people) => people === 0)[0]).toEqual({
    from: Date.parse('2026-11-18T15:00:00Z'),
    to: Date.parse('2026-11-19T07:00:00Z'),
  })
})

test.each([
  [oslo, '2026-03-25T09:00:00Z'],
  [oslo, '2026-10-21T09:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-01T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-09-30T00:00:00Z'],
  ['Africa/Cairo', '2026-04-20T00:00:00Z'],
])('is what the evaluator says at every quarter of an hour: %s, the week of %s', (zone, begin) => {
  const at = Date.parse(begin)
  const days = civilWeek(zone, at)
  const to = days.at(-1)!.to
  const quarters = Array.from({ length: (to - at) / quarter }, (_, n) => at + n * quarter)
  const instant = fc.integer({ min: -100, max: 800 }).map((n) => iso(at + n * quarter))
  const span = fc
    .tuple(fc.constantFrom(...weekdays), fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
    .filter(([, from, end]) => from < end)
    .map(([weekday, from, end]) => hours([weekday], from / 4, end / 4).timeSpans[0]!)
  const anyKey = fc.record(
    {
      id: fc.uuid(),
      state: fc.constantFrom('active', 'inactive', 'scheduled', 'active', 'creating', 'revoked', 'odd'),
      appUserId: fc.constantFrom('+471', '+472', '+473', '+474', '+475'),
      start: instant,
      end: instant,
      recurrence: fc.oneof(
        { weight: 5, arbitrary: fc.record({ timeSpans: fc.array(span, { minLength: 1, maxLength: 9 }) }) },
        fc.constant({ every: 'day' }),
      ),
    },
    { requiredKeys: ['id', 'state', 'appUserId'] },
  )
  const moves = (it: Key) => ['active', 'inactive', 'scheduled'].includes(it.state ?? '')

  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 6 }), (keys) => {
      const it = lockWeek(keys, zone, at, to)
      const slow = quarters.map((moment) =>
        keys.filter((one) => moves(one) && openState(one, zone, moment).kind === 'open'),
      )
      const peopleOf = (some: Key[]) => new Set(some.map(keyUserId)).size
      expect(quarters.map((moment) => peopleAt(it, moment))).toEqual(slow.map(peopleOf))
      for (let n = 0; n < quarters.length; n += 37)
        expect(idsAt(it, quarters[n]!)).toEqual(slow[n]!.map(({ id }) => id).sort())
      const perHour = days.map(({ hours }) =>
        hours.map((parts) => {
          const inside = quarters.flatMap((moment, n) =>
            parts.some(({ from, to }) => from <= moment && moment < to) ? [n] : [],
          )
          return inside.length > 0 ? peopleOf(inside.flatMap((n) => slow[n]!)) : undefined
        }),
      )
      expect(peoplePerHour(it, days)).toEqual(perHour)
    }),
    { numRuns: process.env.TEST_LONG === '1' ? 300 : 15 },
  )
})

it('stays quick with thousands of keys', () => {
  const keys = Array.from({ length: 5000 }, (_, n) =>
    key(String(n), {
      start: iso(now - n * 1000),
      end: iso(now + n * 60_000),
      recurrence: hours(weekdays.slice(0, 1 + (n % 7)), (n % 7) / 4, 12 + (n % 7)),
    }),
  )
  const days = civilWeek(oslo, now)
  const before = performance.now()
  const it = lockWeek(keys, oslo, now, days.at(-1)!.to)
  peoplePerHour(it, days)
  openersAt(it, now + quarter)
  // A guard against a loop over keys and cells, not a budget: every key has a start and an end of its own.
  expect(performance.now() - before).toBeLessThan(1500)
  expect(peopleAt(it, now + quarter)).toBeGreaterThan(1000)
})
