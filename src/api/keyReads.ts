import { queryOptions } from '@tanstack/react-query'
import type { Key } from '#src/contract/key.ts'
import { personId } from '#src/domain/person.ts'
import { askedInTurn } from './asked.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { keyStore, leave, listKeysOf } from './keys.ts'

/**
 * One key with every field the API sent, merged into what is known. One that Unloc does not know leaves the lists.
 * @throws ApiError
 */
export async function readKey(projectId: string, keyId: string, signal?: AbortSignal): Promise<Key> {
  const { beforeSend, number } = askedInTurn()
  const store = keyStore(projectId)
  try {
    const { key } = await call('keyGet', { projectId, keyId }, { signal, beforeSend })
    store.index.append([key], number())
    return key
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'missing') leave(store, [keyId], number())
    throw error
  }
}

/**
 * The keys of one person, listed anew whenever somebody comes to look, so that their page is right before the pass over
 * all keys is; the keys themselves are in the index. `number`: E.164, which stays out of the query's key.
 */
export const personKeys = (projectId: string, number: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'personKeys', personId(projectId, number)],
    staleTime: 0,
    queryFn: async () => {
      await listKeysOf(projectId, { appUserId: number })
      return { asOf: now() }
    },
  })

/** One key, asked for anew. */
export const keyGet = (projectId: string, keyId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'key', keyId],
    staleTime: 0,
    queryFn: ({ signal }) => readKey(projectId, keyId, signal),
  })
