import type { Locator } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboardOnly.ts'
import { creates, sent } from './wire.ts'

test(
  'the main job by the keyboard alone: look at the doors, make keys, see why some failed, take back by key, person and lock',
  { tag: '@demoLong' },
  async ({ keyboard: page, mock, visit, projectId }) => {
    const keys = page.keyboard
    const heading = page.getByRole('heading', { level: 1 })
    const dialog = page.getByRole('dialog')
    const press = async (target: Locator, most?: number) => {
      await tabTo(page, target, most)
      await keys.press('Enter')
    }
    /** In the open dialog: nothing is sent before its own button, and Done leads back. */
    const revoke = async (button: string, outcome: string) => {
      const before = (await sent(mock, 'DELETE')).length
      await expect(dialog.getByRole('button', { name: 'Keep the keys' })).toBeFocused()
      await expect(dialog.getByRole('button', { name: button })).toBeVisible()
      expect(await sent(mock, 'DELETE')).toHaveLength(before)
      await press(dialog.getByRole('button', { name: button }), 10)
      await expect(dialog.getByRole('status')).toHaveText(outcome)
      await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused()
      await keys.press('Enter')
      await expect(dialog).toBeHidden()
    }
    const rail = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })

    await visit(paths.locks(projectId))
    await tabTo(page, page.getByRole('searchbox', { name: 'Search locks' }))
    await keys.type('virtual')
    await expect(page.getByRole('table', { name: 'Locks' }).getByRole('row')).toHaveCount(3)
    await press(page.getByRole('link', { name: 'Virtual Lock 1' }))
    await expect(heading).toHaveText('Virtual Lock 1')
    await press(page.getByRole('link', { name: 'New key to this lock' }))
    await expect(heading).toHaveText('New keys')

    for (const number of ['998 87 766', '+47 900 00 001']) {
      await tabTo(page, page.getByRole('textbox', { name: 'Mobile number' }))
      await keys.type(number)
      await keys.press('Enter')
    }
    await expect(page.getByRole('list', { name: 'People who get keys' }).getByRole('listitem')).toHaveCount(2)
    await tabTo(page, page.getByRole('combobox', { name: 'Doors' }))
    await keys.type('virtual lock 2')
    await expect(page.getByRole('option')).toHaveCount(1)
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await keys.press('Escape')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
      '2 people × 2 locks = 4 keys',
    )
    await press(page.getByRole('button', { name: 'Make 4 keys' }))

    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await expect(page.getByText('Partly done', { exact: true })).toBeVisible()
    await expect(page.getByRole('region', { name: 'What failed' }).getByRole('heading')).toHaveText([
      '2 keys failed: the vendor refused this key holder',
    ])
    const row = page.getByRole('table', { name: 'Keys of this job' }).getByRole('row')
    const made = row.filter({ hasText: 'Virtual Lock 1' }).filter({ hasText: 'Active' })
    await press(made.getByRole('link', { name: '+47 998 87 766' }))

    await expect(heading).toHaveText('+47 998 87 766 to Virtual Lock 1')
    await press(page.getByRole('button', { name: 'Revoke key…' }))
    await revoke('Revoke 1 key', '1 revoked.')
    await expect(page.getByText('This key is revoked already.')).toBeVisible()

    await press(page.getByRole('link', { name: '+47 998 87 766' }))
    await expect(heading).toHaveText('+47 998 87 766')
    await press(page.getByRole('button', { name: 'Revoke all keys…' }))
    await expect(dialog).toContainText('Takes back up to 1 key of +47 998 87 766, on 1 lock.')
    await revoke('Revoke up to 1 key', '1 revoked.')

    await press(rail('Locks'))
    await tabTo(page, page.getByRole('searchbox', { name: 'Search locks' }))
    await keys.type('virtual lock 2')
    await press(page.getByRole('link', { name: 'Virtual Lock 2' }))
    await expect(heading).toHaveText('Virtual Lock 2')
    await press(page.getByRole('button', { name: 'Revoke all keys…' }))
    await expect(dialog).toContainText('Takes back up to 2 keys to Virtual Lock 2, from 2 people.')
    await revoke('Revoke up to 2 keys', '2 revoked.')

    expect(await creates(mock)).toHaveLength(1)
    const asked = await sent(mock, 'DELETE')
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(asked.map(({ url }) => url.replace(/[\da-f]{8}-[\da-f-]{27}$/, 'id'))).toEqual([
      `/v2/projects/${projectId}/keys/id`,
      `/v2/projects/${projectId}/keys?appUserId=%2B4799887766`,
      `/v2/projects/${projectId}/keys?lockId=id`,
    ])
  },
)
