import type { Page } from '@playwright/test'
import { paths, routePaths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor } from './keyForm.ts'

const screen = (page: Page, title: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
// A dev server that has never run bundles its libraries first.
test.describe.configure({ timeout: 300_000 })

const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })

/**
 * The development build says what the production build swallows: keys that are missing or doubled, state set while
 * drawing, attributes that do not exist. The fixture asserts that the console stayed silent.
 */
test(
  'a walk over every screen of the development build',
  { tag: '@dev' },
  async ({ page, visit, projectId }) => {
    const walked = new Set<string>()
    const at = (name: keyof typeof routePaths) => walked.add(name)

    await test.step('the start leads to the keys', async () => {
      await visit(paths.home())
      // The dev server bundles what it has not met before, and loads the page anew.
      await expect(page.getByRole('status').filter({ hasText: '700 keys' })).toBeVisible({ timeout: 90_000 })
      at('home')
      at('keys')
      await visit({ to: routePaths.project, params: { projectId } })
      await expect(page.getByRole('status').filter({ hasText: '700 keys' })).toBeVisible()
      at('project')
    })

    await test.step('keys: search, filters, groups, sort, selection', async () => {
      await page.getByRole('searchbox', { name: 'Search keys' }).fill('hytte')
      await page.getByRole('search').getByRole('button', { name: 'State' }).click()
      await page.getByRole('menuitemcheckbox', { name: /^Scheduled/ }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('combobox', { name: 'Lock' }).click()
      await page.getByRole('option', { name: 'Hytte i Levi', exact: true }).click()
      await page.getByRole('combobox', { name: 'Person' }).click()
      await page.getByRole('option').first().click()
      await page
        .getByRole('button', { name: 'Clear all filters' })
        .or(page.getByRole('table'))
        .first()
        .waitFor()
      await visit(paths.keys(projectId), '?q=Virtual')
      await page.getByRole('combobox', { name: 'Group by' }).click()
      await page.getByRole('option', { name: 'By person' }).click()
      await page.getByRole('columnheader', { name: 'Lock' }).getByRole('button').click()
      await page.getByRole('checkbox', { name: /^Select all keys of Siri Strand/ }).check()
      await page.getByRole('button', { name: 'All keys of this person…' }).click()
      await expect(page.getByRole('dialog')).toContainText('Takes back up to 8 keys of Siri Strand')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Clear', exact: true }).click()
    })

    await test.step('a key, its revoke and its outcome', async () => {
      await page.getByRole('button', { name: /^Actions for Henrik Nygård, Virtual Lock 1/ }).click()
      await page.getByRole('menuitem', { name: 'Open this key' }).click()
      await screen(page, 'Henrik Nygård to Virtual Lock 1')
      at('key')
      await page.getByText('What the API says, word for word').click()
      await page.getByRole('button', { name: 'Revoke key…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke 1 key' }).click()
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 revoked.')
      await page.getByRole('button', { name: 'Done' }).click()
    })

    await test.step('new keys, and the job that makes them', async () => {
      await visit(paths.keyCreate(projectId))
      await screen(page, 'New keys')
      at('keyCreate')
      await addNumbers(page, ['998 87 766', '+47 412 34 567', 'nothing'])
      await chooseDoor(page, 'Virtual Lock 1')
      await chooseDoor(page, 'Hytte i Levi')
      await page.getByText('Weekly hours').click()
      await page.getByText('What will be sent').click()
      await page.getByRole('button', { name: 'End: calendar' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Next month' }).click()
      await page.keyboard.press('Escape')
      await rail(page, 'Jobs').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Stay', exact: true }).click()
      await page.getByRole('button', { name: 'Remove 1 not usable' }).click()
      await page.getByRole('button', { name: 'Make 4 keys' }).click()
      await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
      at('job')
      await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 20_000 })
    })

    await test.step('jobs, locks and a lock', async () => {
      await rail(page, 'Jobs').click()
      await screen(page, 'Jobs')
      at('jobs')
      await expect(page.getByRole('table', { name: 'Jobs' })).toBeVisible()
      await rail(page, 'Locks').click()
      await screen(page, 'Locks')
      at('locks')
      await page.getByRole('searchbox', { name: 'Search locks' }).fill('festsal')
      await page.getByRole('link', { name: 'Festsal', exact: true }).click()
      await screen(page, 'Festsal')
      at('lock')
      await expect(page.getByRole('table').first()).toBeVisible()
    })

    await test.step('a person, from the menu of a key', async () => {
      await visit(paths.keys(projectId), '?q=Siri+Strand')
      await page
        .getByRole('button', { name: /^Actions for Siri Strand/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'Open the person Siri Strand' }).click()
      await screen(page, 'Siri Strand')
      at('person')
      await page.getByRole('button', { name: /^All/ }).click()
      await page.getByRole('button', { name: 'Revoke all keys…' }).click()
      await expect(page.getByRole('dialog')).toContainText('keys of Siri Strand')
      await page.keyboard.press('Escape')
    })

    await test.step('why somebody cannot get in, from the menu of a key', async () => {
      await visit(paths.keys(projectId), '?q=Siri+Strand&state=active')
      await page
        .getByRole('button', { name: /^Actions for Siri Strand/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'Why can’t they get in?' }).click()
      await screen(page, 'Why can’t somebody get in?')
      at('keyWhy')
    })

    await test.step('the logbook', async () => {
      await rail(page, 'Logbook').click()
      await screen(page, 'Logbook')
      at('logbook')
    })

    await test.step('keys to be changed', async () => {
      await visit(paths.keys(projectId), '?q=Siri+Strand&state=active')
      await page
        .getByRole('button', { name: /^Actions for Siri Strand/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: /^Extend or change/ }).click()
      await screen(page, 'Extend or change keys')
      at('keyChange')
    })

    await test.step('narrow and dark', async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await rail(page, 'Keys').click()
      await page.getByRole('button', { name: 'Filters', exact: true }).click()
      await page.getByRole('button', { name: 'Show the keys' }).click()
      for (const name of ['Locks', 'Jobs', 'Keys']) await rail(page, name).click()
    })

    expect([...walked].sort()).toEqual(Object.keys(routePaths).sort())
  },
)
