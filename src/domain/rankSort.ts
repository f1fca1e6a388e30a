/** The rank of what has no value: it comes last whichever way the sort goes. */
export const noRank = 0xffffffff

/** For each place its rank among all values, and how many different ranks there are. */
export interface Ranks {
  of: Uint32Array
  count: number
}

/** Ranks of texts, to which more can be added. `order`: the places that have a text, by rank. */
export interface TextRanks extends Ranks {
  order: Uint32Array
}

// "Gate 2" before "Gate 10".
const collator = new Intl.Collator(undefined, { numeric: true })
// Says the same where neither text has a digit, and is some times as quick.
const plainCollator = new Intl.Collator()
const digit = /\d/

/**
 * Ranks texts in the environment's language, and equal texts by `tie`, so that each text has its own rank.
 * `undefined` has none. Costs a sort: ask once for a dictionary, never for each row. `known`: the ranks of the first of
 * these texts, so that only those behind them are sorted, and put in between.
 */
export function rankTexts(
  texts: readonly (string | undefined)[],
  tie: (place: number) => string,
  known?: TextRanks,
): TextRanks {
  const begin = known?.of.length ?? 0
  const hasDigit = new Uint8Array(texts.length)
  texts.forEach((text, place) => (hasDigit[place] = text !== undefined && digit.test(text) ? 1 : 0))
  const compare = (a: number, b: number) =>
    (hasDigit[a] || hasDigit[b] ? collator : plainCollator).compare(texts[a]!, texts[b]!) ||
    (tie(a) < tie(b) ? -1 : 1)

  const fresh: number[] = []
  for (let place = begin; place < texts.length; place++) if (texts[place] !== undefined) fresh.push(place)
  fresh.sort(compare)

  const old = known?.order ?? new Uint32Array(0)
  const order = new Uint32Array(old.length + fresh.length)
  let [from, at] = [0, 0]
  for (const place of fresh) {
    // The first of the old ones that comes after it, never before the last that was found.
    let [low, high] = [from, old.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(old[middle]!, place) < 0) low = middle + 1
      else high = middle
    }
    order.set(old.subarray(from, low), at)
    at += low - from
    from = low
    order[at++] = place
  }
  order.set(old.subarray(from), at)

  const of = new Uint32Array(texts.length).fill(noRank)
  order.forEach((place, rank) => (of[place] = rank))
  return { of, count: order.length, order }
}

/**
 * Sorts row numbers by rank in one counting pass. Stable in both directions: rows of one rank keep their order.
 * `codes` says which entry of `ranks` a row has.
 */
export function sortByRank(
  rows: Uint32Array,
  ranks: Ranks,
  codes: Uint32Array,
  descending = false,
): Uint32Array {
  const { of, count } = ranks
  return countingPass(rows, count + 1, (row) => {
    const rank = of[codes[row]!]!
    return rank === noRank ? count : descending ? count - 1 - rank : rank
  })
}

const digits = 2 ** 16

/**
 * Sorts row numbers by a whole number of each row, such as epoch ms, in a counting pass for each 16 bits in which the
 * numbers differ. Stable in both directions; what is not finite comes last.
 */
export function sortByNumber(rows: Uint32Array, values: Float64Array, descending = false): Uint32Array {
  let [low, high, count] = [Infinity, -Infinity, 0]
  for (const row of rows) {
    const value = values[row]!
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
    count++
  }
  let sorted = new Uint32Array(count)
  const none = new Uint32Array(rows.length - count)
  let [at, noneAt] = [0, 0]
  for (const row of rows)
    if (Number.isFinite(values[row])) sorted[at++] = row
    else none[noneAt++] = row
  const offset = descending ? (row: number) => high - values[row]! : (row: number) => values[row]! - low
  for (let unit = 1; unit <= high - low; unit *= digits)
    sorted = countingPass(sorted, digits, (row) => Math.floor(offset(row) / unit) & (digits - 1))
  const all = new Uint32Array(rows.length)
  all.set(sorted)
  all.set(none, count)
  return all
}

function countingPass(
  rows: Uint32Array,
  count: number,
  bucketOf: (row: number) => number,
): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(count + 1)
  const buckets = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const bucket = bucketOf(rows[i]!)
    buckets[i] = bucket
    next[bucket + 1]!++
  }
  for (let bucket = 1; bucket <= count; bucket++) next[bucket]! += next[bucket - 1]!
  const sorted = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) sorted[next[buckets[i]!]!++] = rows[i]!
  return sorted
}
