import type { Page } from '@playwright/test'
import { href, paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { chooseDoor } from './keyForm.ts'
import { problem, skeleton } from './listStates.ts'
import { askUnloc, personIdOf, sent } from './wire.ts'

const henrik = '+4791620781'
const list = '/v2/projects/:projectId/keys'
const keysPath = (projectId: string) => `/v2/projects/${projectId}/keys`

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const keysOf = (page: Page, name: string) =>
  page.getByRole('table', { name: `Keys of ${name}` }).getByRole('row')
const which = (page: Page, name: RegExp) =>
  page.getByRole('group', { name: 'Which keys' }).getByRole('button', { name })
const doors = (page: Page) => page.getByRole('list', { name: 'Doors that open now' }).getByRole('listitem')
const jobs = (page: Page) =>
  page.getByRole('list', { name: 'Jobs that made these keys' }).getByRole('listitem')

test(
  'a person from the list: doors, keys by state and jobs; a new key; all keys revoked with one call',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Virtual')
    await page.getByRole('button', { name: 'Actions for Henrik Nygård, Virtual Lock 1' }).click()
    await page.getByRole('menuitem', { name: 'Open the person Henrik Nygård' }).click()

    await expect(heading(page)).toHaveText('Henrik Nygård')
    await expect(page.getByText('+47 916 20 781')).toBeVisible()
    await expect(page.getByText('9 live keys on 9 locks, 7 open now')).toBeVisible()
    // The number stands neither in the address nor in the title of the tab, and in no other address on the page.
    await expect(page).toHaveTitle('Person · Unloc console')
    expect(
      new URL(page.url()).pathname.endsWith(href(paths.person(projectId, personIdOf(projectId, henrik)))),
    ).toBe(true)
    expect(page.url()).not.toContain('91620781')
    expect(await page.locator('a[href*="91620781"]').count()).toBe(0)

    await expect(page.getByText('7 doors can be opened now')).toBeVisible()
    await expect(doors(page)).toHaveCount(7)
    await expect(doors(page).first()).toHaveText('Garasje, dørno end')
    await expect(doors(page).last()).toHaveText('Virtual Lock 2until 19 Nov 2026, 09:21')
    await expect(jobs(page)).toHaveCount(3)
    await expect(jobs(page).first()).toHaveText(/^New keys to Virtual Lock 1 and Virtual Lock 2Done2 keys/)

    await expect(keysOf(page, 'Henrik Nygård')).toHaveCount(10)
    await which(page, /^Expired/).click()
    await expect(keysOf(page, 'Henrik Nygård')).toHaveCount(4)
    await expect(which(page, /^Expired 3$/)).toHaveAttribute('aria-pressed', 'true')
    await page.reload()
    await expect(keysOf(page, 'Henrik Nygård')).toHaveCount(4)
    await which(page, /^All 12$/).click()
    await page.getByRole('columnheader', { name: 'Lock' }).getByRole('button').click()
    await expect(page).toHaveURL(/keys=all&sort=lock$/)
    await expect(keysOf(page, 'Henrik Nygård').nth(1).getByRole('link')).toHaveText('Festsal')

    // Listed anew when the page opened, by the number as the wire wants it.
    const asked = (await sent(mock, 'GET')).map(({ url }) => url)
    expect(asked.filter((url) => url.includes('appUserId=%2B4791620781')).length).toBeGreaterThan(0)

    await keysOf(page, 'Henrik Nygård').nth(1).getByRole('link').click()
    await expect(heading(page)).toHaveText('Henrik Nygård to Festsal')
    await page.getByRole('link', { name: 'Henrik Nygård' }).click()
    await expect(heading(page)).toHaveText('Henrik Nygård')

    await page.getByRole('link', { name: 'New key', exact: true }).click()
    await expect(heading(page)).toHaveText('New keys')
    const recipients = page.getByRole('list', { name: 'People who get keys' })
    await expect(recipients.getByRole('listitem')).toHaveText(/^Henrik Nygård/)
    await page.goBack()

    await page.getByRole('button', { name: 'Revoke all keys…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Takes back up to 9 keys of Henrik Nygård, on 9 locks.')
    await dialog.getByRole('button', { name: 'Revoke up to 9 keys' }).click()
    await expect(dialog.getByRole('status')).toHaveText(/8 revoked\.$/)
    await dialog.getByRole('button', { name: 'Done' }).click()
    // One of them comes from an access group.
    await expect(page.getByText('1 live key on 1 lock, 1 open now')).toBeVisible()
    await expect(doors(page)).toHaveText(['Hovedinngang 9no end'])
    await expect(which(page, /^Revoked 8$/)).toBeVisible()
    expect((await sent(mock, 'DELETE')).map(({ url }) => url)).toEqual([
      `${keysPath(projectId)}?appUserId=%2B4791620781`,
    ])
  },
)

test(
  'who has a name and no key: nothing to revoke, and a key to begin with',
  { tag: '@long' },
  async ({ page, mock, visit, projectId, allowStatus }) => {
    allowStatus(403)
    const anna = '+4799887766'
    const managedUsers = [{ id: anna, firstName: 'Anna', lastName: 'Berg' }]
    await mock.faults([
      { method: 'GET', path: '/v2/projects/:p/managed-users', times: 99, body: { managedUsers } },
    ])
    await visit(paths.person(projectId, personIdOf(projectId, anna)))
    await expect(heading(page)).toHaveText('Anna Berg')
    await expect(page.getByText('No live key', { exact: true })).toBeVisible()
    await expect(page.getByText('No keys for this person yet.')).toBeVisible()
    await expect(page.getByText('No job is known for these keys.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Revoke all keys…' })).toBeDisabled()
    await expect(page.getByRole('button', { name: 'Revoke all keys…' })).toHaveAccessibleDescription(
      'No key of this person is live, so there is nothing to revoke.',
    )
    // That there was none stays true as of then, when it cannot be read again.
    await mock.faults([
      { method: 'GET', path: list, times: 1, status: 403, body: problem('Forbidden', 'No') },
    ])
    await page.getByRole('button', { name: 'Read this person’s keys again' }).click()
    await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
    await expect(page.getByText('No keys for this person yet.')).toBeVisible()
    await page.getByRole('link', { name: 'New key for this person' }).click()
    await expect(page.getByRole('list', { name: 'People who get keys' })).toContainText('Anna Berg')
  },
)

test('an id that is nobody’s is called so only when all was looked through @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  const nobody = paths.person(projectId, '000000000000')
  await mock.faults([{ method: 'GET', path: list, times: 1, held: true }])
  await visit(nobody)
  await expect(page.getByRole('status', { name: 'Looking for the person' })).toBeVisible()
  await mock.faults([])
  await expect(page.getByText('No key and no name here has this id.')).toBeVisible()

  await mock.faults([{ method: 'GET', path: list, times: 99, status: 403, body: { title: 'Not for you' } }])
  await visit(nobody)
  await expect(page.getByRole('alert')).toContainText('Not for you')
  await expect(page.getByText('No key and no name here has this id.')).toHaveCount(0)
  await mock.faults([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No key and no name here has this id.')).toBeVisible()
})

test('the page is right before all keys of the project are loaded', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  // The pass over all keys asks first; who it is, the names tell.
  await mock.faults([{ method: 'GET', path: list, times: 1, held: true }])
  await visit(paths.person(projectId, personIdOf(projectId, henrik)))
  await expect(page.getByText('9 live keys on 9 locks, 7 open now', { exact: true })).toBeVisible()
  await expect(which(page, /^Live 9$/)).toBeVisible()
})

test('a part of the keys is called one; an old list says how old it is @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(500)
  await visit(paths.keys(projectId))
  // What that page asks for must not meet the faults of the next.
  await expect(page.getByRole('status').filter({ hasText: '700 keys' })).toHaveText('700 keys')
  const { keys } = (await askUnloc(
    page,
    'GET',
    `${keysPath(projectId)}?appUserId=${encodeURIComponent(henrik)}`,
  )) as { keys: { id: string; state: string }[] }
  const some = keys.filter(({ state }) => state === 'active').slice(0, 3)
  await page.goto('about:blank')
  const broken = { method: 'GET', path: list, status: 500, body: { title: 'Storage is busy' } }
  await mock.faults([
    // Names come late, so that the first page of all keys tells who it is, and their own list fails after it.
    { method: 'GET', path: '/v2/projects/:p/managed-users', times: 1, held: true },
    { method: 'GET', path: list, times: 1, body: { keys: some, startAfterId: some.at(-1)?.id } },
    { ...broken, times: 99 },
  ])
  await visit(paths.person(projectId, personIdOf(projectId, henrik)))
  await expect(page.getByRole('alert')).toContainText('Storage is busy')
  await expect(page.getByText('3 live keys on 3 locks so far, 3 open now')).toBeVisible()
  await expect(page.getByText('3 doors so far can be opened now')).toBeVisible()
  await expect(page.getByText('Only the 3 keys that arrived are listed. There may be more.')).toBeVisible()
  await expect(which(page, /^Live 3\+$/)).toBeVisible()
  // What it would take back, the dialog lists anew.
  await expect(page.getByRole('button', { name: 'Revoke all keys…' })).toBeEnabled()

  await mock.faults([])
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('9 live keys on 9 locks, 7 open now')).toBeVisible()
  await expect(page.getByText('as of 10:00')).toBeVisible()

  await mock.faults([{ ...broken, times: 3 }])
  await page.getByRole('button', { name: 'Read this person’s keys again' }).click()
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
  await expect(page.getByText('9 live keys on 9 locks, 7 open now')).toBeVisible()
})

test(
  'where Unloc lists no jobs, those of this browser that were for the person are named',
  { tag: '@long' },
  async ({ page, mock, visit, projectId, allowStatus }) => {
    allowStatus(404)
    await mock.faults([
      {
        method: 'GET',
        path: `/v2/projects/${projectId}/jobs`,
        times: 99,
        status: 404,
        body: { title: 'Not Found' },
      },
    ])
    const person = paths.person(projectId, personIdOf(projectId, henrik))
    await visit(person)
    await expect(page.getByText('only those that this browser started could be named')).toBeVisible()
    await page.getByRole('link', { name: 'New key', exact: true }).click()
    await chooseDoor(page, 'Styrerom')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    const job = page.url()
    await visit(person)
    await expect(jobs(page)).toHaveText(/^New keys to Styrerom.*1 key/)
    await jobs(page).getByRole('link').click()
    await expect(page).toHaveURL(job)
  },
)

test('the keys and the jobs of a person: loading, broken, and old @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  const refused = { times: 99, status: 403, body: problem('Forbidden', 'Closed for today') }
  const ofJobs = { method: 'GET', path: '/v2/projects/:p/jobs' }
  const ofKeys = { method: 'GET', path: list }
  const person = paths.person(projectId, personIdOf(projectId, henrik))
  await mock.faults([
    { ...ofJobs, ...refused, held: true },
    { ...ofKeys, ...refused, held: true },
  ])
  await visit(person)
  for (const label of ['Loading what opens', 'Loading jobs', 'Loading keys'])
    await expect(skeleton(page, label)).toBeVisible()
  await mock.faults([
    { ...ofJobs, ...refused },
    { ...ofKeys, ...refused },
  ])
  // Nothing came, and nothing is claimed.
  await expect(page.getByText('– This cannot be told, since no keys could be loaded.')).toBeVisible()
  const troubles = page.getByRole('alert')
  await expect(troubles).toHaveCount(2)
  for (const trouble of await troubles.all()) await expect(trouble).toContainText('Closed for today')
  await expect(page.getByText('No keys for this person yet.')).toHaveCount(0)
  await expect(page.getByText('No job is known for these keys.')).toHaveCount(0)
  await expect(page.getByText('What is listed')).toHaveCount(0)

  await mock.faults([])
  for (let left = 2; left > 0; left--) {
    await troubles.first().getByRole('button', { name: 'Try again' }).click()
    await expect(troubles).toHaveCount(left - 1)
  }
  await expect(page.getByText('9 live keys on 9 locks, 7 open now', { exact: true })).toBeVisible()
  await expect(jobs(page)).toHaveCount(3)

  const rail = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })
  await rail('Locks').click()
  await mock.clock({ advanceSeconds: 600 })
  await mock.faults([{ ...ofJobs, ...refused }])
  await page.goBack()
  await expect(troubles).toContainText('Closed for today')
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
  await expect(jobs(page)).toHaveCount(3)
})
