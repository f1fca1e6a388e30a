import type { Locator } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { sent } from './wire.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

const bottom = async (locator: Locator) => {
  const box = await locator.boundingBox()
  return box ? box.y + box.height : NaN
}

test('with a thumb at 390 px: filter, select, revoke', async ({ page, mock, visit, projectId }) => {
  await visit(paths.keys(projectId))
  await expect(page.getByRole('status').filter({ hasText: '700 keys' })).toBeVisible()

  await page.getByRole('button', { name: 'Filters', exact: true }).tap()
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  await sheet.getByRole('button', { name: 'State' }).tap()
  await page.getByRole('menuitemcheckbox', { name: /^Scheduled/ }).tap()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await sheet.getByRole('combobox', { name: 'Lock' }).tap()
  await sheet.getByRole('combobox', { name: 'Lock' }).fill('inngang 5')
  await page.getByRole('option', { name: 'Hovedinngang 5' }).tap()
  await sheet.getByRole('button', { name: 'Show the keys' }).tap()
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: '3 of 700 keys' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove the filter Scheduled' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove the filter Hovedinngang 5' })).toBeVisible()

  await page.getByRole('checkbox', { name: 'Select Eirik Bakken, Hovedinngang 5' }).tap()
  await page.getByRole('checkbox', { name: 'Select Magnus Fjeld, Hovedinngang 5' }).tap()
  const bar = page.getByRole('region', { name: 'Selected keys' })
  await expect(bar).toContainText('2 keys selected')
  await bar.getByRole('button', { name: 'Revoke 2 keys…' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Revoke keys' })
  await expect(dialog).toContainText('Takes back 2 keys from Magnus Fjeld and Eirik Bakken, on 1 lock.')
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(390)
  await dialog.getByRole('button', { name: 'Revoke 2 keys' }).tap()
  await expect(dialog.getByRole('status')).toHaveText('2 revoked.')
  await dialog.getByRole('button', { name: 'Done' }).tap()
  await expect(bar).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: '1 of 700 keys' })).toBeVisible()
  const deletes = await sent(mock, 'DELETE')
  expect(deletes.map(({ status }) => status)).toEqual([200, 200])
  for (const { url } of deletes) expect(url).toMatch(/\/keys\/[\w-]+$/)

  // One more by the menu of its row.
  await page.getByRole('button', { name: /^Actions for Håkon Strand/ }).tap()
  await page.getByRole('menuitem', { name: 'Revoke this key…' }).tap()
  await dialog.getByRole('button', { name: 'Revoke 1 key' }).tap()
  await expect(dialog.getByRole('status')).toHaveText('1 revoked.')
  await dialog.getByRole('button', { name: 'Done' }).tap()
  await expect(page.getByText('No key matches these filters.')).toBeVisible()
  expect(await sent(mock, 'DELETE')).toHaveLength(3)
})

test('the bar of the selection covers neither the last row nor the way to other screens', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Hytte')
  await page.getByRole('checkbox', { name: /^Select all/ }).tap()
  const bar = page.getByRole('region', { name: 'Selected keys' })
  await expect(bar).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  const last = page.getByRole('table', { name: 'Keys' }).getByRole('row').last()
  await expect(last).toBeInViewport({ ratio: 1 })
  const top = (await bar.boundingBox())?.y ?? NaN
  expect(await bottom(last)).toBeLessThanOrEqual(top)
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(navigation).toBeInViewport({ ratio: 1 })
  expect(await bottom(bar)).toBeLessThanOrEqual((await navigation.boundingBox())?.y ?? NaN)
})

test('the headings that sort a wide list are choices among the filters of a narrow one @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Virtual')
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  const sortBy = async (choice: string) => {
    await page.getByRole('button', { name: 'Filters', exact: true }).tap()
    await sheet.getByRole('combobox', { name: 'Sort by' }).tap()
    await page.getByRole('option', { name: choice }).tap()
    await sheet.getByRole('button', { name: 'Show the keys' }).tap()
    await expect(sheet).toBeHidden()
  }
  const names = page.getByRole('table', { name: 'Keys' }).getByRole('row').getByRole('link')
  await sortBy('By person, Z–A')
  await expect(page).toHaveURL(/sort=person&order=desc/)
  await expect(names.first()).toContainText('Siri Strand')
  await sortBy('By person, A–Z')
  await expect(page).toHaveURL(/sort=person(?!.*order)/)
  await expect(names.first()).toContainText('Henrik Nygård')
  await sortBy('Newest first')
  await expect(page).not.toHaveURL(/sort=/)
})
