import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { MockDoor, SeenRequest } from './mockDoor.ts'

/**
 * What was asked of the mock with this method, e.g. every `DELETE`, in the order in which it came. Without those that
 * it turned away at the door because the gateway's token had run out: Unloc has not looked at them.
 */
export async function sent(mock: MockDoor, method: string): Promise<SeenRequest[]> {
  const { requests } = await mock.requests()
  return requests.filter((request) => request.method === method && request.status !== 401)
}

/** Asks Unloc behind the console's back, as another program would; by the page, so that it works on every target. */
export async function askUnloc(page: Page, method: string, path: string, body?: object): Promise<unknown> {
  return page.evaluate(
    async ([method, path, body]) => {
      const response = await fetch(path, {
        method,
        headers: { 'content-type': 'application/json', 'x-unloc-console': '1' },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)}`)
      return (await response.json()) as unknown
    },
    [method, path, body] as const,
  )
}

/** The create calls that have reached Unloc, in order. */
export async function creates(mock: MockDoor): Promise<SeenRequest[]> {
  return (await sent(mock, 'POST')).filter(({ url }) => url.endsWith('/keys'))
}

/** A person's id in the console's addresses. Spelled here and not taken from the domain: links that were kept must hold. */
export const personIdOf = (projectId: string, number: string): string =>
  createHash('sha256').update(`${projectId} ${number}`).digest('hex').slice(0, 12)

/** A key as a create call asks for it. Spelled here and not taken from the contract: a story says what the wire is to carry. */
export interface AskedKey {
  lockId: string
  appUserId: string
  start?: string
  end?: string
  recurrence?: { timeSpans: object[] }
}
