import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { sent } from './wire.ts'

const hour = 3_600_000

const row = (page: Page, person: string, lock: string) =>
  page
    .getByRole('row')
    .filter({ hasText: person })
    .filter({ has: page.getByRole('cell', { name: lock, exact: true }) })

test.describe('under the eyes, with nothing asked and nothing reloaded', () => {
  // The device's clock is the story's: it is turned together with Unloc's.
  test.beforeEach(async ({ page, mock }) => {
    await page.clock.install({ time: storyStart })
    // The job of the start is over: its keys would be listed again when it moves.
    await mock.clock({ advanceSeconds: 120 })
  })

  async function turnTo(page: Page, mock: { clock(to: { now: number }): Promise<void> }, at: number) {
    await mock.clock({ now: at })
    await page.clock.setSystemTime(at)
    // The list looks at its clock every ten seconds.
    await page.clock.runFor(10_000)
  }

  test('a key opens at its start and expires at its end', async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Usman')
    const key = row(page, 'Usman Hussain', 'Styrerom')
    await expect(key).toContainText('Scheduled')
    await expect(key).toContainText('in 13 min')
    await page.evaluate(() => Object.assign(window, { sameDocument: true }))
    const lists = async () => (await sent(mock, 'GET')).filter(({ url }) => /\/keys(\?|$)/.test(url)).length
    const before = await lists()

    await turnTo(page, mock, storyStart + 0.3 * hour)
    await expect(key).toContainText('Active')
    await turnTo(page, mock, storyStart + 3.3 * hour)
    await expect(key).toContainText('Expired')

    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
    expect(await lists()).toBe(before)
  })

  test('a key on its page: active, inactive and active again at the edges of its weekly hours @long', async ({
    page,
    mock,
    visit,
    projectId,
  }) => {
    await visit(paths.keys(projectId), '?q=Gunnar+Eide')
    await row(page, 'Gunnar Eide', 'Styrerom').getByRole('link').click()
    const head = page.getByRole('main')
    await expect(head).toContainText('Inactive')
    await expect(head).toContainText('opens Wed 18:00')
    await expect(head).toContainText('Now: outside its weekly hours')

    await turnTo(page, mock, Date.parse('2026-11-18T18:00:00+01:00'))
    await expect(head).toContainText('Now: opens the door')
    await expect(head).toContainText('Closes, by its weekly hours')
    await turnTo(page, mock, Date.parse('2026-11-18T21:00:00+01:00'))
    await expect(head).toContainText('Now: outside its weekly hours')
    await expect(head).toContainText('opens Fri 18:00')
  })

  test('a filter for a state lets go of a key that left the state', async ({
    page,
    mock,
    visit,
    projectId,
  }) => {
    await visit(paths.keys(projectId), '?q=Usman&state=scheduled')
    await expect(row(page, 'Usman Hussain', 'Styrerom')).toBeVisible()
    await turnTo(page, mock, storyStart + 0.3 * hour)
    await expect(row(page, 'Usman Hussain', 'Styrerom')).toHaveCount(0)
  })
})

test('a device with a wrong clock shows what Unloc holds for true', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  // Three years behind; every answer tells the real time.
  await page.clock.install({ time: storyStart - 3 * 365 * 24 * hour })
  await mock.clock({ advanceSeconds: 4 * 3600 })
  await visit(paths.keys(projectId), '?q=Usman')
  await expect(row(page, 'Usman Hussain', 'Styrerom')).toContainText('Expired')
  await expect(page.getByText(/^as of 14:0/)).toBeVisible()
})

test(
  'in the demo, the clock of the bar moves the badges',
  { tag: ['@demoOnly', '@long'] },
  async ({ page, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Usman')
    const key = row(page, 'Usman Hussain', 'Styrerom')
    await expect(key).toContainText('Scheduled')
    const bar = page.getByRole('complementary', { name: 'Demo' })
    await bar.getByRole('button', { name: '+1 h' }).click()
    await expect(key).toContainText('Active')
    await bar.getByRole('button', { name: '+1 day' }).click()
    await expect(key).toContainText('Expired')
  },
)
