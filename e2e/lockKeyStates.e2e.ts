import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { problem } from './listStates.ts'
import { askUnloc } from './wire.ts'

const list = '/v2/projects/:projectId/keys'
const table = (page: Page) => page.getByRole('table', { name: 'Keys to Virtual Lock 1' })
const trouble = (page: Page) => page.getByRole('alert')

// Loading and broken: lockWeek.e2e.ts, where the same keys tell who can open.
test('the keys of a lock: a part is called one; an old list says how old it is, also when it is empty @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  await visit(paths.jobs(projectId))
  const path = `/v2/projects/${projectId}`
  const { locks } = (await askUnloc(page, 'GET', `${path}/locks`)) as {
    locks: { id: string; name: string }[]
  }
  const idOf = (name: string) => locks.find((lock) => lock.name === name)?.id ?? ''
  const lockId = idOf('Virtual Lock 1')
  const { keys } = (await askUnloc(page, 'GET', `${path}/keys?lockId=${lockId}`)) as {
    keys: { id: string }[]
  }
  expect(keys.length).toBeGreaterThan(1)
  // No other page of the console may take the faults.
  await page.goto('about:blank')
  const page1 = { keys: keys.slice(0, 1), startAfterId: keys[0]?.id }
  // A refusal is not asked again by itself, so that nobody waits.
  const fault = { method: 'GET', path: list, times: 1 }
  await mock.faults([
    { ...fault, body: page1 },
    { ...fault, status: 403, body: problem('Forbidden', 'Closed for today') },
  ])
  await visit(paths.lock(projectId, lockId))
  await expect(trouble(page)).toContainText('Closed for today')
  await expect(page.getByText('Only the one key that arrived is listed. There may be more.')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'All 1+' })).toBeAttached()

  await trouble(page).getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('as of 10:00')).toBeVisible()
  await expect(trouble(page)).toHaveCount(0)
  await expect(table(page)).toBeVisible()

  const down = { ...fault, status: 403, body: problem('Forbidden', 'Back at noon') }
  await mock.clock({ advanceSeconds: 600 })
  await mock.faults([down])
  await page.getByRole('button', { name: 'Read all keys again' }).click()
  await expect(trouble(page)).toContainText('Back at noon')
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
  await expect(table(page)).toBeVisible()

  // All was read, and there was none: that stays true as of then.
  await mock.faults([{ ...fault, body: { keys: [] } }])
  await trouble(page).getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No keys to this lock yet.')).toBeVisible()
  await mock.faults([down])
  await page.getByRole('button', { name: 'Read all keys again' }).click()
  await expect(trouble(page)).toContainText('Back at noon')
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:10.')).toBeVisible()
  await expect(page.getByText('No keys to this lock yet.')).toBeVisible()
})

test('the keys of a lock stay in their places under the pointer too while more come, and are shown from the first', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.jobs(projectId))
  const path = `/v2/projects/${projectId}`
  const { locks } = (await askUnloc(page, 'GET', `${path}/locks`)) as {
    locks: { id: string; name: string }[]
  }
  const lockId = locks.find(({ name }) => name === 'Virtual Lock 1')?.id ?? ''
  const { keys } = (await askUnloc(page, 'GET', `${path}/keys?lockId=${lockId}`)) as {
    keys: { id: string }[]
  }
  await page.goto('about:blank')
  const fault = { method: 'GET', path: list, times: 1 }
  await mock.faults([
    { ...fault, body: { keys: keys.slice(-1), startAfterId: keys[0]?.id } },
    { ...fault, held: true, body: { keys } },
  ])
  await visit(paths.lock(projectId, lockId))
  const links = table(page).getByRole('link')
  await links.first().focus()
  const before = await links.first().textContent()
  await mock.faults([])
  await expect(page.getByText(/more keys? ha(s|ve) come\./)).toBeVisible()
  await expect(links).toHaveCount(1)
  expect(await links.first().textContent()).toBe(before)
  await page.getByRole('button', { name: 'Show them' }).press('Enter')
  await expect(links).toHaveCount(keys.length)
  await expect(links.first()).toBeFocused()
  await expect(links.first()).toBeInViewport()
})
