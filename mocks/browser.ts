import { setupWorker } from 'msw/browser'
import { keepUnloc } from './browserState.ts'
import { playedGateway } from './gatewayPlayed.ts'
import { handlers } from './handlers.ts'
import { markerHeader } from './serve.ts'
import { createUnloc } from './unloc.ts'

/** A worker that does not come up leaves the page with words instead of blank. */
const patienceMs = 10_000
/** A stopped worker is started by the message itself, which takes a slow machine its time. */
const wakeMs = 3_000

let started = false
let lost = false
const listeners = new Set<() => void>()

/** Whether the last request found the demo Unloc gone. */
export const demoLost = {
  get: (): boolean => lost,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

function tell(isLost: boolean): void {
  if (isLost === lost) return
  lost = isLost
  for (const listener of listeners) listener()
}

/**
 * The demo's door: an Unloc in the page, behind a service worker, which also plays the gateway. It fails closed, so
 * that a lost worker can never reach a real lock.
 * @returns the fetch that the console is to use; it refuses everything when the worker does not come up
 */
export async function startDemo(): Promise<typeof demoFetch> {
  quietUpdates()
  const unloc = createUnloc({ deviceClock: () => Date.now(), gatewayPlayed: true })
  const exclusively = await keepUnloc(unloc)
  const worker = setupWorker(
    ...handlers(unloc, exclusively, location.origin),
    ...playedGateway(unloc, exclusively, location.origin),
  )
  const up = worker
    .start({
      quiet: true,
      onUnhandledRequest: 'bypass',
      serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
    })
    .then(() => {
      started = true
    })
  await Promise.race([up, new Promise((done) => setTimeout(done, patienceMs))]).catch(() => undefined)
  if (!started) tell(true)
  // A browser stops an idle worker, and a tel: link or a cancelled leave ends its memory of this page.
  for (const event of ['visibilitychange', 'pageshow', 'focus']) window.addEventListener(event, wake)
  setInterval(wake, 10_000)
  return demoFetch
}

/**
 * On each load msw asks for a newer worker script and lets go of the promise. A page that was left before the worker
 * was installed makes that fail, which is nobody's trouble and would still be told as an error that nobody caught.
 */
function quietUpdates(): void {
  const registrations = (globalThis as { ServiceWorkerRegistration?: typeof ServiceWorkerRegistration })
    .ServiceWorkerRegistration?.prototype
  if (!registrations) return
  const update: (this: ServiceWorkerRegistration) => Promise<ServiceWorkerRegistration> = Reflect.get(
    registrations,
    'update',
  )
  registrations.update = function () {
    return update.call(this).catch(() => this)
  }
}

/** Undefined also on plain http from another machine: there msw mocks in the page itself and nothing can be lost. */
const container = (): ServiceWorkerContainer | undefined => navigator.serviceWorker

function wake(): void {
  container()?.controller?.postMessage('MOCK_ACTIVATE')
}

/** Wakes the worker. True once it said that it serves this page. */
function awake(): Promise<boolean> {
  const workers = container()
  if (!started || !workers) return Promise.resolve(started)
  if (!workers.controller) return Promise.resolve(false)
  return new Promise((done) => {
    const heard = (event: MessageEvent<{ type?: string } | null>) => {
      if (event.data?.type === 'MOCKING_ENABLED') finish(true)
    }
    const finish = (there: boolean) => {
      clearTimeout(timer)
      workers.removeEventListener('message', heard)
      done(there)
    }
    const timer = setTimeout(() => finish(false), wakeMs)
    workers.addEventListener('message', heard)
    wake()
  })
}

/**
 * As the global fetch, for the demo alone. Nothing leaves before the worker said that it is there: a host that keeps
 * the addresses it was asked for must not see a number that a person typed.
 * @throws TypeError when the worker is lost, or the answer is not the mock's own
 */
export async function demoFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const response = (await awake()) ? await globalThis.fetch(url, init) : undefined
  const mocked = response?.headers.has(markerHeader) ? response : undefined
  tell(!mocked)
  if (mocked) return mocked
  throw new TypeError('The demo Unloc does not answer')
}
