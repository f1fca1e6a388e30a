import { expect, test } from 'vitest'
import { rangePresets } from './keyPresets.ts'

const at = (iso: string, zone: string) =>
  rangePresets(Date.parse(iso), zone).map(
    ({ start, end }) =>
      `${start === undefined ? '-' : start || 'now'} | ${end === undefined ? '-' : end || 'none'}`,
  )

test.each([
  [
    'an afternoon in Oslo, seconds rounded up',
    '2026-11-22T11:00:20Z',
    'Europe/Oslo',
    [
      'now | -',
      'now | 2026-11-23 06:00:00',
      '2026-11-22 15:00:00 | 2026-11-23 11:00:00',
      'now | 2026-11-29 12:01:00',
      'now | 2026-12-01 00:00:00',
      '- | none',
    ],
  ],
  [
    'the small hours belong to the night before',
    '2026-12-31T02:00:00Z',
    'Europe/Oslo',
    [
      'now | -',
      'now | 2026-12-31 06:00:00',
      '2026-12-31 15:00:00 | 2027-01-01 11:00:00',
      'now | 2027-01-07 03:00:00',
      'now | 2027-01-01 00:00:00',
      '- | none',
    ],
  ],
  [
    'after check-in, and another day there than here',
    '2026-11-22T20:00:00Z',
    'Asia/Kolkata',
    [
      'now | -',
      'now | 2026-11-23 06:00:00',
      '2026-11-23 15:00:00 | 2026-11-24 11:00:00',
      'now | 2026-11-30 01:30:00',
      'now | 2026-12-01 00:00:00',
      '- | none',
    ],
  ],
  [
    'a week over a clock change keeps the hour',
    '2026-10-24T10:00:00Z',
    'Europe/Oslo',
    [
      'now | -',
      'now | 2026-10-25 06:00:00',
      '2026-10-24 15:00:00 | 2026-10-25 11:00:00',
      'now | 2026-10-31 12:00:00',
      'now | 2026-11-01 00:00:00',
      '- | none',
    ],
  ],
])('%s', (_, now, zone, expected) => {
  expect(at(now, zone)).toEqual(expected)
})

test('past 15:00, one night begins now', () => {
  expect(at('2026-11-22T14:30:00Z', 'Europe/Oslo')[2]).toBe('now | 2026-11-23 11:00:00')
})
