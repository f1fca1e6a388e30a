import { QueryClientProvider } from '@tanstack/react-query'
import { CatchBoundary, RouterProvider } from '@tanstack/react-router'
import { useSyncExternalStore, type ComponentType } from 'react'
import { forgetEverything } from '#src/api/remembered.ts'
import { standing } from '#src/api/standing.ts'
import { partOf, whenShown } from '#src/ui/part.tsx'
import type { Opened } from './open.ts'
import { PartBroken } from './PageBroken.tsx'

export interface AppProps extends Opened {
  /** A bar above every page, which says that this is the demo. `onChange` reads everything again. */
  Bar?: ComponentType<{ onChange: () => void; onForget: () => void }>
}

const SignInPage = partOf(() => import('./SignInPage.tsx').then((m) => m.SignInPage))
const SessionEnded = partOf(() => import('./SessionEnded.tsx').then((m) => m.SessionEnded))

// When a session has ended, a newer version may have taken the place of its code: that comes while all is well.
whenShown()
  .then(SessionEnded.load)
  .catch(() => undefined)

export function App({ client, router, Bar }: AppProps) {
  const where = useSyncExternalStore(standing.subscribe, standing.get)
  return (
    <QueryClientProvider client={client}>
      {Bar && <Bar onChange={() => void client.invalidateQueries()} onForget={forgetEverything} />}
      <CatchBoundary getResetKey={() => where} errorComponent={PartBroken}>
        {where === 'out' ? <SignInPage isWanted /> : where !== 'left' && <RouterProvider router={router} />}
        {where === 'ended' && <SessionEnded isWanted />}
      </CatchBoundary>
    </QueryClientProvider>
  )
}
