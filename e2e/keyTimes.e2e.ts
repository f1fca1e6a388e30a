import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, pickMoment } from './keyForm.ts'
import { askUnloc, creates, type AskedKey } from './wire.ts'
import type { MockDoor } from './mockDoor.ts'

// The person sits in another zone than every door, and on the other side of midnight for half of the day.
test.use({ timezoneId: 'America/New_York' })

/** The keys that were sent, by the name of their lock. */
async function sentByLock(page: Page, mock: MockDoor, projectId: string): Promise<Map<string, AskedKey>> {
  const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks`)) as {
    locks: { id: string; name: string }[]
  }
  const names = new Map(locks.map(({ id, name }) => [id, name]))
  const posts = await creates(mock)
  return new Map(
    posts.flatMap(({ body }) =>
      (body as { keys: AskedKey[] }).keys.map((key) => [names.get(key.lockId) ?? '', key] as const),
    ),
  )
}

test('start and end, picked and typed, are the instants at which each door’s own clock shows them', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  for (const door of ['Virtual Lock 1', 'Hytte i Levi', 'Leilighet i Maspalomas'])
    await chooseDoor(page, door)
  await pickMoment(page, 'Start', '24 November 2026', '09:30')
  await pickMoment(page, 'End', '1 December 2026', '17:15')
  await expect(page.getByRole('textbox', { name: 'Start' })).toHaveValue(/24 Nov 2026, 09:30/)
  await expect(page.getByRole('textbox', { name: 'End' })).toHaveValue(/1 Dec 2026, 17:15/)
  const summary = page.getByRole('complementary', { name: 'Summary' })
  await expect(summary).toContainText('The clock there is 1 h ahead of Oslo time.')
  await expect(summary).toContainText('The clock there is 1 h behind Oslo time.')

  await page.getByText('Weekly hours', { exact: true }).click()
  await page.getByRole('textbox', { name: 'From' }).fill('7.30')
  await page.getByRole('textbox', { name: 'To' }).fill('24')
  await page.getByRole('checkbox', { name: 'Wednesday' }).uncheck()
  await page.getByRole('button', { name: 'Make 3 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)

  const keys = await sentByLock(page, mock, projectId)
  const times = [...keys].map(([name, { start, end }]) => [name, start, end])
  expect(times).toEqual([
    ['Virtual Lock 1', '2026-11-24T08:30:00.000Z', '2026-12-01T16:15:00.000Z'],
    ['Hytte i Levi', '2026-11-24T07:30:00.000Z', '2026-12-01T15:15:00.000Z'],
    ['Leilighet i Maspalomas', '2026-11-24T09:30:00.000Z', '2026-12-01T17:15:00.000Z'],
  ])
  const span = { startHour: 7, startMinute: 30, endHour: 24, endMinute: 0 }
  for (const key of keys.values())
    expect(key.recurrence).toEqual({
      timeSpans: (['mon', 'tue', 'thu', 'fri'] as const).map((weekday) => ({ weekday, ...span })),
    })
})

test(
  'one week is a week on the door’s clock, from now',
  { tag: '@long' },
  async ({ page, mock, visit, projectId }) => {
    // In Oslo it is Thursday already, in New York still Wednesday.
    await mock.clock({ now: Date.parse('2026-11-19T00:30:30Z') })
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['99887766'])
    await chooseDoor(page, 'Virtual Lock 1')
    await page.getByRole('button', { name: 'One week' }).click()
    await expect(page.getByRole('textbox', { name: 'End' })).toHaveValue(/26 Nov 2026, 01:3/)
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    const key = (await sentByLock(page, mock, projectId)).get('Virtual Lock 1')
    expect(key).not.toHaveProperty('start')
    expect(key?.end).toMatch(/^2026-11-26T00:3\d:00\.000Z$/)
  },
)

test(
  'an hour that the clock shows twice is asked about, and one that it skips is not taken',
  { tag: '@long' },
  async ({ page, mock, visit, projectId }) => {
    await mock.clock({ now: Date.parse('2027-10-25T09:00:00Z') })
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['99887766'])
    await chooseDoor(page, 'Virtual Lock 1')
    await pickMoment(page, 'Start', '31 October 2027', '02:30')
    const which = page.getByRole('group', { name: /shows this time twice. Which one\?/ })
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page.getByText('Not sent. Look at When.')).toBeVisible()
    expect(await creates(mock)).toEqual([])
    await which.getByRole('radio', { name: /^The second/ }).check()
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    expect((await sentByLock(page, mock, projectId)).get('Virtual Lock 1')?.start).toBe(
      '2027-10-31T01:30:00.000Z',
    )

    await mock.clock({ now: Date.parse('2028-03-20T09:00:00Z') })
    await visit(paths.keyCreate(projectId))
    await chooseDoor(page, 'Virtual Lock 1')
    await pickMoment(page, 'Start', '26 March 2028', '02:30')
    await expect(
      page.getByText('This time does not exist in Oslo, where the clock is put forward then.'),
    ).toBeVisible()
    await page.getByRole('button', { name: 'Use 03:30' }).click()
    await expect(page.getByRole('textbox', { name: 'Start' })).toHaveValue(/26 Mar 2028, 03:30/)
  },
)
