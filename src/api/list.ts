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
