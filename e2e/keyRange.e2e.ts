import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { tabTo } from './keyboardOnly.ts'
import { addNumbers, chooseDoor, pickMoment, typeMoment, weeklyHours } from './keyForm.ts'
import { creates, type AskedKey } from './wire.ts'
import type { MockDoor } from './mockDoor.ts'

// Six hours behind the doors, which are in Oslo but where it is said.
test.use({ timezoneId: 'America/New_York' })

const hour = 3_600_000
const field = (page: Page, name: 'Start' | 'End') => page.getByRole('textbox', { name, exact: true })
const summary = (page: Page) => page.getByRole('complementary', { name: 'Summary' })

async function begin(page: Page, doors: string[]): Promise<void> {
  await addNumbers(page, ['99887766'])
  for (const door of doors) await chooseDoor(page, door)
}

async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Make \d+ keys?$/ }).click()
}

const asked = async (mock: MockDoor): Promise<AskedKey[]> =>
  (await creates(mock)).flatMap(({ body }) => (body as { keys: AskedKey[] }).keys)

test(
  'typed in any usual form, and picked, a time is the same instant',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await begin(page, ['Virtual Lock 1'])
    await typeMoment(page, 'Start', 'tomorrow 8')
    await page.getByRole('button', { name: 'To month’s end' }).click()
    await expect(field(page, 'Start')).toHaveValue('')
    await expect(field(page, 'End')).toHaveValue('Tue 1 Dec 2026, 00:00')
    for (const text of [
      '24.12.2026 18:00',
      '24 Dec 2026 18:00',
      '2026-12-24 18:00',
      '24/12 18',
      '24 Dec 6 pm',
    ]) {
      await typeMoment(page, 'End', text)
      await expect(field(page, 'End')).toHaveValue('Thu 24 Dec 2026, 18:00')
    }
    await typeMoment(page, 'Start', 'tomorrow 8')
    await expect(field(page, 'Start')).toHaveValue('Thu 19 Nov 2026, 08:00')
    await expect(page.getByText('08:00 Oslo time, 02:00 yours')).toBeVisible()
    await expect(page.getByText('18:00 Oslo time, 12:00 yours')).toBeVisible()
    // What is written out can be mended where it is wrong, and is read again.
    await typeMoment(page, 'Start', 'Thu 19 Nov 2026, 08:30')
    await expect(field(page, 'Start')).toHaveValue('Thu 19 Nov 2026, 08:30')

    await page.getByRole('button', { name: 'Clear End' }).click()
    await expect(field(page, 'End')).toBeFocused()
    await expect(field(page, 'End')).toHaveValue('')
    await pickMoment(page, 'End', '24 November 2026', '18:00')
    await expect(field(page, 'End')).toHaveValue('Tue 24 Nov 2026, 18:00')
    await make(page)
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    expect((await asked(mock)).map(({ start, end }) => [start, end])).toEqual([
      ['2026-11-19T07:30:00.000Z', '2026-11-24T17:00:00.000Z'],
    ])
  },
)

test.describe('in another order', () => {
  test.use({ locale: 'en-US' })
  test('the month stands first, and Sunday, where the viewer’s language puts them first @long', async ({
    page,
    visit,
    projectId,
  }) => {
    await visit(paths.keyCreate(projectId))
    for (const text of ['12/5 6pm', 'Dec 5, 2026, 18:00', '5.12.2026 18:00']) {
      await typeMoment(page, 'End', text)
      await expect(field(page, 'End')).toHaveValue('Sat Dec 5, 2026, 18:00')
    }
    await typeMoment(page, 'End', '24/12 18:00')
    await expect(field(page, 'End')).toHaveValue('24/12 18:00')
    await expect(field(page, 'End')).toHaveAccessibleDescription(/^There is no such date\./)

    await page.getByText('Weekly hours', { exact: true }).click()
    const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
    const heads = page.getByRole('grid').getByRole('columnheader')
    await expect(heads).toContainText(['Lock time', ...days])
    await expect(page.getByRole('group', { name: 'Hours, row 1' })).toHaveText(new RegExp(days.join('\\s*')))
  })
})

test('what cannot be read is said, kept as typed, and keeps the form from being sent @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  await begin(page, ['Virtual Lock 1'])
  for (const [text, words] of [
    ['8', 'Write the day too, such as 19 Nov, 18:00.'],
    ['24 Dec 2026', 'Write the time too, such as 19 Nov, 18:00.'],
    ['31 June 18:00', 'June has 30 days. Correct the date.'],
    ['24/12 25:00', 'There is no such time. The day ends at 24:00.'],
    ['next week', 'Write a date and a time such as 19 Nov, 18:00.'],
  ] as const) {
    await field(page, 'End').fill(text)
    // Half a date is no mistake while it is typed.
    await expect(field(page, 'End')).not.toHaveAttribute('aria-invalid', 'true')
    await page.keyboard.press('Tab')
    await expect(field(page, 'End')).toHaveValue(text)
    await expect(field(page, 'End')).toHaveAccessibleDescription(words)
    await expect(field(page, 'End')).toHaveAttribute('aria-invalid', 'true')
  }
  await page.reload()
  await expect(field(page, 'End')).toHaveValue('next week')
  await make(page)
  await expect(page.getByText('Not sent. Look at When.')).toBeVisible()
  await expect(field(page, 'End')).toBeFocused()
  expect(await asked(mock)).toEqual([])

  await typeMoment(page, 'End', '24/12 24:00')
  await expect(field(page, 'End')).toHaveValue('Fri 25 Dec 2026, 00:00')
  await make(page)
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect((await asked(mock)).map(({ end }) => end)).toEqual(['2026-12-24T23:00:00.000Z'])
})

test('a start that passes while the form stands open for hours is caught, and one press begins now @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await page.clock.install({ time: storyStart })
  await visit(paths.keyCreate(projectId))
  await begin(page, ['Virtual Lock 1'])
  await typeMoment(page, 'Start', 'today 11:00')
  await typeMoment(page, 'End', '20 Nov 18:00')
  const startNow = page.getByRole('button', { name: 'Start now' })
  await expect(startNow).toBeHidden()

  await mock.clock({ now: storyStart + 4 * hour })
  await page.clock.setSystemTime(storyStart + 4 * hour)
  await page.clock.runFor(30_000)
  await expect(startNow).toBeVisible()
  await expect(field(page, 'Start')).toHaveAccessibleDescription(/^The start is more than an hour past\./)
  await make(page)
  await expect(page.getByText('Not sent. Look at When.')).toBeVisible()
  await expect(field(page, 'Start')).toBeFocused()
  expect(await asked(mock)).toEqual([])

  await startNow.click()
  await expect(field(page, 'Start')).toHaveValue('')
  await make(page)
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  const [key] = await asked(mock)
  expect(key).not.toHaveProperty('start')
  expect(key?.end).toBe('2026-11-20T17:00:00.000Z')
})

test('for doors in several zones, one moment everywhere is chosen and told for each', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  const moment = page.getByRole('radio', { name: 'The same moment everywhere, read in Oslo time' })
  await begin(page, ['Virtual Lock 1'])
  await typeMoment(page, 'Start', '24 Nov 18:00')
  await typeMoment(page, 'End', '25 Nov 11:00')
  await expect(moment).toBeHidden()
  await chooseDoor(page, 'Hytte i Levi')
  await expect(page.getByRole('radio', { name: 'The same clock time at each door' })).toBeChecked()
  await expect(summary(page).getByRole('listitem')).toContainText([
    /^Tue 24 Nov 2026, 18:00 – Wed 25 Nov 2026, 11:00\s*17 h\s*Tue 24 Nov 2026, 12:00 – Wed 25 Nov 2026, 05:00 yours/,
    /^Tue 24 Nov 2026, 18:00 – Wed 25 Nov 2026, 11:00\s*17 h\s*Tue 24 Nov 2026, 11:00 – Wed 25 Nov 2026, 04:00 yours/,
  ])
  await moment.check()
  await expect(summary(page).getByRole('listitem')).toContainText([
    /^Tue 24 Nov 2026, 18:00 – Wed 25 Nov 2026, 11:00/,
    /^Tue 24 Nov 2026, 19:00 – Wed 25 Nov 2026, 12:00/,
  ])
  await page.reload()
  await expect(moment).toBeChecked()
  await make(page)
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect((await asked(mock)).map(({ start, end }) => [start, end])).toEqual([
    ['2026-11-24T17:00:00.000Z', '2026-11-25T10:00:00.000Z'],
    ['2026-11-24T17:00:00.000Z', '2026-11-25T10:00:00.000Z'],
  ])
})

test('a door whose zone Unloc does not tell gets no converted time @long', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  await chooseDoor(page, 'Leilighet i Maspalomas, bassengport')
  await typeMoment(page, 'Start', '24 Nov 18:00')
  await expect(summary(page)).toContainText(
    'Unloc tells none for Leilighet i Maspalomas, bassengport. Start and end are taken in Oslo time.',
  )
  await expect(page.getByText('Unloc tells no time zone here. Times are taken in Oslo time.')).toBeVisible()
  await expect(page.getByText('yours')).toHaveCount(0)
})

test('keys that would never open are not sent, and the reason stands beside the press @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  const never = /^These keys would never open: none of the weekly hours lies between start and end\./
  await visit(paths.keyCreate(projectId))
  await begin(page, ['Virtual Lock 1'])
  await weeklyHours(page, ['Monday', 'Tuesday'], '08:00', '16:00')
  await typeMoment(page, 'Start', '25 Nov 08:00')
  await expect(summary(page).getByText(never)).toBeHidden()
  await typeMoment(page, 'End', '29 Nov 18:00')
  await expect(summary(page).getByText(never)).toBeVisible()
  await make(page)
  await expect(page.getByText('Not sent. Look at When.')).toBeVisible()
  await expect(field(page, 'End')).toBeFocused()
  await expect(field(page, 'End')).toHaveAccessibleDescription(never)
  expect(await asked(mock)).toEqual([])

  await typeMoment(page, 'End', '30 Nov 09:00')
  await expect(summary(page).getByText(never)).toBeHidden()
  await expect(summary(page).getByRole('listitem')).toHaveText([/^Mon 30 Nov 2026, 08:00 – 09:00/])
  await make(page)
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect(await asked(mock)).toHaveLength(1)
})

test('the calendar by the keyboard alone @long', async ({
  page: watched,
  keyboard: page,
  visit,
  projectId,
}) => {
  const keys = page.keyboard
  // Without a date the calendar begins at the browser's own day.
  await watched.clock.install({ time: storyStart })
  await visit(paths.keyCreate(projectId))
  const button = page.getByRole('button', { name: 'Start: calendar' })
  await tabTo(page, button)
  await keys.press('Enter')
  const picker = page.getByRole('dialog', { name: 'Start: calendar' })
  const today = picker.getByRole('button', { name: '18 November 2026' })
  await expect(today).toHaveAttribute('aria-current', 'date')
  await tabTo(page, today, 5)
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await expect(picker.getByRole('spinbutton', { name: 'Hours' })).toBeFocused()
  await keys.type('0930')
  await tabTo(page, picker.getByRole('button', { name: 'Use this time' }), 3)
  await keys.press('Enter')
  await expect(picker).toBeHidden()
  await expect(button).toBeFocused()
  await expect(field(page, 'Start')).toHaveValue('Wed 25 Nov 2026, 09:30')
})

test('an end before the start is said at once', { tag: '@long' }, async ({ page, visit, projectId }) => {
  await visit(paths.keyCreate(projectId))
  await begin(page, ['Virtual Lock 1'])
  await typeMoment(page, 'Start', '25 Nov 08:00')
  await typeMoment(page, 'End', '24 Nov 08:00')
  await expect(summary(page)).toContainText('The end must come after the start.')
})

test('the usual lengths say what they set', { tag: '@long' }, async ({ page, visit, projectId }) => {
  await visit(paths.keyCreate(projectId))
  await begin(page, ['Virtual Lock 1'])
  const preset = (name: string) => page.getByRole('button', { name, exact: true })
  for (const [name, start, end] of [
    ['Tonight, to 06:00', '', 'Thu 19 Nov 2026, 06:00'],
    ['One night, 15:00–11:00', 'Wed 18 Nov 2026, 15:00', 'Thu 19 Nov 2026, 11:00'],
    ['From now', '', 'Thu 19 Nov 2026, 11:00'],
    ['To month’s end', '', 'Tue 1 Dec 2026, 00:00'],
    ['No end', '', ''],
  ] as const) {
    await preset(name).click()
    await expect(field(page, 'Start')).toHaveValue(start)
    await expect(field(page, 'End')).toHaveValue(end)
    await expect(preset(name)).toHaveAttribute('aria-pressed', 'true')
  }
})
