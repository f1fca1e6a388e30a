import { expect, test } from 'vitest'
import { weekdays } from '#src/contract/recurrence.ts'
import { clockMark } from './clockMark.ts'
import { openings } from './schedule.ts'
import { instantToWall } from './time.ts'

const daily = (startHour: number, startMinute: number, endHour: number, endMinute: number) => ({
  timeSpans: weekdays.map((weekday) => ({ weekday, startHour, startMinute, endHour, endMinute })),
})
const night = {
  timeSpans: weekdays.flatMap((weekday) => [
    { weekday, startHour: 0, startMinute: 0, endHour: 6, endMinute: 0 },
    { weekday, startHour: 22, startMinute: 0, endHour: 24, endMinute: 0 },
  ]),
}
const minutes = (ms: number) => ms / 60_000

/** The first openings from an instant on as `date hh:mm–hh:mm (real length) mark`. */
function tell(zone: string, recurrence: unknown, at: string, count: number, end?: string) {
  const timing = { recurrence, end }
  const from = Date.parse(at)
  return openings(timing, zone, from, count).map((opening) => {
    const mark = clockMark(opening, timing, zone, from)
    const [opens, closes] = [opening.from, opening.to!].map((at) => instantToWall(at, zone))
    const words = mark ? `${mark.way} ${minutes(mark.extra)} in ${mark.parts}` : '-'
    return `${opens!.slice(5, 16)}–${closes!.slice(11, 16)} (${minutes(opening.to! - opening.from)}) ${words}`
  })
}

test.each<[string, string, unknown, string, string[]]>([
  [
    'Oslo, spring: the skipped hour shortens the night, the nights beside it stay',
    'Europe/Oslo',
    night,
    '2027-03-27T12:00:00Z',
    [
      '03-27 22:00–06:00 (420) forward -60 in 1',
      '03-28 22:00–06:00 (480) forward 0 in 1',
      '03-29 22:00–06:00 (480) -',
    ],
  ],
  [
    'Oslo, autumn: the repeated hour lengthens the night',
    'Europe/Oslo',
    night,
    '2026-10-24T12:00:00Z',
    [
      '10-24 22:00–06:00 (540) back 60 in 1',
      '10-25 22:00–06:00 (480) back 0 in 1',
      '10-26 22:00–06:00 (480) -',
    ],
  ],
  [
    'Oslo, spring: hours that begin in the skipped hour lose their beginning',
    'Europe/Oslo',
    daily(2, 30, 6, 0),
    '2027-03-27T12:00:00Z',
    ['03-28 03:00–06:00 (180) forward -30 in 1', '03-29 02:30–06:00 (210) -'],
  ],
  [
    'Oslo, spring: hours that lie in the skipped hour do not open that day',
    'Europe/Oslo',
    daily(2, 0, 3, 0),
    '2027-03-27T12:00:00Z',
    ['03-29 02:00–03:00 (60) -'],
  ],
  [
    'Oslo, autumn: hours that end in the repeated hour open twice',
    'Europe/Oslo',
    daily(1, 30, 2, 30),
    '2026-10-24T12:00:00Z',
    [
      '10-25 01:30–02:30 (60) back 30 in 2',
      '10-25 02:00–02:30 (30) back 30 in 2',
      '10-26 01:30–02:30 (60) -',
    ],
  ],
  [
    'Oslo, autumn: office hours of that day are said to be untouched',
    'Europe/Oslo',
    daily(8, 0, 16, 0),
    '2026-10-24T16:00:00Z',
    ['10-25 08:00–16:00 (480) back 0 in 1', '10-26 08:00–16:00 (480) -'],
  ],
  [
    'Lord Howe: the clock goes back by half an hour',
    'Australia/Lord_Howe',
    daily(0, 0, 6, 0),
    '2027-04-03T02:00:00Z',
    ['04-04 00:00–06:00 (390) back 30 in 1', '04-05 00:00–06:00 (360) -'],
  ],
  [
    'Kolkata: a half-hour zone whose clock never changes',
    'Asia/Kolkata',
    daily(22, 0, 24, 0),
    '2026-10-24T12:00:00Z',
    ['10-24 22:00–00:00 (120) -', '10-25 22:00–00:00 (120) -'],
  ],
  [
    'Cairo, spring: midnight is skipped',
    'Africa/Cairo',
    daily(0, 0, 5, 0),
    '2026-04-23T12:00:00Z',
    ['04-24 01:00–05:00 (240) forward -60 in 1', '04-25 00:00–05:00 (300) -'],
  ],
  [
    'Cairo, autumn: the last hour of the day comes twice',
    'Africa/Cairo',
    daily(20, 0, 24, 0),
    '2026-10-29T10:00:00Z',
    ['10-29 20:00–00:00 (300) back 60 in 1', '10-30 20:00–00:00 (240) -'],
  ],
  [
    'Santiago, spring: the day begins at 01:00',
    'America/Santiago',
    night,
    '2026-09-05T16:00:00Z',
    [
      '09-05 22:00–06:00 (420) forward -60 in 1',
      '09-06 22:00–06:00 (480) forward 0 in 1',
      '09-07 22:00–06:00 (480) -',
    ],
  ],
])('%s', (_, zone, recurrence, at, expected) => {
  expect(tell(zone, recurrence, at, expected.length)).toEqual(expected)
})

test('at any time, a range is marked by the change in it', () => {
  const [one] = tell('Europe/Oslo', undefined, '2026-10-24T20:00:00Z', 1, '2026-10-25T05:00:00Z')
  expect(one).toBe('10-24 22:00–06:00 (540) back 60 in 1')
  const [week] = tell('Europe/Oslo', undefined, '2026-10-20T08:00:00Z', 1, '2026-10-27T09:00:00Z')
  expect(week).toBe('10-20 10:00–10:00 (10140) back 60 in 1')
  const [year] = tell('Europe/Oslo', undefined, '2026-07-20T08:00:00Z', 1, '2027-07-20T08:00:00Z')
  expect(year).toMatch(/-$/)
  expect(clockMark({ from: 0, to: undefined }, {}, 'Europe/Oslo', 0)).toBeUndefined()
})

test('a start within the repeated hour counts by what it really gives', () => {
  const timing = { recurrence: daily(0, 0, 6, 0) }
  const tellFrom = (start: string) => {
    const from = Date.parse(start)
    const [opening] = openings({ ...timing, start }, 'Europe/Oslo', from, 1)
    return minutes(clockMark(opening!, { ...timing, start }, 'Europe/Oslo', from)!.extra)
  }
  expect(tellFrom('2026-10-25T00:30:00Z')).toBe(60)
  expect(tellFrom('2026-10-25T01:30:00Z')).toBe(0)
  // From the first 02:30 to the second 02:10, which reads as less than nothing.
  const [from, to] = ['2026-10-25T00:30:00Z', '2026-10-25T01:10:00Z'].map(Date.parse) as [number, number]
  const end = new Date(to).toISOString()
  expect(minutes(clockMark({ from, to }, { end }, 'Europe/Oslo', from)!.extra)).toBe(60)
})
