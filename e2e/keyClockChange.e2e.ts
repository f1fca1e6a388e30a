import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, typeMoment, weeklyHours } from './keyForm.ts'
import { creates, type AskedKey } from './wire.ts'

// The person's clock changes on other days than the doors' in Oslo.
test.use({ timezoneId: 'America/New_York' })

const listed = (page: Page) => page.getByRole('complementary', { name: 'Summary' }).getByRole('listitem')

test(
  'a spring night: the skipped hour is refused, and the night is told an hour shorter',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await mock.clock({ now: Date.parse('2027-03-26T09:00:00Z') })
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['99887766'])
    await chooseDoor(page, 'Virtual Lock 1')
    await typeMoment(page, 'Start', 'Sat 27 Mar 22:00')
    await typeMoment(page, 'End', '28/3 2:30')
    const end = page.getByRole('textbox', { name: 'End' })
    await expect(end).toHaveValue('Sun 28 Mar 2027, 02:30')
    await expect(end).toHaveAccessibleDescription(
      'This time does not exist in Oslo, where the clock is put forward then. Choose 01:30 or 03:30.',
    )
    await expect(page.getByRole('button', { name: 'Use 01:30' })).toBeVisible()
    await page.getByRole('button', { name: 'Use 03:30' }).click()
    await expect(end).toHaveValue('Sun 28 Mar 2027, 03:30')
    // 22:00 to 03:30 reads as five and a half hours.
    await expect(listed(page)).toHaveText([
      /^Sat 27 Mar 2027, 22:00 – Sun 28 Mar 2027, 03:30\s*4 h 30 min\s*17:00 – 21:30 yours\s*clocks go forward that night: 1 h shorter$/,
    ])
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    const [call] = await creates(mock)
    expect((call?.body as { keys: AskedKey[] }).keys).toMatchObject([
      { start: '2027-03-27T21:00:00.000Z', end: '2027-03-28T01:30:00.000Z' },
    ])
  },
)

test('an autumn night: the repeated hour is asked about, and weekly hours in it open twice', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.clock({ now: Date.parse('2027-10-29T09:00:00Z') })
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  await chooseDoor(page, 'Virtual Lock 1')
  await weeklyHours(page, ['Saturday', 'Sunday'], '01:30', '02:30')
  await expect(listed(page)).toHaveText([
    /^Sat 30 Oct 2027, 01:30 – 02:30\s*1 h\s*Fri 29 Oct 2027, 19:30 – 20:30 yours$/,
    /^Sun 31 Oct 2027, 01:30 – 02:30\s*1 h\s*Sat 30 Oct 2027, 19:30 – 20:30 yours\s*clocks go back that night: opens twice, 30 min longer in all$/,
    /^Sun 31 Oct 2027, 02:00 – 02:30\s*30 min\s*Sat 30 Oct 2027, 21:00 – 21:30 yours\s*clocks go back that night: opens twice, 30 min longer in all$/,
    // New York goes back a week later.
    /^Sat 6 Nov 2027, 01:30 – 02:30\s*1 h\s*Fri 5 Nov 2027, 20:30 – 21:30 yours$/,
    /^Sun 7 Nov 2027, 01:30 – 02:30\s*1 h\s*Sat 6 Nov 2027, 20:30 – 21:30 yours$/,
  ])

  // Before the first of these hours begins.
  await typeMoment(page, 'End', '30 Oct 01:00')
  await expect(page.getByText(/^These keys would never open: /).first()).toBeVisible()
  await expect(listed(page)).toHaveCount(0)
  await typeMoment(page, 'End', '31 Oct 02:30')
  const which = page.getByRole('group', { name: 'The clock in Oslo shows this time twice. Which one?' })
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page.getByText('Not sent. Look at When.')).toBeVisible()
  expect(await creates(mock)).toEqual([])
  await which.getByRole('radio', { name: 'The first (GMT+2)' }).check()
  await expect(listed(page)).toHaveCount(2)
  await expect(page.getByText('02:30 Oslo time, Sat 30 Oct 2027, 20:30 yours')).toBeVisible()
  await which.getByRole('radio', { name: 'The second (GMT+1)' }).check()
  await expect(listed(page)).toHaveCount(3)
  await expect(page.getByText('02:30 Oslo time, Sat 30 Oct 2027, 21:30 yours')).toBeVisible()
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  const [call] = await creates(mock)
  const span = { startHour: 1, startMinute: 30, endHour: 2, endMinute: 30 }
  expect((call?.body as { keys: AskedKey[] }).keys).toMatchObject([
    {
      end: '2027-10-31T01:30:00.000Z',
      recurrence: {
        timeSpans: [
          { weekday: 'sat', ...span },
          { weekday: 'sun', ...span },
        ],
      },
    },
  ])
})
