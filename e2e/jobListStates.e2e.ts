import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { breaksOff, count, expectBroken, problem, skeleton } from './listStates.ts'
import type { Fault } from './mockDoor.ts'
import { askUnloc, sent } from './wire.ts'

// Where Unloc lists no jobs at all (404), the page lists those of this browser: see jobsList.e2e.ts.

const table = (page: Page) => page.getByRole('table', { name: 'Jobs' })
const open = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

const path = '/v2/projects/:projectId/jobs'
const slow: Fault = { method: 'GET', path, times: 1, held: true }
/** A read is tried three times where that may help. */
const fails = (status: number, body: object): Fault => ({ method: 'GET', path, times: 3, status, body })
const whole = /^\d+ jobs(, \d+ running)?$/

test('loading: the shape of the list, then the list; looking again shows no shape @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.faults([slow])
  await visit(paths.jobs(projectId))
  await expect(skeleton(page, 'Loading jobs')).toBeVisible()
  await expect(count(page)).toHaveText('loading')
  await mock.faults([])
  await expect(count(page)).toHaveText(whole)
  await expect(skeleton(page, 'Loading jobs')).toHaveCount(0)

  await open(page, 'Locks')
  await mock.faults([slow])
  await open(page, 'Jobs')
  await expect(table(page)).toBeVisible()
  await expect(count(page)).toHaveText(whole)
  await expect(skeleton(page, 'Loading jobs')).toHaveCount(0)
})

test('empty: what would be here, and how to begin', async ({ page, mock, visit, projectId }) => {
  await mock.reset('empty')
  await visit(paths.jobs(projectId))
  await expect(count(page)).toHaveText('0 jobs')
  await expect(page.getByText('No jobs yet.')).toBeVisible()
  await expect(page.getByText('Each such job is listed here')).toBeVisible()
  await page.getByRole('link', { name: 'Make keys' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New keys')
})

test('partial: what arrived is listed and called partial, until it is complete @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(500)
  await visit(paths.locks(projectId))
  const { jobs } = (await askUnloc(page, 'GET', path.replace(':projectId', projectId))) as {
    jobs: { id: string }[]
  }
  const parts = {
    items: jobs,
    page: (some: object[], startAfterId: string) => ({ jobs: some, startAfterId }),
  }
  // No other page of the console may take the faults.
  await page.goto('about:blank')
  await mock.faults(breaksOff(path, parts, 2))
  await visit(paths.jobs(projectId))
  await expect(count(page)).toHaveText('2 so far, loading')
  await expect(count(page)).toHaveText('2 so far, incomplete')
  const trouble = page.getByRole('alert')
  await expect(trouble).toContainText('Unloc had a problem of its own.')
  await expect(trouble).toContainText('Storage is busy')
  await expect(page.getByText('Only the 2 jobs that arrived are listed. There may be more.')).toBeVisible()
  await expect(table(page).getByRole('row')).toHaveCount(3)

  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(count(page)).toHaveText(whole)
  await expect(table(page).getByRole('row')).toHaveCount(jobs.length + 1)
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
  await visit(paths.jobs(projectId))
  await expect(count(page)).toHaveText(whole)
  await open(page, 'Locks')
  await mock.clock({ advanceSeconds: 600 })
  await mock.faults([{ ...fails(503, problem('Unavailable', 'Back at noon')), times: 20 }])
  await open(page, 'Jobs')
  await expect(page.getByRole('alert')).toContainText('Back at noon')
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
  await expect(count(page)).toHaveText(whole)
  await expect(table(page)).toBeVisible()
  await mock.faults([])
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('What is listed is as of')).toHaveCount(0)
})

// What each kind of trouble is called, keyListStates.e2e.ts holds for all lists.
test('broken: it says so, claims no empty list, and comes when it is asked again', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  await mock.faults([{ ...fails(403, problem('Forbidden', 'Jobs need the module Access')), times: 20 }])
  await visit(paths.jobs(projectId))
  await expectBroken({
    page,
    whole,
    skeleton: 'Loading jobs',
    empty: 'No jobs yet.',
    says: ['This is not permitted here.', 'Jobs need the module Access'],
    technical: 'jobList · 403',
    mend: async () => {
      // What comes late and needs the list too does not ask again: the trouble would give way to a skeleton under the press.
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/JobWatch-')),
      )
      await mock.faults([])
    },
  })
  await expect(table(page)).toBeVisible()
  const looks = (await sent(mock, 'GET')).filter(({ url }) => /\/jobs(\?|$)/.test(url))
  expect(looks.map(({ status }) => status)).toEqual([403, 200])
})
