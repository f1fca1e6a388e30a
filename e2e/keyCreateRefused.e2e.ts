import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { addNumbers, chooseDoor } from './keyForm.ts'
import { creates } from './wire.ts'

const summary = (page: Page) => page.getByRole('complementary', { name: 'Summary' })
const chips = (page: Page) => page.getByRole('list', { name: 'People who get keys' }).getByRole('listitem')
const lost = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'The answer was lost, so the outcome is unknown.' })

test('a refused number lands on its person, and nothing else is lost', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(400)
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766', '41234567', '93456789'])
  await chooseDoor(page, 'Virtual Lock 1')
  await chooseDoor(page, 'Virtual Lock 2')
  await page.getByRole('textbox', { name: 'Note' }).fill('For the choir')
  await mock.faults([
    {
      method: 'POST',
      path: `/v2/projects/${projectId}/keys`,
      times: 1,
      status: 400,
      body: {
        title: 'Validation Error',
        detail: 'One key is not right',
        invalidParams: [{ name: 'keys.3.appUserId', reason: 'does not take text messages' }],
      },
    },
  ])
  await page.getByRole('button', { name: 'Make 6 keys' }).click()

  await expect(summary(page)).toContainText('Unloc refused this, and made none of the keys.')
  await expect(summary(page)).toContainText('One key is not right')
  // The fourth key of the call is the second person's.
  await expect(chips(page).nth(1)).toContainText('does not take text messages')
  await expect(chips(page).nth(0)).not.toContainText('does not take')
  await expect(page.getByText('Unloc refused +47 412 34 567: does not take text messages')).toBeVisible()
  const remove = page.getByRole('button', { name: 'Remove +47 412 34 567' })
  await expect(remove).toBeFocused()

  await expect(chips(page)).toHaveCount(3)
  await expect(summary(page)).toContainText('3 people × 2 locks = 6 keys')
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('For the choir')

  await page.keyboard.press('Enter')
  await expect(chips(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Make 4 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  const [refused, accepted, ...more] = await creates(mock)
  expect([refused?.status, accepted?.status, more.length]).toEqual([400, 202, 0])
  expect(
    (accepted?.body as { keys: { appUserId: string }[] }).keys.map(({ appUserId }) => appUserId),
  ).toEqual(['+4799887766', '+4799887766', '+4793456789', '+4793456789'])
})

test('an end that passes while the form is open is refused by Unloc itself and lands on its field @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(400)
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  await chooseDoor(page, 'Virtual Lock 1')
  await page.getByRole('button', { name: 'Tonight, to 06:00' }).click()
  await expect(page.getByRole('textbox', { name: 'End' })).toHaveValue(/06:00/)
  // The console goes by the time that Unloc tells, and is told nothing of the two days that pass there.
  const date = new Date(storyStart).toUTCString()
  await mock.faults([{ method: 'GET', path: '/v2/*', times: 1000, headers: { date } }])
  await mock.clock({ advanceSeconds: 2 * 86_400 })
  await page.getByRole('button', { name: 'Make 1 key' }).click()

  await expect(page.getByText('Unloc refused this: must be in the future')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'End' })).toBeFocused()
  await expect(chips(page)).toHaveCount(1)
  await expect(summary(page)).toContainText('1 person × 1 lock = 1 key')
  expect((await creates(mock)).map(({ status }) => status)).toEqual([400])
})

test('what the form can judge is never sent: the place is named and focused', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  await page.getByRole('button', { name: 'Make keys' }).click()
  await expect(page.getByRole('textbox', { name: 'Mobile number' })).toBeFocused()
  await expect(page.getByText('Add at least one person.')).toBeVisible()
  await expect(page.getByText('Choose at least one door.')).toBeVisible()
  await expect(page.getByText('Not sent. Look at Who and Which doors.')).toBeVisible()

  await addNumbers(page, ['99887766', 'nonsense'])
  await chooseDoor(page, 'Virtual Lock 1')
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page.getByText('One entry is no usable number. Correct or remove it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove nonsense' })).toBeFocused()
  expect(await creates(mock)).toEqual([])
})

test('a double press sends once', async ({ page, mock, visit, projectId }) => {
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  await chooseDoor(page, 'Virtual Lock 1')
  await mock.faults([{ method: 'POST', path: `/v2/projects/${projectId}/keys`, times: 1, held: true }])
  const make = page.getByRole('button', { name: 'Make 1 key' })
  await make.dblclick()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await mock.faults([])
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  await expect(page.getByText('Done', { exact: true })).toBeVisible()
  expect(await creates(mock)).toHaveLength(1)
})

test('when the answer to a press is lost, nothing is sent again: the page says so and looks what became of it', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  // The gateway says that it lost the answer.
  allowStatus(502)
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766', '41234567'])
  await chooseDoor(page, 'Virtual Lock 1')
  await mock.faults([{ method: 'POST', path: `/v2/projects/${projectId}/keys`, times: 1, drop: true }])
  await page.getByRole('button', { name: 'Make 2 keys' }).click()

  await expect(lost(page)).toBeVisible()
  await expect(lost(page)).toContainText('The keys may have been made. Nothing is sent again by itself')
  const make = page.getByRole('button', { name: 'Make 2 keys' })
  await expect(make).toBeDisabled()
  expect(await creates(mock)).toHaveLength(1)

  // It looks by itself, and only looks.
  await expect(lost(page)).toContainText('All 2 keys have arrived. Nothing is left to send.')
  expect(await creates(mock)).toHaveLength(1)

  // Also a reload forgets none of this, and sends nothing.
  await page.reload()
  await expect(lost(page)).toBeVisible()
  await expect(make).toBeDisabled()
  await page.getByRole('button', { name: 'Show the keys' }).click()
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('99887766')
  await expect(page.getByRole('row').filter({ hasText: 'Virtual Lock 1' })).toContainText('Active')
  await expect(page.getByRole('row').filter({ hasText: 'Virtual Lock 1' })).toHaveCount(1)
  expect((await creates(mock)).length).toBeLessThanOrEqual(1)
})

test('when nothing came of a lost press, the person may send again, and only then it is @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(502)
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  await chooseDoor(page, 'Virtual Lock 1')
  await mock.faults([
    { method: 'POST', path: `/v2/projects/${projectId}/keys`, times: 1, status: 502, body: 'Bad gateway' },
  ])
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(lost(page)).toBeVisible()
  await expect(lost(page)).toContainText('None of the keys is listed so far.')
  expect(await creates(mock)).toHaveLength(1)
  await page.getByRole('button', { name: 'Let me send again' }).click()
  expect(await creates(mock)).toHaveLength(1)
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect((await creates(mock)).map(({ status }) => status)).toEqual([502, 202])
})

test('what is wrong with a field, or how it was read, is its description for those who cannot see it @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  const number = page.getByRole('textbox', { name: 'Mobile number' })
  await number.fill('99887766')
  await expect(number).toHaveAccessibleDescription('Norway · +47 998 87 766')
  await number.fill('')
  await page.getByRole('button', { name: 'Make keys' }).click()
  await expect(number).toHaveAccessibleDescription(/Add at least one person\.$/)
  await page.getByText('Weekly hours', { exact: true }).click()
  await page.getByRole('textbox', { name: 'From' }).fill('25')
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveAccessibleDescription(
    'Write a time such as 08:00. The day ends at 24:00.',
  )
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.fill('x'.repeat(260))
  await expect(note).toHaveAccessibleDescription(
    /^Kept with each key.* 4 characters too many A note can have/,
  )
})
