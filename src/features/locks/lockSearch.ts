import type { KeySortColumn } from '#src/domain/keyIndex.ts'
import { holdsNumber, sortColumns } from '#src/features/keys/keySearch.ts'

export const lockSortColumns = ['name', 'address', 'vendor', 'zone', 'battery', 'keys'] as const
export type LockSortColumn = (typeof lockSortColumns)[number]

/** What the list of locks shows, as it stands in the address; plain words. */
export interface LockSearch {
  /** A search text with fewer than four digits; one with more lives in the history's state. */
  q?: string
  sort?: LockSortColumn
  order?: 'desc'
}

const accepts: Record<keyof LockSearch, (value: string) => boolean> = {
  q: (value) => value.trim() !== '' && !holdsNumber(value),
  sort: (value) => (lockSortColumns as readonly string[]).includes(value),
  order: (value) => value === 'desc',
}

/** Reads the address. A value that is not understood is left out; `strayLockValues` names it. */
export function readLockSearch(raw: Record<string, unknown>): LockSearch {
  return Object.fromEntries(
    Object.entries(accepts).flatMap(([name, accept]) => {
      const value = raw[name]
      return typeof value === 'string' && accept(value) ? [[name, value]] : []
    }),
  )
}

/** The names of values in the address that were not understood, for a note. */
export function strayLockValues(raw: Record<string, unknown>): string[] {
  const read = readLockSearch(raw) as Record<string, unknown>
  return Object.keys(raw).filter((name) => raw[name] !== '' && raw[name] !== read[name])
}

/** How a lock's own page lists its keys, as it stands in the address. */
export interface LockKeysSearch {
  /** Absent: the live ones. */
  keys?: 'all'
  sort?: KeySortColumn
  order?: 'desc'
}

/** Reads the address of a lock's page. A value that is not understood is left out. */
export function readLockKeysSearch({ keys, sort, order }: Record<string, unknown>): LockKeysSearch {
  const column = sortColumns.find((one) => one === sort)
  return {
    ...(keys === 'all' && { keys }),
    ...(column && { sort: column }),
    ...(order === 'desc' && { order }),
  }
}
