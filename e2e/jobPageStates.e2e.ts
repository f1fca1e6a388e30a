import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { problem, skeleton } from './listStates.ts'
import { askUnloc } from './wire.ts'

const path = '/v2/projects/:projectId/jobs/*'

// A job that nobody knows: accessibility.e2e.ts. One that goes back: jobTruth.e2e.ts.
test('the page of a job: loading, no keys named yet, old, broken, and its keys not to be read again @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  await visit(paths.locks(projectId))
  const { jobs } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/jobs`)) as {
    jobs: { id: string; resultData?: { createdKeys?: unknown[] } }[]
  }
  const jobId = jobs.find(({ resultData }) => resultData?.createdKeys?.length)?.id ?? ''
  const job = { id: jobId, type: 'createKeys', status: 'pending' }
  const refused = { status: 403, body: problem('Forbidden', 'Jobs need the module Access') }
  await page.goto('about:blank')
  const later = { method: 'GET', path, times: 1000, ...refused }
  await mock.faults([{ method: 'GET', path, times: 1, held: true, body: { job } }, later])
  await visit(paths.job(projectId, jobId))
  await expect(skeleton(page, 'Loading the job')).toBeVisible()
  await mock.holds()
  await mock.faults([later])
  await expect(page.getByText('Waiting to begin')).toBeVisible()
  await expect(skeleton(page, 'Loading the job')).toHaveCount(0)
  await expect(page.getByRole('table')).toHaveCount(0)
  // The next look fails: what was seen stays, and says of when it is.
  await expect(page.getByText('This is not permitted here. What is shown is as of 10:00.')).toBeVisible()
  await expect(page.getByText('Waiting to begin')).toBeVisible()

  await page.reload()
  await expect(page.getByRole('alert')).toContainText('Jobs need the module Access')
  await expect(page.getByText('Waiting to begin')).toHaveCount(0)
  await mock.faults([{ method: 'GET', path: '/v2/*/keys*', times: 1000, ...refused }])
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(
    page.getByText(/^The keys of this job could not be read again: .* may be old\.$/),
  ).toBeVisible()
  await expect(page.getByRole('table', { name: 'Keys of this job' })).toBeVisible()
  await expect(page.getByText('What is shown is as of')).toHaveCount(0)
})
