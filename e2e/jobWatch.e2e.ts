import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { addNumbers, chooseDoor, idOf } from './keyForm.ts'
import { creates, sent } from './wire.ts'
import type { MockDoor } from './mockDoor.ts'

const bar = (page: Page) => page.getByRole('progressbar', { name: 'Keys of this job' })

/** How often a path was read. */
const looks = async (mock: MockDoor, path: string) =>
  (await sent(mock, 'GET')).filter(({ url }) => url.split('?', 1)[0]?.endsWith(path)).length

test(
  'a job on a slow vendor is watched over a reload until it ends, and then not asked for again',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    // The page's time stands still but for what the story says, so that every look is one that it asked for.
    await page.clock.install({ time: storyStart })
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['99887766', '41234567', '93456789', '95551234', '40612345', '45123456'])
    await chooseDoor(page, 'Hovedinngang 1')
    await page.getByRole('button', { name: 'Make 6 keys' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    const jobId = idOf(page)
    expect(await creates(mock)).toHaveLength(1)
    await page.clock.runFor(2_000)
    await expect(page.getByText('Running', { exact: true })).toBeVisible()
    await expect(bar(page)).toHaveAttribute('aria-valuetext', /^\d of 6 made, \d being made$/)

    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New keys 6 people to Hovedinngang 1')
    await expect(page.getByText('Running', { exact: true })).toBeVisible()
    await expect(bar(page)).toHaveAttribute('aria-valuetext', /^\d of 6 made, \d being made$/)

    await mock.clock({ advanceSeconds: 60 })
    await page.clock.runFor(10_000)
    await expect(page.getByText('Done', { exact: true })).toBeVisible()
    await expect(bar(page)).toHaveAttribute('aria-valuetext', '6 of 6 made')
    const table = page.getByRole('table', { name: 'Keys of this job' })
    await expect(table.getByRole('row').filter({ hasText: 'Active' })).toHaveCount(6)

    const [looksBefore, listsBefore] = [await looks(mock, `/jobs/${jobId}`), await looks(mock, '/jobs')]
    expect(looksBefore).toBeGreaterThan(0)
    await page.clock.runFor(10 * 60_000)
    // The list of jobs, which anybody may add to, is still read: the page lives, and only this job is left alone.
    await expect.poll(() => looks(mock, '/jobs')).toBeGreaterThanOrEqual(listsBefore + 5)
    expect(await looks(mock, `/jobs/${jobId}`)).toBe(looksBefore)
  },
)

test('a job on which nothing moves is still looked at, more slowly, and its end by time-out is seen @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await page.clock.install({ time: storyStart })
  await visit(paths.keyCreate(projectId))
  await page.getByRole('textbox', { name: 'Mobile number' }).fill('99887766')
  await chooseDoor(page, 'Garasje, port nord')
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  const path = `/jobs/${idOf(page)}`
  await page.clock.runFor(3_000)
  await expect(page.getByText('Running', { exact: true })).toBeVisible()

  await mock.clock({ advanceSeconds: 40 })
  await page.clock.runFor(3_000)
  await expect(page.getByText(/being made · 4\d s/)).toBeVisible()
  const quietBefore = await looks(mock, path)
  await page.clock.runFor(20_000)
  await expect.poll(() => looks(mock, path)).toBeGreaterThanOrEqual(quietBefore + 2)
  expect((await looks(mock, path)) - quietBefore).toBeLessThanOrEqual(8)

  await mock.clock({ advanceSeconds: 15 * 60 })
  await page.clock.runFor(12_000)
  await expect(page.getByText('Timed out', { exact: true })).toBeVisible()
  const failures = page.getByRole('region', { name: 'What failed' })
  await expect(failures).toContainText('the vendor did not confirm the key in time')
  await expect(failures).toContainText(
    'Some keys may still appear: look at the lock before you make them again.',
  )
  expect(await creates(mock)).toHaveLength(1)
})

test(
  'a vendor outage makes error keys, and the job says why and what to do',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await mock.vendor('danalock', false)
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['99887766', '+4790000001'])
    await chooseDoor(page, 'Kjeller 1')
    await chooseDoor(page, 'Virtual Lock 1')
    await page.getByRole('button', { name: 'Make 4 keys' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await mock.clock({ advanceSeconds: 20 })

    await expect(page.getByText('Partly done')).toBeVisible()
    await expect(bar(page)).toHaveAttribute('aria-valuetext', '1 of 4 made, 3 failed')
    const failures = page.getByRole('region', { name: 'What failed' })
    // Grouped by reason, the larger group first.
    await expect(failures.getByRole('heading')).toHaveText([
      "2 keys failed: unable to contact the vendor's lock system",
      '1 key failed: the vendor refused this key holder',
    ])
    await expect(failures).toContainText('The vendor’s lock system could not be reached')
    await expect(failures).toContainText('The vendor does not accept this person.')

    const row = page.getByRole('table', { name: 'Keys of this job' }).getByRole('row')
    await row
      .filter({ hasText: 'Kjeller 1' })
      .filter({ hasText: '+47 998 87 766' })
      .getByRole('link')
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('+47 998 87 766 to Kjeller 1')
    await expect(page.getByRole('main').getByText('Failed', { exact: true })).toBeVisible()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Keys' }).click()
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('99887766')
    await expect(page.getByRole('row').filter({ hasText: 'Kjeller 1' })).toContainText('Failed')
    await expect(page.getByRole('row').filter({ hasText: 'Virtual Lock 1' })).toContainText('Active')
    expect(await creates(mock)).toHaveLength(1)
  },
)

test('whoever leaves the page of the job at once sees in the list of keys what became of it @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await page.clock.install({ time: storyStart })
  await visit(paths.keys(projectId))
  await page.getByRole('link', { name: 'New keys' }).click()
  await page.getByRole('textbox', { name: 'Mobile number' }).fill('99887766')
  await chooseDoor(page, 'Kjeller 1')
  // The page of the job is still loading when it is left.
  await mock.faults([{ method: 'GET', path: `/v2/projects/${projectId}/jobs/*`, times: 9, held: true }])
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Keys' }).click()
  await mock.faults([])
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('99887766')
  const row = page.getByRole('row').filter({ hasText: 'Kjeller 1' })
  await expect(row).toContainText('Being made')
  await mock.clock({ advanceSeconds: 20 })
  await page.clock.runFor(11_000)
  await expect(row).toContainText('Active')
})
