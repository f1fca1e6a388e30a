import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, idOf } from './keyForm.ts'
import { askUnloc } from './wire.ts'

const jobs = (page: Page) => page.getByRole('table', { name: 'Jobs' })
const openJobs = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).click()

async function makeKeys(page: Page, numbers: string[], door: string): Promise<string> {
  await addNumbers(page, numbers)
  await chooseDoor(page, door)
  await page.getByRole('button', { name: /^Make \d+ keys?$/ }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  return idOf(page)
}

test('where Unloc lists no jobs, those of this browser are listed, and the page says so @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(404)
  // Wide enough for every column: where a job was started from is the first to go.
  await page.setViewportSize({ width: 1440, height: 900 })
  const list = `/v2/projects/${projectId}/jobs`
  await mock.faults([{ method: 'GET', path: list, times: 1000, status: 404, body: { title: 'Not Found' } }])
  await visit(paths.jobs(projectId))
  await expect(page.getByText('This Unloc gives no list of jobs.')).toBeVisible()
  await expect(page.getByText('This browser has started no jobs.')).toBeVisible()

  await page.getByRole('link', { name: 'Make keys' }).click()
  const done = await makeKeys(page, ['99887766'], 'Virtual Lock 1')
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  await visit(paths.keyCreate(projectId))
  await makeKeys(page, ['99887766', '41234567'], 'Garasje, port nord')
  await expect(page.getByText('Running', { exact: true })).toBeVisible()
  await openJobs(page)

  await expect(page.getByText('This Unloc gives no list of jobs.')).toBeVisible()
  // Running first.
  const rows = jobs(page).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('2 people to Garasje, port nord')
  await expect(rows.nth(1)).toContainText('Running')
  await expect(rows.nth(1)).toContainText('0 of 2 made, 2 being made')
  await expect(rows.nth(2)).toContainText('+47 998 87 766 to Virtual Lock 1')
  await expect(rows.nth(2)).toContainText('1 of 1 made')

  await page.reload()
  await expect(rows).toHaveCount(3)
  await rows.nth(2).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`${done}$`))
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
})

test('a job that was started elsewhere is followed by its id', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(404)
  await visit(paths.jobs(projectId))
  const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks`)) as {
    locks: { id: string; name: string }[]
  }
  const lockId = locks.find(({ name }) => name === 'Virtual Lock 2')?.id
  const { jobRef } = (await askUnloc(page, 'POST', `/v2/projects/${projectId}/keys`, {
    keys: [{ lockId, appUserId: '+4799887766' }],
  })) as { jobRef: { id: string } }
  const list = `/v2/projects/${projectId}/jobs`
  await mock.faults([{ method: 'GET', path: list, times: 1000, status: 404 }])
  await page.reload()
  await expect(page.getByText('This browser has started no jobs.')).toBeVisible()

  const field = page.getByRole('textbox', { name: 'Follow a job by its id' })
  await page.getByRole('button', { name: 'Open job' }).click()
  await expect(page.getByText('Give the id of a job.')).toBeVisible()
  await field.fill(jobRef.id)
  await field.press('Enter')
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Keys of this job' })).toContainText('Virtual Lock 2')
  await expect(page.getByText('not from this browser')).toBeVisible()
})

test('a job is found by its person, their number, its door, its status and its id', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.jobs(projectId))
  const api = `/v2/projects/${projectId}`
  const { locks } = (await askUnloc(page, 'GET', `${api}/locks`)) as { locks: { id: string; name: string }[] }
  const lockOf = (door: string) => locks.find(({ name }) => name === door)?.id
  const make = (appUserId: string, door: string) =>
    askUnloc(page, 'POST', `${api}/keys`, { keys: [{ appUserId, lockId: lockOf(door) }] })
  const { jobRef } = (await make('+4746521705', 'Virtual Lock 1')) as { jobRef: { id: string } }
  await make('+4790000001', 'Virtual Lock 2')
  await page.reload()
  const search = page.getByRole('searchbox', { name: 'Search jobs' })
  const rows = jobs(page).getByRole('row')
  const siri = rows.filter({ hasText: 'Siri Strand to Virtual Lock 1' })
  await expect(siri).toHaveCount(1)
  for (const text of ['siri str', '465 21 705', '+47 465', jobRef.id, 'virtual lock 1']) {
    await search.fill(text)
    await expect(rows.filter({ hasText: '+47 900 00 001' })).toHaveCount(0)
    await expect(siri).toHaveCount(1)
  }
  await search.fill('failed')
  await expect(siri).toHaveCount(0)
  await expect(rows.filter({ hasText: '+47 900 00 001' })).toHaveCount(1)
  await search.fill('+47 465')
  await expect(siri).toHaveCount(1)
  // No number stands in the address, and the way back is exact.
  await expect.poll(() => page.evaluate(() => JSON.stringify(history.state))).toContain('+47 465')
  // Without the origin: its port is any number.
  expect(new URL(page.url()).pathname + new URL(page.url()).search).not.toContain('465')
  await page.reload()
  await expect(search).toHaveValue('+47 465')
  await expect(siri).toHaveCount(1)
  await expect(rows.filter({ hasText: '+47 900 00 001' })).toHaveCount(0)
  await search.fill('nobody at all')
  await expect(page.getByText('No job matches this search.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(rows.filter({ hasText: '+47 900 00 001' })).toHaveCount(1)
})

test('a status word that nobody knows is shown as it is and does not end the watch @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  const jobId = await makeKeys(page, ['99887766'], 'Virtual Lock 1')
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  const path = `/v2/projects/${projectId}/jobs/${jobId}`
  const { job } = (await askUnloc(page, 'GET', path)) as { job: object }
  const odd = { ...job, status: 'quantumState' }
  await mock.faults([
    { method: 'GET', path, times: 2, status: 200, body: { job: odd } },
    { method: 'GET', path: `/v2/projects/${projectId}/jobs`, times: 1, status: 200, body: { jobs: [odd] } },
  ])
  await page.reload()
  await expect(page.getByText('quantumState', { exact: true })).toBeVisible()
  await expect(page.getByText('This console does not know the status “quantumState”.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Keys of this job' })).toContainText('Active')
  // It keeps looking, and the known word comes back.
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
})

for (const jobElements of ['keyId', 'key.id', 'none'] as const)
  test(
    `a job that names its keys by ${jobElements} is read all the same`,
    { tag: jobElements === 'none' ? [] : ['@long'] },
    async ({ page, mock, visit, projectId }) => {
      await mock.faults([{ jobElements }])
      await visit(paths.keyCreate(projectId))
      await makeKeys(page, ['99887766', '+4790000001'], 'Virtual Lock 1')
      await expect(page.getByText('Partly done')).toBeVisible()
      await expect(page.getByRole('progressbar', { name: 'Keys of this job' })).toHaveAttribute(
        'aria-valuetext',
        '1 of 2 made, 1 failed',
      )
      const rows = page.getByRole('table', { name: 'Keys of this job' }).getByRole('row')
      await expect(rows).toHaveCount(3)
      await expect(rows.filter({ hasText: '+47 998 87 766' })).toContainText('Active')
      const failed = rows.filter({ hasText: '+47 900 00 001' })
      await expect(failed).toContainText('Failed')
      await expect(failed).toContainText('the vendor refused this key holder')
      await expect(page.getByRole('region', { name: 'What failed' })).toContainText(
        '1 key failed: the vendor refused this key holder',
      )
    },
  )

test('elements that nobody knows are shown as they came, beside those that can be read @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  const jobId = await makeKeys(page, ['99887766'], 'Virtual Lock 1')
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  const path = `/v2/projects/${projectId}/jobs/${jobId}`
  const { job } = (await askUnloc(page, 'GET', path)) as {
    job: { resultData: { createdKeys: { id: string }[] } }
  }
  const made = job.resultData.createdKeys.map(({ id }) => id)
  const failedKeys = [17, { oops: true, error: { message: 'the door is on fire' } }]
  const odd = { ...job, resultData: { createdKeys: made, failedKeys } }
  await mock.faults([{ method: 'GET', path, times: 9, status: 200, body: { job: odd } }])
  await page.reload()
  await expect(page.getByText('Partly done')).toBeVisible()
  const rows = page.getByRole('table', { name: 'Keys of this job' }).getByRole('row')
  await expect(rows.filter({ hasText: '+47 998 87 766' })).toContainText('Active')
  await expect(rows.filter({ hasText: '"oops":true' })).toContainText('the door is on fire')
  await expect(rows.filter({ hasText: /^17/ })).toContainText('Failed')
})
