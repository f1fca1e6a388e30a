import { queryOptions } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { Lock } from '#src/contract/lock.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { eachPage, showPart, type ListPass } from './list.ts'

/** The locks of a project by id, in the order of their arrival. */
export interface LockList extends ListPass {
  locks: Map<string, Lock>
}

/** All locks of a project, and how far they are read. */
export const lockPass = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'locks'],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal, client, queryKey }): Promise<LockList> => {
      const locks = new Map<string, Lock>()
      const list = (complete: boolean) => ({ locks: new Map(locks), complete, asOf: now() })
      await eachPage(
        (startAfterId) =>
          call('lockList', { projectId }, { query: { limit: pageLimit, startAfterId }, signal }),
        (page) => {
          for (const lock of page.locks) locks.set(lock.id, lock)
          if (page.startAfterId) showPart({ client, queryKey }, list(false), (part) => part.locks.size)
        },
      )
      return list(true)
    },
  })

const locksOf = (list: LockList) => list.locks

/** All locks of a project by id, as far as they came. */
export const lockList = (projectId: string) => queryOptions({ ...lockPass(projectId), select: locksOf })

/** One lock, fresh, with every field the API sent. */
export const lockGet = (projectId: string, lockId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'lock', lockId],
    queryFn: async ({ signal }) => (await call('lockGet', { projectId, lockId }, { signal })).lock,
  })
