import { pageLimit } from '#src/contract/endpoints.ts'
import { invalid } from './refusal.ts'

export interface Paging {
  limit?: number | undefined
  startAfterId?: string | undefined
}

/**
 * One page of a list (unloc-api 3.3): what `keep` lets through after the cursor. `last` is the cursor for the next
 * page, absent when nothing remains. The cursor's own row need not pass `keep`: it may have changed since.
 * @throws Refusal 400 for a cursor that the list does not hold
 */
export function page<T>(
  all: readonly T[],
  query: Paging,
  idOf: (item: T) => string,
  placeOf: (id: string) => number | undefined = (id) => {
    const place = all.findIndex((item) => idOf(item) === id)
    return place < 0 ? undefined : place
  },
  keep: (item: T) => boolean = () => true,
): { items: T[]; startAfterId?: string } {
  const limit = query.limit ?? pageLimit
  const after = query.startAfterId === undefined ? -1 : placeOf(query.startAfterId)
  if (after === undefined) throw invalid([{ name: 'startAfterId', reason: 'is not an id of this list' }])
  const items: T[] = []
  for (let place = after + 1; place < all.length; place++) {
    const item = all[place]
    if (item === undefined || !keep(item)) continue
    const last = items.at(-1)
    // One more than fits tells that this is not the end.
    if (items.length === limit && last !== undefined) return { items, startAfterId: idOf(last) }
    items.push(item)
  }
  return { items }
}
