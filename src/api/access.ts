import { queryOptions } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { AccessEvent } from '#src/contract/project.ts'
import { inLogOrder } from '#src/domain/accessLog.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { isE164 } from '#src/domain/phone.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { listKeysOf } from './keys.ts'
import { eachPage, showPart, type ListPass } from './list.ts'

/** Openings, the latest first, and how far the log was read. */
export interface AccessLog extends ListPass {
  events: AccessEvent[]
}

/** Whose openings, or at which door; both: of one person at one door. Never all of a project. */
export type AccessFilter = { appUserId: string; lockId?: string | undefined } | { lockId: string }

/**
 * The openings of a person, or at a lock (unloc-api 3.7: the API filters by nothing else). The log is read to its end
 * before anything is called the latest, since no order is promised. The number (E.164) stays out of the query's key.
 */
export const accessLog = (projectId: string, filter: AccessFilter) => {
  const person = 'appUserId' in filter ? personId(projectId, filter.appUserId) : ''
  return queryOptions({
    queryKey: ['p', projectId, 'accessLog', person, filter.lockId ?? ''],
    staleTime: 0,
    queryFn: async ({ client, queryKey, signal }): Promise<AccessLog> => {
      const events: AccessEvent[] = []
      const list = (complete: boolean): AccessLog => {
        const asOf = now()
        return { events: inLogOrder(events, asOf), complete, asOf }
      }
      await eachPage(
        (startAfterId) =>
          call('accessLog', { projectId }, { query: { ...filter, limit: pageLimit, startAfterId }, signal }),
        (page) => {
          events.push(...page.accessEvents)
          if (page.startAfterId)
            showPart({ client, queryKey }, list(false), (part: AccessLog) => part.events.length)
        },
      )
      return list(true)
    },
    // A log of several pages is dear.
    refetchInterval: ({ state }) => ((state.data?.events.length ?? 0) < pageLimit ? 10_000 : 120_000),
  })
}

/**
 * The keys of one person to one lock, listed anew and to the end, so that "no key" can be said; the keys themselves are
 * in the index. `number`: E.164; without one the lock's keys are listed, since the API finds people by number alone.
 */
export const keysToDoor = (projectId: string, number: string, lockId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'keysToDoor', personId(projectId, number), lockId],
    staleTime: 0,
    refetchInterval: 10_000,
    queryFn: async ({ signal }) => {
      const filter = isE164(number) ? { appUserId: number, lockId } : { lockId }
      const keys = await listKeysOf(projectId, filter, { signal })
      return { ids: keys.filter((key) => keyUserId(key) === number).map(({ id }) => id), asOf: now() }
    },
  })
