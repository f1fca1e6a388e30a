import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, idOf, weeklyHours } from './keyForm.ts'
import type { MockDoor } from './mockDoor.ts'
import { askUnloc, creates, type AskedKey } from './wire.ts'

const summary = (page: Page) => page.getByRole('complementary', { name: 'Summary' })
const failures = (page: Page) => page.getByRole('region', { name: 'What failed' })
const willAsk = (page: Page) =>
  page.getByRole('list', { name: 'The keys that will be asked for' }).getByRole('listitem')

/** The keys of the create calls that Unloc took, call by call. */
const taken = async (mock: MockDoor): Promise<AskedKey[][]> =>
  (await creates(mock)).map(({ body }) => (body as { keys: AskedKey[] }).keys)

const pairs = (keys: AskedKey[] = []) => keys.map(({ appUserId, lockId }) => `${appUserId} ${lockId}`).sort()

/** Two people get keys to two doors while the vendor of one of them is out of reach; one number no vendor takes. */
async function failThree(page: Page, mock: MockDoor): Promise<string> {
  await mock.vendor('danalock', false)
  await addNumbers(page, ['99887766', '+4790000001'])
  await chooseDoor(page, 'Kjeller 1')
  await chooseDoor(page, 'Virtual Lock 1')
  await page.getByRole('button', { name: 'One week' }).click()
  await weeklyHours(page, ['Monday', 'Tuesday'], '07:30', '15:00')
  await page.getByRole('textbox', { name: 'Note' }).fill('For the choir')
  await page.getByRole('button', { name: 'Make 4 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  await mock.clock({ advanceSeconds: 20 })
  await expect(page.getByText('Partly done')).toBeVisible()
  await mock.vendor('danalock', true)
  return idOf(page)
}

test(
  'what failed is tried again as it was asked for, with a number put right, and both jobs say so',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await failThree(page, mock)
    await expect(failures(page).getByRole('link', { name: 'Try the 2 failed keys again' })).toBeVisible()
    await expect(failures(page).getByRole('link', { name: 'Try the failed key again' })).toBeVisible()
    await failures(page).getByRole('link', { name: 'Try the 3 failed keys again' }).click()

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Try failed keys again')
    await expect(summary(page)).toContainText('2 people × 2 locks, but only 3 keys')
    await expect(willAsk(page)).toHaveText([
      '+47 998 87 766 to Kjeller 1',
      '+47 900 00 001 to Kjeller 1',
      '+47 900 00 001 to Virtual Lock 1',
    ])
    await expect(page.getByRole('textbox', { name: 'End' })).toHaveValue(/25 Nov/)
    await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('For the choir')
    expect(page.url()).not.toMatch(/\d{8}/)

    const [first] = await taken(mock)
    // The number that is put right gets the keys of the wrong one, through a reload too.
    await page.getByRole('button', { name: 'Correct +47 900 00 001' }).click()
    await page.getByRole('textbox', { name: 'Correct +47 900 00 001' }).fill('41234567')
    await page.keyboard.press('Enter')
    await page.reload()
    await expect(page.getByText('This is your draft from before.')).toBeVisible()
    await expect(willAsk(page)).toHaveText([
      '+47 998 87 766 to Kjeller 1',
      '+47 412 34 567 to Kjeller 1',
      '+47 412 34 567 to Virtual Lock 1',
    ])
    // The demo's mock begins its record of requests anew with the page.
    const before = (await creates(mock)).length
    await page.getByRole('button', { name: 'Make 3 keys' }).dblclick()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await mock.clock({ advanceSeconds: 20 })
    await expect(page.getByText('Done', { exact: true })).toBeVisible()

    const [again, ...more] = (await taken(mock)).slice(before)
    expect(more).toEqual([])
    const [{ lockId: cellar = '' } = {}, { lockId: virtual = '' } = {}] = first ?? []
    expect(pairs(again)).toEqual(
      [`+4741234567 ${cellar}`, `+4741234567 ${virtual}`, `+4799887766 ${cellar}`].sort(),
    )
    for (const key of again ?? []) {
      expect(key.start).toBeUndefined()
      expect([key.end, key.recurrence]).toEqual([first?.[0]?.end, first?.[0]?.recurrence])
    }

    await page.getByRole('link', { name: /^the job of / }).click()
    await expect(page.getByText('Partly done')).toBeVisible()
    await expect(failures(page)).toContainText(/Tried again in the job of .*: 3 of 3 made\./)
    await expect(failures(page)).toContainText('1 exists by now and 1 was tried again with another number.')
    await expect(failures(page).getByRole('link', { name: /again$/ })).toHaveCount(0)
    await failures(page)
      .getByRole('link', { name: /^the job of / })
      .click()
    await expect(page.getByText(/^Tries again what failed in the job of /)).toBeVisible()
  },
)

test('what exists by now is left out, and nothing is offered before that was looked at @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  await visit(paths.keyCreate(projectId))
  await failThree(page, mock)
  // Somebody else makes one of them meanwhile.
  const [first] = await taken(mock)
  const other = first?.find(({ appUserId }) => appUserId === '+4799887766')
  await askUnloc(page, 'POST', `/v2/projects/${projectId}/keys`, {
    keys: [{ lockId: other?.lockId, appUserId: other?.appUserId }],
  })
  await mock.clock({ advanceSeconds: 20 })
  await mock.faults([
    {
      method: 'GET',
      path: `/v2/projects/${projectId}/keys`,
      times: 1000,
      status: 403,
      body: { title: 'No' },
    },
  ])
  await failures(page).getByRole('link', { name: 'Try the 3 failed keys again' }).click()
  await expect(page.getByText('It could not be looked which of these keys exist by now.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Make/ })).toHaveCount(0)
  await mock.faults([])
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()

  await expect(
    page.getByText('1 of the 3 exists by now and is left out: +47 998 87 766 to Kjeller 1.'),
  ).toBeVisible()
  await expect(summary(page)).toContainText('1 person × 2 locks = 2 keys')
  await page.getByRole('button', { name: 'Make 2 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  const calls = await taken(mock)
  expect(calls).toHaveLength(3)
  expect(pairs(calls[2])).toEqual(pairs(first?.filter(({ appUserId }) => appUserId === '+4790000001')))
})

test(
  'a changed form survives a reload, and asks no more for what was made meanwhile',
  { tag: '@long' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await failThree(page, mock)
    await failures(page).getByRole('link', { name: 'Try the 3 failed keys again' }).click()
    await page.getByRole('textbox', { name: 'Note' }).fill('For the band')
    await expect(summary(page)).toContainText('2 people × 2 locks, but only 3 keys')
    const [first] = await taken(mock)
    const other = first?.find(({ appUserId }) => appUserId === '+4799887766')
    await askUnloc(page, 'POST', `/v2/projects/${projectId}/keys`, {
      keys: [{ lockId: other?.lockId, appUserId: other?.appUserId }],
    })
    await mock.clock({ advanceSeconds: 20 })
    await page.reload()
    await expect(page.getByText('1 of the 3 exists by now and is left out')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('For the band')
    await expect(willAsk(page)).toHaveText([
      '+47 900 00 001 to Kjeller 1',
      '+47 900 00 001 to Virtual Lock 1',
    ])
    // Other new keys know nothing of it.
    await visit(paths.keyCreate(projectId))
    await expect(summary(page)).toContainText('0 people × 0 locks = 0 keys')
  },
)
