import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { tabTo } from './keyboardOnly.ts'
import { creates, sent } from './wire.ts'

test(
  'the main job by the keyboard alone: make a key, watch its job, take it back',
  { tag: '@demoLong' },
  async ({ keyboard: page, mock, visit, projectId }) => {
    const keys = page.keyboard
    await visit(paths.keys(projectId))
    await tabTo(page, page.getByRole('link', { name: 'New keys' }))
    await keys.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New keys')

    await tabTo(page, page.getByRole('textbox', { name: 'Mobile number' }))
    await keys.type('998 87 766')
    await keys.press('Enter')
    await expect(page.getByRole('list', { name: 'People who get keys' })).toContainText('+47 998 87 766')
    await tabTo(page, page.getByRole('combobox', { name: 'Doors' }))
    await keys.type('virtual lock 1')
    await expect(page.getByRole('option')).toHaveCount(1)
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await keys.press('Escape')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
      '1 person × 1 lock = 1 key',
    )
    await tabTo(page, page.getByRole('button', { name: 'Make 1 key' }))
    await keys.press('Enter')

    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await expect(page.getByText('Done', { exact: true })).toBeVisible()
    const row = page.getByRole('table', { name: 'Keys of this job' }).getByRole('row')
    await expect(row.filter({ hasText: 'Virtual Lock 1' })).toContainText('Active')
    await tabTo(page, row.getByRole('link', { name: '+47 998 87 766' }))
    await keys.press('Enter')

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('+47 998 87 766 to Virtual Lock 1')
    await tabTo(page, page.getByRole('button', { name: 'Revoke key…' }))
    await keys.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Revoke keys' })
    await expect(dialog.getByRole('button', { name: 'Keep the keys' })).toBeFocused()
    expect(await sent(mock, 'DELETE')).toEqual([])
    await tabTo(page, dialog.getByRole('button', { name: 'Revoke 1 key' }), 10)
    await keys.press('Enter')
    await expect(dialog.getByRole('status')).toHaveText('1 revoked.')
    await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused()
    await keys.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByText('This key is revoked already.')).toBeVisible()

    expect(await creates(mock)).toHaveLength(1)
    expect((await sent(mock, 'DELETE')).map(({ status }) => status)).toEqual([200])
  },
)
