import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { sent } from './wire.ts'

const bar = (page: Page) => page.getByRole('region', { name: 'Selected keys' })
const boxes = (page: Page) => page.getByRole('row').getByRole('checkbox', { name: /^Select (?!all)/ })
const ticked = (page: Page) =>
  page.getByRole('row').getByRole('checkbox', { name: /^Select (?!all)/, checked: true })

test('a selection holds through sort, filter, grouping, other columns and a new reading; a key that is gone leaves it with a note', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Festsal&state=active&sort=person')
  await expect(boxes(page)).toHaveCount(10)
  const names = await boxes(page).evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')))

  // A range goes by what is seen, whatever the order is.
  await boxes(page).nth(1).click()
  await boxes(page)
    .nth(4)
    .click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('4 keys selected')
  await page.getByRole('columnheader', { name: 'Person' }).getByRole('button').click()
  await expect(ticked(page)).toHaveCount(4)
  expect(
    (await ticked(page).evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')))).sort(),
  ).toEqual(names.slice(1, 5).sort())

  // All that match, then some of them off again.
  await page.getByRole('checkbox', { name: 'Select all 10 listed keys' }).check()
  await boxes(page).nth(0).uncheck()
  await boxes(page).nth(1).uncheck()
  await expect(bar(page)).toContainText('8 keys selected')

  // Hidden by a filter is still selected, and said.
  const search = page.getByRole('searchbox', { name: 'Search keys' })
  await search.fill('Styrerom')
  await expect(bar(page)).toContainText('8 of them are hidden by the filter')
  await search.fill('Festsal')
  await expect(ticked(page)).toHaveCount(8)

  // In groups, and with other columns.
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By lock', exact: true }).click()
  const ofGroup = page.getByRole('checkbox', { name: /^Select all keys of Festsal/ }).first()
  await expect(ofGroup).toBeVisible()
  // A group says whether all of its keys are selected, or some.
  const groups = page.getByRole('checkbox', { name: /^Select all keys of/ })
  const said = async () => {
    const all = await groups.evaluateAll((boxes: HTMLInputElement[]) =>
      boxes.map(({ checked, indeterminate }) => (indeterminate ? 'some' : checked ? 'all' : 'none')),
    )
    return [...new Set(all)].sort().join(' and ')
  }
  await expect.poll(said).toContain('some')
  await page.getByRole('checkbox', { name: 'Select all 10 listed keys' }).check()
  await expect.poll(said).toBe('all')
  await boxes(page).nth(0).uncheck()
  await boxes(page).nth(1).uncheck()
  await expect(bar(page)).toContainText('8 keys selected')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'State' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'State' })).toHaveCount(0)
  await expect(ticked(page)).toHaveCount(8)
  await expect(bar(page)).toContainText('8 keys selected')

  const gone = ticked(page).first().locator('xpath=ancestor::*[@role="row"]').getByRole('link').first()
  const keyId = (await gone.getAttribute('href'))?.split('/').at(-1) ?? ''
  await mock.vanish(keyId)
  await page.getByRole('button', { name: 'Read all keys again' }).click()
  await expect(bar(page)).toContainText('7 keys selected')
  await expect(bar(page)).toContainText('1 selected key is no longer listed, and left out')

  await bar(page).getByRole('button', { name: 'Clear' }).click()
  await expect(bar(page)).toBeHidden()
  await expect(ticked(page)).toHaveCount(0)
  expect(await sent(mock, 'DELETE')).toEqual([])
})
