import type { LockSortColumn } from './lockOrder.ts'
import { lockSortColumns } from './lockOrder.ts'

/** What the locks list shows, as it stands in the address; plain words. */
export interface LockSearch {
  q?: string
  sort?: LockSortColumn
  order?: 'desc'
}

const accepts: Record<keyof LockSearch, (value: string) => boolean> = {
  q: (value) => value.trim() !== '',
  sort: (value) => (lockSortColumns as readonly string[]).includes(value),
  order: (value) => value === 'desc',
}

/** Reads the address. A value that is not understood is left out. */
export function readLockSearch(raw: Record<string, unknown>): LockSearch {
  return Object.fromEntries(
    Object.entries(accepts).flatMap(([name, accept]) => {
      const value = raw[name]
      return typeof value === 'string' && accept(value) ? [[name, value]] : []
    }),
  )
}
