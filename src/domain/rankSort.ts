import { cached } from './time.ts'

/** The rank of what has no value: it comes last whichever way the sort goes. */
export const noRank = 0xffffffff

/** For each place its rank among all values, and how many different ranks there are. */
export interface Ranks {
  of: Uint32Array
  count: number
}

/** Ranks of texts, to which more can be added. */
export interface TextRanks extends Ranks {
  /** The places that have a text, by rank. */
  order: Uint32Array
  /** By place: 1 where the text has a digit. */
  digits: Uint8Array
}

// "Gate 2" before "Gate 10". Made when first asked for: at load it would take some ms from the first row.
const numericCollator = cached(() => new Intl.Collator(undefined, { numeric: true }))
// Says the same where neither text has a digit, and is some times as quick.
const plainCollator = cached(() => new Intl.Collator())
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
  const digits = new Uint8Array(texts.length)
  if (known) digits.set(known.digits)
  for (let place = begin; place < texts.length; place++)
    digits[place] = digit.test(texts[place] ?? '') ? 1 : 0
  const [numeric, plain] = [numericCollator(), plainCollator()]
  const compare = (a: number, b: number) =>
    (digits[a] || digits[b] ? numeric : plain).compare(texts[a]!, texts[b]!) || (tie(a) < tie(b) ? -1 : 1)

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
  return { of, count: order.length, order, digits }
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
  const buckets = new Uint32Array(rows.length)
  const next = new Uint32Array(count + 2)
  for (let i = 0; i < rows.length; i++) {
    const rank = of[codes[rows[i]!]!]!
    const bucket = rank === noRank ? count : descending ? count - 1 - rank : rank
    buckets[i] = bucket
    next[bucket + 1]!++
  }
  for (let bucket = 1; bucket <= count; bucket++) next[bucket]! += next[bucket - 1]!
  const sorted = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) sorted[next[buckets[i]!]!++] = rows[i]!
  return sorted
}

/**
 * Sorts row numbers by a whole number of each row, such as epoch ms, in a counting pass for each 16 bits in which the
 * numbers differ. Stable in both directions; what is not finite comes last. Fewer than `few` rows are compared: a pass
 * goes over all its 65,536 digits however few there are, which takes some ms before it has been compiled.
 */
export function sortByNumber(
  rows: Uint32Array,
  values: Float64Array,
  descending = false,
  few = 2000,
): Uint32Array {
  if (rows.length < few) {
    const sign = descending ? -1 : 1
    const rank = (row: number) => (Number.isFinite(values[row]) ? values[row]! * sign : Infinity)
    return rows.slice().sort((a, b) => rank(a) - rank(b) || 0)
  }
  let [low, high, count] = [Infinity, -Infinity, 0]
  for (const row of rows) {
    const value = values[row]!
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
    count++
  }
  const all = new Uint32Array(rows.length)
  const finite = new Uint32Array(count)
  // What the numbers are above the lowest, in two halves of 32 bits.
  const lower = new Uint32Array(count)
  const upper = new Uint32Array(count)
  let [at, none] = [0, count]
  for (const row of rows) {
    const value = values[row]!
    if (!Number.isFinite(value)) {
      all[none++] = row
      continue
    }
    const offset = descending ? high - value : value - low
    lower[at] = offset >>> 0
    upper[at] = offset / 2 ** 32
    finite[at++] = row
  }
  let order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  const range = high - low
  if (range >= 1) order = digitPass(order, lower, 0)
  if (range >= 2 ** 16) order = digitPass(order, lower, 16)
  if (range >= 2 ** 32) order = digitPass(order, upper, 0)
  if (range >= 2 ** 48) order = digitPass(order, upper, 16)
  for (let i = 0; i < count; i++) all[i] = finite[order[i]!]!
  return all
}

function digitPass(order: Uint32Array, keys: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(2 ** 16 + 1)
  for (const key of keys) next[((key >>> shift) & 0xffff) + 1]!++
  for (let digit = 1; digit < next.length; digit++) next[digit]! += next[digit - 1]!
  const sorted = new Uint32Array(order.length)
  for (const place of order) sorted[next[(keys[place]! >>> shift) & 0xffff]!++] = place
  return sorted
}
