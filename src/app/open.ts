import type { QueryClient } from '@tanstack/react-query'
import { setTransport } from '#src/api/call.ts'
import { keyPass } from '#src/api/keys.ts'
import { lockList } from '#src/api/locks.ts'
import { personNames } from '#src/api/people.ts'
import { createQueryClient } from '#src/api/query.ts'
import { sessionGet, watchSession } from '#src/api/session.ts'
import { keysOf } from '#src/paths.ts'
import { isPartMissing } from '#src/ui/part.tsx'
import { createAppRouter } from './routes.tsx'

export interface Opened {
  client: QueryClient
  router: ReturnType<typeof createAppRouter>
}

/** How long the waiting page may stand while a page's code is on its way; then the frame with its links is worth more. */
const patienceMs = 1_500

/**
 * Makes the console ready to be drawn. Its first requests leave before anything is, and the page is found first, so that
 * the frame which index.html shows gives way to a whole one. `transport`: how requests leave; the demo guards it.
 */
export async function openConsole(transport?: Parameters<typeof setTransport>[0]): Promise<Opened> {
  if (transport) setTransport(transport)
  const client = createQueryClient()
  const router = createAppRouter()
  const projectId = keysOf(router.latestLocation.pathname)
  if (projectId !== undefined) {
    void client.prefetchQuery(keyPass(projectId))
    void client.prefetchQuery(lockList(projectId))
    void client.prefetchQuery(personNames(projectId))
  }
  void client.prefetchQuery(sessionGet())
  watchSession(client)
  await Promise.race([router.load(), new Promise((resolve) => setTimeout(resolve, patienceMs))])
  return { client, router }
}

/** An error that a page shows goes to the browser's console too, but for code that did not come: that is no fault of ours. */
export function tellConsole(error: unknown): void {
  // eslint-disable-next-line no-console -- what React does unasked
  if (!isPartMissing(error)) console.error(error)
}
