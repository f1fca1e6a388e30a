import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { forgetEverything } from '#src/api/remembered.ts'
import type { Opened } from './open.ts'

export interface AppProps extends Opened {
  /** A bar above every page, which says that this is the demo. `onChange` reads everything again. */
  Bar?: ComponentType<{ onChange: () => void; onForget: () => void }>
}

export function App({ client, router, Bar }: AppProps) {
  return (
    <QueryClientProvider client={client}>
      {Bar && <Bar onChange={() => void client.invalidateQueries()} onForget={forgetEverything} />}
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
