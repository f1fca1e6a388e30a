/** The rank of what has no value: it comes last whichever way the sort goes. */
export const noRank = 0xffffffff

/** For each place its rank among all values, and how many different ranks there are. */
export interface Ranks {
  of: Uint32Array
  count: number
}

// "Gate 2" before "Gate 10".
const collator = new Intl.Collator(undefined, { numeric: true })

/**
 * Ranks texts in the environment's language, and equal texts by `tie`, so that each text has its own rank.
 * `undefined` has none. Costs a sort: ask once for a dictionary, never for each row.
 */
export function rankTexts(texts: readonly (string | undefined)[], tie: (place: number) => string): Ranks {
  const of = new Uint32Array(texts.length).fill(noRank)
  const places = [...texts.keys()].filter((place) => texts[place] !== undefined)
  places.sort((a, b) => collator.compare(texts[a]!, texts[b]!) || (tie(a) < tie(b) ? -1 : 1))
  places.forEach((place, rank) => (of[place] = rank))
  return { of, count: places.length }
}

/** Ranks numbers by size; equal numbers share a rank, and what is not finite has none. */
export function rankNumbers(values: Float64Array): Ranks {
  const sorted = values.filter(Number.isFinite).sort()
  let count = 0
  for (const value of sorted) if (count === 0 || value !== sorted[count - 1]) sorted[count++] = value
  const of = new Uint32Array(values.length)
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!
    of[place] = Number.isFinite(value) ? lowerBound(sorted, count, value) : noRank
  }
  return { of, count }
}

function lowerBound(sorted: Float64Array, count: number, value: number): number {
  let [from, to] = [0, count]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Sorts row numbers by rank in one counting pass. Stable in both directions: rows of one rank keep their order.
 * `codes` says which entry of `ranks` a row has; without it the row number itself does.
 */
export function sortByRank(
  rows: Uint32Array,
  ranks: Ranks,
  codes?: Uint32Array,
  descending = false,
): Uint32Array {
  const { of, count } = ranks
  const bucketOf = (row: number) => {
    const rank = of[codes ? codes[row]! : row]!
    if (rank === noRank) return count
    return descending ? count - 1 - rank : rank
  }
  const next = new Uint32Array(count + 2)
  for (const row of rows) next[bucketOf(row) + 1]!++
  for (let bucket = 1; bucket <= count + 1; bucket++) next[bucket]! += next[bucket - 1]!
  const sorted = new Uint32Array(rows.length)
  for (const row of rows) sorted[next[bucketOf(row)]!++] = row
  return sorted
}
