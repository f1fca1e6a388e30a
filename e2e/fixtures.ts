import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import { demoProjectId } from '#mocks/scenarios/project.ts'
import { href } from '#src/paths.ts'
import { openHouse, password, people, type House, type HouseOptions } from './house.ts'
import { keyboardOnly } from './keyboardOnly.ts'
import { assertHarmless, mockDoor, sendOverHttp, sendThroughPage, type MockDoor } from './mockDoor.ts'
import { reportViolations, watchContext, type Provoked } from './watch.ts'

export { expect }
export { storyStart } from './mockDoor.ts'

interface Story {
  /** The mock's side doors, already reset to `everyday` at `storyStart`. */
  mock: MockDoor
  projectId: string
  /** Loads a screen by its target: `visit(paths.keys(projectId))`. Takes the keyboard page too. */
  visit: (target: { to: string; params?: Record<string, string> }, search?: string) => Promise<void>
  /** Names the failed answers that the story provokes: `allowStatus(400)`, `allowStatus('broken')`. */
  allowStatus: (...provoked: Provoked[]) => void
  /** The page, refusing everything but keys. */
  keyboard: Page
  watched: ReturnType<typeof watchContext>
  /** Whose session the browser has when the story begins; `nobody`: none. Without a sign-in it says nothing. */
  signedInAs: keyof typeof people | 'nobody'
  /** Ends the browser's session at the gateway, as time does. */
  endSession: () => Promise<void>
  /** Ends it just before the first write with this method leaves the browser, which no read can come before. */
  endSessionBefore: (method: 'POST' | 'DELETE') => Promise<void>
}

const sessionCookie = '__Host-unloc-session'

/** The gateway's session of its own for each story, asked for beside the browser. */
async function openSession(house: House, context: BrowserContext, role: keyof typeof people): Promise<void> {
  const answer = await fetch(`${house.baseURL}gateway/session`, {
    method: 'POST',
    headers: { 'x-unloc-console': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ name: people[role], password }),
  })
  const value = new RegExp(`^${sessionCookie}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (!answer.ok || value === undefined)
    throw new Error(`The story could not sign in: ${String(answer.status)}`)
  const { hostname: domain } = new URL(house.baseURL)
  await context.addCookies([
    { name: sessionCookie, value, domain, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' },
  ])
}

/**
 * The stories' `test`. After each one it asserts that no bulk revoke went out without a filter and no press made a key
 * twice, that the console stayed silent, that no error was left uncaught, and that the content security policy was never violated.
 */
export const test = base.extend<Story, HouseOptions & { house: House }>({
  target: ['gateway', { scope: 'worker', option: true }],
  signInBy: ['password', { scope: 'worker', option: true }],
  house: [
    async ({ target, signInBy }, use) => {
      const house = await openHouse(target, signInBy)
      await use(house)
      await house.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ house }, use) => use(house.baseURL),
  // Playwright reads a fixture's needs from the pattern, an empty one included.
  projectId: async ({}, use) => use(demoProjectId),
  signedInAs: ['manager', { option: true }],
  context: async ({ context, house, signedInAs }, use) => {
    if (house.signsIn && signedInAs !== 'nobody') await openSession(house, context, signedInAs)
    await use(context)
  },
  endSession: async ({ context, house }, use) =>
    use(async () => {
      const cookie = (await context.cookies()).find(({ name }) => name === sessionCookie)
      const answer = await fetch(`${house.baseURL}gateway/session`, {
        method: 'DELETE',
        headers: { 'x-unloc-console': '1', cookie: `${sessionCookie}=${cookie?.value ?? ''}` },
      })
      if (!answer.ok) throw new Error(`The session did not end: ${String(answer.status)}`)
    }),
  endSessionBefore: async ({ page, endSession }, use) =>
    use(async (method) => {
      let over: Promise<void> | undefined
      await page.route('**/v2/**', async (route) => {
        if (route.request().method() === method) await (over ??= endSession())
        await route.fallback()
      })
    }),
  watched: async ({ context }, use) => {
    await context.addInitScript(reportViolations)
    await use(watchContext(context))
  },
  allowStatus: async ({ watched }, use) => use(watched.allow),
  mock: [
    async ({ page, house, watched }, use) => {
      const mock = house.mockURL
        ? mockDoor(sendOverHttp(house.mockURL))
        : mockDoor(sendThroughPage(() => controlled(page, house.baseURL)))
      await mock.reset()
      await use(mock)
      expect.soft(watched.complaints(), 'the console stays silent and nothing is violated').toEqual([])
      await assertHarmless(mock)
    },
    { auto: true },
  ],
  visit: async ({ page, house }, use) => {
    await use(async (target, search = '') => {
      await page.goto(house.baseURL + href(target).slice(1) + search)
    })
  },
  keyboard: async ({ page }, use) => use(keyboardOnly(page)),
})

/** A page that the demo's worker controls: the story's own, or a new one when that was closed or is still blank. */
async function controlled(page: Page, baseURL: string): Promise<Page> {
  const asked = page.isClosed() ? await page.context().newPage() : page
  if (!asked.url().startsWith(baseURL)) await asked.goto(baseURL)
  // Controlled is not yet answered: the worker passes everything on until the page has told it to mock.
  await expect
    .poll(
      () =>
        asked
          .evaluate(async () => {
            const answer = await fetch('/_mock/requests')
            return answer.headers.get('content-type')
          })
          // The page may just be loading anew.
          .catch(() => null),
      // The story's own timeout ends it earlier; a dev server that starts cold needs most of this.
      { message: "the demo's worker answers", timeout: 60_000 },
    )
    .toContain('json')
  return asked
}
