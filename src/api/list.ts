import type { QueryClient, QueryKey } from '@tanstack/react-query'

interface Page {
  startAfterId?: string | null | undefined
}

/**
 * Follows a list's cursor to its end and hands on each page. A cursor that comes again ends the walk with an error
 * rather than a loop (unloc-api 3.3, 8).
 * @throws ApiError from a page, or Error on a repeated cursor
 */
export async function eachPage<P extends Page>(
  fetchPage: (startAfterId: string | undefined) => Promise<P>,
  onPage: (page: P) => void,
): Promise<void> {
  const seen = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await fetchPage(cursor)
    onPage(page)
    cursor = page.startAfterId || undefined
    if (cursor !== undefined && seen.has(cursor))
      throw new Error('The list repeats itself: its cursor came twice')
    if (cursor !== undefined) seen.add(cursor)
  } while (cursor !== undefined)
}

/** How far a list was read. A count is right only when it is complete; `asOf` is when its last page came, epoch ms. */
export interface ListPass {
  complete: boolean
  asOf: number
}

/**
 * Lets a query show the pages that came before its list is complete, so that a later one that fails does not take them
 * away. A part never takes the place of a whole list, nor of a larger part that an earlier try brought.
 */
export function showPart<List extends ListPass>(
  { client, queryKey }: { client: QueryClient; queryKey: QueryKey },
  part: List,
  sizeOf: (list: List) => number,
): void {
  const known = client.getQueryData<List>(queryKey)
  if (known && (known.complete || sizeOf(known) >= sizeOf(part))) return
  // As of never: whoever meets a part that was left behind asks again at once.
  client.setQueryData(queryKey, part, { updatedAt: 0 })
}
