import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import { describe, expect, test } from 'vitest'
import { newKeyProblems } from '#src/domain/newKey.ts'
import { NewKey } from '#src/contract/key.ts'
import { z } from '#src/contract/zod.ts'
import {
  countKeys,
  emptyForm,
  fieldOf,
  keyFormProblems,
  keyFormWithRules,
  pairOf,
  pairsOf,
  pathOf,
  toRequests,
  type KeyForm,
  type KeyFormContext,
} from './keyForm.ts'

const zones: Record<string, string | undefined> = {
  oslo: 'Europe/Oslo',
  oslo2: 'Europe/Oslo',
  london: 'Europe/London',
  kolkata: 'Asia/Kolkata',
  nowhere: undefined,
}
const context: KeyFormContext = {
  hasLock: (id) => Object.hasOwn(zones, id),
  zoneOf: (id) => zones[id],
  spareZone: 'Europe/Oslo',
}
const now = Date.parse('2026-11-22T12:00:00Z')
const kari = { text: '99887766', number: '+4799887766' }
const ola = { text: '41234567', number: '+4741234567' }
const filled = (change: Partial<KeyForm> = {}): KeyForm => ({
  ...emptyForm,
  people: [kari],
  lockIds: ['oslo'],
  ...change,
})
const problems = (change: Partial<KeyForm>, at = now) =>
  keyFormProblems(filled(change), context, at).map(({ path }) => path.join('.'))

describe('requests', () => {
  test('every person times every lock, person by person, with nothing that was not asked for', () => {
    expect(toRequests(filled({ people: [kari, ola], lockIds: ['oslo', 'london'] }), context, 'b1')).toEqual([
      { lockId: 'oslo', appUserId: '+4799887766', metadata: { batch: 'b1' } },
      { lockId: 'london', appUserId: '+4799887766', metadata: { batch: 'b1' } },
      { lockId: 'oslo', appUserId: '+4741234567', metadata: { batch: 'b1' } },
      { lockId: 'london', appUserId: '+4741234567', metadata: { batch: 'b1' } },
    ])
  })

  test('start and end are read on the clock of each lock', () => {
    const keys = toRequests(
      filled({
        lockIds: ['oslo', 'london', 'kolkata', 'nowhere'],
        start: '2026-12-01 08:00:00',
        end: '2027-07-01 00:00:00',
      }),
      context,
      'b',
    )
    expect(keys.map(({ start, end }) => [start, end])).toEqual([
      ['2026-12-01T07:00:00.000Z', '2027-06-30T22:00:00.000Z'],
      ['2026-12-01T08:00:00.000Z', '2027-06-30T23:00:00.000Z'],
      ['2026-12-01T02:30:00.000Z', '2027-06-30T18:30:00.000Z'],
      ['2026-12-01T07:00:00.000Z', '2027-06-30T22:00:00.000Z'],
    ])
  })

  test.each([
    ['earlier', '2027-10-31T00:30:00.000Z'],
    ['later', '2027-10-31T01:30:00.000Z'],
  ] as const)('the %s of a doubled hour', (endSide, end) => {
    expect(toRequests(filled({ end: '2027-10-31 02:30:00', endSide }), context, 'b')[0]?.end).toBe(end)
  })

  test.each([
    ['a skipped hour', '2027-03-28 02:30:00'],
    ['a doubled hour that is not decided', '2027-10-31 02:30:00'],
    ['no time at all', 'tomorrow'],
  ])('%s is never left out as if there were no end', (_, end) => {
    expect(() => toRequests(filled({ end }), context, 'b')).toThrow('not decided')
  })

  test('hours, a note without its edges, and silence', () => {
    const [key] = toRequests(
      filled({
        weekly: true,
        hours: [{ days: ['sat', 'mon'], from: '8', to: '24:00' }],
        note: '  Painter ',
        notify: false,
      }),
      context,
      'b',
    )
    expect(key).toEqual({
      lockId: 'oslo',
      appUserId: '+4799887766',
      recurrence: {
        timeSpans: [
          { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 24, endMinute: 0 },
          { weekday: 'sat', startHour: 8, startMinute: 0, endHour: 24, endMinute: 0 },
        ],
      },
      metadata: { note: 'Painter', batch: 'b' },
      skipInviteNotification: true,
    })
    expect(z.safeParse(NewKey, key).success).toBe(true)
  })

  test('a number in the field counts, one listed twice counts once, one asked for already does not', () => {
    const values = filled({
      people: [kari, kari, { text: 'x', reason: 'no digits in it' }],
      typed: ola,
      lockIds: ['oslo', 'london'],
      asked: ['+4799887766 oslo', '+4740000000 oslo'],
    })
    const pairs = toRequests(values, context, 'b').map(({ appUserId, lockId }) => `${appUserId} ${lockId}`)
    expect(pairs).toEqual(['+4799887766 london', '+4741234567 oslo', '+4741234567 london'])
    expect(countKeys(values)).toBe(3)
  })
})

describe('keys that are left out', () => {
  const pairs = (change: Partial<KeyForm>) => {
    const values = filled({ people: [kari, ola], lockIds: ['oslo', 'london'], ...change })
    const found = pairsOf(values).map(pairOf)
    // What is counted, shown and sent are the same keys.
    expect(toRequests(values, context, 'b').map(pairOf)).toEqual(found)
    expect(countKeys(values)).toBe(found.length)
    return found
  }
  const except = ['+4799887766 london', '+4741234567 oslo']
  const diagonal = ['+4799887766 oslo', '+4741234567 london']
  const new1 = { text: '40000000', number: '+4740000000' }
  test.each<[string, Partial<KeyForm>, string[]]>([
    ['some pairs', { except }, diagonal],
    [
      'some of them asked for by an earlier press',
      { except, asked: ['+4799887766 oslo'] },
      ['+4741234567 london'],
    ],
    [
      'a person who is added gets every door',
      { except, people: [kari, ola, new1] },
      [...diagonal, '+4740000000 oslo', '+4740000000 london'],
    ],
    [
      'one that is corrected gets the doors of the wrong number alone',
      { except, people: [{ ...new1, insteadOf: kari.number }, ola] },
      ['+4740000000 oslo', '+4741234567 london'],
    ],
    [
      'corrected in the field itself',
      { except, people: [ola], typed: { ...new1, insteadOf: kari.number } },
      ['+4741234567 london', '+4740000000 oslo'],
    ],
    [
      'corrected into somebody else here: the doors of both',
      { except, people: [{ ...ola, insteadOf: kari.number }, ola] },
      ['+4741234567 oslo', '+4741234567 london'],
    ],
    [
      'corrected into nothing readable yet',
      { except, people: [{ text: 'x', reason: 'no digits', insteadOf: kari.number }, ola] },
      ['+4741234567 london'],
    ],
    ['a door that is taken out', { except, lockIds: ['london'] }, ['+4741234567 london']],
    [
      'a door that is added goes to everybody',
      { except, lockIds: ['oslo', 'london', 'kolkata'] },
      ['+4799887766 oslo', '+4799887766 kolkata', '+4741234567 london', '+4741234567 kolkata'],
    ],
  ])('%s', (_, change, found) => {
    expect(pairs(change)).toEqual(found)
  })

  test('where none is left, nothing is sent', () => {
    const change = { people: [kari], lockIds: ['london'], except }
    expect(pairs(change)).toEqual([])
    expect(problems(change)).toEqual(['lockIds'])
  })
})

describe('what keeps the form from being sent', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ text: '', number: `+47${40_000_000 + i}` }))
  const hours = (days: KeyForm['hours'][number]['days'], from: string, to: string) => ({ days, from, to })
  test.each<[string, Partial<KeyForm>, string[]]>([
    ['nothing', {}, []],
    ['an end alone', { end: '2026-12-01 08:00:00' }, []],
    ['nobody', { people: [] }, ['people']],
    ['no door', { lockIds: [] }, ['lockIds']],
    ['neither', { people: [], lockIds: [] }, ['lockIds', 'people']],
    ['a bad chip', { people: [kari, { text: '12', reason: 'too short' }] }, ['people']],
    ['an unfinished number', { typed: { text: '+4799', reason: 'too short' } }, ['people']],
    ['a lock that went away', { lockIds: ['oslo', 'gone'] }, ['lockIds']],
    ['a start an hour and a minute past', { start: '2026-11-22 11:59:00' }, ['start']],
    ['a start an hour past', { start: '2026-11-22 12:00:00' }, []],
    ['an end past', { end: '2026-11-22 12:59:00' }, ['end']],
    ['an end at the start', { start: '2026-12-01 08:00:00', end: '2026-12-01 08:00:00' }, ['end']],
    ['a skipped hour', { start: '2027-03-28 02:30:00' }, ['start']],
    [
      'skipped in the second zone only',
      { lockIds: ['kolkata', 'oslo'], end: '2027-03-28 02:30:00' },
      ['end'],
    ],
    ['a doubled hour', { end: '2027-10-31 02:30:00' }, ['end']],
    ['a doubled hour, decided', { end: '2027-10-31 02:30:00', endSide: 'later' }, []],
    ['hours that are switched off', { hours: [hours([], 'x', 'y')] }, []],
    ['no hours', { weekly: true, hours: [] }, ['hours']],
    ['a row without days', { weekly: true, hours: [hours([], '08:00', '16:00')] }, ['hours.0.days']],
    ['hours as text', { weekly: true, hours: [hours(['mon'], 'x', '16:00')] }, ['hours.0.from']],
    ['25:00', { weekly: true, hours: [hours(['mon'], '08:00', '25:00')] }, ['hours.0.to']],
    ['24:00 as an end', { weekly: true, hours: [hours(['mon'], '08:00', '24:00')] }, []],
    ['24:00 as a beginning', { weekly: true, hours: [hours(['mon'], '24:00', '24:00')] }, ['hours.0.from']],
    ['overnight', { weekly: true, hours: [hours(['mon'], '22:00', '06:00')] }, []],
    [
      'two nights in a row',
      { weekly: true, hours: [hours(['mon', 'tue'], '22:00', '06:00')] },
      ['hours.0.days'],
    ],
    [
      'a night and the day after it',
      { weekly: true, hours: [hours(['mon'], '22:00', '06:00'), hours(['tue'], '10:00', '14:00')] },
      ['hours.1.days'],
    ],
    ['the same time twice', { weekly: true, hours: [hours(['mon'], '08:00', '08:00')] }, ['hours.0.to']],
    [
      'a day in two rows',
      { weekly: true, hours: [hours(['mon', 'tue'], '08:00', '16:00'), hours(['tue'], '18:00', '20:00')] },
      ['hours.1.days'],
    ],
    ['a note of 256', { note: 'x'.repeat(256) }, []],
    ['10,000 keys', { people: many(5_000), lockIds: ['oslo', 'kolkata'] }, []],
    ['more than 10,000 keys', { people: many(5_001), lockIds: ['oslo', 'kolkata'] }, ['lockIds']],
    [
      'more than that, of which some are asked for already',
      {
        people: many(5_001),
        lockIds: ['oslo', 'kolkata'],
        asked: many(2).map(({ number }) => `${number} oslo`),
      },
      [],
    ],
    ['a note of 257', { note: 'x'.repeat(257) }, ['note']],
  ])('%s', (_, change, paths) => {
    expect(problems(change)).toEqual(paths)
  })

  test('a form without problems makes only keys that the rule of the API lets through', () => {
    const values = filled({
      people: [kari, ola],
      lockIds: ['oslo', 'kolkata', 'nowhere'],
      start: '2026-11-22 18:00:00',
      end: '2027-01-01 00:00:00',
      weekly: true,
      note: 'x',
    })
    expect(keyFormProblems(values, context, now)).toEqual([])
    for (const key of toRequests(values, context, 'b'))
      expect(newKeyProblems(key, { now, hasLock: context.hasLock })).toEqual([])
  })

  test('the words are plain: no name of a field, no word of the API', () => {
    const values = filled({ people: [], lockIds: [], weekly: true, hours: [], note: 'x'.repeat(300) })
    for (const { message } of keyFormProblems(values, context, now)) {
      expect(message).toMatch(/^[A-Z].*\.$/)
      expect(message).not.toMatch(/appUserId|lockId|metadata|timeSpans|must be/)
    }
  })
})

test('the shape works as a resolver of zod/mini, with errors where the fields are', async () => {
  const resolve = standardSchemaResolver(keyFormWithRules(context, () => now))
  const options = { fields: {}, shouldUseNativeValidation: false }
  const values = filled({
    people: [],
    weekly: true,
    hours: [
      { days: ['mon'], from: '08:00', to: '16:00' },
      { days: ['tue'], from: '22:00', to: '22:00' },
    ],
  })
  const { errors } = await resolve(values, undefined, options)
  expect(errors.people?.message).toBe('Add at least one person.')
  expect(errors.hours?.[1]?.to?.message).toMatch(/after the beginning/)
  expect(errors.hours?.[0]).toBeUndefined()
  expect((await resolve(filled(), undefined, options)).errors).toEqual({})
})

test('a form that stands open for hours is judged by the time of the press', async () => {
  let at = now
  const resolve = standardSchemaResolver(keyFormWithRules(context, () => at))
  const wrong = async (change: Partial<KeyForm>) =>
    Object.keys(
      (await resolve(filled(change), undefined, { fields: {}, shouldUseNativeValidation: false })).errors,
    )
  const times = { start: '2026-11-22 14:00:00', end: '2026-11-22 16:30:00' }
  expect(await wrong(times)).toEqual([])
  at += 4 * 3_600_000
  expect(await wrong(times)).toEqual(['start', 'end'])
  // "Now" is no time that could pass: it is left out, and stays right.
  expect(await wrong({ end: '2026-11-23 08:00:00' })).toEqual([])
  expect(toRequests(filled({ end: '2026-11-23 08:00:00' }), context, 'b')[0]).toEqual({
    lockId: 'oslo',
    appUserId: '+4799887766',
    end: '2026-11-23T07:00:00.000Z',
    metadata: { batch: 'b' },
  })
})

describe('the place of a refused name', () => {
  test.each([
    ['keys.7.appUserId', { field: 'people', key: 7 }],
    ['keys.0.lockId', { field: 'lockIds', key: 0 }],
    ['keys.12.start', { field: 'start', key: 12 }],
    ['end', { field: 'end' }],
    ['keys.3.metadata.note', { field: 'note', key: 3 }],
    ['keys.3.metadata', { field: 'note', key: 3 }],
    ['keys.3.metadata.batch', { field: 'form', key: 3 }],
    ['keys.0.skipInviteNotification', { field: 'notify', key: 0 }],
    ['keys.1.recurrence.timeSpans.2.endHour', { field: 'hours', key: 1, span: 2, part: 'to' }],
    ['keys.1.recurrence.timeSpans.2.startMinute', { field: 'hours', key: 1, span: 2, part: 'from' }],
    ['keys.1.recurrence.timeSpans.2.weekday', { field: 'hours', key: 1, span: 2, part: 'days' }],
    ['keys.1.recurrence.timeSpans.2', { field: 'hours', key: 1, span: 2, part: 'from' }],
    ['keys.1.recurrence', { field: 'hours', key: 1 }],
    ['keys.4', { field: 'form', key: 4 }],
    ['keys', { field: 'form' }],
    ['something.new', { field: 'form' }],
    ['', { field: 'form' }],
  ])('%s', (name, place) => {
    expect(fieldOf(name)).toEqual(place)
  })

  test('a time span leads to the row that it came from', () => {
    const values = filled({
      weekly: true,
      hours: [
        { days: ['fri', 'mon'], from: '08:00', to: '16:00' },
        { days: ['sat'], from: '10:00', to: '14:00' },
      ],
    })
    expect(pathOf(fieldOf('keys.0.recurrence.timeSpans.1.endHour'), values)).toEqual(['hours', 0, 'to'])
    expect(pathOf(fieldOf('keys.0.recurrence.timeSpans.2.endHour'), values)).toEqual(['hours', 1, 'to'])
    expect(pathOf(fieldOf('keys.0.recurrence.timeSpans.9.endHour'), values)).toEqual(['hours'])
  })
})
