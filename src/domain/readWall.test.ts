import { describe, expect, test } from 'vitest'
import { formatInstant } from './time.ts'
import { readWall } from './readWall.ts'

// A Monday.
const clock = { today: '2026-11-23', now: '10:00' }
const read = (text: string, locale = 'en-GB', at = clock) => {
  const found = readWall(text, at, locale)
  return found.kind === 'wall' ? found.wall.replace(/:00$/, '') : found.kind === 'now' ? 'now' : found.why
}
const christmas = '2026-12-24 18:00'

describe('a text that is understood, in the order of its locale', () => {
  test.each<[string, string, string]>([
    ['24.12.2026 18:00', 'en-GB', christmas],
    ['24 Dec 2026 18:00', 'en-GB', christmas],
    ['24 Dec 2026, 18.00', 'en-GB', christmas],
    ['Thu 24 Dec 2026, 18:00', 'en-GB', christmas],
    ['thursday 24th december at 6 pm', 'en-GB', christmas],
    ['2026-12-24 18:00', 'en-GB', christmas],
    ['2026-12-24T18:00', 'en-US', christmas],
    ['24/12 18:00', 'en-GB', christmas],
    ['24/12 18', 'en-GB', christmas],
    ['24/12/26 1800', 'en-GB', christmas],
    ['24-12-26 18', 'en-GB', christmas],
    ['24-Dec-2026 18:00', 'en-GB', christmas],
    ['24 12 2026 18:00', 'en-GB', christmas],
    ['2026 Dec 24 18:00', 'en-GB', christmas],
    ['24 déc. à 18:00', 'fr', christmas],
    ['mar. 24 nov. 18:00', 'fr', '2026-11-24 18:00'],
    ['24 Dec 26 18:00', 'en-GB', christmas],
    ['12/24 18:00', 'en-US', christmas],
    ['12/24/26 6pm', 'en-US', christmas],
    ['Dec 24, 2026, 6 p.m.', 'en-US', christmas],
    ['Thu Dec 24, 2026, 18:00', 'en-US', christmas],
    ['24.12.2026 18:00', 'en-US', christmas],
    ['04/05/2027 08:00', 'en-GB', '2027-05-04 08:00'],
    ['04/05/2027 08:00', 'en-US', '2027-04-05 08:00'],
    ['4.5. 8', 'nb-NO', '2027-05-04 08:00'],
    ['24.12 kl. 18', 'nb-NO', christmas],
    ['tor. 24. des. 2026, 18:00', 'nb-NO', christmas],
    ['24. desember 18.00', 'nb-NO', christmas],
    ['i morgen 8', 'nb-NO', '2026-11-24 08:00'],
    ['tomorrow 8', 'nb-NO', '2026-11-24 08:00'],
    ['tomorrow 8', 'en-GB', '2026-11-24 08:00'],
    ['Tomorrow 0830', 'en-GB', '2026-11-24 08:30'],
    ['today 18:00', 'en-GB', '2026-11-23 18:00'],
    ['fri 8', 'en-GB', '2026-11-27 08:00'],
    ['monday 18:00', 'en-GB', '2026-11-23 18:00'],
    ['monday 9:00', 'en-GB', '2026-11-30 09:00'],
    ['now', 'nb-NO', 'now'],
    ['nå', 'nb-NO', 'now'],
  ])('%s (%s)', (text, locale, wall) => {
    expect(read(text, locale)).toBe(wall)
  })
})

test.each([
  ['24:00 ends the day', '24.12.2026 24:00', '2026-12-25 00:00'],
  ['24:00 ends the year', '31/12 24:00', '2027-01-01 00:00'],
  ['a day without a year that is over comes next year', '22/11 08:00', '2027-11-22 08:00'],
  ['today counts while its time is ahead', '23/11 10:01', '2026-11-23 10:01'],
  ['a 29 February waits for its year', '29/2 08:00', '2028-02-29 08:00'],
  ['12 am is midnight', '24/12 12am', '2026-12-24 00:00'],
  ['12 pm is noon', '24/12 12 pm', '2026-12-24 12:00'],
  ['a year that is over is taken as it stands', '24/12/2025 08:00', '2025-12-24 08:00'],
])('%s', (_, text, wall) => {
  expect(read(text)).toBe(wall)
})

describe('what is no date and time, or could be two', () => {
  test.each<[string, string]>([
    ['8', 'noDay'],
    ['18:00', 'noDay'],
    ['24.12', 'noDay'],
    ['24.12.2026', 'noTime'],
    ['24 Dec', 'noTime'],
    ['24 Dec 2026', 'noTime'],
    ['24 Dec 26', 'noTime'],
    ['24/12 2026', 'noTime'],
    ['24 Dec 18', 'noTime'],
    ['24 12 18', 'noTime'],
    ['tomorrow', 'noTime'],
    ['31 June 08:00', 'noSuchDay'],
    ['31/06/2027 08:00', 'noSuchDay'],
    ['29/02/2027 08:00', 'noSuchDay'],
    ['12/24 08:00', 'noSuchDay'],
    ['24/12 25:00', 'noSuchTime'],
    ['24/12 24:01', 'noSuchTime'],
    ['24/12 12:60', 'noSuchTime'],
    ['24/12 13pm', 'noSuchTime'],
    ['Fri 24 Dec 2026 18:00', 'otherWeekday'],
    ['23/11 10:00', 'passed'],
    ['christmas 18:00', 'unclear'],
    ['24 Dec Jan 18:00', 'unclear'],
    ['24/12/2026/1 18:00', 'unclear'],
    ['24/12/226 18:00', 'unclear'],
    ['2026/12 18:00', 'unclear'],
    ['', 'unclear'],
    ['soon', 'unclear'],
    ['-', 'unclear'],
  ])('%s: %s', (text, why) => {
    expect(read(text)).toBe(why)
  })
})

test('a day that a month has not names the month', () => {
  expect(readWall('31 June 08:00', clock, 'en-GB')).toMatchObject({
    month: expect.objectContaining({ month: 6, daysInMonth: 30 }) as object,
  })
})

test('what is written out is read again as the same, in every language of the table', () => {
  for (const locale of [
    'en-GB',
    'en-US',
    'nb-NO',
    'sv',
    'da',
    'fi',
    'de',
    'fr',
    'es',
    'pt-BR',
    'nl',
    'it',
    'pl',
  ])
    for (let month = 0; month < 12; month++) {
      const at = Date.UTC(2027, month, 1 + 2 * month, month + 9, 5)
      const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(at)
      const text = `${weekday} ${formatInstant(at, 'UTC', locale, 'short')}`
      expect([locale, text, read(text, locale)]).toEqual([
        locale,
        text,
        new Date(at).toISOString().slice(0, 16).replace('T', ' '),
      ])
    }
})

test('whatever is typed, it is a time of the calendar or it is said why not', () => {
  const bits = '24 12 2026 31 0 99 / . - : , dec mon tomorrow pm t 8 18:00 24:00 31.6. 24/12'
    .split(' ')
    .concat(' ', ' ', ' ', ' ')
  // A small generator with a fixed seed, so that a failure comes again.
  let seed = 7
  const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below
  let read = 0
  for (let i = 0; i < 20_000; i++) {
    const text = Array.from({ length: 1 + next(9) }, () => bits[next(bits.length)]).join('')
    const found = readWall(text, clock, 'en-GB')
    if (found.kind !== 'wall') continue
    read++
    expect([text, new Date(`${found.wall.replace(' ', 'T')}Z`).toISOString().slice(0, 19)]).toEqual([
      text,
      found.wall.replace(' ', 'T'),
    ])
  }
  expect(read).toBeGreaterThan(50)
})
