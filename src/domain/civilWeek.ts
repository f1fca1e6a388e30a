import type { Weekday } from '#src/contract/recurrence.ts'
import { nextClockChange, readCivil } from './time.ts'
import { dayStart } from './calendar.ts'

/** A stretch of instants (epoch ms), half-open. */
export interface Stretch {
  from: number
  to: number
}

export interface CivilDay extends Stretch {
  /** `YYYY-MM-DD` */
  date: string
  weekday: Weekday
  /**
   * By the hour that the clock shows, 0–23, the stretches in which it shows it: usually one of an hour, none when the
   * hour is skipped, one of more than an hour (or two, where the clock goes back by more than one) when it is repeated.
   */
  hours: Stretch[][]
}

const minuteMs = 60_000

/**
 * The civil days of a zone from the one of `at` (epoch ms) on, hour by hour. A day with a clock change has 23 or 25
 * hours and 24 places all the same: a table of days and hours keeps its shape, a skipped hour is an empty place and a
 * repeated hour a longer one.
 * @throws RangeError when the zone is unknown
 */
export function civilWeek(zone: string, at: number, days = 7): CivilDay[] {
  const week = new Map<string, CivilDay>()
  for (let n = 0; n < days; n++) {
    const from = dayStart(zone, at, n)
    const { date, weekday } = readCivil(zone, from)
    // Where a whole day was skipped, its date begins with the next one.
    if (!week.has(date))
      week.set(date, {
        date,
        weekday,
        from,
        to: dayStart(zone, at, n + 1),
        hours: Array.from({ length: 24 }, () => []),
      })
  }
  const end = dayStart(zone, at, days)
  let jump = -Infinity
  for (let from = dayStart(zone, at), to: number; from < end; from = to) {
    if (from >= jump) jump = nextClockChange(zone, from) ?? Infinity
    const { date, minute } = readCivil(zone, from)
    to = Math.min(from + (60 - (minute % 60)) * minuteMs, jump, end)
    const parts = week.get(date)?.hours[Math.floor(minute / 60)]
    const last = parts?.at(-1)
    if (last?.to === from) last.to = to
    else parts?.push({ from, to })
  }
  return [...week.values()]
}
