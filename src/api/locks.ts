import { queryOptions } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { Lock } from '#src/contract/lock.ts'
import { call } from './call.ts'
import { eachPage } from './list.ts'

/** All locks of a project by id, in the order of their names' arrival. */
export const lockList = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'locks'],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const locks = new Map<string, Lock>()
      await eachPage(
        (startAfterId) =>
          call('lockList', { projectId }, { query: { limit: pageLimit, startAfterId }, signal }),
        (page) => {
          for (const lock of page.locks) locks.set(lock.id, lock)
        },
      )
      return locks
    },
  })

/** One lock, fresh, with every field the API sent. */
export const lockGet = (projectId: string, lockId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'lock', lockId],
    queryFn: async ({ signal }) => (await call('lockGet', { projectId, lockId }, { signal })).lock,
  })
