import { describe, expect, it, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { weekdays } from '#src/contract/recurrence.ts'
import { civilWeek } from '#src/domain/civilWeek.ts'
import { lockWeek } from '#src/domain/lockWeek.ts'
import { heatBounds, heatStep, momentText, weekPeaks } from './lockWeekWords.ts'

const oslo = 'Europe/Oslo'
const hours = (days: readonly string[], startHour: number, endHour: number) => ({
  timeSpans: days.map((weekday) => ({ weekday, startHour, startMinute: 0, endHour, endMinute: 0 })),
})
const office = hours(weekdays.slice(0, 5), 8, 16)
const key = (id: string, recurrence?: object): Key => ({
  id,
  state: 'active',
  ...(recurrence && { recurrence }),
})
const peaksOf = (keys: Key[], begin: string, zone = oslo) => {
  const at = Date.parse(begin)
  const days = civilWeek(zone, at)
  return weekPeaks(lockWeek(keys, zone, at, days.at(-1)!.to), days, zone)
}

describe('the week in words', () => {
  test.each([
    // From 10:00 on a Wednesday, which is over for a part.
    ['2026-11-18T09:00:00Z', 'Mon–Tue 08:00–16:00, Wed 10:00–16:00, Thu–Fri 08:00–16:00'],
    // In both weeks in which the clock changes the hours stay what they are.
    ['2026-03-28T23:30:00Z', 'Mon–Fri 08:00–16:00'],
    ['2026-10-24T22:30:00Z', 'Mon–Fri 08:00–16:00'],
  ])('most people, from %s on', (begin, mostAt) => {
    const peaks = peaksOf([key('1', office), key('2', office)], begin)
    expect(peaks).toMatchObject({ most: 2, mostAt, always: false })
  })

  it('nobody, and what each day has', () => {
    const peaks = peaksOf([key('1', office)], '2026-11-22T23:00:00Z')
    expect(peaks.nobodyAt).toBe('Mon–Fri 00:00–08:00 + 16:00–24:00, Sat–Sun 00:00–24:00')
    expect(peaks.byDay.map(({ day, most, fewest, mostAt }) => [day.weekday, most, fewest, mostAt])).toEqual([
      ...weekdays.slice(0, 5).map((day) => [day, 1, 0, '08:00–16:00']),
      ['sat', 0, 0, '00:00–24:00'],
      ['sun', 0, 0, '00:00–24:00'],
    ])
  })

  test.each([
    // Open 01:30–02:30, and 02:00–02:30 once more: never is the door shut at 02:15 on the clock.
    [1.5, 2.5, '00:00–01:30 + 02:30–24:00', '01:30–02:30'],
    [2.5, 3, '00:00–02:30 + 03:00–24:00', '02:30–03:00'],
    [2, 3, '00:00–02:00 + 03:00–24:00', '02:00–03:00'],
  ])('a night on which the clock goes back, with hours from %d to %d', (from, to, nobody, somebody) => {
    const night = {
      timeSpans: [
        {
          weekday: 'sun',
          startHour: Math.floor(from),
          startMinute: (from % 1) * 60,
          endHour: Math.floor(to),
          endMinute: (to % 1) * 60,
        },
      ],
    }
    const peaks = peaksOf([key('1', night)], '2026-10-24T22:00:00Z')
    expect(peaks.mostAt).toBe(`Sun ${somebody}`)
    expect(peaks.nobodyAt).toBe(`Mon–Sat 00:00–24:00, Sun ${nobody}`)
  })

  it('a night on which the clock is put forward', () => {
    const peaks = peaksOf([key('1', hours(['sun'], 1, 2))], '2027-03-27T23:00:00Z')
    expect(peaks.mostAt).toBe('Sun 01:00–02:00')
    expect(peaks.nobodyAt).toBe('Mon–Sat 00:00–24:00, Sun 00:00–01:00 + 03:00–24:00')
  })

  it('a number that never changes', () => {
    expect(peaksOf([key('1')], '2026-11-18T09:00:00Z')).toMatchObject({ always: true, most: 1 })
    expect(peaksOf([], '2026-11-18T09:00:00Z')).toMatchObject({ always: true, most: 0 })
  })
})

test('a moment in an hour that comes twice says which it is', () => {
  const first = Date.parse('2026-10-25T00:15:00Z')
  expect(momentText(first, oslo, 'time')).toBe('02:15 the first time')
  expect(momentText(first + 3_600_000, oslo, 'time')).toBe('02:15 the second time')
  expect(momentText(first + 7_200_000, oslo, 'time')).toBe('03:15')
})

test.each<[counts: number[], bounds: number[], steps: number[]]>([
  [[], [], []],
  [[0, 0], [], [0, 0]],
  [[0, 1], [1], [0, 4]],
  [[7, 7], [7], [4, 4]],
  [
    [0, 3, 5],
    [3, 4, 5],
    [0, 2, 4],
  ],
  [
    [33, 34, 36, 37, 0],
    [33, 35, 36, 37],
    [1, 2, 3, 4, 0],
  ],
  [
    [1, 10, 11, 20, 31, 40],
    [10, 20, 30, 40],
    [1, 1, 2, 2, 4, 4],
  ],
])('the colours of %j people', (counts, bounds, steps) => {
  expect(heatBounds(counts)).toEqual(bounds)
  expect(counts.map((count) => heatStep(count, bounds))).toEqual(steps)
})
