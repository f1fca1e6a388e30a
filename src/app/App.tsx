import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState, type ComponentType } from 'react'
import { setTransport } from '#src/api/call.ts'
import { createQueryClient } from '#src/api/query.ts'
import { forgetEverything } from '#src/api/remembered.ts'
import './tokens.css'
import { createAppRouter } from './routes.tsx'

export interface AppProps {
  /** How requests leave the browser; the demo guards it. */
  transport?: Parameters<typeof setTransport>[0]
  /** A bar above every page, which says that this is the demo. `onChange` reads everything again. */
  Bar?: ComponentType<{ onChange: () => void; onForget: () => void }>
}

export function App({ transport, Bar }: AppProps) {
  const [client] = useState(() => {
    if (transport) setTransport(transport)
    return createQueryClient()
  })
  const [router] = useState(() => createAppRouter())
  return (
    <QueryClientProvider client={client}>
      {Bar && <Bar onChange={() => void client.invalidateQueries()} onForget={forgetEverything} />}
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
