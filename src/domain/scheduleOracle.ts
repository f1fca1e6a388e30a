// For the tests alone: a slow reading of the law of `openState`. It imports nothing, so that it can share no mistake
// with the evaluator: no Temporal, no edges of spans, only what Intl says that a clock on the wall shows.

const minute = 60_000
const step = 15
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
export const dayMinutes = 1440
export const weekMinutes = 7 * dayMinutes

/** What a zone's clock shows at each whole minute of a stretch: weekday (Sunday is 0) × 1440 + minute of the day. */
export interface WallTable {
  /** Epoch ms of the first minute. */
  begin: number
  shows: Uint16Array
  /** Where the clock jumps: places in `shows` whose minute does not follow the one before. */
  jumps: number[]
}

/**
 * Asks Intl at every quarter of an hour, and at every minute of those quarters in which the clock did not simply run
 * on. `begin` and `end` in epoch ms, whole quarters.
 */
export function wallTable(zone: string, begin: number, end: number): WallTable {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const ask = (at: number): number => {
    const text = format.format(at)
    const time = text.length - 5
    const hour = Number(text.slice(time, time + 2))
    return (
      days.indexOf(text.slice(0, 3).toLowerCase()) * dayMinutes + hour * 60 + Number(text.slice(time + 3))
    )
  }
  const shows = new Uint16Array((end - begin) / minute)
  const jumps: number[] = []
  let known = ask(begin)
  for (let i = 0; i < shows.length; i += step) {
    const next = ask(begin + (i + step) * minute)
    const runsOn = next === (known + step) % weekMinutes
    for (let k = 0; k < step; k++)
      shows[i + k] = runsOn ? (known + k) % weekMinutes : ask(begin + (i + k) * minute)
    known = next
  }
  for (let i = 1; i < shows.length; i++) if (shows[i] !== (shows[i - 1]! + 1) % weekMinutes) jumps.push(i)
  return { begin, shows, jumps }
}

/** Every run of open minutes, cut to [lower, upper), all in epoch ms. `open` holds 1 for each open minute of the week. */
export function slowOpenings(
  { begin, shows }: WallTable,
  open: Uint8Array,
  lower: number,
  upper: number,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  const first = Math.max(0, Math.floor((lower - begin) / minute))
  const last = Math.min(shows.length, Math.ceil((upper - begin) / minute))
  for (let i = first; i < last; i++) {
    if (!open[shows[i]!]) continue
    const start = i
    while (i < last && open[shows[i]!]) i++
    const from = Math.max(begin + start * minute, lower)
    const to = Math.min(begin + i * minute, upper)
    if (from < to) found.push({ from, to })
  }
  return found
}

/** Whether the clock shows an open minute at an instant (epoch ms) within the table. */
export const slowIsOpen = ({ begin, shows }: WallTable, open: Uint8Array, at: number): boolean =>
  open[shows[Math.floor((at - begin) / minute)]!] === 1

/** A seeded source of chance, the same on every machine. */
export function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p }
}
export type Chance = ReturnType<typeof seeded>

/** Edges lie where clocks change, or anywhere. */
const someMinute = (chance: Chance) =>
  chance.chance(0.3) ? [0, 1, 60, 120, 150, 180, 1380, 1410, 1440][chance.below(9)]! : chance.below(1441)

/** A week of up to three spans a day, as the wire says it and as its open minutes. Never empty. */
export function someSchedule(chance: Chance): { open: Uint8Array; timeSpans: object[] } {
  const open = new Uint8Array(weekMinutes)
  const timeSpans: object[] = []
  const density = chance.next()
  const whole = chance.chance(0.2)
  for (const [day, weekday] of days.entries()) {
    for (let n = 0; n < 3; n++) {
      if (!chance.chance(density / (n + 1))) continue
      const [from, to] = whole
        ? [0, dayMinutes]
        : ([someMinute(chance), someMinute(chance)].sort((a, b) => a - b) as [number, number])
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
  return timeSpans.length > 0 ? { open, timeSpans } : someSchedule(chance)
}
