import { describe, expect, test } from 'vitest'
import { openings } from '#src/domain/schedule.ts'
import { weekly } from '#src/domain/scheduleSamples.ts'
import { lengthText, markWords, openingText, ownOpeningText, rangeText } from './keyOpeningWords.ts'

const at = (iso: string) => Date.parse(iso)
const oslo = 'Europe/Oslo'

describe('an opening in words', () => {
  test.each<[string, string | undefined, RegExp]>([
    ['2026-11-23T07:00:00Z', '2026-11-23T15:00:00Z', /^Mon .*08:00 – 16:00$/],
    ['2026-11-23T07:00:00Z', '2026-11-23T23:00:00Z', /^Mon .*08:00 – 24:00$/],
    ['2026-11-23T21:00:00Z', '2026-11-24T05:00:00Z', /^Mon .*22:00 – Tue .*06:00$/],
    ['2026-11-23T21:00:00Z', undefined, /^Mon .*22:00, then always$/],
  ])('%s to %s', (from, to, words) => {
    expect(openingText({ from: at(from), to: to === undefined ? undefined : at(to) }, oslo, 'en-GB')).toMatch(
      words,
    )
  })
})

describe('an opening that closes at the very moment at which the clock changes', () => {
  test.each<[what: string, zone: string, recurrence: object, from: string, words: string, length: string]>([
    ['back to 02:00', oslo, weekly('sun 02:30–03:00'), '2026-10-24T12:00Z', '02:30 – 03:00', '30 min'],
    ['forward to 03:00', oslo, weekly('sun 01:00–02:00'), '2027-03-27T12:00Z', '01:00 – 02:00', '1 h'],
    ['on to 03:00', oslo, weekly('sun 01:00–02:30'), '2027-03-27T12:00Z', '01:00 – 02:00', '1 h'],
    ['over midnight', 'Africa/Cairo', weekly('thu 22:00–24:00'), '2026-04-23T12:00Z', '22:00 – 24:00', '2 h'],
    [
      'back from midnight',
      'Africa/Cairo',
      weekly('thu 22:00–23:00'),
      '2026-10-29T12:00Z',
      '22:00 – 23:00',
      '1 h',
    ],
  ])('%s in %s', (_, zone, recurrence, from, words, length) => {
    const [opening] = openings({ recurrence }, zone, at(from), 1)
    expect(openingText(opening!, zone, 'en-GB')).toMatch(new RegExp(`, ${words}$`))
    expect(lengthText(opening!, 'en-GB')).toBe(length)
  })
})

test('a key’s own end is called what was typed, also where the clock jumps to it', () => {
  const opening = { from: at('2027-03-27T21:00:00Z'), to: at('2027-03-28T01:00:00Z') }
  expect(openingText(opening, oslo, 'en-GB', '2027-03-28T01:00:00Z')).toMatch(/, 22:00 – Sun .*, 03:00$/)
  expect(openingText(opening, oslo, 'en-GB', '2027-03-29T00:00:00Z')).toMatch(/, 22:00 – Sun .*, 02:00$/)
})

describe('the same opening on the viewer’s clock', () => {
  const day = { from: at('2026-11-23T07:00:00Z'), to: at('2026-11-23T15:00:00Z') }
  const evening = { from: at('2026-11-23T17:00:00Z'), to: at('2026-11-24T05:00:00Z') }
  const late = { from: at('2026-11-23T03:00:00Z'), to: at('2026-11-23T15:00:00Z') }
  const always = { from: at('2026-11-23T07:00:00Z'), to: undefined }
  test.each<[string, { from: number; to: number | undefined }, string, string, string | undefined]>([
    ['the same clock', day, oslo, 'Europe/Stockholm', undefined],
    ['another time of the day', day, oslo, 'America/New_York', '02:00 – 10:00 yours'],
    ['a half-hour zone', day, oslo, 'Asia/Kolkata', '12:30 – 20:30 yours'],
    ['midnight as the end of the day', evening, oslo, 'America/New_York', '12:00 – 24:00 yours'],
    ['another day', late, oslo, 'America/New_York', 'Sun 22 Nov 2026, 22:00 – Mon 23 Nov 2026, 10:00 yours'],
    ['no end', always, oslo, 'America/New_York', '02:00 yours'],
  ])('%s', (_, opening, zone, viewer, words) => {
    expect(ownOpeningText(opening, zone, viewer, 'en-GB')).toBe(words)
  })

  test('clocks that part within the opening', () => {
    // London and Oslo change together, Oslo and New York a week apart.
    const week = { from: at('2026-10-24T10:00:00Z'), to: at('2026-10-31T11:00:00Z') }
    expect(ownOpeningText(week, oslo, 'America/New_York', 'en-GB')).toBe(
      'Sat 24 Oct 2026, 06:00 – Sat 31 Oct 2026, 07:00 yours',
    )
  })
})

test.each([
  [{ way: 'back', extra: 3_600_000, parts: 1, isLong: false }, 'clocks go back that night: 1 h longer'],
  [
    { way: 'forward', extra: -3_600_000, parts: 1, isLong: false },
    'clocks go forward that night: 1 h shorter',
  ],
  [{ way: 'back', extra: 0, parts: 1, isLong: false }, 'clocks go back that day, outside these hours'],
  [
    { way: 'back', extra: 1_800_000, parts: 2, isLong: false },
    'clocks go back that night: opens twice, 30 min longer in all',
  ],
  [{ way: 'back', extra: 3_600_000, parts: 1, isLong: true }, 'clocks go back in between: 1 h longer'],
] as const)('the mark of %j', (mark, words) => {
  expect(markWords(mark, 'en-GB')).toBe(words)
})

test('the length is the real one', () => {
  expect(lengthText({ from: at('2026-10-24T20:00:00Z'), to: at('2026-10-25T05:00:00Z') }, 'en-GB')).toBe(
    '9 h',
  )
  expect(lengthText({ from: 0, to: undefined })).toBeUndefined()
})

test('one moment on the clock of another door', () => {
  const times = { start: '2026-12-24T17:00:00Z', end: '2027-07-01T22:00:00Z' }
  expect(rangeText(times, 'Asia/Kolkata', 'en-GB')).toBe(
    'There it is from Thu 24 Dec 2026, 22:30 until Fri 2 Jul 2027, 03:30.',
  )
  expect(rangeText({}, oslo, 'en-GB')).toBe('There it is from now with no end.')
})
