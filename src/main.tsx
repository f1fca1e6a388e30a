import '#src/app/boot.ts'
import { createRoot } from 'react-dom/client'
import { App } from '#src/app/App.tsx'
import { openConsole, tellConsole } from '#src/app/open.ts'

async function start() {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  const root = createRoot(document.getElementById('root') as HTMLElement, { onCaughtError: tellConsole })
  if (import.meta.env.MODE !== 'demo') return root.render(<App {...await openConsole()} />)
  const [{ startDemo }, { DemoBar }] = await Promise.all([
    import('#mocks/browser.ts'),
    import('#mocks/demo/DemoBar.tsx'),
  ])
  const transport = await startDemo()
  // An address of the demo alone, so that the console's router knows nothing of it.
  if (/^phone\/?$/.test(location.pathname.slice(import.meta.env.BASE_URL.length))) {
    const { PhonePage } = await import('#mocks/demo/PhonePage.tsx')
    return root.render(<PhonePage />)
  }
  const opened = await openConsole(transport)
  root.render(<App {...opened} Bar={DemoBar} />)
}

// What the waiting page in index.html then says.
start().catch((error: unknown) => {
  document.documentElement.dataset.at = 'nowhere'
  throw error
})
