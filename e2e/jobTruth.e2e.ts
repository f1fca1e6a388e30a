import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, idOf, typeMoment } from './keyForm.ts'
import { askUnloc, creates } from './wire.ts'

test('a job that goes back is told of and watched on, and a key that was made without its end raises an alarm', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  await chooseDoor(page, 'Virtual Lock 1')
  await typeMoment(page, 'End', '31 Dec 2026 18:00')
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  const alarm = page.getByRole('alert').filter({ hasText: 'differs from what was asked' })
  await expect(page.getByRole('table', { name: 'Keys of this job' })).toContainText('Active')
  await expect(alarm).toHaveCount(0)

  const api = `/v2/projects/${projectId}`
  const path = `${api}/jobs/${idOf(page)}`
  const { job } = (await askUnloc(page, 'GET', path)) as {
    job: { resultData: { createdKeys: { id: string }[] } }
  }
  const keyId = job.resultData.createdKeys[0]?.id ?? ''
  const { key } = (await askUnloc(page, 'GET', `${api}/keys/${keyId}`)) as { key: { end?: string } }
  expect(key.end).toBe('2026-12-31T17:00:00.000Z')
  const endless = { ...key, end: undefined }
  await mock.faults([
    { method: 'GET', path, times: 3, status: 200, body: { job: { ...job, status: 'inProgress' } } },
    { method: 'GET', path: `${api}/keys`, times: 1000, status: 200, body: { keys: [endless] } },
  ])
  await page.reload()
  await expect(page.getByText(/Unloc said Done at \d\d:\d\d and now says Running\./)).toBeVisible()
  await expect(alarm).toContainText(
    '+47 998 87 766 to Virtual Lock 1: has no end, asked was 31 Dec 2026, 18:00',
  )
  await expect(alarm).toContainText('It opens until it is revoked.')
  await expect(page.getByRole('table', { name: 'Keys of this job' })).toContainText('Not as asked: no end')

  // Nobody presses anything: it looks until Unloc says again that the job is over.
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  await expect(page.getByText('Unloc said Done')).toHaveCount(0)
  await alarm.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/keys/${keyId}$`))
})

test('a large press goes out in several jobs, told before, and stands under one heading with one sum', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.jobs(projectId))
  const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks?limit=2500`)) as {
    locks: { id: string; name: string }[]
  }
  const doors = locks.filter(({ name }) => /^Virtual Lock \d$/.test(name))
  expect(doors).toHaveLength(2)
  await visit(paths.keyCreate(projectId), `?lock=${doors.map(({ id }) => id).join(',')}`)
  await addNumbers(
    page,
    Array.from({ length: 130 }, (_, i) => `+47400${String(10_000 + i)}`),
  )
  const summary = page.getByRole('complementary', { name: 'Summary' })
  await expect(summary).toContainText('130 people × 2 locks = 260 keys')
  await expect(summary).toContainText('Goes out as 2 jobs of at most 250 keys.')
  await page.getByRole('button', { name: 'Make 260 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect((await creates(mock)).map(({ body }) => (body as { keys: object[] }).keys.length)).toEqual([250, 10])
  const first = idOf(page)
  await mock.clock({ advanceSeconds: 60 })

  const press = page.getByRole('region', { name: '260 keys in 2 jobs' })
  await expect(press.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '260 of 260 made')
  await expect(press.getByRole('listitem')).toHaveText(['Job 1Done250 of 250 made', 'Job 2Done10 of 10 made'])
  await expect(press.getByRole('link', { name: 'Job 1' })).toHaveAttribute('aria-current', 'page')
  await press.getByRole('link', { name: 'Job 2' }).click()
  await expect(page).not.toHaveURL(new RegExp(first))
  await expect(press.getByRole('link', { name: 'Job 2' })).toHaveAttribute('aria-current', 'page')

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).click()
  const rows = page.getByRole('table', { name: 'Jobs' }).getByRole('row')
  await expect(rows.nth(1)).toHaveText('260 keys in 2 jobs130 people to 2 locks260 of 260 made')
  await expect(rows.nth(2)).toContainText('Job 1 of 2')
  await expect(rows.nth(3)).toContainText('Job 2 of 2')
})

test(
  'a status that nobody knows and on which nothing moves is given up, and asked for again by a press',
  { tag: '@long' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['99887766'])
    await chooseDoor(page, 'Virtual Lock 1')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page.getByText('Done', { exact: true })).toBeVisible()
    const path = `/v2/projects/${projectId}/jobs/${idOf(page)}`
    const { job } = (await askUnloc(page, 'GET', path)) as { job: object }
    const odd = { job: { ...job, status: 'quantumState' } }
    await mock.faults([{ method: 'GET', path, times: 1000, status: 200, body: odd }])
    await page.reload()
    await expect(page.getByText('It keeps looking, at least every 10 seconds.')).toBeVisible()
    await mock.clock({ advanceSeconds: 3600 })
    await expect(page.getByText('so this page has stopped looking.')).toBeVisible()
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(page.getByText('It keeps looking, at least every 10 seconds.')).toBeVisible()
  },
)
