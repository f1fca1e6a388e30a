import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { breaksOff, count, expectBroken, problem, skeleton } from './listStates.ts'
import type { Fault } from './mockDoor.ts'
import { askUnloc } from './wire.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Locks' })
const again = (page: Page) => page.getByRole('button', { name: 'Read all locks again' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search locks' })

const path = '/v2/projects/:projectId/locks'
const slow: Fault = { method: 'GET', path, times: 1, held: true }
/** A read is tried three times where that may help. */
const fails = (status: number, body: object): Fault => ({ method: 'GET', path, times: 3, status, body })

test('loading: the shape of the list, then the list; reading again shows no shape @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.faults([slow])
  await visit(paths.locks(projectId))
  await expect(skeleton(page, 'Loading locks')).toBeVisible()
  await expect(count(page)).toHaveText('loading')
  await mock.faults([])
  await expect(count(page)).toHaveText('60 locks')
  await expect(skeleton(page, 'Loading locks')).toHaveCount(0)

  await mock.faults([slow])
  await again(page).click()
  await expect(again(page)).toHaveAttribute('aria-busy', 'true')
  await expect(table(page)).toBeVisible()
  await expect(count(page)).toHaveText('60 locks')
  await expect(skeleton(page, 'Loading locks')).toHaveCount(0)
  await mock.faults([])
  await expect(again(page)).not.toHaveAttribute('aria-busy', 'true')
})

test('empty: what would be here, and who brings it', async ({ page, mock, visit, projectId }) => {
  await mock.reset('empty')
  await mock.faults([{ method: 'GET', path, times: 1, status: 200, body: { locks: [] } }])
  await visit(paths.locks(projectId))
  await expect(count(page)).toHaveText('0 locks')
  await expect(page.getByText('This project has no locks yet.')).toBeVisible()
  await expect(page.getByText('Locks come from the vendor')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('partial: what arrived is listed and called partial, until it is complete @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(500)
  await visit(paths.jobs(projectId))
  const { locks } = (await askUnloc(page, 'GET', path.replace(':projectId', projectId))) as {
    locks: { id: string }[]
  }
  const parts = {
    items: locks,
    page: (some: object[], startAfterId: string) => ({ locks: some, startAfterId }),
  }
  // No other page of the console may take the faults.
  await page.goto('about:blank')
  await mock.faults(breaksOff(path, parts, 12))
  await visit(paths.locks(projectId))
  await expect(count(page)).toHaveText('12 so far, loading')
  await expect(count(page)).toHaveText('12 so far, incomplete')
  const trouble = page.getByRole('alert')
  await expect(trouble).toContainText('Unloc had a problem of its own.')
  await expect(trouble).toContainText('Storage is busy')
  await expect(page.getByText('Only the 12 locks that arrived are listed. There may be more.')).toBeVisible()
  await expect(table(page).getByRole('row')).toHaveCount(13)
  await search(page).fill('no door has this name')
  await expect(count(page)).toHaveText('0 of 12 so far, incomplete')
  await expect(page.getByText('Not all locks are loaded yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()

  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(count(page)).toHaveText('60 locks')
  await expect(trouble).toHaveCount(0)
  await expect(page.getByText('There may be more.')).toHaveCount(0)
})

test('stale: the old list stays, says how old it is, and why @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(503)
  await visit(paths.locks(projectId))
  await expect(count(page)).toHaveText('60 locks')
  await expect(page.getByText('as of 10:00')).toBeVisible()
  await mock.clock({ advanceSeconds: 600 })
  await mock.faults([{ ...fails(503, problem('Unavailable', 'Back at noon')), times: 20 }])
  await again(page).click()
  await expect(page.getByRole('alert')).toContainText('Back at noon')
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
  await expect(count(page)).toHaveText('60 locks')
  await expect(table(page)).toBeVisible()
  await mock.faults([])
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('as of 10:10')).toBeVisible()
})

// What each kind of trouble is called, keyListStates.e2e.ts holds for all lists.
test('broken: it says so, claims no empty project, and comes when it is asked again @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(500)
  // The keys page's own list of locks asks for them too.
  await mock.faults([{ ...fails(500, problem('Internal error', 'Storage is busy')), times: 20 }])
  await visit(paths.locks(projectId))
  await expectBroken({
    page,
    whole: '60 locks',
    skeleton: 'Loading locks',
    empty: 'This project has no locks yet.',
    says: ['Unloc had a problem of its own.', 'Try again in a minute.', 'Storage is busy'],
    technical: 'lockList · 500',
    mend: () => mock.faults([]),
  })
  await expect(table(page)).toBeVisible()
})
