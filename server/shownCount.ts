import { endpoints, pageLimit, type BulkFilter } from '#src/contract/endpoints.ts'
import type { Key } from '#src/contract/key.ts'
import { buildUrl } from '#src/contract/request.ts'
import { z } from '#src/contract/zod.ts'
import { revokePreview } from '#src/domain/revoke.ts'
import { problem } from './problem.ts'

/** From so many keys on a bulk revoke goes on only with the number that the person was shown. */
export const standardCountFrom = 25

/** The number in the header; NaN when it is none, which fits no count. */
export const readShown = (header: string | undefined): number | undefined =>
  header === undefined ? undefined : /^\d{1,9}$/.test(header) ? Number(header) : NaN

/** More pages than this (500,000 keys), or as many without a row in a row, is a list without an end. */
const pagesAtMost = 200
const emptyAtMost = 3

export type Counted = { live: number } | { refused: Response }

/**
 * How many live keys a filter reaches now, by the rule of the console's own preview: every page is listed, and the
 * clock is Unloc's, as its answer tells it. A key that is on two pages counts once.
 * @param list answers a GET for this path and query
 */
export async function countLive(
  projectId: string,
  filter: BulkFilter,
  list: (url: string) => Promise<Response>,
  now: () => number,
): Promise<Counted> {
  const row = endpoints.keyList
  const keys = new Map<string, Key>()
  const cursors = new Set<string>()
  let startAfterId: string | undefined
  let empty = 0
  let at = NaN
  do {
    const url = buildUrl(row, { projectId }, { ...filter, limit: pageLimit, startAfterId })
    const response = await list(url)
    if (!response.ok) return { refused: await notCounted(response) }
    at = Date.parse(response.headers.get('date') ?? '')
    const page = z.safeParse(row.answer, await response.json().catch(() => undefined))
    if (!page.success) return { refused: unreadable('could not be read') }
    for (const key of page.data.keys) keys.set(key.id, key)
    empty = page.data.keys.length === 0 ? empty + 1 : 0
    startAfterId = page.data.startAfterId || undefined
    if (startAfterId !== undefined) {
      if (cursors.has(startAfterId) || cursors.size === pagesAtMost || empty === emptyAtMost)
        return { refused: unreadable('does not come to an end') }
      cursors.add(startAfterId)
    }
  } while (startAfterId !== undefined)
  const preview = revokePreview(keys.values(), Number.isNaN(at) ? now() : at, () => undefined)
  return { live: preview.live.length }
}

const unreadable = (why: string) =>
  problem(
    502,
    'The keys could not be counted',
    `Unloc’s list of the keys that this would reach ${why}. Nothing was sent.`,
    {},
    false,
  )

/** Why the list did not come, as an answer to the revoke: its own status where that says what to do. */
async function notCounted(response: Response): Promise<Response> {
  const { status, headers } = response
  await response.body?.cancel()
  const retryAfter = headers.get('retry-after')
  return problem(
    [403, 429, 504].includes(status) ? status : 502,
    'The keys could not be counted',
    `Unloc did not list the keys that this would reach (${status}). Nothing was sent.`,
    retryAfter === null ? {} : { 'retry-after': retryAfter },
    false,
  )
}

/**
 * Refuses a bulk revoke that would reach other keys than the person was shown; undefined when it may go on.
 *
 * More than were shown is refused always. From the limit on a number is needed, and fewer is refused too, even where
 * the clock alone has ended some: three new keys and four that expired look like one fewer, and a number cannot tell
 * the two apart. The console lists again right before it sends, so that this costs a second look once in a while.
 * Below the limit fewer may go: nothing is reached that was not seen.
 */
export function refuseUnseen(live: number, shown: number | undefined, from: number): Response | undefined {
  if (shown === undefined) {
    if (live < from) return undefined
    return problem(
      428,
      'The number of keys is missing',
      `This would reach ${keysOf(live)}. From ${from} keys on it needs the number that was shown. Nothing was sent.`,
      {},
      false,
    )
  }
  if (shown === live || (shown > live && live < from)) return undefined
  const was = Number.isNaN(shown) ? 'No readable number was given' : `You were shown ${keysOf(shown)}`
  return problem(
    412,
    'The keys have changed',
    `${was}; it would now reach ${number.format(live)}. Nothing was sent.`,
    {},
    false,
  )
}

const number = new Intl.NumberFormat('en')
const keysOf = (count: number) => `${number.format(count)} ${count === 1 ? 'key' : 'keys'}`
