import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './error.ts'

const mayHelp = new Set(['unreachable', 'server', 'busy'])

/** Reads are tried again where that may help; a write never is: it could be doubled. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && mayHelp.has(error.kind),
        retryDelay: (failures, error) =>
          (error instanceof ApiError ? error.retryAfter : undefined) ?? 500 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  })
