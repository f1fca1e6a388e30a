import { describe, expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import {
  changeSentence,
  changeValues,
  commonOf,
  countSooner,
  keepAll,
  laterEnds,
  planChange,
  type ChangeModes,
} from './keyChange.ts'
import { emptyForm, type KeyForm, type KeyFormContext } from './keyForm.ts'

const now = Date.parse('2026-11-18T09:00:00Z')
const zones: Record<string, string> = { oslo: 'Europe/Oslo', levi: 'Europe/Helsinki' }
const context: KeyFormContext = {
  hasLock: (id) => id in zones,
  zoneOf: (id) => zones[id],
  spareZone: 'Europe/Oslo',
}
const past = '2026-11-01T09:00:00.000Z'
const soon = '2026-12-01T09:00:00.000Z'
const later = '2027-01-01T09:00:00.000Z'
const monday = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }
const key = (rest: Partial<Key> = {}): Key => ({
  id: 'k',
  lockId: 'oslo',
  appUser: { id: '+4799887766' },
  state: 'active',
  start: past,
  end: soon,
  ...rest,
})
const plan = (olds: Key[], modes: Partial<ChangeModes>, values: Partial<KeyForm> = {}, isAgain = false) =>
  planChange(
    olds,
    { ...emptyForm, ...values },
    { ...keepAll, ...modes },
    { isAgain, batch: 'b' },
    context,
    now,
  )
const only = (olds: Key[], modes: Partial<ChangeModes>, values: Partial<KeyForm> = {}) => {
  const { replacements, left } = plan(olds, modes, values)
  expect(left).toEqual([])
  return replacements.map(
    ({ request: { metadata, ...request } }) => (expect(metadata?.batch).toBe('b'), request),
  )
}
const reasonOf = (olds: Key[], modes: Partial<ChangeModes>, values: Partial<KeyForm> = {}) => {
  const { replacements, left } = plan(olds, modes, values)
  expect(replacements).toEqual([])
  return left[0]?.reason
}
const until = { end: 'until' } as const
const who = { lockId: 'oslo', appUserId: '+4799887766' }

describe('planChange', () => {
  test('a new end is read on the clock of each door, and the rest is kept', () => {
    const recurrence = { timeSpans: [monday] }
    const olds = [key({ recurrence }), key({ id: 'k2', lockId: 'levi' })]
    expect(only(olds, until, { lockIds: ['oslo', 'levi'], end: '2027-03-31 16:00:00' })).toEqual([
      { ...who, end: '2027-03-31T14:00:00.000Z', recurrence },
      { ...who, lockId: 'levi', end: '2027-03-31T13:00:00.000Z' },
    ])
  })
  test('one moment for all doors', () => {
    const olds = [key(), key({ id: 'k2', lockId: 'levi' })]
    const values = { lockIds: ['oslo', 'levi'], end: '2027-03-31 16:00:00', meaning: 'moment' as const }
    expect(only(olds, until, values).map(({ end }) => end)).toEqual(Array(2).fill('2027-03-31T14:00:00.000Z'))
  })
  test('no end, at any time, and at once', () => {
    const old = key({ state: 'scheduled', start: soon, end: later, recurrence: { timeSpans: [monday] } })
    expect(only([old], { end: 'none' })).toEqual([{ ...who, start: soon, recurrence: old.recurrence }])
    expect(only([old], { hours: 'change' }, { weekly: false })).toEqual([{ ...who, start: soon, end: later }])
    expect(only([old], { start: 'now' })).toEqual([{ ...who, end: later, recurrence: old.recurrence }])
  })
  test('a text in a field that is kept counts for nothing', () => {
    expect(
      plan([key()], { hours: 'change' }, { end: '2027-03-31 16:00:00', weekly: true }).replacements[0]
        ?.request.end,
    ).toBe(soon)
  })
  test('hours that nobody here can read are carried through', () => {
    const recurrence = { every: 'second Tuesday' }
    expect(only([key({ recurrence })], { end: 'none' })).toEqual([{ ...who, recurrence }])
  })
  test.each<[string, Key, Partial<ChangeModes>, Partial<KeyForm>, RegExp]>([
    ['being made', key({ state: 'creating' }), { end: 'none' }, {}, /still being made/],
    ['expired', key({ state: 'expired', end: past }), { end: 'none' }, {}, /has expired/],
    ['expired by the clock', key({ end: past }), { end: 'none' }, {}, /has expired/],
    ['revoked', key({ state: 'revoked' }), { end: 'none' }, {}, /revoked already/],
    ['failed', key({ state: 'error' }), { end: 'none' }, {}, /never made/],
    ['nothing would change', key({ end: null }), { end: 'none' }, {}, /like that already/],
    ['a lock that is gone', key({ lockId: 'gone' }), { end: 'none' }, {}, /not in this project/],
    [
      'an end before its start',
      key({ state: 'scheduled', start: later, end: null }),
      until,
      { end: '2026-12-24 12:00:00' },
      /not after its start/,
    ],
    [
      'never open',
      key({ recurrence: { timeSpans: [monday] } }),
      until,
      { end: '2026-11-20 12:00:00' },
      /never open/,
    ],
    [
      'too much data',
      key({ metadata: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, 'x'])) }),
      { end: 'none' },
      {},
      /more data/,
    ],
  ])('%s: it stays, and the reason is told', (_, old, modes, values, reason) => {
    expect(reasonOf([old], modes, values)).toMatch(reason)
  })
  test('a key that is over gets a new one only when somebody says so, and there is nothing to revoke', () => {
    const olds = [key({ state: 'revoked' }), key({ id: 'k2' })]
    const said = plan(olds, { end: 'none' }, {}, true)
    expect(said.replacements.map(({ old, hasOld }) => [old.id, hasOld])).toEqual([
      ['k', false],
      ['k2', true],
    ])
    const unsaid = plan(olds, { end: 'none' })
    expect(unsaid.replacements.map(({ old }) => old.id)).toEqual(['k2'])
    expect(unsaid.again).toHaveLength(1)
  })
  test('a key of a change that is not finished stays out of another one', () => {
    const options = { isAgain: true, batch: 'b', busyIds: new Set(['k']) }
    const made = planChange([key()], emptyForm, { ...keepAll, end: 'none' }, options, context, now)
    expect(made.replacements).toEqual([])
    expect(made.left[0]?.reason).toMatch(/not finished/)
  })
  test('keys that would end sooner than now are counted', () => {
    const olds = [
      key(),
      key({ id: 'k2', end: null }),
      key({ id: 'k3', end: later }),
      key({ id: 'k4', state: 'expired', end: null }),
    ]
    expect(countSooner(plan(olds, until, { end: '2026-12-24 12:00:00' }, true))).toBe(2)
    expect(countSooner(plan(olds, { end: 'none' }))).toBe(0)
  })
  test('an own end that is past is not asked for again', () => {
    const { left } = plan(
      [key({ state: 'expired', end: past })],
      { hours: 'change' },
      { weekly: false },
      true,
    )
    expect(left[0]?.reason).toMatch(/Choose a new end/)
  })
})

describe('laterEnds', () => {
  test('from the end that the keys have', () => {
    expect(laterEnds('2027-01-31T15:00:00Z', 'Europe/Oslo', now)).toEqual([
      { word: 'One week more', end: '2027-02-07 16:00:00' },
      { word: 'One month more', end: '2027-02-28 16:00:00' },
      { word: 'One year more', end: '2028-01-31 16:00:00' },
    ])
  })
  test.each([[null], [undefined], [''], [past]])('from now where it is %s', (end) => {
    expect(laterEnds(end, 'Europe/Oslo', now)[1]).toEqual({ word: 'One month', end: '2026-12-18 10:00:00' })
  })
  test('the same time on the clock across its change', () => {
    expect(laterEnds('2027-03-27T15:00:00Z', 'Europe/Oslo', now)[0]?.end).toBe('2027-04-03 16:00:00')
  })
})

describe('changeSentence', () => {
  const say = (olds: Key[], modes: Partial<ChangeModes>, values: Partial<KeyForm> = {}, isAgain = false) =>
    changeSentence(
      plan(olds, modes, values, isAgain),
      { ...emptyForm, ...values },
      { ...keepAll, ...modes },
      true,
    )
  test('one key', () => {
    expect(say([key()], { end: 'none' })).toBe(
      'Makes 1 new key with no end, waits until it works, then revokes the old one. Until then both open the door.',
    )
  })
  test('several, with other hours', () => {
    expect(say([key(), key({ id: 'k2' })], { end: 'none', hours: 'change' }, { weekly: true })).toBe(
      'Makes 2 new keys with no end, on Mon–Fri 08:00–16:00, waits until each works, then revokes the 2 old ones. Until then both open the door.',
    )
  })
  test('some with nothing to revoke', () => {
    expect(say([key(), key({ id: 'k2', state: 'expired' })], { end: 'none' }, {}, true)).toMatch(
      /^Makes 2 new keys with no end, waits until each works, then revokes the old one\./,
    )
    expect(say([key({ state: 'expired' })], { end: 'none' }, {}, true)).toBe(
      'Makes 1 new key with no end. There is nothing to revoke.',
    )
  })
})

test('what keys have in common, and what the form begins with', () => {
  expect(commonOf([key(), key({ id: 'k2' })], ({ end }) => end)).toBe(soon)
  expect(commonOf([key(), key({ end: later })], ({ end }) => end)).toBeUndefined()
  const recurrence = { timeSpans: [monday, { ...monday, weekday: 'tue' }] }
  expect(changeValues([key({ recurrence }), key({ recurrence, lockId: 'levi' })])).toMatchObject({
    lockIds: ['oslo', 'levi'],
    hours: [{ days: ['mon', 'tue'], from: '08:00', to: '16:00' }],
  })
  const twice = { timeSpans: [monday, { ...monday, startHour: 18, endHour: 20 }] }
  expect(changeValues([key({ recurrence: twice })]).hours).toEqual(emptyForm.hours)
})
