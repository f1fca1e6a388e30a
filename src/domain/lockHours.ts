import type { CivilDay, Stretch } from './civilWeek.ts'
import type { LockWeek } from './lockWeek.ts'

/**
 * For each hour of each day how many people can open at some time in it; undefined for an hour that is over or that
 * the clock skips. Of the two parts of an hour that comes back after another one, the fuller counts.
 */
export function peoplePerHour(week: LockWeek, days: readonly CivilDay[]): (number | undefined)[][] {
  const parts = days
    .flatMap(({ hours }) => hours.flat())
    .filter(({ to }) => to > week.from)
    .sort((a, b) => a.from - b.from)
  const counts = countIn(parts, week.people)
  const countOf = new Map(parts.map((part, i) => [part, counts[i]!]))
  return days.map(({ hours }) =>
    hours.map((its) => {
      const told = its.map((part) => countOf.get(part)).filter((count) => count !== undefined)
      return told.length > 0 ? Math.max(...told) : undefined
    }),
  )
}

/** How many people's times meet each of the stretches, which are in order; only the ends are looked up. */
function countIn(parts: readonly Stretch[], people: LockWeek['people']): number[] {
  const change = new Array<number>(parts.length + 1).fill(0)
  for (const [open, count] of people) {
    let counted = -1
    for (const { from, to } of open) {
      const first = Math.max(
        counted + 1,
        firstWhere(parts, (part) => part.to > from),
      )
      counted = Math.max(counted, firstWhere(parts, (part) => part.from >= to) - 1)
      if (first > counted) continue
      change[first]! += count
      change[counted + 1]! -= count
    }
  }
  let sum = 0
  return parts.map((_, i) => (sum += change[i]!))
}

function firstWhere(parts: readonly Stretch[], holds: (part: Stretch) => boolean): number {
  let [low, high] = [0, parts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(parts[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
