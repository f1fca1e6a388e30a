/** Mixes numbers into 32 well-spread bits, the same on every machine. */
export function mix(...parts: number[]): number {
  let h = 0x9e3779b9
  for (const part of parts) {
    h = Math.imul(h ^ (part | 0), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    h ^= h >>> 16
  }
  return h >>> 0
}

/** A chance in [0, 1) that belongs to these numbers: no order of calls can change it. */
export const chance = (...parts: number[]): number => mix(...parts) / 2 ** 32

export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number in [low, high]. */
  int(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** `count` different ones, in the order of the list; the whole list when it is shorter. */
  some<T>(list: readonly T[], count: number): T[]
}

/** A row of numbers that depends on the seed alone. */
export function seeded(seed: number): Random {
  let step = 0
  const next = () => chance(seed, step++)
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    const item = list[int(0, list.length - 1)]
    if (item === undefined) throw new Error('Nothing to pick from')
    return item
  }
  return {
    next,
    int,
    pick,
    some<T>(list: readonly T[], count: number) {
      let left = Math.min(count, list.length)
      // Each item is taken with the chance that the rest needs: one pass, no shuffling.
      return list.filter((_, place) => {
        const take = next() * (list.length - place) < left
        if (take) left--
        return take
      })
    },
  }
}

const spaces = { lock: 1, connection: 2, hardware: 3, key: 4, job: 5, event: 6, opening: 7 } as const
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const word = (n: number) =>
  `${hex[n >>> 24] ?? ''}${hex[(n >>> 16) & 255] ?? ''}${hex[(n >>> 8) & 255] ?? ''}${hex[n & 255] ?? ''}`

/** The id of the n-th thing of its kind, in the form of a version 4 UUID. */
export function seededId(seed: number, space: keyof typeof spaces, n: number): string {
  const kind = spaces[space]
  const second = word(((mix(seed, kind, n, 1) & 0xffff0fff) | 0x4000) >>> 0)
  const third = word(((mix(seed, kind, n, 2) & 0x3fffffff) | 0x80000000) >>> 0)
  return `${word(mix(seed, kind, n, 0))}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${word(mix(seed, kind, n, 3))}`
}
