import { setupWorker } from 'msw/browser'
import { keepUnloc } from './browserState.ts'
import { handlers } from './handlers.ts'
import { markerHeader } from './serve.ts'
import { createUnloc } from './unloc.ts'

/**
 * The demo's door: an Unloc in the page, behind a service worker, which also plays the gateway. It fails closed: an
 * answer without the mock's marker is refused, so a lost worker can never reach a real lock.
 * @returns the fetch that the console is to use
 */
export async function startDemo(): Promise<typeof demoFetch> {
  const unloc = createUnloc({ deviceClock: () => Date.now(), gatewayPlayed: true })
  const worker = setupWorker(...handlers(unloc, await keepUnloc(unloc), location.origin))
  await worker.start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  })
  // A browser stops an idle worker, and a tel: link or a cancelled leave ends its memory of this page.
  for (const event of ['visibilitychange', 'pageshow', 'focus']) window.addEventListener(event, revive)
  setInterval(revive, 10_000)
  return demoFetch
}

function revive(): void {
  navigator.serviceWorker.controller?.postMessage('MOCK_ACTIVATE')
}

/** As revive, but waits until the worker said that it is there; half a second at the most. */
function revived(): Promise<void> {
  return new Promise((done) => {
    const heard = (event: MessageEvent<{ type?: string } | null>) => {
      if (event.data?.type === 'MOCKING_ENABLED') finish()
    }
    const finish = () => {
      clearTimeout(timer)
      navigator.serviceWorker.removeEventListener('message', heard)
      done()
    }
    const timer = setTimeout(finish, 500)
    navigator.serviceWorker.addEventListener('message', heard)
    revive()
  })
}

/**
 * As the global fetch, for the demo alone. Before a write the worker is woken, because a write is not repeated.
 * @throws TypeError when the answer is not the mock's own
 */
export async function demoFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const reads = (init.method ?? 'GET') === 'GET'
  if (!reads) await revived()
  let response = await globalThis.fetch(url, init)
  if (!response.headers.has(markerHeader) && reads) {
    await revived()
    response = await globalThis.fetch(url, init)
  }
  if (response.headers.has(markerHeader)) return response
  throw new TypeError('The demo Unloc does not answer')
}
