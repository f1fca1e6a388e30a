import { describe, expect, test } from 'vitest'
import { weekdays } from '#src/contract/recurrence.ts'
import { emptyForm, keyFormProblems, toRequests, type KeyForm, type KeyFormContext } from './keyForm.ts'
import { clockWords } from './keyFormWords.ts'
import { clockTroubles, hasPassed, isManyZoned, neverOpens, readZones, zoneGroups } from './keyPeriod.ts'

const zones: Record<string, string | undefined> = {
  oslo: 'Europe/Oslo',
  oslo2: 'Europe/Oslo',
  london: 'Europe/London',
  kolkata: 'Asia/Kolkata',
  cairo: 'Africa/Cairo',
  santiago: 'America/Santiago',
  nowhere: undefined,
}
const context: KeyFormContext = {
  hasLock: (id) => Object.hasOwn(zones, id),
  zoneOf: (id) => zones[id],
  spareZone: 'Europe/Oslo',
}
const now = Date.parse('2026-11-22T12:00:00Z')
const filled = (change: Partial<KeyForm>): KeyForm => ({
  ...emptyForm,
  people: [{ text: '99887766', number: '+4799887766' }],
  lockIds: ['oslo'],
  ...change,
})

test('locks by zone, one without a zone apart and read in the spare one, one that is gone left out', () => {
  const times = filled({ lockIds: ['oslo', 'london', 'gone', 'nowhere', 'oslo2'] })
  expect(zoneGroups(times, context)).toEqual([
    { zone: 'Europe/Oslo', readIn: 'Europe/Oslo', lockIds: ['oslo', 'oslo2'] },
    { zone: 'Europe/London', readIn: 'Europe/London', lockIds: ['london'] },
    { zone: undefined, readIn: 'Europe/Oslo', lockIds: ['nowhere'] },
  ])
})

describe('what one start means for doors in several zones', () => {
  const starts = (change: Partial<KeyForm>) =>
    toRequests(filled({ start: '2026-12-24 18:00:00', ...change }), context, 'b').map(({ start }) =>
      start?.slice(5, 16),
    )
  const doors = ['nowhere', 'kolkata', 'oslo', 'london']
  test.each<[string, Partial<KeyForm>, string[], string[]]>([
    [
      'the same clock time at each door, as an old draft means it',
      { lockIds: doors },
      ['12-24T17:00', '12-24T12:30', '12-24T17:00', '12-24T18:00'],
      ['Europe/Oslo', 'Asia/Kolkata', 'Europe/London'],
    ],
    [
      'the same moment, on the clock of the first door that tells a zone',
      { lockIds: doors, meaning: 'moment' },
      ['12-24T12:30', '12-24T12:30', '12-24T12:30', '12-24T12:30'],
      ['Asia/Kolkata'],
    ],
    ['one zone: both are the same', { meaning: 'moment' }, ['12-24T17:00'], ['Europe/Oslo']],
    ['no zone at all', { lockIds: ['nowhere'], meaning: 'moment' }, ['12-24T17:00'], ['Europe/Oslo']],
  ])('%s', (_, change, expected, read) => {
    expect(starts(change)).toEqual(expected)
    expect(readZones(filled(change), context)).toEqual(read)
  })

  test('it is asked about only when it matters', () => {
    expect(isManyZoned(filled({ lockIds: doors, meaning: 'moment' }), context)).toBe(true)
    expect(isManyZoned(filled({ lockIds: ['oslo', 'oslo2', 'nowhere'] }), context)).toBe(false)
    expect(isManyZoned(filled({ lockIds: [] }), context)).toBe(false)
  })
})

describe('hours that a clock skips or shows twice', () => {
  test.each<[string, string, string[], KeyForm['meaning'], string[]]>([
    ['Oslo, spring', '2027-03-28 02:30:00', ['oslo'], undefined, ['Europe/Oslo gap']],
    ['Oslo, autumn', '2027-10-31 02:30:00', ['oslo'], undefined, ['Europe/Oslo twice']],
    ['Cairo skips midnight', '2027-04-30 00:30:00', ['cairo'], undefined, ['Africa/Cairo gap']],
    [
      'Cairo repeats the hour before midnight',
      '2026-10-29 23:30:00',
      ['cairo'],
      undefined,
      ['Africa/Cairo twice'],
    ],
    ['Santiago skips midnight', '2027-09-05 00:00:00', ['santiago'], undefined, ['America/Santiago gap']],
    ['a zone without changes', '2027-03-28 02:30:00', ['kolkata'], undefined, []],
    ['one of several doors', '2027-03-28 02:30:00', ['kolkata', 'oslo'], undefined, ['Europe/Oslo gap']],
    ['one moment, read elsewhere', '2027-03-28 02:30:00', ['kolkata', 'oslo'], 'moment', []],
    ['one moment, read there', '2027-03-28 02:30:00', ['oslo', 'kolkata'], 'moment', ['Europe/Oslo gap']],
    [
      'as typed',
      '31 June',
      ['oslo', 'kolkata'],
      undefined,
      ['Europe/Oslo unreadable', 'Asia/Kolkata unreadable'],
    ],
  ])('%s', (_, start, lockIds, meaning, expected) => {
    const times = filled({ start, lockIds, meaning })
    expect(clockTroubles(times, 'start', context).map(({ zone, found }) => `${zone} ${found.kind}`)).toEqual(
      expected,
    )
  })
})

test('the two nearest times name their days when midnight lies between them', () => {
  const [trouble] = clockTroubles(
    filled({ start: '2027-04-30 00:30:00', lockIds: ['cairo'] }),
    'start',
    context,
  )
  expect(clockWords(trouble!)).toMatch(/Choose Thu 23:30 or Fri 01:30\.$/)
})

test.each([
  ['now', '', false],
  ['an hour past', '2026-11-22 12:00:00', false],
  ['a minute more', '2026-11-22 11:59:00', true],
  ['ahead', '2026-11-23 08:00:00', false],
  ['not read', 'soon', false],
])('whether the start has passed: %s', (_, start, passed) => {
  expect(hasPassed(filled({ start }), context, now)).toBe(passed)
})

describe('keys that would never open', () => {
  const days = [...weekdays]
  const night = [{ days, from: '02:00', to: '03:00' }]
  const range = (start: string, end: string, more: Partial<KeyForm> = {}) =>
    filled({ weekly: true, start, end, ...more })
  test.each<[string, KeyForm, string[]]>([
    ['a weekend between office hours', range('2026-11-27 17:00:00', '2026-11-30 07:00:00'), ['Europe/Oslo']],
    ['until a minute into them', range('2026-11-27 17:00:00', '2026-11-30 08:01:00'), []],
    ['at any time', filled({ end: '2026-11-23 08:00:00' }), []],
    ['no end', range('2026-11-27 17:00:00', ''), []],
    [
      'the skipped hour is the only one',
      range('2027-03-28 01:00:00', '2027-03-28 12:00:00', { hours: night }),
      ['Europe/Oslo'],
    ],
    [
      'one moment that lies in the hours of one door alone',
      range('2026-11-30 08:00:00', '2026-11-30 08:30:00', { lockIds: ['oslo', 'london'], meaning: 'moment' }),
      ['Europe/London'],
    ],
    [
      'no zone, so nothing is claimed',
      range('2026-11-27 17:00:00', '2026-11-30 07:00:00', { lockIds: ['nowhere'] }),
      [],
    ],
  ])('%s', (_, values, expected) => {
    const { hours, weekly } = values
    const recurrence = weekly
      ? {
          timeSpans: hours.flatMap(({ days, from, to }) =>
            days.map((weekday) => ({
              weekday,
              startHour: parseInt(from),
              startMinute: 0,
              endHour: parseInt(to),
              endMinute: 0,
            })),
          ),
        }
      : undefined
    expect(neverOpens(values, recurrence, context, now)).toEqual(expected)
    // Such a form is not sent.
    const told = keyFormProblems(values, context, now).filter(({ never }) => never)
    expect(told.map(({ path }) => path)).toEqual(expected.length > 0 ? [['end']] : [])
  })

  test('one zone of two is named', () => {
    const values = range('2026-11-30 08:00:00', '2026-11-30 08:30:00', {
      lockIds: ['oslo', 'london'],
      meaning: 'moment',
    })
    expect(keyFormProblems(values, context, now)[0]?.message).toMatch(
      /^These keys would never open at the doors on London time: /,
    )
  })
})
