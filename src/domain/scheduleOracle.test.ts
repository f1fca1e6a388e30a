// The evaluator against the slow reading of the law in `scheduleOracle.ts`, which shares nothing with it.
import { afterAll, describe, expect, test } from 'vitest'
import { openings, openState } from './schedule.ts'
import { seeded, slowIsOpen, slowOpenings, someSchedule, wallTable } from './scheduleOracle.ts'
import { civilAt } from './time.ts'

const minute = 60_000
const day = 24 * 60 * minute
const week = 7 * day
const long = process.env.TEST_LONG === '1'

const counts = { zones: 0, minutes: 0, schedules: 0, windows: 0, instants: 0 }
afterAll(() => {
  const told = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
  // eslint-disable-next-line no-console -- the run shows its counts; the README tells them
  console.log(`Oracle (TZ ${process.env.TZ ?? 'of the machine'}): ${told.join(', ')} compared, 0 differences`)
})

describe('two years in zones whose clocks change, each in its own way', () => {
  const begin = Date.UTC(2026, 0, 1)
  const end = Date.UTC(2028, 0, 1)
  test.each([
    'Europe/Oslo',
    'America/New_York',
    'America/St_Johns',
    'Australia/Sydney',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Antarctica/Troll',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Pacific/Niue',
    'UTC',
  ])(
    '%s',
    (zone) => {
      const table = wallTable(zone, begin, end)
      const chance = seeded(zone.length * 7919 + zone.charCodeAt(zone.length - 1))
      counts.zones++
      counts.minutes += table.shows.length
      for (let round = 0; round < 42; round++) {
        const { open, timeSpans } = someSchedule(chance)
        const from = begin + chance.below(end - begin - 2 * week)
        const start = chance.chance(0.5) ? from + chance.below(8 * week) - 4 * week : undefined
        // Most are asked for a season, some for all that the table holds.
        const stop = chance.chance(0.2)
          ? end
          : Math.min(end, Math.max(from, start ?? 0) + chance.below(20 * week))
        const timing = {
          start: start === undefined ? undefined : new Date(start).toISOString(),
          end: new Date(stop).toISOString(),
          recurrence: { timeSpans },
        }
        const expected = slowOpenings(table, open, Math.max(from, start ?? from), stop)
        const told = openings(timing, zone, from, expected.length + 1)
        expect(told, JSON.stringify({ zone, timing, from })).toEqual(expected)
        counts.schedules++
        counts.windows += expected.length

        const slow = (at: number) => at >= (start ?? -Infinity) && at < stop && slowIsOpen(table, open, at)
        const wrong: number[] = []
        const check = (at: number) => {
          if (at < begin || at >= end) return
          counts.instants++
          if ((openState(timing, zone, at).kind === 'open') !== slow(at)) wrong.push(at)
        }
        for (const window of expected) {
          check(window.from)
          check(window.from - 1)
          check(Math.floor((window.from + window.to) / 2))
          check(window.to - 1)
          check(window.to)
        }
        expect(wrong, JSON.stringify({ zone, timing })).toEqual([])
      }
    },
    120_000,
  )

  test('the counts are those that were asked for', () => {
    expect(counts.zones).toBe(12)
    expect(counts.schedules).toBeGreaterThanOrEqual(500)
    expect(counts.windows).toBeGreaterThan(20_000)
    expect(counts.instants).toBeGreaterThan(100_000)
  })
})

/** Zone, the day the stretch begins, and what happens to its clock: rare cases of other years. */
const rare: [string, string, string][] = [
  ['America/St_Johns', '2010-10-27', 'one minute into a day, the day before comes back'],
  ['Pacific/Apia', '2011-12-20', 'a whole day is skipped'],
]
const longRare: [string, string, string][] = [
  ['America/Havana', '2026-02-27', 'a day begins at 01:00'],
  ['America/Havana', '2026-10-22', 'the first hour of a day comes twice'],
  ['America/St_Johns', '2010-03-04', 'a day begins, breaks off after a minute, goes on an hour later'],
  ['America/Sao_Paulo', '2018-10-25', 'a day begins at 01:00'],
  ['America/Sao_Paulo', '2018-02-08', 'the last hour of a day comes twice'],
  ['Asia/Beirut', '2026-03-18', 'a day begins at 01:00'],
  ['Asia/Gaza', '2026-03-15', 'near the edge of a day'],
  ['Asia/Pyongyang', '2018-04-25', 'half an hour for good'],
  ['Atlantic/Azores', '2026-10-14', 'midnight comes twice'],
  ['America/Nuuk', '2026-03-18', 'late in the evening'],
  ['Pacific/Chatham', '2026-09-16', 'a quarter to'],
  ['Pacific/Kwajalein', '1993-08-10', 'a whole day is skipped'],
  ['America/Santiago', '2026-08-26', 'a day begins at 01:00'],
  ['Asia/Tehran', '2022-03-12', 'a day begins at 01:00'],
]

describe.each(long ? [...rare, ...longRare] : rare)('%s from %s: %s', (zone, date) => {
  const begin = Date.parse(`${date}T00:00:00Z`)
  const end = begin + 24 * day
  const table = wallTable(zone, begin, end)

  test('the clock does change in it', () => {
    expect(table.jumps.length).toBeGreaterThan(0)
  })

  test('civilAt agrees at every minute', () => {
    const wrong: number[] = []
    table.shows.forEach((shown, i) => {
      const civil = civilAt(zone, begin + i * minute)
      const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(civil.weekday)
      if (weekday * 1440 + civil.minute !== shown) wrong.push(i)
    })
    expect(wrong).toEqual([])
  })

  test('openings agree for seeded schedules', () => {
    const chance = seeded(begin % 1_000_003)
    for (let round = 0; round < (long ? 400 : 60); round++) {
      const { open, timeSpans } = someSchedule(chance)
      const from = begin + chance.below(16 * day)
      const timing = { end: new Date(end).toISOString(), recurrence: { timeSpans } }
      const expected = slowOpenings(table, open, from, end)
      const told = openings(timing, zone, from, expected.length + 1)
      expect(told, JSON.stringify({ timing, from })).toEqual(expected)
    }
  })
})
