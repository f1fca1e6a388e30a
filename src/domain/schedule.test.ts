import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canTell,
  describeSchedule,
  isWithin,
  openings,
  openState,
  readSchedule,
  type OpenState,
  type Timing,
} from './schedule.ts'
import { office, span, weekly } from './scheduleSamples.ts'

const allWeek = weekly(
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `${day} 00:00–24:00`),
)
const utc = (text: string) => Date.parse(`${text}${text.includes('T') ? '' : 'T00:00'}Z`)
const iso = (at: number | undefined) =>
  at === undefined ? undefined : new Date(at).toISOString().slice(0, 16)

describe('readSchedule', () => {
  test.each<[string, unknown, unknown]>([
    ['absent', undefined, { kind: 'always' }],
    ['null', null, { kind: 'always' }],
    ['one span', weekly('mon 08:00–16:00'), [['mon', 480, 960]]],
    [
      'midnight as 0 and as 24',
      weekly('fri 22:00–24:00', 'sat 00:00–06:00'),
      [
        ['fri', 1320, 1440],
        ['sat', 0, 360],
      ],
    ],
    ['the other spelling', { timespans: [span('sun 00:00–01:30')] }, [['sun', 0, 90]]],
    [
      'put in week order',
      weekly('sun 10:00–11:00', 'mon 10:00–11:00'),
      [
        ['mon', 600, 660],
        ['sun', 600, 660],
      ],
    ],
    [
      'two a day',
      weekly('mon 13:00–17:00', 'mon 08:00–12:00'),
      [
        ['mon', 480, 720],
        ['mon', 780, 1020],
      ],
    ],
    ['two that touch', weekly('mon 08:00–12:00', 'mon 12:00–17:00'), [['mon', 480, 1020]]],
    ['one inside another', weekly('mon 08:00–17:00', 'mon 09:00–10:00'), [['mon', 480, 1020]]],
    [
      'fields we do not know',
      { timeSpans: [{ ...span('mon 08:00–09:00'), id: 7 }], x: 1 },
      [['mon', 480, 540]],
    ],
  ])('%s', (_, recurrence, expected) => {
    const schedule = readSchedule(recurrence)
    expect(
      schedule.kind === 'weekly' ? schedule.spans.map((s) => [s.weekday, s.from, s.to]) : schedule,
    ).toEqual(expected)
  })

  test.each<[string, unknown]>([
    ['a text', 'mon'],
    ['a list', [span('mon 08:00–09:00')]],
    ['the old form by weekday', { mon: { startHour: 8 } }],
    ['an empty object', {}],
    ['no spans', { timeSpans: [] }],
    ['a null among the spans', { timeSpans: [null] }],
    ['another weekday', weekly('Mon 08:00–09:00')],
    ['over midnight', weekly('fri 22:00–06:00')],
    ['start = end', weekly('fri 22:00–22:00')],
    ['24:30', weekly('fri 22:00–24:30')],
    ['25:00', weekly('fri 22:00–25:00')],
    ['minute 60', weekly('fri 22:60–23:00')],
    ['half an hour as a number', { timeSpans: [{ ...span('mon 08:00–09:00'), endHour: 9.5 }] }],
    ['a number as text', { timeSpans: [{ ...span('mon 08:00–09:00'), endHour: '9' }] }],
    ['one good, one not', weekly('mon 08:00–09:00', 'tue 09:00–08:00')],
  ])('unreadable: %s', (_, raw) => {
    expect(readSchedule(raw)).toEqual({ kind: 'unreadable', raw })
  })
})

test('spans are half-open and belong to their weekday', () => {
  const schedule = readSchedule(weekly('mon 08:00–16:00', 'fri 22:00–24:00'))
  const at = (weekday: 'mon' | 'tue' | 'fri', minute: number) => isWithin(schedule, weekday, minute)
  expect([at('mon', 479), at('mon', 480), at('mon', 959), at('mon', 960)]).toEqual([false, true, true, false])
  expect([at('tue', 600), at('fri', 1439)]).toEqual([false, true])
  expect(isWithin(readSchedule(undefined), 'sun', 0)).toBe(true)
  expect(isWithin(readSchedule('?'), 'sun', 0)).toBe(false)
})

describe('openState', () => {
  const [start, end] = ['2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z']
  test.each<[string, Timing, string | undefined, string, OpenState]>([
    ['no limits, no zone', {}, undefined, '2026-06-10', { kind: 'open' }],
    ['until its end', { start, end }, undefined, '2026-06-10', { kind: 'open', until: utc('2026-07-01') }],
    ['at its start', { start }, undefined, '2026-06-01', { kind: 'open' }],
    [
      'a minute before',
      { start },
      undefined,
      '2026-05-31T23:59',
      { kind: 'closed', why: 'before', next: utc('2026-06-01') },
    ],
    ['at its end', { start, end }, undefined, '2026-07-01', { kind: 'closed', why: 'after' }],
    [
      'null is absent',
      { start: null, end: null, recurrence: null },
      undefined,
      '2026-06-10',
      { kind: 'open' },
    ],
    [
      'Monday 07:59 in Oslo',
      { recurrence: office },
      'Europe/Oslo',
      '2026-06-08T05:59',
      { kind: 'closed', why: 'hours', next: utc('2026-06-08T06:00') },
    ],
    [
      'Monday 08:00 in Oslo',
      { recurrence: office },
      'Europe/Oslo',
      '2026-06-08T06:00',
      { kind: 'open', until: utc('2026-06-08T14:00') },
    ],
    [
      'Monday 16:00 in Oslo',
      { recurrence: office },
      'Europe/Oslo',
      '2026-06-08T14:00',
      { kind: 'closed', why: 'hours', next: utc('2026-06-09T06:00') },
    ],
    [
      'Friday evening',
      { recurrence: office },
      'Europe/Oslo',
      '2026-06-12T20:00',
      { kind: 'closed', why: 'hours', next: utc('2026-06-15T06:00') },
    ],
    [
      'the end comes before closing time',
      { end: '2026-06-08T10:00:00Z', recurrence: office },
      'Europe/Oslo',
      '2026-06-08T06:00',
      { kind: 'open', until: utc('2026-06-08T10:00') },
    ],
    [
      'the end comes before the next opening',
      { end, recurrence: office },
      'Europe/Oslo',
      '2026-06-30T20:00',
      { kind: 'closed', why: 'hours' },
    ],
    [
      'before its start, closed at its start',
      { start, recurrence: office },
      'Asia/Kathmandu',
      '2026-05-20',
      { kind: 'closed', why: 'before', next: utc('2026-06-01T02:15') },
    ],
    [
      'before its start, zone unknown',
      { start, recurrence: office },
      undefined,
      '2026-05-20',
      { kind: 'closed', why: 'before' },
    ],
    [
      'after its end, schedule unreadable',
      { end, recurrence: '?' },
      undefined,
      '2026-07-20',
      { kind: 'closed', why: 'after' },
    ],
    [
      'end before start',
      { start: end, end: start },
      undefined,
      '2026-06-10',
      { kind: 'closed', why: 'after' },
    ],
    [
      'hours without a zone',
      { recurrence: office },
      undefined,
      '2026-06-08',
      { kind: 'unknown', why: 'zone' },
    ],
    [
      'hours in a zone that is none',
      { recurrence: office },
      'Mars/Base',
      '2026-06-08',
      { kind: 'unknown', why: 'zone' },
    ],
    [
      'hours we cannot read',
      { recurrence: { timeSpans: [] } },
      'Europe/Oslo',
      '2026-06-08',
      { kind: 'unknown', why: 'schedule' },
    ],
    [
      'a start we cannot read',
      { start: 'soon' },
      'Europe/Oslo',
      '2026-06-08',
      { kind: 'unknown', why: 'instant' },
    ],
    [
      'an end we cannot read',
      { start, end: '2026-13-01T00:00:00Z' },
      'Europe/Oslo',
      '2026-06-08',
      { kind: 'unknown', why: 'instant' },
    ],
    [
      'before its start, end unreadable',
      { start, end: 'later' },
      'Europe/Oslo',
      '2026-05-08',
      { kind: 'closed', why: 'before' },
    ],
    ['all week is always', { recurrence: allWeek }, 'Europe/Oslo', '2026-06-08', { kind: 'open' }],
    [
      'all week until its end',
      { end, recurrence: allWeek },
      'Europe/Oslo',
      '2026-06-08',
      { kind: 'open', until: utc('2026-07-01') },
    ],
  ])('%s', (_, timing, zone, at, expected) => {
    expect(openState(timing, zone, utc(at))).toEqual(expected)
  })
})

describe('openings', () => {
  // Expected instants are UTC, worked out by hand from the rules of each zone.
  test.each<[string, Timing, string | undefined, string, number, [string, string | undefined][]]>([
    ['always, no end', {}, undefined, '2026-06-10', 5, [['2026-06-10T00:00', undefined]]],
    [
      'always, cut',
      { start: '2026-06-12T00:00:00Z', end: '2026-06-13T00:00:00Z' },
      undefined,
      '2026-06-10',
      5,
      [['2026-06-12T00:00', '2026-06-13T00:00']],
    ],
    ['over', { end: '2026-06-09T00:00:00Z' }, undefined, '2026-06-10', 5, []],
    ['none asked', {}, undefined, '2026-06-10', 0, []],
    ['zone unknown', { recurrence: office }, undefined, '2026-06-10', 5, []],
    [
      'over a weekend',
      { recurrence: office },
      'Europe/Oslo',
      '2026-06-12',
      2,
      [
        ['2026-06-12T06:00', '2026-06-12T14:00'],
        ['2026-06-15T06:00', '2026-06-15T14:00'],
      ],
    ],
    [
      'under way',
      { recurrence: office },
      'Europe/Oslo',
      '2026-06-12T10:00',
      1,
      [['2026-06-12T10:00', '2026-06-12T14:00']],
    ],
    [
      'cut by start and end',
      { start: '2026-06-12T10:00:00Z', end: '2026-06-15T09:00:00Z', recurrence: office },
      'Europe/Oslo',
      '2026-06-01',
      5,
      [
        ['2026-06-12T10:00', '2026-06-12T14:00'],
        ['2026-06-15T06:00', '2026-06-15T09:00'],
      ],
    ],
    [
      'a night is one',
      { recurrence: weekly('fri 22:00–24:00', 'sat 00:00–06:00') },
      'Europe/Oslo',
      '2026-06-08',
      1,
      [['2026-06-12T20:00', '2026-06-13T04:00']],
    ],
    [
      'Sunday into Monday',
      { recurrence: weekly('mon 00:00–06:00', 'sun 22:00–24:00') },
      'Europe/Oslo',
      '2026-06-10',
      1,
      [['2026-06-14T20:00', '2026-06-15T04:00']],
    ],
    [
      'Oslo, the skipped hour alone',
      { recurrence: weekly('sun 02:00–03:00') },
      'Europe/Oslo',
      '2026-03-22T03:00',
      1,
      [['2026-04-05T00:00', '2026-04-05T01:00']],
    ],
    [
      'Oslo, into the skipped hour',
      { recurrence: weekly('sun 01:00–02:30') },
      'Europe/Oslo',
      '2026-03-29',
      1,
      [['2026-03-29T00:00', '2026-03-29T01:00']],
    ],
    [
      'Oslo, out of the skipped hour',
      { recurrence: weekly('sun 02:30–04:00') },
      'Europe/Oslo',
      '2026-03-29',
      1,
      [['2026-03-29T01:00', '2026-03-29T02:00']],
    ],
    [
      'Oslo, the repeated hour',
      { recurrence: weekly('sun 02:00–03:00') },
      'Europe/Oslo',
      '2026-10-24',
      1,
      [['2026-10-25T00:00', '2026-10-25T02:00']],
    ],
    [
      'Oslo, half of the repeated hour, twice',
      { recurrence: weekly('sun 02:00–02:30') },
      'Europe/Oslo',
      '2026-10-24',
      2,
      [
        ['2026-10-25T00:00', '2026-10-25T00:30'],
        ['2026-10-25T01:00', '2026-10-25T01:30'],
      ],
    ],
    [
      'Oslo, closing in the repeated hour',
      { recurrence: weekly('sun 00:00–02:30') },
      'Europe/Oslo',
      '2026-10-24',
      2,
      [
        ['2026-10-24T22:00', '2026-10-25T00:30'],
        ['2026-10-25T01:00', '2026-10-25T01:30'],
      ],
    ],
    [
      'Oslo, afternoons over the spring change',
      { recurrence: weekly('sat 14:00–18:00', 'sun 14:00–18:00') },
      'Europe/Oslo',
      '2026-03-28',
      2,
      [
        ['2026-03-28T13:00', '2026-03-28T17:00'],
        ['2026-03-29T12:00', '2026-03-29T16:00'],
      ],
    ],
    [
      'Lord Howe, half an hour repeats',
      { recurrence: weekly('sun 01:30–02:00') },
      'Australia/Lord_Howe',
      '2026-04-04',
      1,
      [['2026-04-04T14:30', '2026-04-04T15:30']],
    ],
    [
      'Lord Howe, half an hour is skipped',
      { recurrence: weekly('sun 02:00–03:00') },
      'Australia/Lord_Howe',
      '2026-10-03',
      1,
      [['2026-10-03T15:30', '2026-10-03T16:00']],
    ],
    [
      'Kathmandu, 5:45',
      { recurrence: weekly('mon 00:00–24:00') },
      'Asia/Kathmandu',
      '2026-06-05',
      1,
      [['2026-06-07T18:15', '2026-06-08T18:15']],
    ],
    [
      'Cairo, a Friday that begins at 01:00',
      { recurrence: weekly('fri 00:00–02:00') },
      'Africa/Cairo',
      '2026-04-22',
      1,
      [['2026-04-23T22:00', '2026-04-23T23:00']],
    ],
    [
      'Cairo, a Thursday of 25 hours',
      { recurrence: weekly('thu 23:00–24:00') },
      'Africa/Cairo',
      '2026-10-28',
      1,
      [['2026-10-29T20:00', '2026-10-29T22:00']],
    ],
    [
      'Apia, no Friday that week',
      { recurrence: weekly('fri 09:00–17:00') },
      'Pacific/Apia',
      '2011-12-29',
      1,
      [['2012-01-05T19:00', '2012-01-06T03:00']],
    ],
    [
      'Apia, Thursday runs into Saturday',
      { recurrence: weekly('thu 12:00–24:00', 'sat 00:00–12:00') },
      'Pacific/Apia',
      '2011-12-29',
      1,
      [['2011-12-29T22:00', '2011-12-30T22:00']],
    ],
    [
      'St Johns, Saturday comes back after a minute of Sunday',
      { recurrence: weekly('sat 23:30–24:00') },
      'America/St_Johns',
      '2010-11-07T02:30:30',
      1,
      [['2010-11-07T03:00', '2010-11-07T03:30']],
    ],
    [
      'St Johns, that minute of Sunday at the end of a week',
      { recurrence: weekly('sun 00:00–00:01') },
      'America/St_Johns',
      '2010-10-31T03:00',
      2,
      [
        ['2010-11-07T02:30', '2010-11-07T02:31'],
        ['2010-11-07T03:30', '2010-11-07T03:31'],
      ],
    ],
  ])('%s', (_, timing, zone, from, count, expected) => {
    const found = openings(timing, zone, utc(from), count)
    expect(found.map((opening) => [iso(opening.from), iso(opening.to)])).toEqual(expected)
  })

  test('instants at the edges of the calendar do not throw', () => {
    const far: Timing = { start: '9999-12-31T23:00:00Z', recurrence: office }
    expect(openState(far, 'Europe/Oslo', utc('2026-06-08'))).toMatchObject({ kind: 'closed', why: 'before' })
    expect(openState({ start: '0001-01-01T00:00:00Z' }, undefined, 0)).toEqual({ kind: 'open' })
    expect(openings({ end: '9999-12-31T23:00:00Z', recurrence: office }, 'Europe/Oslo', 0, 1)).toHaveLength(1)
  })

  test('before 1970 the week is the same', () => {
    const found = openings({ recurrence: weekly('thu 08:00–09:00') }, 'UTC', utc('1969-12-08'), 2)
    expect(found.map((opening) => iso(opening.from))).toEqual(['1969-12-11T08:00', '1969-12-18T08:00'])
  })

  test('many years ahead it is still complete', () => {
    const found = openings({ recurrence: weekly('sun 02:15–02:45') }, 'Europe/Oslo', utc('2026-01-01'), 520)
    expect(found).toHaveLength(520)
    expect(found.every((opening, i) => i === 0 || opening.from > found[i - 1]!.from)).toBe(true)
  })
})

test('hours that come but for one night a year are found for as many years as are asked for', () => {
  const found = openings({ recurrence: weekly('sun 02:00–03:00') }, 'Europe/Oslo', utc('2026-01-01'), 1040)
  expect(found).toHaveLength(1040)
})

test('whatever a recurrence, a start or an end is: nothing breaks, and what cannot be read is kept as it came', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(NaN, -0, -1, 24, 25, 59, 60, 8.5, '8', '', null, undefined, 'mon', 'Mon', 'sun'),
  )
  const oddSpan = fc.record(
    { weekday: odd, startHour: odd, startMinute: odd, endHour: odd, endMinute: odd },
    { requiredKeys: [] },
  )
  const list = fc.array(fc.oneof(oddSpan, fc.constantFrom(...office.timeSpans), odd), { maxLength: 9 })
  const recurrence = fc.oneof(
    odd,
    fc.record({ timeSpans: fc.oneof(list, odd), timespans: list }, { requiredKeys: [] }),
  )
  const instant = fc.oneof(odd, fc.string(), fc.constantFrom('2026-06-09T00:00:00Z', '2026-06-12T00:00:00Z'))
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      recurrence,
      instant,
      instant,
      fc.constantFrom('Europe/Oslo', 'Mars/Base', ''),
      (r, a, b, zone) => {
        const read = readSchedule(r)
        seen.add(read.kind)
        if (read.kind === 'unreadable') expect(read.raw).toBe(r)
        else expect(r == null || read.kind === 'weekly').toBe(true)
        expect(describeSchedule(r, 'en-GB')).not.toBe('')
        const timing = { start: text(a), end: text(b), recurrence: r }
        const state = openState(timing, zone, utc('2026-06-10'))
        const [next] = openings(timing, zone, utc('2026-06-10'), 1)
        if (state.kind === 'open') expect(next?.from).toBe(utc('2026-06-10'))
        if (state.kind === 'unknown') expect(next).toBeUndefined()
      },
    ),
    { numRuns: 3000 },
  )
  expect([...seen].sort()).toEqual(['always', 'unreadable', 'weekly'])
})
const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

test.each<[what: string, timing: Timing, zone: string | undefined, told: boolean]>([
  ['hours', { recurrence: office }, 'Europe/Oslo', true],
  ['hours without a zone', { recurrence: office }, undefined, false],
  ['hours in an unknown form', { recurrence: { every: 'day' } }, 'Europe/Oslo', false],
  ['the same before its start', { recurrence: 1, start: '2026-07-01T00:00:00Z' }, 'Europe/Oslo', false],
  ['the same after its end', { recurrence: 1, end: '2026-05-01T00:00:00Z' }, 'Europe/Oslo', true],
  ['an end that cannot be read', { start: '2026-07-01T00:00:00Z', end: 'never' }, 'Europe/Oslo', false],
])('canTell: %s', (_, timing, zone, told) => {
  expect(canTell(timing, zone, utc('2026-06-10'))).toBe(told)
})

test.each<[unknown, string]>([
  [undefined, 'Always'],
  [office, 'Mon–Fri 08:00–16:00'],
  [
    weekly(...office.timeSpans.map((s) => `${s.weekday} 08:00–16:00`), 'sat 10:00–14:00'),
    'Mon–Fri 08:00–16:00, Sat 10:00–14:00',
  ],
  [weekly('sun 10:00–14:00', 'sat 10:00–14:00'), 'Sat–Sun 10:00–14:00'],
  [weekly('mon 08:00–16:00', 'wed 08:00–16:00'), 'Mon 08:00–16:00, Wed 08:00–16:00'],
  [weekly('fri 22:00–24:00', 'sat 00:00–06:00'), 'Fri 22:00–24:00, Sat 00:00–06:00'],
  [weekly('mon 08:00–12:00', 'mon 13:00–17:00'), 'Mon 08:00–12:00 + 13:00–17:00'],
  [allWeek, 'Mon–Sun 00:00–24:00'],
  [{ mon: [] }, 'Hours in a form not known here'],
])('describeSchedule %#', (recurrence, expected) => {
  expect(describeSchedule(recurrence, 'en-GB')).toBe(expected)
})

test('describeSchedule speaks the language of the locale', () => {
  expect(describeSchedule(office, 'nb')).toBe('man.–fre. 08:00–16:00')
})
