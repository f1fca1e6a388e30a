import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { sent } from './wire.ts'

/** Holds what the browser asks for until it is let go. */
async function hold(page: Page, url: RegExp): Promise<() => void> {
  let go = () => {}
  const gone = new Promise<void>((resolve) => (go = resolve))
  await page.route(url, async (route) => {
    await gone
    await route.continue()
  })
  return () => go()
}

const script = /\/assets\/index-[^/]*\.js$/
const mantine = /\/assets\/mantine-[^/]*\.js$/

/** Where the frame's parts stand, by their words. */
const frame = async (page: Page) => {
  const box = (text: string) => page.locator('#root header').getByText(text, { exact: true }).boundingBox()
  return {
    brand: await box('Unloc'),
    locks: await box('Locks'),
    keys: await box('Keys'),
    jobs: await box('Jobs'),
  }
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])
  test(`at ${viewport.width} px the frame stands before the script has come, in the chosen colours, and does not move when it comes`, async ({
    page,
    visit,
    projectId,
  }) => {
    await page.setViewportSize(viewport)
    await page.addInitScript(() => localStorage.setItem('mantine-color-scheme-value', 'dark'))
    const answer = await hold(page, /\/v2\//)
    const come = await hold(page, script)
    // The visit ends with the script, which the test holds.
    const visited = visit(paths.keys(projectId))
    await expect(page.locator('#root header').getByText('Keys', { exact: true })).toBeVisible()
    // Nothing is there to be pressed or read twice.
    await expect(page.getByRole('link')).toHaveCount(0)
    await expect(page.getByText('The console is loading.')).toBeAttached()
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    const before = await frame(page)

    come()
    await visited
    await expect(page.getByRole('heading', { level: 1, name: 'Keys' })).toBeVisible()
    await expect(page.getByText('The console is loading.')).toHaveCount(0)
    expect(await frame(page)).toEqual(before)
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    answer()
    await expect(page.getByRole('table', { name: 'Keys' })).toBeVisible()
  })

test('the first keys are asked for while the script is on its way, and are asked for once', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  const first = async () => (await sent(mock, 'GET')).filter(({ url }) => url.endsWith('/keys?limit=100'))
  const whole = page.getByText('700 keys', { exact: true })
  const come = await hold(page, script)
  const visited = visit(paths.keys(projectId))
  await expect.poll(async () => (await first()).length).toBe(1)
  expect((await sent(mock, 'GET')).some(({ url }) => /\/locks\?/.test(url))).toBe(false)
  come()
  await visited
  await expect(whole).toBeVisible()
  expect(await first()).toHaveLength(1)

  // What goes wrong with it is mended as anywhere: by asking again.
  allowStatus(503)
  await mock.faults([{ method: 'GET', path: '/v2/projects/:p/keys', times: 3, status: 503 }])
  await page.reload()
  await expect(whole).toBeVisible()
})

test('when the script does not come, the page says so and offers a way out', async ({
  page,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus('broken')
  await page.route(script, (route) => route.abort())
  await visit(paths.keys(projectId))
  await expect(page.getByRole('alert')).toContainText('The console could not be loaded')
  await page.unroute(script)
  await page.getByRole('link', { name: 'Reload the page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Keys' })).toBeVisible()
})

test('a page whose code cannot be had says so, leaves the navigation working, and offers a way out', async ({
  page,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus('broken')
  const code = /\/assets\/LocksPage-[^/]*\.js$/
  await page.route(code, (route) => route.abort())
  await visit(paths.keys(projectId))
  await page.getByRole('link', { name: 'Locks' }).click()
  await expect(page.getByRole('alert')).toContainText('A part of this console could not be loaded.')
  await page.getByRole('link', { name: 'Keys' }).click()
  await expect(page.getByRole('table', { name: 'Keys' })).toBeVisible()
  await page.getByRole('link', { name: 'Locks' }).click()
  const reload = page.getByRole('button', { name: 'Reload the page' })
  await expect(reload).toBeVisible()
  await page.unroute(code)
  await reload.click()
  await expect(page.getByRole('table', { name: 'Locks' })).toBeVisible()
})

test('what is pressed or typed before its code has come is not lost', async ({ page, visit, projectId }) => {
  const filters = page.getByRole('search', { name: 'Filter keys' })
  const table = page.getByRole('table', { name: 'Keys' })
  /** Opens the list anew, does something with it while the code is on its way, and lets that come. */
  const early = async (act: () => Promise<void>) => {
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    const come = await hold(page, mantine)
    await visit(paths.keys(projectId))
    // Rows still move while the list comes: a press there may be between two of them.
    await expect(page.getByText('700 keys', { exact: true })).toBeVisible()
    await act()
    come()
  }

  await early(() => filters.getByRole('button', { name: 'State' }).click())
  await page.getByRole('menuitemcheckbox', { name: /^Active/ }).click()
  await expect(page.getByRole('button', { name: 'Remove the filter Active' })).toBeVisible()

  await early(() => filters.getByRole('combobox', { name: 'Lock' }).pressSequentially('Styrerom'))
  await page.getByRole('option', { name: 'Styrerom' }).click()
  await expect(page.getByRole('button', { name: 'Remove the filter Styrerom' })).toBeVisible()

  await early(() =>
    table
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click(),
  )
  await expect(page.getByRole('menuitem', { name: 'Open this key' })).toBeVisible()

  await early(() => table.getByRole('checkbox').nth(1).click())
  await expect(page.getByRole('region', { name: 'Selected keys' })).toContainText('1 key selected')
})
