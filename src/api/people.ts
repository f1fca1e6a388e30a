import { queryOptions } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import { managedUserId, managedUserName } from '#src/domain/person.ts'
import { call } from './call.ts'
import { ApiError } from './error.ts'
import { eachPage } from './list.ts'

/**
 * Names by phone number. Names are a comfort, not a need: where the project does not let us read them, keys still show
 * with their numbers.
 */
export const personNames = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'names'],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>()
      try {
        await eachPage(
          (startAfterId) =>
            call('managedUserList', { projectId }, { query: { limit: pageLimit, startAfterId }, signal }),
          (page) => {
            for (const user of page.managedUsers) {
              const id = managedUserId(user)
              const name = managedUserName(user)
              if (id !== undefined && name !== undefined) names.set(id, name)
            }
          },
        )
      } catch (error) {
        if (!(error instanceof ApiError && (error.kind === 'missing' || error.kind === 'forbidden')))
          throw error
      }
      return names
    },
  })
