import { readFile } from 'node:fs/promises'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

test(
  'the logbook tells of a revoke that was just made, finds it, and hands it out as a file',
  { tag: '@demoLong' },
  async ({ page, visit, projectId }) => {
    await visit(paths.logbook(projectId))
    const rows = page.getByRole('table', { name: 'Logbook' }).getByRole('row')
    await page.getByRole('navigation').getByRole('link', { name: 'Keys' }).click()
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('Festsal')
    await page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    const item = page.getByRole('menuitem', { name: /^Revoke all keys of/ })
    const person = ((await item.textContent()) ?? '').replace(/^Revoke all keys of (.*)…$/, '$1')
    await item.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Revoke up to/ }).click()
    await dialog.getByRole('button', { name: 'Done' }).click()

    await page.getByRole('navigation').getByRole('link', { name: 'Logbook' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logbook')
    const entry = rows.filter({ hasText: `Revoke all keys of ${person}` }).first()
    await expect(entry).toContainText('Done')
    // People type names; the record holds numbers.
    const search = page.getByRole('searchbox', { name: 'Search the logbook' })
    await search.fill('nobody at all')
    await expect(page.getByText('No entry matches this search.')).toBeVisible()
    await search.fill(person)
    await page.getByText('Entries about').getByRole('button', { name: person, exact: true }).first().click()
    await expect(entry).toBeVisible()
    expect(page.url(), 'no number in the address').not.toMatch(/\d{8}/)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toContain(`Revoke all keys of ${person}`)
  },
)
