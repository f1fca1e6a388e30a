import type { QueryClient } from '@tanstack/react-query'
import type { NewKey } from '#src/contract/key.ts'
import { call } from './call.ts'
import { callsAtOnce, listKeysOf } from './keys.ts'

/** Asks for keys. The answer is a job's reference: nothing is made yet. Never sent again by itself. */
export const createKeys = (projectId: string, keys: NewKey[]) =>
  call('keyCreate', { projectId }, { body: { keys } }).then((answer) => answer.jobRef)

/**
 * Takes one key back. @throws ApiError; 404 and 409 mean that it was unusable already; and what `beforeSend` throws,
 * with nothing sent
 */
export const revokeKey = (projectId: string, keyId: string, beforeSend?: () => void) =>
  call('keyRevoke', { projectId, keyId }, { beforeSend })

/** After an own write: everything that shows keys or jobs asks again, and keys that were just asked for are listed. */
export const afterWrite = (client: QueryClient, projectId: string, asked: readonly NewKey[] = []) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['p', projectId, 'jobs'] }),
    client.invalidateQueries({ queryKey: ['p', projectId, 'key'] }),
    listNew(projectId, asked),
  ])

/** So that a small batch stands in the list of keys at once; a large one comes with the page of its job. */
async function listNew(projectId: string, keys: readonly NewKey[]): Promise<void> {
  const people = [...new Set(keys.map(({ appUserId }) => appUserId))].map((appUserId) => ({ appUserId }))
  const locks = [...new Set(keys.map(({ lockId }) => lockId))].map((lockId) => ({ lockId }))
  const filters = people.length <= locks.length ? people : locks
  if (filters.length > callsAtOnce) return
  await Promise.all(filters.map((filter) => listKeysOf(projectId, filter))).catch(() => undefined)
}
