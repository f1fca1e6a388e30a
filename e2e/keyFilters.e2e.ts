import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

const count = (page: Page) => page.getByRole('heading', { level: 1 }).locator('..').getByRole('status')
const people = (page: Page) => page.getByRole('table', { name: 'Keys' }).getByRole('row').getByRole('link')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search keys' })
const stateMenu = (page: Page) =>
  page.getByRole('search', { name: 'Filter keys' }).getByRole('button', { name: 'State' })
const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('combobox', { name: field }).fill(option)
  await page.getByRole('option', { name: option }).first().click()
}

test('state, lock, person, sort and groups stand in the address: a reload, back and forward are exact', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.clock({ advanceSeconds: 120 }) // the job that runs at the start is over
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')

  await stateMenu(page).click()
  await page.getByRole('menuitemcheckbox', { name: /^Active/ }).click()
  await page.getByRole('menuitemcheckbox', { name: /^Scheduled/ }).click()
  await page.keyboard.press('Escape')
  await expect(count(page)).toHaveText('528 of 700 keys')
  await choose(page, 'Person', 'Henrik Nygård')
  await expect(count(page)).toHaveText('9 of 700 keys')
  await page.getByRole('columnheader', { name: 'Lock' }).getByRole('button').click()
  await expect(people(page).first()).toContainText('Henrik Nygård')
  const sorted = () => page.getByRole('row').nth(1)
  await expect(sorted()).toContainText('Garasje, dør')
  await page.getByRole('columnheader', { name: 'Lock' }).getByRole('button').click()
  await expect(sorted()).toContainText('Virtual Lock 2')

  // The address follows when the rows are painted.
  await expect
    .poll(() => query(page))
    .toEqual({
      state: 'active,scheduled',
      person: expect.stringMatching(/^[0-9a-f]{12}$/),
      sort: 'lock',
      order: 'desc',
    })
  const full = query(page)
  await page.reload()
  await expect(count(page)).toHaveText('9 of 700 keys')
  await expect(sorted()).toContainText('Virtual Lock 2')
  await expect(page.getByRole('columnheader', { name: 'Lock' })).toHaveAttribute('aria-sort', 'descending')
  for (const filter of ['Active', 'Scheduled', 'Henrik Nygård'])
    await expect(page.getByRole('button', { name: `Remove the filter ${filter}` })).toBeVisible()
  await expect.poll(() => query(page)).toEqual(full)

  await choose(page, 'Lock', 'Virtual Lock 1')
  await expect(count(page)).toHaveText('1 of 700 keys')
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By person' }).click()
  await expect(page.getByRole('checkbox', { name: /^Select all keys of Henrik Nygård/ })).toBeVisible()
  await expect.poll(() => 'group' in query(page)).toBe(true)
  const grouped = query(page)
  await page.reload()
  await expect(page.getByRole('checkbox', { name: /^Select all keys of Henrik Nygård/ })).toBeVisible()

  await page.goBack()
  await expect(page.getByRole('checkbox', { name: /^Select all keys of Henrik Nygård/ })).toHaveCount(0)
  await expect(count(page)).toHaveText('1 of 700 keys')
  await page.goBack()
  await expect(count(page)).toHaveText('9 of 700 keys')
  await expect.poll(() => query(page)).toEqual(full)
  await page.goForward()
  await page.goForward()
  await expect(page.getByRole('checkbox', { name: /^Select all keys of Henrik Nygård/ })).toBeVisible()
  await expect.poll(() => query(page)).toEqual(grouped)

  // To a key and back: the list is as it was.
  await people(page).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Henrik Nygård to Virtual Lock 1')
  await page.goBack()
  await expect(count(page)).toHaveText('1 of 700 keys')
  await expect.poll(() => query(page)).toEqual(grouped)
})

test('a search that may be a phone number never stands in the address, and still survives a reload', async ({
  page,
  visit,
  projectId,
}) => {
  const addresses: string[] = []
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')

  await search(page).fill('Usman')
  await expect(count(page)).toHaveText('6 of 700 keys')
  await expect.poll(() => query(page)).toEqual({ q: 'Usman' })

  await search(page).fill('917 72 390')
  await expect(count(page)).toHaveText('4 of 700 keys')
  await expect.poll(() => query(page)).toEqual({})
  await page.reload()
  await expect(search(page)).toHaveValue('917 72 390')
  await expect(count(page)).toHaveText('4 of 700 keys')

  // A filter beside it keeps it, and so does a look at a key.
  await stateMenu(page).click()
  await page.getByRole('menuitemcheckbox', { name: /^Scheduled/ }).click()
  await page.keyboard.press('Escape')
  await expect(count(page)).toHaveText('2 of 700 keys')
  await people(page).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Usman Hussain')
  await page.goBack()
  await expect(search(page)).toHaveValue('917 72 390')
  await expect(count(page)).toHaveText('2 of 700 keys')
  await page.goBack()
  await expect(count(page)).toHaveText('4 of 700 keys')

  // Without the origin: its port is any number.
  for (const address of [...addresses, page.url()].map((url) => url.slice(new URL(url).origin.length)))
    expect(address.replace(projectId, '')).not.toMatch(/917|72390/)
})

test('presses that follow each other at once are entries of their own; whoever leaves at once comes back to what was shown @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')
  const sortedBy = (name: string) =>
    expect(page.getByRole('columnheader', { name, exact: true })).toHaveAttribute('aria-sort', 'ascending')
  /** Without a frame between one press and the next, which no pointer of a test can do. */
  const pressAtOnce = (...selectors: string[]) =>
    page.evaluate((all) => {
      for (const one of all) document.querySelector<HTMLElement>(one)?.click()
    }, selectors)

  await pressAtOnce('[data-column=person] button', '[data-column=lock] button')
  await expect.poll(() => query(page)).toEqual({ sort: 'lock' })
  await sortedBy('Lock')
  await page.goBack()
  await sortedBy('Person')
  await expect.poll(() => query(page)).toEqual({ sort: 'person' })
  await page.goForward()
  await sortedBy('Lock')

  await pressAtOnce('[data-column=state] button', '[role=row] a')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(' to ')
  await page.goBack()
  await sortedBy('State')
  await expect.poll(() => query(page)).toEqual({ sort: 'state' })

  // Back before the address was written: what it says is what is shown.
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('[data-column=end] button')?.click()
    history.back()
  })
  await expect.poll(() => query(page)).not.toEqual({ sort: 'state' })
  const { sort } = query(page)
  await sortedBy(sort === 'end' ? 'Valid' : 'Lock')

  await search(page).fill('Usman')
  await expect.poll(() => query(page).q).toBe('Usman')
  await page.goBack()
  await expect(search(page)).toHaveValue('')
  await page.goForward()
  await expect(search(page)).toHaveValue('Usman')
  await expect(count(page)).toHaveText('6 of 700 keys')
})

test('what the address does not say well is left out, with a note @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.clock({ advanceSeconds: 120 })
  await visit(paths.keys(projectId), '?state=active&sort=colour&group=moon&person=%2B4791772390&q=4791772390')
  await expect(page.getByText('A part of this address was not understood and is left out:')).toContainText(
    'sort, group, person and q',
  )
  await expect(count(page)).toHaveText('509 of 700 keys')
  await expect(search(page)).toHaveValue('')
})

test('the same holds for the list of locks @long', async ({ page, visit, projectId }) => {
  await visit(paths.locks(projectId), '?sort=colour&q=4791772390')
  await expect(page.getByText('A part of this address was not understood and is left out:')).toContainText(
    'sort and q',
  )
  await expect(count(page)).toHaveText('60 locks')
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
})

test('a filter for somebody or some lock that is not there finds nothing, and can be taken off @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?person=000000000000&lock=gone')
  await expect(page.getByText('No key matches these filters.')).toBeVisible()
  await expect(page.getByText('A person without keys here')).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(count(page)).toHaveText('700 keys')
  await expect.poll(() => query(page)).toEqual({})
})

test('nothing is called missing while names that may tell it are on their way', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.faults([{ method: 'GET', path: '/v2/projects/:p/managed-users', times: 1, held: true }])
  await visit(paths.keys(projectId), '?q=Usman')
  // All keys are here, and none of them tells a name.
  await expect(count(page)).toHaveText('0 of 700 keys')
  await expect(page.getByText('Nothing found so far.')).toBeVisible()
  await expect(page.getByText('Keys and names are still being read.')).toBeVisible()
  await expect(page.getByText('No key matches these filters.')).toHaveCount(0)
  await mock.faults([])
  await expect(count(page)).toHaveText('6 of 700 keys')
  await search(page).fill('Usman Nobody')
  await expect(page.getByText('No key matches these filters.')).toBeVisible()
  await expect(page.getByText('All keys were looked through.')).toBeVisible()
})

/** What a person types, how many keys it finds, and what stands in the first of them. */
const searches = [
  ['+4791772390', 4, 'Usman Hussain'],
  ['47 917 72 390', 4, 'Usman Hussain'],
  ['91772390', 4, 'Usman Hussain'],
  ['72 390', 4, 'Usman Hussain'],
  ['gunnar odegard', 6, 'Gunnar Ødegård'],
  ['zofia zielinski', 9, 'Zofia Zieliński'],
  ['bathus', 4, 'Båthus'],
  ['levintie', 25, 'Hytte i Levi'],
  ['snomaking', 6, ''],
  ['.*', 0, ''],
] as const

test('a search finds numbers in any spelling, names without accents, locks, addresses and notes @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')
  for (const [text, found, first] of searches)
    await test.step(text, async () => {
      await search(page).fill(text)
      await expect(count(page)).toHaveText(`${String(found)} of 700 keys`)
      if (first)
        await expect(page.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1)).toContainText(first)
      await search(page).clear()
      await expect(count(page)).toHaveText('700 keys')
    })
})

test('a number that is typed and deleted slowly keeps each of its digits @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')
  await search(page).fill('9988')
  // Four digits stand in the history's state, three in the address: the text must survive the change of place.
  await expect.poll(() => page.evaluate(() => (history.state as { text?: string }).text)).toBe('9988')
  await search(page).press('Backspace')
  await expect.poll(() => query(page)).toEqual({ q: '998' })
  await expect(search(page)).toHaveValue('998')
})

test('what a search finds where no column shows it is told in the row @long', async ({
  page,
  visit,
  projectId,
}) => {
  const row = () => page.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1)
  await visit(paths.keys(projectId), '?q=Festsal')
  await expect(row().locator('mark').first()).toHaveText('Festsal')
  await expect(row()).not.toContainText('Lock: ')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'Lock' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(row().getByRole('link')).toContainText('Lock: Festsal')

  // In two lines there is no room for numbers.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(row()).toContainText('Festsal')
  await expect(row()).not.toContainText('Lock: ')
  await search(page).fill('917 72 390')
  await expect(row().getByRole('link')).toContainText('Number: +47 917 72 390')
})
