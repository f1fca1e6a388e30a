import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { activeHeader } from '#src/contract/gateway.ts'
import type * as Active from './active.ts'
import type * as Calls from './call.ts'
import type * as Sessions from './session.ts'

// The modules hold one state for the tab, which a page that is loaded begins anew.
let watchActivity: typeof Active.watchActivity
let calls: typeof Calls
let told: (string | null)[]
beforeEach(async () => {
  vi.resetModules()
  ;({ watchActivity } = await import('./active.ts'))
  calls = await import('./call.ts')
  told = []
  calls.setTransport((_url, init) => {
    told.push(new Headers(init.headers).get(activeHeader))
    return Promise.resolve(Response.json({ ways: ['password'], unloc: 'x', locks: [] }))
  })
})
afterEach(() => vi.useRealTimers())

const read = () => calls.call('lockList', { projectId: 'p' })

test('what the console reads by itself tells of nobody', async () => {
  const page = new EventTarget()
  watchActivity(page as Window)
  for (const event of ['load', 'focus', 'visibilitychange', 'pointermove', 'scroll', 'storage', 'online'])
    page.dispatchEvent(new Event(event))
  await read()
  await read()
  expect(told).toEqual([null, null])
})

test.each(['pointerdown', 'keydown', 'input'])(
  'a %s is told once, by the request that comes next',
  async (event) => {
    const page = new EventTarget()
    watchActivity(page as Window)
    await read()
    page.dispatchEvent(new Event(event))
    page.dispatchEvent(new Event(event))
    await Promise.all([read(), read()])
    expect(told.filter((one) => one !== null)).toEqual(['1'])
    expect(told[0]).toBeNull()
  },
)

test('who types for long without asking for anything is told of every five minutes, who does nothing is not', async () => {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const { watchSession }: typeof Sessions = await import('./session.ts')
  const { standing } = await import('./standing.ts')
  const { QueryClient } = await import('@tanstack/react-query')
  watchSession(new QueryClient())
  standing.letIn()
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  expect(told).toEqual([])
  page.dispatchEvent(new Event('input'))
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  expect(told).toEqual(['1'])
  vi.unstubAllGlobals()
})
