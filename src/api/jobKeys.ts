import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { ApiError } from './error.ts'
import { keyPage, keyStore, listKeysOf, type Listing } from './keys.ts'
import { keyGet } from './keyReads.ts'
import { eachPage } from './list.ts'

/** What is known of a job's keys before they are listed: the ids that it names, and the pairs that were asked for. */
export interface JobKeysWanted {
  ids: readonly string[]
  pairs: readonly { lockId: string; personId: string }[]
}

export interface JobKeysListed {
  /** The change of the job (`JobLook.changedAt`) that was listed for. */
  changedAt: number
  /** Ids that the job names and Unloc does not know as keys. */
  missing: string[]
}

/** No more single keys are asked for than this; the rest shows by its id. */
const singles = 60
const calmMs = 1_500
/** A job over many doors costs many calls: they are spread out. */
const perCallMs = 400

/**
 * The keys that a job concerns, listed again after each change of it and merged into the key index: by person or by
 * lock, whichever needs fewer calls, or all keys where even that needs fewer.
 */
export const jobKeys = (projectId: string, jobId: string, changedAt: number, wanted: JobKeysWanted) =>
  queryOptions({
    queryKey: ['p', projectId, 'jobKeys', jobId],
    staleTime: 0,
    queryFn: async ({ client }): Promise<JobKeysListed> => ({
      changedAt,
      missing: await listJobKeys(client, projectId, wanted),
    }),
    refetchInterval: ({ state }) => {
      if (state.status === 'error') return 10_000
      if (state.data?.changedAt === changedAt) return false
      const { size } = keyStore(projectId).index
      const calls = filtersFor(owners(projectId, wanted), size)?.length ?? pagesOf(size) * 2
      return Math.max(calmMs, calls * perCallMs)
    },
  })

/**
 * Lists what a job concerns anew and merges it into the key index. Returns the ids that Unloc does not know.
 * @throws ApiError when a list cannot be read to its end
 */
export async function listJobKeys(
  client: QueryClient,
  projectId: string,
  wanted: JobKeysWanted,
): Promise<string[]> {
  const { index } = keyStore(projectId)
  const filters = filtersFor(owners(projectId, wanted), index.size)
  await (filters
    ? Promise.all(filters.map((filter) => listKeysOf(projectId, filter)))
    : listEveryKey(projectId))
  const missing: string[] = []
  const unknown = wanted.ids.filter((id) => index.rowOf(id) === undefined).slice(0, singles)
  await Promise.all(
    unknown.map((id) =>
      client.fetchQuery(keyGet(projectId, id)).catch((error: unknown) => {
        if (!(error instanceof ApiError && error.kind === 'missing')) throw error
        missing.push(id)
      }),
    ),
  )
  return missing
}

interface Owner {
  lockId: string
  /** E.164, where a loaded key tells whom the opaque id stands for. */
  number: string | undefined
}

function owners(projectId: string, { ids, pairs }: JobKeysWanted): Owner[] {
  const { index } = keyStore(projectId)
  const known = ids.flatMap((id) => {
    const row = index.rowOf(id)
    const key = row === undefined ? undefined : index.keyAt(row)
    return key?.lockId == null ? [] : [{ lockId: key.lockId, number: keyUserId(key) }]
  })
  return [...known, ...pairs.map(({ lockId, personId }) => ({ lockId, number: index.numberOf(personId) }))]
}

type Filter = { appUserId: string } | { lockId: string }

/**
 * The fewest filters whose lists hold every key of these owners; undefined where listing all of the project's keys
 * (`keyCount` of them) takes far fewer calls.
 */
export function filtersFor(of: readonly Owner[], keyCount: number): Filter[] | undefined {
  const locks = [...new Set(of.map(({ lockId }) => lockId))]
  const people = [...new Set(of.map(({ number }) => number))]
  const known = people.filter((number) => number !== undefined)
  const filters: Filter[] =
    known.length === people.length && known.length < locks.length
      ? known.map((appUserId) => ({ appUserId }))
      : locks.map((lockId) => ({ lockId }))
  // The list of one person or lock is short; a page of all is not, so it must save a lot.
  return filters.length > 8 * pagesOf(keyCount) ? undefined : filters
}

const pagesOf = (keyCount: number) => Math.floor(keyCount / pageLimit) + 1

/**
 * A whole pass that merges only: what is gone is for the index's own pass to say. `onPage` sees each page's keys.
 * @throws ApiError when a page cannot be read
 */
export const listEveryKey = (
  projectId: string,
  onPage: (keys: Key[]) => void = () => undefined,
  { onProgress, signal }: Listing = {},
): Promise<void> =>
  eachPage(
    (startAfterId) => keyPage(projectId, { limit: pageLimit, startAfterId }, signal),
    ({ keys }) => {
      onProgress?.(keys.length)
      onPage(keys)
    },
  )
