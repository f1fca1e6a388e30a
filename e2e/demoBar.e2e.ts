import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { chooseDoor } from './keyForm.ts'

const only = { tag: '@demoOnly' }
const bar = (page: Page) => page.getByRole('complementary', { name: 'Demo' })
const allKeys = (page: Page) => page.getByRole('status').filter({ hasText: 'keys' })

/** Runs in the page: the jobs that this browser remembers to have started. */
const remembered = () => Object.keys(localStorage).filter((name) => name.startsWith('unloc.jobs.'))

async function openControls(page: Page) {
  await bar(page).getByRole('button', { name: 'Demo controls' }).click()
  const controls = page.getByRole('dialog', { name: 'Demo controls' })
  await expect(controls).toBeVisible()
  return controls
}

test('the demo says that it is one @long', only, async ({ page, visit, projectId }) => {
  for (const target of [paths.locks(projectId), paths.keys(projectId), paths.jobs(projectId)]) {
    await visit(target)
    await expect(bar(page)).toContainText('Demo')
  }
})

test(
  'a person turns the clock: an hour, a day, a chosen moment, and back to the real time',
  only,
  async ({ page, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Usman&state=scheduled')
    const row = page.getByRole('row').filter({ hasText: 'Styrerom' })
    await expect(row).toContainText('Scheduled')
    await bar(page).getByRole('button', { name: '+1 h' }).click()
    await expect(bar(page)).toContainText('18 Nov 2026, 11:00')
    // The key has begun, so that it is not among the scheduled ones any more.
    await expect(row).toBeHidden()
    await bar(page).getByRole('button', { name: '+1 day' }).click()
    await expect(bar(page)).toContainText('Thu, 19 Nov 2026, 11:00')

    const controls = await openControls(page)
    await controls.getByLabel('Clock').fill('2026-12-24T18:30')
    await controls.getByRole('button', { name: 'Set' }).click()
    await expect(bar(page)).toContainText('Thu, 24 Dec 2026, 18:30')
    await controls.getByRole('button', { name: 'Back to the real time' }).click()
    const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', dateStyle: 'medium' })
    await expect(bar(page)).toContainText(today.format(Date.now()))
  },
)

test(
  'a vendor is taken off the net and brought back, and its keys fail meanwhile',
  { tag: ['@demoOnly', '@long'] },
  async ({ page, visit, mock, projectId }) => {
    await visit(paths.keyCreate(projectId))
    const controls = await openControls(page)
    await controls.getByRole('switch', { name: 'danalock' }).click()
    await expect(bar(page)).toContainText('danalock')
    await page.keyboard.press('Escape')
    await expect(controls).toBeHidden()

    await page.getByRole('textbox', { name: 'Mobile number' }).fill('99887766')
    await chooseDoor(page, 'Kjeller 1')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await mock.clock({ advanceSeconds: 20 })
    await expect(page.getByRole('region', { name: 'What failed' })).toContainText(
      "unable to contact the vendor's lock system",
    )

    const again = await openControls(page)
    await again.getByRole('switch', { name: 'danalock' }).click()
    await expect(bar(page)).not.toContainText('danalock')
  },
)

test(
  'answers are delayed and come at once again',
  { tag: ['@demoOnly', '@long'] },
  async ({ page, visit, projectId }) => {
    await visit(paths.keys(projectId))
    await expect(allKeys(page)).toHaveText('700 keys')
    const took = () =>
      page.evaluate(async (path) => {
        const from = performance.now()
        await (await fetch(path)).text()
        return performance.now() - from
      }, `/v2/projects/${projectId}`)
    const controls = await openControls(page)
    await controls.getByLabel('Delay of every answer').selectOption({ label: '1 s' })
    await expect.poll(took).toBeGreaterThan(990)
    await controls.getByLabel('Delay of every answer').selectOption({ label: 'None' })
    await expect.poll(took).toBeLessThan(900)
  },
)

test(
  'another scenario begins anew, and so does the same one; nothing of the life before stays',
  { tag: ['@demoOnly', '@long'] },
  async ({ page, visit, mock, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await page.getByRole('textbox', { name: 'Mobile number' }).fill('99887766')
    await chooseDoor(page, 'Virtual Lock 1')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await visit(paths.keys(projectId))
    await expect(allKeys(page)).toHaveText('701 keys')
    expect(await page.evaluate(remembered)).toHaveLength(1)

    await (await openControls(page)).getByRole('button', { name: 'Start this scenario again' }).click()
    await expect(allKeys(page)).toHaveText('700 keys')
    expect(await page.evaluate(remembered)).toEqual([])

    await visit(paths.keys(projectId))
    // A list that is still being read would go on with a cursor of the life before, which Unloc refuses.
    await expect(allKeys(page)).toHaveText('700 keys')
    await (await openControls(page)).getByLabel('Scenario').selectOption({ label: 'Empty project' })
    await expect(page.getByText('No keys yet.')).toBeVisible()
    await expect((await openControls(page)).getByLabel('Scenario')).toHaveValue('empty')
    await page
      .getByRole('dialog', { name: 'Demo controls' })
      .getByLabel('Scenario')
      .selectOption({ label: 'Vendor outage' })
    await expect(bar(page)).toContainText('dormakaba-dkey')
    expect((await mock.requests()).unfilteredDeletes).toBe(0)
  },
)
