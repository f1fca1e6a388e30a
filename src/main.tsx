import '#src/app/boot.ts'
import { createRoot } from 'react-dom/client'
import { App } from '#src/app/App.tsx'

async function start() {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  const root = createRoot(document.getElementById('root') as HTMLElement)
  if (import.meta.env.MODE !== 'demo') return root.render(<App />)
  const [{ startDemo }, { DemoBar }] = await Promise.all([
    import('#mocks/browser.ts'),
    import('#mocks/demo/DemoBar.tsx'),
  ])
  root.render(<App transport={await startDemo()} Bar={DemoBar} />)
}

void start()
