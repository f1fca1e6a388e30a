import type { QueryClient, QueryKey } from '@tanstack/react-query'

interface Page {
  startAfterId?: string | null | undefined
}

/** What is wrong with a list whose pages can be read one by one. */
export class ListError extends Error {
  override name = 'ListError'
}

/** Somebody broke off the reading of a list. */
export class ListStopped extends Error {
  override name = 'ListStopped'
}

/** Pages without a row that may follow each other before the list is held to have no end. */
const emptyPages = 3

/**
 * A walk along a list's cursor, one page after the other, which can break off and go on: a page that failed is asked
 * for again, and none before it.
 */
export class ListWalk<P extends Page> {
  readonly #onPage: (page: P) => void
  readonly #sizeOf: (page: P) => number
  readonly #seen = new Set<string>()
  #cursor: string | undefined
  #empty = 0

  /** `sizeOf`: how many rows a page has. */
  constructor(onPage: (page: P) => void, sizeOf: (page: P) => number = () => 1) {
    this.#onPage = onPage
    this.#sizeOf = sizeOf
  }

  /**
   * From where it stands to the end. A cursor that comes again, and pages that stay empty, end it with an error rather
   * than a loop (unloc-api 3.3, 8).
   * @throws ApiError from a page, to be gone on from, or ListError
   */
  async goOn(fetchPage: (startAfterId: string | undefined) => Promise<P>): Promise<void> {
    for (;;) {
      const page = await fetchPage(this.#cursor)
      this.#onPage(page)
      const cursor = page.startAfterId || undefined
      if (cursor === undefined) return
      if (this.#seen.has(cursor)) throw new ListError('The list repeats itself: its cursor came twice')
      this.#empty = this.#sizeOf(page) === 0 ? this.#empty + 1 : 0
      if (this.#empty === emptyPages)
        throw new ListError(`The list has no end: ${emptyPages} pages without a row, and a cursor again`)
      this.#seen.add(cursor)
      this.#cursor = cursor
    }
  }
}

/**
 * Follows a list's cursor to its end and hands on each page.
 * @throws ApiError from a page, or ListError
 */
export const eachPage = <P extends Page>(
  fetchPage: (startAfterId: string | undefined) => Promise<P>,
  onPage: (page: P) => void,
): Promise<void> => new ListWalk(onPage).goOn(fetchPage)

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
