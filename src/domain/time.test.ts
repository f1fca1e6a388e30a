import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  civilAt,
  formatAgo,
  formatDuration,
  formatInstant,
  formatList,
  formatNumber,
  formatRelative,
  instantToWall,
  isZone,
  nextClockChange,
  readInstant,
  readPlainInstant,
  wallToInstants,
  weekdayName,
} from './time.ts'
import { daysFrom, dayStart, formatOwn, orderedWeekdays, zoneLabel } from './calendar.ts'

const utc = (text: string) => Date.parse(`${text}Z`)

test.each<[string | null | undefined, string | undefined]>([
  ['2026-06-10T12:00:00.000Z', '2026-06-10T12:00:00.000'],
  ['2026-06-10T12:00:00Z', '2026-06-10T12:00:00.000'],
  ['2026-06-10T12:00Z', '2026-06-10T12:00:00.000'],
  ['2026-06-10T12:00:00.123456Z', '2026-06-10T12:00:00.123'],
  ['2026-06-10T12:00:00+02:00', '2026-06-10T10:00:00.000'],
  ['2026-06-10T12:00:00-05:45', '2026-06-10T17:45:00.000'],
  ['2026-06-10t12:00:00z', '2026-06-10T12:00:00.000'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000'],
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  ['2026-06-10', undefined],
  ['2026-06-10T12:00:00', undefined],
  ['2026-06-10 12:00:00Z', undefined],
  ['2026-02-30T00:00:00Z', undefined],
  ['2027-02-29T00:00:00Z', undefined],
  ['2026-13-01T00:00:00Z', undefined],
  ['2026-06-00T00:00:00Z', undefined],
  ['2026-06-10T25:00:00Z', undefined],
  ['2026-06-10T12:00:00+99:00', undefined],
  ['1781092800000', undefined],
  ['10 June 2026', undefined],
  ['2026-06-10T12:00:00Z ', undefined],
])('readInstant %s', (iso, expected) => {
  expect(readInstant(iso)).toBe(expected === undefined ? undefined : utc(expected))
})

test('an instant as it is mostly written is read the quick way, and as the other way reads it', () => {
  const written = fc
    .date({ noInvalidDate: true, min: new Date('1000-01-01'), max: new Date('9999-12-31') })
    .map((at) => at.toISOString())
  const short = written.map((text) => `${text.slice(0, 19)}Z`)
  const spoilt = fc
    .tuple(fc.oneof(written, short), fc.nat(23), fc.constantFrom(...'0123456789:-TZz. +'))
    .map(([text, at, letter]) => text.slice(0, at) + letter + text.slice(at + 1))
  let read = 0
  fc.assert(
    fc.property(fc.oneof(written, short, spoilt), (text) => {
      const at = readPlainInstant(text)
      if (at === undefined) return
      read++
      expect(readInstant(text)).toBe(at)
      expect(new Date(at).toISOString()).toBe(text.length === 24 ? text : `${text.slice(0, 19)}.000Z`)
    }),
    { numRuns: 3000 },
  )
  expect(read).toBeGreaterThan(2000)
  for (const text of ['2027-02-29T00:00:00Z', '2026-11-22T24:00:00.000Z', '2026-11-22T10:00:00+00:00', ''])
    expect(readPlainInstant(text)).toBeUndefined()
  expect(readPlainInstant('2028-02-29T23:59:59.999Z')).toBe(utc('2028-02-29T23:59:59.999'))
})

test.each<[string | null | undefined, boolean]>([
  ['Europe/Oslo', true],
  ['Asia/Kathmandu', true],
  ['UTC', true],
  ['Europe/Olso', false],
  ['+02:00', false],
  ['2026-06-10T00:00+02:00[Europe/Oslo]', false],
  [' ', false],
  ['', false],
  [null, false],
  [undefined, false],
])('isZone %s', (zone, expected) => {
  expect(isZone(zone)).toBe(expected)
})

test.each<[string, string, string, string, number]>([
  ['Europe/Oslo', '2026-06-10T22:00', '2026-06-11', 'thu', 0],
  ['Europe/Oslo', '2026-06-10T21:59:59.999', '2026-06-10', 'wed', 1439],
  ['Europe/Oslo', '2026-03-29T01:00', '2026-03-29', 'sun', 180],
  ['Europe/Oslo', '2026-10-25T00:30', '2026-10-25', 'sun', 150],
  ['Europe/Oslo', '2026-10-25T01:30', '2026-10-25', 'sun', 150],
  ['Asia/Kathmandu', '2026-06-10T18:15', '2026-06-11', 'thu', 0],
  ['Australia/Lord_Howe', '2026-10-03T15:30', '2026-10-04', 'sun', 150],
  ['Africa/Cairo', '2026-04-23T22:00', '2026-04-24', 'fri', 60],
  ['Pacific/Apia', '2011-12-30T10:00', '2011-12-31', 'sat', 0],
  ['America/New_York', '2026-01-01T00:00', '2025-12-31', 'wed', 1140],
  ['America/New_York', '1969-12-31T23:59:59.999', '1969-12-31', 'wed', 1139],
])('civilAt %s %s', (zone, at, date, weekday, minute) => {
  expect(civilAt(zone, utc(at))).toMatchObject({ date, weekday, minute })
})

test('civilAt keeps one answer a zone and does not confuse them', () => {
  const at = utc('2026-06-10T12:00')
  expect(civilAt('Europe/Oslo', at)).toBe(civilAt('Europe/Oslo', at))
  expect(civilAt('Asia/Tokyo', at).minute).toBe(21 * 60)
  expect(civilAt('Europe/Oslo', at).minute).toBe(14 * 60)
  expect(civilAt('Europe/Oslo', at + 60_000).minute).toBe(14 * 60 + 1)
  expect(() => civilAt('Europe/Olso', at)).toThrow(RangeError)
})

describe('wallToInstants', () => {
  const oslo = 'Europe/Oslo'
  test.each<[string, string, object]>([
    ['2026-06-10 12:00', oslo, { kind: 'one', at: utc('2026-06-10T10:00') }],
    ['2026-06-10 12:00:30', oslo, { kind: 'one', at: utc('2026-06-10T10:00:30') }],
    ['2026-06-10T12:00', oslo, { kind: 'one', at: utc('2026-06-10T10:00') }],
    ['2026-06-10 00:00', 'Asia/Kathmandu', { kind: 'one', at: utc('2026-06-09T18:15') }],
    [
      '2027-03-28 02:30',
      oslo,
      { kind: 'gap', before: utc('2027-03-28T00:30'), after: utc('2027-03-28T01:30') },
    ],
    [
      '2027-03-28 02:00',
      oslo,
      { kind: 'gap', before: utc('2027-03-28T00:00'), after: utc('2027-03-28T01:00') },
    ],
    ['2027-03-28 03:00', oslo, { kind: 'one', at: utc('2027-03-28T01:00') }],
    [
      '2026-10-25 02:30',
      oslo,
      { kind: 'twice', earlier: utc('2026-10-25T00:30'), later: utc('2026-10-25T01:30') },
    ],
    ['2026-10-25 03:00', oslo, { kind: 'one', at: utc('2026-10-25T02:00') }],
    [
      '2026-04-05 01:45',
      'Australia/Lord_Howe',
      { kind: 'twice', earlier: utc('2026-04-04T14:45'), later: utc('2026-04-04T15:15') },
    ],
    [
      '2026-04-24 00:00',
      'Africa/Cairo',
      { kind: 'gap', before: utc('2026-04-23T21:00'), after: utc('2026-04-23T22:00') },
    ],
    [
      '2011-12-30 12:00',
      'Pacific/Apia',
      { kind: 'gap', before: utc('2011-12-29T22:00'), after: utc('2011-12-30T22:00') },
    ],
    ['2026-02-30 12:00', oslo, { kind: 'unreadable' }],
    ['2026-06-10 24:00', oslo, { kind: 'unreadable' }],
    ['2026-06-10 12:00:60', oslo, { kind: 'unreadable' }],
    ['2026-06-10', oslo, { kind: 'unreadable' }],
    ['2026-06-10T12:00:00Z', oslo, { kind: 'unreadable' }],
    ['', oslo, { kind: 'unreadable' }],
    ['2026-06-10 12:00', 'Europe/Olso', { kind: 'unreadable' }],
  ])('%s in %s', (wall, zone, expected) => {
    expect(wallToInstants(wall, zone)).toEqual(expected)
  })

  test('and back', () => {
    for (let at = utc('2026-03-28T12:00'); at < utc('2026-03-30T00:00'); at += 15 * 60_000) {
      expect(wallToInstants(instantToWall(at, oslo), oslo)).toEqual({ kind: 'one', at })
    }
  })
})

test.each<[string, string, string]>([
  ['2026-06-10T22:00', 'Europe/Oslo', '2026-06-11 00:00:00'],
  ['2026-06-10T22:00:59.999', 'Europe/Oslo', '2026-06-11 00:00:59'],
  ['2026-10-25T01:30', 'Europe/Oslo', '2026-10-25 02:30:00'],
  ['1969-12-31T23:59:59.500', 'UTC', '1969-12-31 23:59:59'],
])('instantToWall %s %s', (at, zone, wall) => {
  expect(instantToWall(utc(at), zone)).toBe(wall)
})

test('nextClockChange', () => {
  expect(nextClockChange('Europe/Oslo', utc('2026-06-01T00:00'))).toBe(utc('2026-10-25T01:00'))
  expect(nextClockChange('Europe/Oslo', utc('2026-10-25T01:00'))).toBe(utc('2027-03-28T01:00'))
  expect(nextClockChange('Asia/Kathmandu', utc('2026-06-01T00:00'))).toBeUndefined()
})

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('formatInstant', () => {
  const at = utc('2026-01-05T13:05')
  test.each<[Parameters<typeof formatInstant>[3], string, string, string]>([
    ['full', 'Europe/Oslo', 'en-GB', 'Mon, 5 Jan 2026, 14:05 CET'],
    ['short', 'Europe/Oslo', 'en-GB', '5 Jan 2026, 14:05'],
    ['short', 'Asia/Kathmandu', 'en-US', 'Jan 5, 2026, 18:50'],
    ['date', 'Asia/Tokyo', 'en-GB', '5 Jan 2026'],
    ['time', 'Europe/Oslo', 'en-US', '14:05'],
    ['short', 'Europe/Oslo', 'nb', '5. jan. 2026, 14:05'],
  ])('%s %s %s', (style, zone, locale, expected) => {
    expect(plain(formatInstant(at, zone, locale, style))).toBe(expected)
  })

  test('midnight is 00:00 and the default is short', () => {
    expect(formatInstant(utc('2026-01-05T00:00'), 'UTC', 'en-US', 'time')).toBe('00:00')
    expect(formatInstant(at, 'UTC', 'en-GB')).toBe('5 Jan 2026, 13:05')
  })

  test('without a zone it is the viewer’s own', () => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    expect(formatInstant(at, undefined, 'en-GB')).toBe(formatInstant(at, own, 'en-GB'))
  })
})

test.each<[number, string]>([
  [0, 'now'],
  [400, 'now'],
  [-20_000, '20 seconds ago'],
  [59_400, 'in 59 seconds'],
  [59_700, 'in 1 minute'],
  [3 * 3600_000, 'in 3 hours'],
  [-59.7 * 60_000, '1 hour ago'],
  [-48 * 3600_000, '2 days ago'],
  [24 * 3600_000, 'in 1 day'],
  [60 * 86_400_000, 'in 2 months'],
  [-800 * 86_400_000, '2 years ago'],
])('formatRelative %d', (distance, expected) => {
  expect(formatRelative(1e12 + distance, 1e12, 'en-GB')).toBe(expected)
  // For beside a badge: never longer, and the same amount.
  const short = formatRelative(1e12 + distance, 1e12, 'en-GB', 'short')
  expect(short.length).toBeLessThanOrEqual(expected.length)
  expect(/\d+/.exec(short)?.[0]).toBe(/\d+/.exec(expected)?.[0])
})

test.each([
  [-12_000, '12 seconds ago'],
  [0, 'now'],
  // Something that came within the step of ten seconds in which the screen stands.
  [8_000, 'now'],
])('formatAgo %d', (distance, expected) => {
  expect(formatAgo(1e12 + distance, 1e12, 'en-GB')).toBe(expected)
})

test.each<[number, string]>([
  [-5, '0 s'],
  [0, '0 s'],
  [999, '0 s'],
  [14_000, '14 s'],
  [125_999, '2 min 5 s'],
  [120_000, '2 min'],
  [3_600_000 + 59_000, '1 h'],
  [3 * 86_400_000 + 2 * 3_600_000 + 60_000, '3 d 2 h'],
  [1234 * 86_400_000, '1,234 d'],
])('formatDuration %d', (ms, expected) => {
  expect(formatDuration(ms, 'en-GB')).toBe(expected)
})

test.each<[string, string | undefined, string]>([
  ['Europe/Oslo', undefined, 'Oslo time'],
  ['America/Argentina/Buenos_Aires', undefined, 'Buenos Aires time'],
  ['Europe/Oslo', '2026-06-10T12:00', 'Oslo time, GMT+2'],
  ['Europe/Oslo', '2026-01-10T12:00', 'Oslo time, GMT+1'],
  ['Asia/Kathmandu', '2026-01-10T12:00', 'Kathmandu time, GMT+5:45'],
  ['UTC', '2026-01-10T12:00', 'UTC'],
  ['Etc/UTC', undefined, 'UTC'],
  ['Etc/GMT+5', '2026-01-10T12:00', 'Etc/GMT+5'],
  ['Europe/Olso', '2026-01-10T12:00', 'Olso time'],
])('zoneLabel %s %s', (zone, at, expected) => {
  expect(zoneLabel(zone, at === undefined ? undefined : utc(at), 'en-GB')).toBe(expected)
})

test('weekdays follow the locale', () => {
  expect(orderedWeekdays('nb-NO')).toEqual(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
  expect(orderedWeekdays('en-US')).toEqual(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'])
  expect(orderedWeekdays('ar-EG')[0]).toBe('sat')
  expect(orderedWeekdays()).toHaveLength(7)
  expect(orderedWeekdays('nb-NO').map((day) => weekdayName(day, 'en-GB'))).toEqual(
    'Mon Tue Wed Thu Fri Sat Sun'.split(' '),
  )
  expect(weekdayName('sun', 'en-GB', 'long')).toBe('Sunday')
})

test('lists and numbers', () => {
  expect(formatList(['A', 'B', 'C'], 'en-GB')).toBe('A, B and C')
  expect(formatNumber(12_431, 'en-GB')).toBe('12,431')
})

test.each<[what: string, zone: string, at: string, days: number, start: string, same: string]>([
  ['today', 'Europe/Oslo', '2026-11-18T09:00', 0, '2026-11-17T23:00', '2026-11-18T09:00'],
  ['over a day of 23 hours', 'Europe/Oslo', '2026-03-28T09:00', 2, '2026-03-29T22:00', '2026-03-30T08:00'],
  ['back over a day of 25', 'Europe/Oslo', '2026-10-26T09:00', -1, '2026-10-24T22:00', '2026-10-25T09:00'],
  ['to a skipped time', 'Europe/Oslo', '2026-03-28T01:30', 1, '2026-03-28T23:00', '2026-03-29T01:30'],
  [
    'to a day without midnight',
    'Africa/Cairo',
    '2026-04-23T09:00',
    1,
    '2026-04-23T22:00',
    '2026-04-24T08:00',
  ],
])('days on: %s in %s', (_, zone, at, days, start, same) => {
  const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16)
  expect([iso(dayStart(zone, utc(at), days)), iso(daysFrom(zone, utc(at), days))]).toEqual([start, same])
})

test('the viewer’s own clock is told only where it differs, with the day where that does', () => {
  const at = utc('2026-11-18T12:00')
  expect(formatOwn(at, Intl.DateTimeFormat().resolvedOptions().timeZone)).toBeUndefined()
  // It is Thursday there, and nowhere where the tests run.
  const own = new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(at)
  expect(formatOwn(at, 'Pacific/Kiritimati', 'en-GB')).toContain(`${own}`)
})
