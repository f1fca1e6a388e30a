import type { KeySortColumn } from '#src/domain/keyIndex.ts'
import { sortColumns } from '#src/features/keys/keySearch.ts'

/** How a person's page lists their keys, as it stands in the address. */
export interface PersonSearch {
  /** `all`, or one state; absent: the live ones. */
  keys?: string
  sort?: KeySortColumn
  order?: 'desc'
}

/** Reads the address of a person's page. A value that is not understood is left out. */
export function readPersonSearch({ keys, sort, order }: Record<string, unknown>): PersonSearch {
  const column = sortColumns.find((one) => one === sort)
  return {
    // Any word: the API may learn states after us.
    ...(typeof keys === 'string' && /^[a-zA-Z]{1,40}$/.test(keys) && { keys }),
    ...(column && { sort: column }),
    ...(order === 'desc' && { order }),
  }
}
