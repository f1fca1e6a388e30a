import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { creates, sent } from './wire.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

async function expectNoSideways(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    'the page does not scroll sideways',
  ).toBe(0)
}

test(
  'the main job by thumb at 390 px: make keys, watch their job, take back all keys of the person',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId))
    await page.getByRole('link', { name: 'New keys' }).tap()
    await page.getByRole('textbox', { name: 'Mobile number' }).tap()
    await page.keyboard.type('99887766')
    await page.getByRole('button', { name: 'Add', exact: true }).tap()
    for (const door of ['Virtual Lock 1', 'Virtual Lock 2']) {
      await page.getByRole('combobox', { name: 'Doors' }).tap()
      await page.keyboard.type(door)
      await page.getByRole('option', { name: door }).tap()
    }
    // A tap beside the list of doors puts it away.
    await page.getByRole('heading', { name: 'Extras' }).tap()
    await expect(page.getByRole('option')).toHaveCount(0)
    await expectNoSideways(page)
    await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
      '1 person × 2 locks = 2 keys',
    )
    await page.getByRole('button', { name: 'Make 2 keys' }).tap()

    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await expect(page.getByText('Done', { exact: true })).toBeVisible()
    const rows = page.getByRole('table', { name: 'Keys of this job' }).getByRole('row')
    await expect(rows.filter({ hasText: 'Virtual Lock 1' })).toContainText('Active')
    await expect(rows.filter({ hasText: 'Virtual Lock 2' })).toContainText('Active')
    await expectNoSideways(page)

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Keys' }).tap()
    await page.getByRole('searchbox', { name: 'Search keys' }).tap()
    await page.keyboard.type('99887766')
    const key = page.getByRole('row').filter({ hasText: 'Virtual Lock 1' })
    await expect(key).toContainText('Active')
    await key.getByRole('button', { name: 'Actions for +47 998 87 766, Virtual Lock 1' }).tap()
    await page.getByRole('menuitem', { name: 'Revoke all keys of +47 998 87 766…' }).tap()
    const dialog = page.getByRole('dialog', { name: 'Revoke the keys of people' })
    await expect(dialog).toContainText('Takes back up to 2 keys of +47 998 87 766, on 2 locks.')
    await expectNoSideways(page)
    expect(await sent(mock, 'DELETE')).toEqual([])
    await dialog.getByRole('button', { name: 'Revoke up to 2 keys' }).tap()
    await expect(dialog.getByRole('status')).toHaveText('2 revoked.')
    await dialog.getByRole('button', { name: 'Done' }).tap()
    await expect(key).toContainText('Revoked')
    await expectNoSideways(page)

    expect(await creates(mock)).toHaveLength(1)
    expect((await sent(mock, 'DELETE')).map(({ url }) => url)).toEqual([
      `/v2/projects/${projectId}/keys?appUserId=%2B4799887766`,
    ])
  },
)
