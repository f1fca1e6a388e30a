import { describe, expect, it, test } from 'vitest'
import { civilWeek } from './civilWeek.ts'

const minutesOf = (zone: string, at: string, date: string) =>
  civilWeek(zone, Date.parse(at))
    .find((day) => day.date === date)
    ?.hours.map((parts) => parts.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0))

/** What an hour lasts where it is not 60 minutes. */
const odd = (minutes: number[] | undefined) =>
  minutes?.flatMap((length, hour) => (length === 60 ? [] : [`${hour}: ${length}`]))

test.each<[what: string, zone: string, at: string, date: string, odd: string[]]>([
  ['an ordinary day', 'Europe/Oslo', '2026-11-18T09:00:00Z', '2026-11-20', []],
  ['a day of 23 hours', 'Europe/Oslo', '2026-03-26T09:00:00Z', '2026-03-29', ['2: 0']],
  ['a day of 25 hours', 'Europe/Oslo', '2026-10-22T09:00:00Z', '2026-10-25', ['2: 120']],
  ['half an hour skipped', 'Australia/Lord_Howe', '2026-10-01T00:00:00Z', '2026-10-04', ['2: 30']],
  ['half an hour twice', 'Australia/Lord_Howe', '2026-04-01T00:00:00Z', '2026-04-05', ['1: 90']],
  ['no midnight', 'Africa/Cairo', '2026-04-22T00:00:00Z', '2026-04-24', ['0: 0']],
  ['two hours twice', 'Antarctica/Troll', '2026-10-22T09:00:00Z', '2026-10-25', ['1: 120', '2: 120']],
  ['half an hour off', 'Asia/Kathmandu', '2026-11-18T09:00:00Z', '2026-11-18', []],
])('%s in %s', (_, zone, at, date, expected) => {
  expect(odd(minutesOf(zone, at, date))).toEqual(expected)
})

describe('the days', () => {
  it('begin with the one on the lock’s clock, not the viewer’s, and follow without gaps', () => {
    const days = civilWeek('Pacific/Auckland', Date.parse('2026-11-18T12:00:00Z'))
    expect(days.map(({ date, weekday }) => `${weekday} ${date}`)).toEqual([
      'thu 2026-11-19',
      'fri 2026-11-20',
      'sat 2026-11-21',
      'sun 2026-11-22',
      'mon 2026-11-23',
      'tue 2026-11-24',
      'wed 2026-11-25',
    ])
    expect(new Date(days[0]!.from).toISOString()).toBe('2026-11-18T11:00:00.000Z')
    for (const [i, day] of days.entries()) {
      expect(day.hours[0]![0]!.from).toBe(day.from)
      expect(day.hours[23]!.at(-1)!.to).toBe(day.to)
      if (i > 0) expect(day.from).toBe(days[i - 1]!.to)
    }
  })

  it('leave out one that a zone skipped', () => {
    const days = civilWeek('Pacific/Apia', Date.parse('2011-12-28T12:00:00Z'))
    expect(days.map(({ date }) => date)).not.toContain('2011-12-30')
    expect(days).toHaveLength(6)
  })
})
