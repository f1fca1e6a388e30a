import type { CivilDay, Stretch } from '#src/domain/civilWeek.ts'
import { timesWhere, type LockWeek } from '#src/domain/lockWeek.ts'
import { describeSchedule } from '#src/domain/schedule.ts'
import { civilAt, formatInstant, instantToWall, nextClockChange, wallToInstants } from '#src/domain/time.ts'
import { formatOwn, zoneLabel } from '#src/domain/calendar.ts'

/**
 * A moment (epoch ms) on the lock's clock, or on the viewer's where the lock's is not known: `Tue 24 Nov, 14:15`. Of a
 * time that the clock shows twice it says which is meant.
 */
export function momentText(at: number, zone: string | undefined, style: 'day' | 'spoken' | 'time'): string {
  const text = formatInstant(at, zone, undefined, style)
  if (zone === undefined) return text
  const found = wallToInstants(instantToWall(at, zone), zone)
  if (found.kind !== 'twice') return text
  return `${text} ${at >= found.later ? 'the second time' : 'the first time'}`
}

/** Whose clock a moment was told by: `(Oslo time; 08:15 yours)`. */
export function clockText(at: number, zone: string | undefined): string {
  if (zone === undefined) return '(your time)'
  const own = formatOwn(at, zone)
  return own === undefined ? `(${zoneLabel(zone)})` : `(${zoneLabel(zone)}; ${own} yours)`
}

/** Stretches of the week as a sentence of weekdays and times: `Mon–Fri 08:00–16:00`. */
export function hoursText(stretches: readonly Stretch[], days: readonly CivilDay[], zone: string): string {
  const timeSpans = days.flatMap((day) =>
    stretches.flatMap((one) => {
      const [from, to] = [Math.max(one.from, day.from), Math.min(one.to, day.to)]
      return from < to ? shownIn({ from, to }, zone).map((minutes) => span(day, ...minutes)) : []
    }),
  )
  return timeSpans.length === 0 ? '' : describeSchedule({ timeSpans })
}

/** The minutes of a day that the clock shows in a stretch of it: two runs where it is put back in between. */
function shownIn({ from, to }: Stretch, zone: string): [first: number, last: number][] {
  const change = nextClockChange(zone, from) ?? Infinity
  const first = civilAt(zone, from).minute
  const upTo = (at: number) => Math.max(first, civilAt(zone, at - 1).minute) + 1
  if (change >= to) {
    const last = civilAt(zone, to).minute
    // Up to midnight or a clock change, whatever the clock shows then; seconds do not count.
    return [[first, change === to || last <= first ? upTo(to) : last]]
  }
  const rest = shownIn({ from: change, to }, zone)
  // One that is put forward only passes over minutes, which nobody need be told.
  return rest[0]![0] > upTo(change) - 1 ? [[first, rest.at(-1)![1]]] : [[first, upTo(change)], ...rest]
}

const span = ({ weekday }: CivilDay, from: number, to: number) => ({
  weekday,
  startHour: Math.floor(from / 60),
  startMinute: from % 60,
  endHour: Math.floor(to / 60),
  endMinute: to % 60,
})

/** The most people of the week and of each day, and when; for those who cannot see the map. */
export function weekPeaks(week: LockWeek, days: readonly CivilDay[], zone: string) {
  const most = Math.max(...week.steps.map(({ people }) => people))
  const within = (day: CivilDay) =>
    week.steps.filter(({ from, to }) => Math.max(from, day.from) < Math.min(to, day.to))
  return {
    most,
    always: week.steps.length === 1,
    mostAt: hoursText(
      timesWhere(week, (people) => people === most),
      days,
      zone,
    ),
    nobodyAt: hoursText(
      timesWhere(week, (people) => people === 0),
      days,
      zone,
    ),
    byDay: days.map((day) => {
      const counts = within(day).map(({ people }) => people)
      const most = Math.max(...counts)
      const times = timesWhere(week, (people) => people === most)
      return { day, most, fewest: Math.min(...counts), mostAt: timesOnDay(times, day, zone) }
    }),
  }
}

// The weekday in front of the times is told by whoever shows them.
const timesOnDay = (times: readonly Stretch[], day: CivilDay, zone: string) =>
  hoursText(times, [day], zone).replace(/^\S+ /, '')

/**
 * The upper bounds of the map's steps of colour, at most four, from the fewest to the most people who can open at any
 * time: where everybody has a key, the few who come and go are what the map has to show. Zero has a step of its own.
 */
export function heatBounds(counts: readonly number[]): number[] {
  const some = counts.filter((count) => count > 0)
  if (some.length === 0) return []
  const [least, most] = [Math.min(...some), Math.max(...some)]
  const steps = Math.min(4, most - least + 1)
  return Array.from(
    { length: steps },
    (_, i) => least - 1 + Math.round(((most - least + 1) * (i + 1)) / steps),
  )
}

/** Which step a count has: 0 for nobody, then 1 to 4, the strongest always for the most people of the week. */
export function heatStep(count: number, bounds: readonly number[]): number {
  return count === 0 ? 0 : 4 - bounds.filter((bound) => count <= bound).length + 1
}
