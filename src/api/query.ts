import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './error.ts'
import { isHidden } from './visible.ts'

const mayHelp = new Set(['unreachable', 'server', 'busy'])

/** Reads are tried again where that may help; a write never is: it could be doubled. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // In a hidden tab a second try would wait until it is shown, and every poll after it with it.
        retry: (failures, error) =>
          failures < 2 && !isHidden() && error instanceof ApiError && mayHelp.has(error.kind),
        retryDelay: (failures, error) =>
          (error instanceof ApiError ? error.retryAfter : undefined) ?? 500 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  })
