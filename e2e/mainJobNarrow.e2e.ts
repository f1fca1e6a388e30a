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
  'the main job by thumb at 390 px: look at the doors, make keys, see why some failed, take back by key, person and lock',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    const heading = page.getByRole('heading', { level: 1 })
    const dialog = page.getByRole('dialog')
    const rail = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })
    /** In the open dialog: nothing is sent before its own button is tapped. */
    const revoke = async (button: string, outcome: string) => {
      await expectNoSideways(page)
      const before = (await sent(mock, 'DELETE')).length
      await expect(dialog.getByRole('button', { name: button })).toBeVisible()
      expect(await sent(mock, 'DELETE')).toHaveLength(before)
      await dialog.getByRole('button', { name: button }).tap()
      await expect(dialog.getByRole('status')).toHaveText(outcome)
      await expectNoSideways(page)
      await dialog.getByRole('button', { name: 'Done' }).tap()
      await expect(dialog).toBeHidden()
    }

    await visit(paths.locks(projectId))
    await page.getByRole('searchbox', { name: 'Search locks' }).tap()
    await page.keyboard.type('virtual')
    await page.getByRole('link', { name: 'Virtual Lock 1' }).tap()
    await expect(heading).toHaveText('Virtual Lock 1')
    await expect(page.getByText(/ can open now$/)).toBeVisible()
    await expectNoSideways(page)
    await page.getByRole('link', { name: 'New key to this lock' }).tap()
    for (const number of ['99887766', '+4790000001']) {
      await page.getByRole('textbox', { name: 'Mobile number' }).tap()
      await page.keyboard.type(number)
      await page.getByRole('button', { name: 'Add', exact: true }).tap()
    }
    await page.getByRole('combobox', { name: 'Doors' }).tap()
    await page.keyboard.type('Virtual Lock 2')
    await page.getByRole('option', { name: 'Virtual Lock 2' }).tap()
    // A tap beside the list of doors puts it away.
    await page.getByRole('heading', { name: 'Extras' }).tap()
    await expect(page.getByRole('option')).toHaveCount(0)
    await expectNoSideways(page)
    await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
      '2 people × 2 locks = 4 keys',
    )
    await page.getByRole('button', { name: 'Make 4 keys' }).tap()

    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await expect(page.getByText('Partly done', { exact: true })).toBeVisible()
    await expect(page.getByRole('region', { name: 'What failed' }).getByRole('heading')).toHaveText([
      '2 keys failed: the vendor refused this key holder',
    ])
    await expectNoSideways(page)

    await rail('Keys').tap()
    await page.getByRole('searchbox', { name: 'Search keys' }).tap()
    await page.keyboard.type('99887766')
    const key = (lock: string) => page.getByRole('row').filter({ hasText: lock })
    await expect(key('Virtual Lock 1')).toContainText('Active')
    await key('Virtual Lock 1')
      .getByRole('button', { name: /^Actions for/ })
      .tap()
    await page.getByRole('menuitem', { name: 'Revoke this key…' }).tap()
    await revoke('Revoke 1 key', '1 revoked.')
    await expect(key('Virtual Lock 1')).toContainText('Revoked')
    await key('Virtual Lock 2')
      .getByRole('button', { name: /^Actions for/ })
      .tap()
    await page.getByRole('menuitem', { name: 'Revoke all keys of +47 998 87 766…' }).tap()
    await expect(dialog).toContainText('Takes back up to 1 key of +47 998 87 766, on 1 lock.')
    await revoke('Revoke up to 1 key', '1 revoked.')
    await expect(key('Virtual Lock 2')).toContainText('Revoked')

    await rail('Locks').tap()
    await page.getByRole('searchbox', { name: 'Search locks' }).tap()
    await page.keyboard.type('virtual')
    await page.getByRole('link', { name: 'Virtual Lock 2' }).tap()
    await page.getByRole('button', { name: 'Revoke all keys…' }).tap()
    await expect(dialog).toContainText('Takes back up to 2 keys to Virtual Lock 2, from 2 people.')
    await revoke('Revoke up to 2 keys', '2 revoked.')
    await expectNoSideways(page)

    expect(await creates(mock)).toHaveLength(1)
    expect(
      (await sent(mock, 'DELETE')).map(({ url }) => url.replace(/[\da-f]{8}-[\da-f-]{27}$/, 'id')),
    ).toEqual([
      `/v2/projects/${projectId}/keys/id`,
      `/v2/projects/${projectId}/keys?appUserId=%2B4799887766`,
      `/v2/projects/${projectId}/keys?lockId=id`,
    ])
  },
)
