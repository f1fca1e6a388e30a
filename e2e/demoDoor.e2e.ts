import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { sent } from './wire.ts'

const only = { tag: '@demoOnly' }
const onlyLong = { tag: ['@demoOnly', '@long'] }
const bar = (page: Page) => page.getByRole('complementary', { name: 'Demo' })
const lostWords = 'The demo Unloc does not answer. Nothing is sent anywhere.'

const allKeys = (page: Page) => page.getByRole('status').filter({ hasText: 'keys' })

const usmansKey = (page: Page) =>
  page.getByRole('row').filter({ hasText: 'Usman Hussain' }).filter({ hasText: 'Styrerom' })

/** From the list, takes back Usman's key to the board room. */
async function revokeUsmansKey(page: Page): Promise<void> {
  await usmansKey(page).getByRole('link').click()
  await page.getByRole('button', { name: 'Revoke key…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke 1 key' }).click()
}

/** What left the page for the host itself: of the API's own paths, nothing ever may. */
function watchHost(page: Page): string[] {
  const reached: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (/^\/(v2|_mock)\//.test(pathname) && !response.fromServiceWorker())
      reached.push(`${response.request().method()} ${pathname}`)
  })
  return reached
}

test('the demo keeps its state over a reload', only, async ({ page, visit, projectId }) => {
  await visit(paths.keys(projectId), '?q=Usman')
  await revokeUsmansKey(page)
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 revoked.')
  await page.getByRole('button', { name: 'Done' }).click()
  await bar(page).getByRole('button', { name: '+1 day' }).click()
  await expect(bar(page)).toContainText('Thu, 19 Nov 2026, 10:00')
  await visit(paths.keys(projectId), '?q=Usman')
  await expect(usmansKey(page)).toContainText('Revoked')
  await expect(bar(page)).toContainText('Thu, 19 Nov 2026, 10:00')
})

test('two tabs are one Unloc', only, async ({ page, visit, projectId, context }) => {
  await visit(paths.keys(projectId), '?q=Usman')
  await expect(usmansKey(page)).toContainText('Scheduled')
  const other = await context.newPage()
  await other.goto(page.url())
  await revokeUsmansKey(other)
  await expect(other.getByRole('dialog').getByRole('status')).toHaveText('1 revoked.')
  await other.getByRole('button', { name: 'Done' }).click()
  await bar(other).getByRole('button', { name: '+1 day' }).click()
  await expect(bar(other)).toContainText('Thu, 19 Nov 2026')

  await page.getByRole('button', { name: 'Read all keys again' }).click()
  await expect(usmansKey(page)).toContainText('Revoked')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(bar(page)).toContainText('Thu, 19 Nov 2026')
})

test(
  'two tabs that open the demo first and at once get the same Unloc',
  onlyLong,
  async ({ browser, baseURL }) => {
    const context = await browser.newContext()
    const tabs = await Promise.all([context.newPage(), context.newPage()])
    await Promise.all(tabs.map((tab) => tab.goto(baseURL ?? '')))
    for (const tab of tabs) await expect(allKeys(tab)).toHaveText('700 keys')
    // All times of a scenario hang on the millisecond of its start, so two Unlocs would tell different ones.
    const created = await Promise.all(
      tabs.map((tab) =>
        tab.evaluate(async () => {
          const path = /\/p\/([\w-]+)/.exec(location.pathname)?.[1] ?? ''
          return (await fetch(`/v2/projects/${path}/keys?limit=50`)).text()
        }),
      ),
    )
    expect(created[0]).toContain('"created"')
    expect(created[1]).toBe(created[0])
    await context.close()
  },
)

test(
  'a worker that the browser stopped is woken before anything is sent @long',
  only,
  async ({ page, mock, visit, projectId, context }) => {
    await visit(paths.keys(projectId), '?q=Usman')
    await expect(usmansKey(page)).toContainText('Scheduled')
    const cdp = await context.newCDPSession(page)
    await cdp.send('ServiceWorker.enable')
    // The loss is real: the host answers in the mock's place, and with 200. A request of the console's own, which still
    // comes after the rows, may wake the worker in between.
    await expect
      .poll(async () => {
        await cdp.send('ServiceWorker.stopAllWorkers')
        return page.evaluate(
          async (path) => (await fetch(path)).headers.get('content-type'),
          `/v2/projects/${projectId}`,
        )
      })
      .toContain('text/html')

    await cdp.send('ServiceWorker.stopAllWorkers')
    const reached = watchHost(page)
    await revokeUsmansKey(page)
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 revoked.')
    expect(await sent(mock, 'DELETE')).toHaveLength(1)
    expect(reached).toEqual([])
  },
)

test(
  'without its worker the demo says so, sends nothing, and comes back with a reload',
  only,
  async ({ page, visit, projectId, context, baseURL }) => {
    await visit(paths.keys(projectId), '?q=Usman')
    await usmansKey(page).getByRole('link').click()
    await page.getByRole('button', { name: 'Revoke key…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'Revoke 1 key' })).toBeEnabled()

    const cdp = await context.newCDPSession(page)
    await cdp.send('Storage.clearDataForOrigin', {
      origin: new URL(baseURL ?? '').origin,
      storageTypes: 'service_workers',
    })
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller === null)).toBe(true)
    const reached = watchHost(page)
    await dialog.getByRole('button', { name: 'Revoke 1 key' }).click()
    // It looks once more before it sends, and that look gets no answer.
    await expect(dialog.getByRole('alert')).toContainText('No answer came from Unloc.')
    await expect(dialog).toContainText('Nothing was revoked')
    await expect(page.getByText(lostWords)).toBeVisible()
    expect(reached).toEqual([])

    await dialog.getByRole('button', { name: 'Keep the keys' }).click()
    await bar(page).getByRole('button', { name: 'Reload' }).click()
    await expect(page.getByText('Now: waits for its start')).toBeVisible()
    await expect(page.getByText(lostWords)).toBeHidden()
  },
)

test(
  'where a browser lets no worker in, the demo says so instead of staying blank',
  onlyLong,
  async ({ browser, baseURL }) => {
    const context = await browser.newContext({ serviceWorkers: 'block' })
    const page = await context.newPage()
    const reached = watchHost(page)
    await page.clock.install()
    await page.goto(baseURL ?? '')
    await page.clock.fastForward(10_000)
    await expect(page.getByText(lostWords)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible()
    expect(reached).toEqual([])
    await context.close()
  },
)

test(
  'where a browser keeps nothing, the demo lives in the page alone',
  onlyLong,
  async ({ browser, baseURL }) => {
    const context = await browser.newContext()
    await context.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('Kept nothing here', 'SecurityError')
        },
      })
    })
    const page = await context.newPage()
    await page.goto(baseURL ?? '')
    await expect(allKeys(page)).toHaveText('700 keys')
    await context.close()
  },
)

const older = [
  ['of another shape', { scenario: 'everyday', commands: [] }],
  [
    'with a command that is refused now',
    {
      scenario: 'everyday',
      seed: 1,
      start: storyStart,
      log: [{ at: storyStart, command: { name: 'keyRevoke', keyId: 'gone' } }],
      desk: { life: 7, clockOffset: 0, faults: [], jobElements: 'id' },
    },
  ],
] as const

for (const [what, saved] of older)
  test(
    `a state ${what}, which an older demo left, begins anew`,
    onlyLong,
    async ({ page, visit, projectId }) => {
      await visit(paths.keys(projectId))
      await page.evaluate(async (saved) => {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('unloc-demo')
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(new Error('No store'))
        })
        const transaction = db.transaction('unloc', 'readwrite')
        transaction.objectStore('unloc').put(saved, 'saved')
        transaction.objectStore('unloc').put('another', 'mark')
        await new Promise((done) => (transaction.oncomplete = done))
      }, saved)
      await visit(paths.keys(projectId))
      await expect(allKeys(page)).toHaveText('700 keys')
      await page.reload()
      await expect(allKeys(page)).toHaveText('700 keys')
    },
  )

test(
  'a worker that was unregistered and stopped either comes back or the demo says so, and nothing leaves',
  onlyLong,
  async ({ page, visit, projectId, context }) => {
    await visit(paths.keys(projectId), '?q=Usman')
    await expect(usmansKey(page)).toContainText('Scheduled')
    const cdp = await context.newCDPSession(page)
    await cdp.send('ServiceWorker.enable')
    await page.evaluate(async () => {
      for (const registration of await navigator.serviceWorker.getRegistrations())
        await registration.unregister()
    })
    await cdp.send('ServiceWorker.stopAllWorkers')
    const reached = watchHost(page)
    await revokeUsmansKey(page)
    await expect(page.getByText(lostWords).or(page.getByRole('dialog').getByText('1 revoked.'))).toBeVisible()
    expect(reached).toEqual([])
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usman Hussain to Styrerom')
    await expect(page.getByText(lostWords)).toBeHidden()
  },
)
