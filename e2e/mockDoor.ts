import { expect, type Page } from '@playwright/test'

/**
 * One fault for the next `times` calls that match. `drop`: the call takes effect, its answer is cut. `held`: the answer
 * waits until faults are told anew, which is how a story looks at what is so meanwhile.
 */
export interface Fault {
  method: string
  path: string
  times: number
  status?: number
  body?: unknown
  headers?: Record<string, string>
  delayMs?: number
  held?: boolean
  drop?: boolean
}

export interface SeenRequest {
  method: string
  /** Path and query as they came, undecoded. */
  url: string
  body?: unknown
  status: number
}

export interface SeenRequests {
  requests: SeenRequest[]
  unfilteredDeletes: number
}

/** The moment at which every story begins: a Wednesday, 10:00 in Oslo, 09:00 UTC. */
export const storyStart = Date.parse('2026-11-18T09:00:00Z')

/** The mock's side doors. The same calls on every target: only the way they are sent differs. */
export interface MockDoor {
  /** A fresh Unloc at `storyStart`; the page must be loaded again to see it. */
  reset(scenario?: string): Promise<void>
  clock(to: { now?: number; advanceSeconds?: number }): Promise<void>
  /** Replaces what was asked before; `jobElements` changes the shape of a job's keys (see mocks/jobElements.ts). */
  faults(faults: (Fault | { jobElements: string })[]): Promise<void>
  /** Waits for every call that a fault is to hold back: another list would take what is still to come. */
  holds(): Promise<void>
  vendor(vendor: string, reachable: boolean): Promise<void>
  /** A key is neither listed nor known any more. */
  vanish(keyId: string): Promise<void>
  /** What has reached the mock since the last reset. */
  requests(): Promise<SeenRequests>
}

type Send = (method: string, path: string, body?: unknown) => Promise<unknown>

export function mockDoor(send: Send): MockDoor {
  const door: MockDoor = {
    async reset(scenario = 'everyday') {
      await assertHarmless(door)
      await send('POST', '/_mock/reset', { scenario, now: storyStart })
    },
    async clock(to) {
      await send('POST', '/_mock/clock', to)
    },
    async faults(faults) {
      await send('POST', '/_mock/faults', faults)
    },
    async holds() {
      await expect
        .poll(async () => {
          const { faults } = (await send('GET', '/_mock/state')) as { faults: Fault[] }
          return faults.filter(({ held }) => held)
        }, 'faults that hold nothing back yet')
        .toEqual([])
    },
    async vendor(vendor, reachable) {
      await send('POST', '/_mock/vendors', { vendor, reachable })
    },
    async vanish(keyId) {
      await send('POST', '/_mock/vanish', { keyId })
    },
    async requests() {
      return (await send('GET', '/_mock/requests')) as SeenRequests
    },
  }
  return door
}

/**
 * Asked after every story and before every reset: no run may ever revoke a whole project, and no press may ask twice
 * for the same key, whatever answers were lost, however often somebody pressed.
 */
export async function assertHarmless(mock: MockDoor): Promise<void> {
  const { requests, unfilteredDeletes } = await mock.requests()
  if (unfilteredDeletes !== 0) throw new Error(`${unfilteredDeletes} bulk revokes went out without a filter`)
  const made = new Set<string>()
  for (const { method, url, status, body } of requests) {
    if (method !== 'POST' || !url.endsWith('/keys') || status !== 202) continue
    for (const { lockId, appUserId, metadata } of (body as { keys: MadeKey[] }).keys) {
      // What a story asks for behind the console's back bears no mark of a press.
      const key = metadata?.batch && `${metadata.batch} ${metadata.replaces ?? ''} ${lockId} ${appUserId}`
      if (key === undefined) continue
      if (made.has(key)) throw new Error(`A key was made twice by one press: ${key}`)
      made.add(key)
    }
  }
}

interface MadeKey {
  lockId: string
  appUserId: string
  metadata?: Record<string, string>
}

/** The mock behind an address of its own. */
export const sendOverHttp =
  (url: string): Send =>
  async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return read(method, path, response.status, await response.text())
  }

/** The mock in the page's worker: only a page that it controls can ask it. */
export const sendThroughPage =
  (page: () => Promise<Page>): Send =>
  async (method, path, body) => {
    const { status, text } = await (
      await page()
    ).evaluate(
      async ([method, path, body]) => {
        const response = await fetch(path, {
          method,
          ...(body === null ? {} : { body, headers: { 'content-type': 'application/json' } }),
        })
        return { status: response.status, text: await response.text() }
      },
      [method, path, body === undefined ? null : JSON.stringify(body)] as const,
    )
    return read(method, path, status, text)
  }

function read(method: string, path: string, status: number, text: string): unknown {
  if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`)
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Error(`${method} ${path} was not answered by the mock: ${text.slice(0, 80)}`)
  }
}
