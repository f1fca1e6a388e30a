// The evaluator against a slow reading of the law that shares nothing with it: no Temporal, no edges, only what Intl
// says that a clock shows at every single minute.
import { describe, expect, test } from 'vitest'
import { type Opening, openings, openState } from './schedule.ts'
import { civilAt } from './time.ts'

const minute = 60_000
const days = 24 * 60 * minute
const long = process.env.TEST_LONG === '1'

/** Zone, the day the stretch begins, and what happens to its clock. */
const stretches: [string, string, string][] = [
  ['Europe/Oslo', '2026-03-18', 'an hour is skipped'],
  ['Europe/Oslo', '2026-10-14', 'an hour comes twice'],
  ['America/New_York', '2026-10-22', 'another week, another hour'],
  ['Australia/Lord_Howe', '2026-03-25', 'half an hour comes twice'],
  ['Australia/Lord_Howe', '2026-09-23', 'half an hour is skipped'],
  ['Asia/Kathmandu', '2026-05-01', 'no change, 5:45 from UTC'],
  ['Africa/Cairo', '2026-04-13', 'a day begins at 01:00'],
  ['Africa/Cairo', '2026-10-19', 'the last hour of a day comes twice'],
  ['America/St_Johns', '2010-10-27', 'one minute into a day, the day before comes back'],
  ['Pacific/Apia', '2011-12-20', 'a whole day is skipped'],
]
const longStretches: [string, string, string][] = [
  ['America/Havana', '2026-02-27', 'a day begins at 01:00'],
  ['America/Havana', '2026-10-22', 'the first hour of a day comes twice'],
  ['America/St_Johns', '2010-03-04', 'a day begins, breaks off after a minute, goes on an hour later'],
  ['America/Sao_Paulo', '2018-10-25', 'a day begins at 01:00'],
  ['America/Sao_Paulo', '2018-02-08', 'the last hour of a day comes twice'],
  ['Africa/Casablanca', '2026-02-06', 'back for a month'],
  ['Africa/Casablanca', '2026-03-12', 'and forward again'],
  ['Antarctica/Troll', '2026-03-18', 'two hours are skipped'],
  ['Antarctica/Troll', '2026-10-14', 'two hours come twice'],
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

const words = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const dayMinutes = 1440

/** For every minute of the stretch: weekday × 1440 + minute of the day, as Intl tells it. */
function readClock(zone: string, from: number, length: number): Uint16Array {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return Uint16Array.from({ length }, (_, i) => {
    const text = format.format(from + i * minute)
    const [, weekday, hh, mm] = /^(\w{3})\D*(\d\d):(\d\d)$/.exec(text)!
    return words.indexOf(weekday!.toLowerCase()) * dayMinutes + Number(hh) * 60 + Number(mm)
  })
}

/** Every run of open minutes, cut to [lower, upper). */
function slowOpenings(clock: Uint16Array, begin: number, open: Uint8Array, lower: number, upper: number) {
  const found: { from: number; to: number }[] = []
  for (let i = 0; i < clock.length; i++) {
    if (!open[clock[i]!]) continue
    const first = i
    while (i < clock.length && open[clock[i]!]) i++
    const from = Math.max(begin + first * minute, lower)
    const to = Math.min(begin + i * minute, upper)
    if (from < to) found.push({ from, to })
  }
  return found
}

function randomFrom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p }
}
type Random = ReturnType<typeof randomFrom>

/** Edges lie where clocks change, or anywhere. */
const someMinute = (random: Random) =>
  random.chance(0.3) ? [0, 1, 60, 120, 150, 180, 1380, 1410, 1440][random.below(9)]! : random.below(1441)

function someSchedule(random: Random) {
  const open = new Uint8Array(7 * dayMinutes)
  const timeSpans: object[] = []
  const density = random.next()
  const whole = random.chance(0.2)
  for (const [day, weekday] of words.entries()) {
    for (let n = 0; n < 3; n++) {
      if (!random.chance(density / (n + 1))) continue
      const [from, to] = whole
        ? [0, dayMinutes]
        : ([someMinute(random), someMinute(random)].sort((a, b) => a - b) as [number, number])
      if (from === to) continue
      open.fill(1, day * dayMinutes + from, day * dayMinutes + to)
      timeSpans.push({
        weekday,
        startHour: Math.floor(from / 60),
        startMinute: from % 60,
        endHour: Math.floor(to / 60),
        endMinute: to % 60,
      })
    }
  }
  return { open, timeSpans }
}

describe.each(long ? [...stretches, ...longStretches] : stretches)('%s from %s: %s', (zone, date) => {
  const begin = Date.parse(`${date}T00:00:00Z`)
  const length = (24 * days) / minute
  const end = begin + 24 * days
  const clock = readClock(zone, begin, length)
  const jumped = clock.some(
    (value, i) => i > 0 && (value - clock[i - 1]! + 7 * dayMinutes) % (7 * dayMinutes) !== 1,
  )

  test('the clock does change in it, where it should', () => {
    expect(jumped).toBe(zone !== 'Asia/Kathmandu')
  })

  test('civilAt agrees at every minute', () => {
    const wrong = []
    for (let i = 0; i < length; i += long ? 1 : 7) {
      const civil = civilAt(zone, begin + i * minute)
      if (words.indexOf(civil.weekday) * dayMinutes + civil.minute !== clock[i]) wrong.push(i)
    }
    expect(wrong).toEqual([])
  })

  test('openings and states agree for seeded schedules', () => {
    const random = randomFrom(begin % 1_000_003)
    let compared = 0
    for (let round = 0; round < (long ? 400 : 60); round++) {
      const { open, timeSpans } = someSchedule(random)
      if (timeSpans.length === 0) continue
      const instant = () => begin + random.below(16 * days)
      const start = random.chance(0.5) ? instant() : undefined
      const stop = random.chance(0.5) ? instant() : undefined
      const from = instant()
      const count = 1 + random.below(8)
      const timing = {
        start: start === undefined ? undefined : new Date(start).toISOString(),
        end: stop === undefined ? null : new Date(stop).toISOString(),
        recurrence: { timeSpans },
      }
      const all = slowOpenings(clock, begin, open, Math.max(from, start ?? begin), stop ?? end)
      // The last run may go on beyond what the slow reading saw.
      const known = stop === undefined ? all.filter((run) => run.to < end) : all
      const expected: Opening[] = known.slice(0, count)
      const told = openings(timing, zone, from, count)
      const seen = stop === undefined ? told.slice(0, expected.length) : told
      expect(seen, JSON.stringify({ timing, from, count })).toEqual(expected)
      compared += expected.length

      const at = instant()
      const slowOpen =
        open[clock[Math.floor((at - begin) / minute)]!] === 1 && at >= (start ?? 0) && at < (stop ?? Infinity)
      expect(openState(timing, zone, at).kind, JSON.stringify({ timing, at })).toBe(
        slowOpen ? 'open' : 'closed',
      )
    }
    expect(compared).toBeGreaterThan(50)
  })
})
