import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor } from './keyForm.ts'
import { creates } from './wire.ts'

const summary = (page: Page) => page.getByRole('complementary', { name: 'Summary' })
const leaving = (page: Page) => page.getByRole('dialog', { name: 'These keys have not been made' })
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' })

/** Runs in the page: what a storage holds of unsent keys. */
const drafts = () =>
  Object.entries({ ...sessionStorage }).filter(([name]) => name.startsWith('unloc.newKeys.'))

async function fillIn(page: Page): Promise<void> {
  await addNumbers(page, ['99887766', '41234567'])
  await chooseDoor(page, 'Virtual Lock 1')
  await page.getByRole('button', { name: 'One week' }).click()
  await page.getByText('Weekly hours', { exact: true }).click()
  await page.getByRole('textbox', { name: 'From' }).fill('07:30')
  await note(page).fill('For the choir')
}

async function expectFilledIn(page: Page): Promise<void> {
  await expect(summary(page)).toContainText('2 people × 1 lock = 2 keys')
  await expect(page.getByRole('list', { name: 'People who get keys' })).toContainText('+47 412 34 567')
  await expect(page.getByRole('textbox', { name: 'End' })).toHaveValue(/25 Nov/)
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('07:30')
  await expect(note(page)).toHaveValue('For the choir')
}

test('a draft survives a reload and is wiped when it is sent', async ({ page, mock, visit, projectId }) => {
  await visit(paths.keyCreate(projectId))
  await fillIn(page)
  await page.reload()
  await expectFilledIn(page)
  await expect(page.getByText('This is your draft from before. Nothing of it was sent.')).toBeVisible()
  expect(await page.evaluate(drafts)).toHaveLength(1)
  expect(await creates(mock)).toEqual([])

  await page.getByRole('button', { name: 'Make 2 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect(await page.evaluate(drafts)).toEqual([])
  // What outlives the tab holds no number.
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('41234567')
  expect(page.url()).not.toContain('41234567')

  await visit(paths.keyCreate(projectId))
  await expect(summary(page)).toContainText('0 people × 0 locks = 0 keys')
  await expect(note(page)).toHaveValue('')
})

test('leaving asks once: stay, keep the draft, or discard it', async ({ page, visit, projectId }) => {
  const jobs = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' })
  await visit(paths.keyCreate(projectId))
  await fillIn(page)

  await jobs.click()
  await expect(leaving(page)).toContainText('Nothing has been sent.')
  await expect(leaving(page).getByRole('button', { name: 'Stay', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(leaving(page)).toBeHidden()
  await expect(page).toHaveURL(/\/keys\/new$/)
  await expectFilledIn(page)

  await jobs.click()
  await page.keyboard.press('Escape')
  await expect(leaving(page)).toBeHidden()
  await expectFilledIn(page)

  await jobs.click()
  await leaving(page).getByRole('button', { name: 'Keep the draft and leave' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  await expect(leaving(page)).toBeHidden()

  await page.goBack()
  await expectFilledIn(page)
  await jobs.click()
  await leaving(page).getByRole('button', { name: 'Discard and leave' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  expect(await page.evaluate(drafts)).toEqual([])
})

test('a form that nobody filled in is left without a question @long', async ({ page, visit, projectId }) => {
  await visit(paths.keyCreate(projectId))
  await expect(note(page)).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  expect(await page.evaluate(drafts)).toEqual([])
})

test('Escape in a picker closes the picker alone @long', async ({ page, visit, projectId }) => {
  await visit(paths.keyCreate(projectId))
  await fillIn(page)

  await page.getByRole('combobox', { name: 'Doors' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option')).toHaveCount(0)
  await expectFilledIn(page)

  await page.getByRole('button', { name: 'End: calendar' }).click()
  const picker = page.getByRole('dialog')
  await expect(picker).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(picker).toBeHidden()
  await expect(page.getByRole('button', { name: 'End: calendar' })).toBeFocused()
  await expectFilledIn(page)

  await page.getByRole('combobox', { name: 'Country' }).click()
  await expect(page.getByRole('option', { name: 'Sweden +46' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option')).toHaveCount(0)
  await expectFilledIn(page)
  await expect(page).toHaveURL(/\/keys\/new$/)
})
