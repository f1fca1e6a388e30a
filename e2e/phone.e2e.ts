import type { Locator, Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { tabTo } from './keyboardOnly.ts'
import { addNumbers, chooseDoor, weeklyHours } from './keyForm.ts'
import { askUnloc } from './wire.ts'

const only = { tag: '@demoOnly' }
const onlyLong = { tag: ['@demoOnly', '@long'] }

const bar = (page: Page) => page.getByRole('complementary', { name: 'Demo', exact: true })
const beside = (page: Page) => page.getByRole('complementary', { name: 'Simulated phone' })
/** A key on the phone, by its door. */
const card = (phone: Page | Locator, door: string) => phone.getByRole('listitem').filter({ hasText: door })
const said = (phone: Page | Locator) => phone.getByRole('status')

/** The phone at its own address, with somebody chosen. */
async function openPhone(phone: Page, baseURL: string | undefined, who: string): Promise<void> {
  await phone.goto(`${baseURL ?? ''}phone/`)
  await choosePerson(phone, who)
}

async function choosePerson(phone: Page | Locator, who: string): Promise<void> {
  await phone.getByRole('searchbox', { name: 'Name or number' }).fill(who)
  await expect(said(phone)).toHaveText('1 person with keys')
  await phone.getByRole('listitem').getByRole('button').click()
  await expect(phone.getByRole('button', { name: 'Change the person' })).toBeVisible()
}

/** In the console, takes back Usman's key to the board room. */
async function revokeStyrerom(page: Page): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: 'Usman Hussain' }).filter({ hasText: 'Styrerom' })
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Revoke key…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke 1 key' }).click()
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 revoked.')
}

interface Tries {
  tries: { opened: boolean; why?: string; keyId: string }[]
}
const tries = async (page: Page) =>
  ((await askUnloc(page, 'GET', '/_mock/tries')) as Tries).tries.map(({ opened, why }) =>
    opened ? 'opened' : why,
  )

test(
  'a scheduled key waits for its start, opens its door, is taken back in the console, and leaves the phone',
  only,
  async ({ page, context, visit, mock, projectId, baseURL }) => {
    await visit(paths.keys(projectId), '?q=Usman')
    const phone = await context.newPage()
    await openPhone(phone, baseURL, 'Usman Hussain')
    expect(new URL(phone.url()).pathname + new URL(phone.url()).search).toMatch(/\/phone\/$/)
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('A simulated phone of the demo')
    const styrerom = card(phone, 'Styrerom')
    await expect(styrerom).toContainText('Opens today at 10:15')
    await styrerom.getByRole('button', { name: 'Try Styrerom' }).click()
    await expect(said(phone).last()).toHaveText(
      'Refused: StyreromIt is too early. The key opens today at 10:15.',
    )

    // The clock is turned in the console's tab.
    await bar(page).getByRole('button', { name: '+1 h' }).click()
    await styrerom.getByRole('button', { name: 'Open Styrerom' }).click()
    await expect(said(phone).last()).toHaveText('Opened: StyreromThe door opened at 11:00.')
    await expect(styrerom).toContainText('Opens now, until 13:15')

    await revokeStyrerom(page)
    await expect(styrerom).toHaveCount(0)
    await expect(said(phone).first()).toHaveText('Your key to Styrerom was taken back just now.')
    // The board room is public: the log tells who opened it. What was refused is no opening.
    expect(await tries(page)).toEqual(['scheduled', 'opened'])
    const { accessEvents } = (await askUnloc(
      page,
      'GET',
      `/v2/projects/${projectId}/logs/access?limit=1`,
    )) as {
      accessEvents: { action: string; lockName: string; created: string }[]
    }
    expect(
      accessEvents.map(({ action, lockName, created }) => [action, lockName, created.slice(0, 14)]),
    ).toEqual([['unlocked', 'Styrerom', '2026-11-18T10:']])
    expect((await mock.requests()).unfilteredDeletes).toBe(0)

    // Only this tab knows whose phone it is, and by no number.
    await phone.reload()
    await expect(phone.getByText('Usman Hussain')).toBeVisible()
    expect(
      await phone.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
    ).not.toMatch(/47\d{8}/)
  },
)

test(
  'a key that is handed out in the console comes to the phone beside it, with hours that end and begin',
  only,
  async ({ page, mock, visit, projectId }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    // The Friday before the clock is put back in Oslo.
    await mock.clock({ now: Date.parse('2026-10-23T07:00:00Z') })
    await visit(paths.keyCreate(projectId))
    await bar(page).getByRole('button', { name: 'Phone' }).click()
    const phone = beside(page)
    await choosePerson(phone, 'Henrik Nygård')
    const held = card(phone, 'Styrerom')
    await expect(held).toHaveCount(0)

    await addNumbers(page, ['+4791620781'])
    await chooseDoor(page, 'Styrerom')
    await weeklyHours(page, ['Sunday'], '08:00', '16:00')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await expect(held).toContainText('Being made, not ready yet')
    await mock.clock({ advanceSeconds: 20 })
    await expect(held).toContainText('Opens again Sun 25 Oct, 08:00')
    // 07:30 UTC is 09:30 on the Sunday before, and 08:30 after the night in which the clock went back.
    await mock.clock({ now: Date.parse('2026-10-25T06:30:00Z') })
    await expect(held).toContainText('Opens again today at 08:00')
    await held.getByRole('button', { name: 'Try Styrerom' }).click()
    await expect(
      phone.getByText('The key does not open at this hour. It opens again today at 08:00.'),
    ).toBeVisible()
    await mock.clock({ now: Date.parse('2026-10-25T07:30:00Z') })
    await expect(held).toContainText('Opens now, until 16:00')
    await expect(held).toContainText('Sun 08:00–16:00')
    await held.getByRole('button', { name: 'Open Styrerom' }).click()
    await expect(phone.getByText('The door opened at 08:30.')).toBeVisible()
  },
)

test(
  'a vendor out of reach keeps its door shut and says so, and not that the key is bad',
  onlyLong,
  async ({ page, mock, baseURL }) => {
    await openPhone(page, baseURL, 'Henrik Nygård')
    const open = page.getByRole('button', { name: 'Open Vaskeri 9' })
    await mock.vendor('salto', false)
    await open.click()
    await expect(said(page).last()).toContainText(
      'Refused: Vaskeri 9The lock’s own system cannot be reached right now. The key itself is fine: try again in a while.',
    )
    await mock.vendor('salto', true)
    await open.click()
    await expect(said(page).last()).toContainText('Opened: Vaskeri 9')
  },
)

test(
  'the skipped hour of a spring night opens nothing, and the hours before and after do',
  onlyLong,
  async ({ page, mock, visit, projectId, context, baseURL }) => {
    await mock.clock({ now: Date.parse('2027-03-26T09:00:00Z') })
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['+4791620781'])
    await chooseDoor(page, 'Styrerom')
    await weeklyHours(page, ['Sunday'], '02:00', '03:00')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    const phone = await context.newPage()
    await openPhone(phone, baseURL, 'Henrik Nygård')
    await mock.clock({ now: Date.parse('2027-03-28T00:59:00Z') })
    const held = card(phone, 'Styrerom')
    await expect(held).toContainText('Opens again Sun 4 Apr, 02:00')
    await mock.clock({ now: Date.parse('2027-03-28T01:00:00Z') })
    await held.getByRole('button', { name: 'Try Styrerom' }).click()
    await expect(said(phone).last()).toContainText('It opens again Sun 4 Apr, 02:00.')
    await mock.clock({ now: Date.parse('2027-04-04T00:30:00Z') })
    await held.getByRole('button', { name: 'Open Styrerom' }).click()
    await expect(said(phone).last()).toContainText('The door opened at 02:30.')
  },
)

test(
  'what the log tells of an opening is what the lock’s privacy allows',
  onlyLong,
  async ({ page, mock, projectId, baseURL }) => {
    await openPhone(page, baseURL, 'Henrik Nygård')
    const log = async () => {
      const answer = await askUnloc(page, 'GET', `/v2/projects/${projectId}/logs/access?limit=1`)
      return (answer as { accessEvents: { lockName: string; appUserId: string }[] }).accessEvents.map(
        ({ lockName, appUserId }) => ({ lockName, appUserId }),
      )
    }
    // A house's door is anonymized, and a test door public.
    await page.getByRole('button', { name: 'Open Vaskeri 9' }).click()
    await expect(said(page).last()).toContainText('Opened: Vaskeri 9')
    expect(await log()).toEqual([{ lockName: 'Vaskeri 9', appUserId: '' }])
    await mock.clock({ advanceSeconds: 60 })
    await page.getByRole('button', { name: 'Open Virtual Lock 1' }).click()
    await expect(said(page).last()).toContainText('Opened: Virtual Lock 1')
    expect(await log()).toEqual([{ lockName: 'Virtual Lock 1', appUserId: '+4791620781' }])
  },
)

test(
  'a person is chosen and a door opened by the keyboard alone; where a key was taken back, the keyboard stays near',
  onlyLong,
  async ({ page, keyboard, context, projectId, baseURL }) => {
    await page.goto(`${baseURL ?? ''}phone/`)
    await tabTo(keyboard, keyboard.getByRole('searchbox', { name: 'Name or number' }))
    await keyboard.keyboard.type('917 72')
    await expect(said(keyboard)).toHaveText('1 person with keys')
    await tabTo(keyboard, keyboard.getByRole('button', { name: /^Usman Hussain/ }))
    await keyboard.keyboard.press('Enter')
    await tabTo(keyboard, keyboard.getByRole('button', { name: 'Open Hovedinngang 7' }))
    await keyboard.keyboard.press('Space')
    await expect(said(keyboard).last()).toContainText('Opened: Hovedinngang 7')
    await tabTo(keyboard, keyboard.getByRole('button', { name: 'Try Styrerom' }))

    const other = await context.newPage()
    await other.goto((baseURL ?? '') + `p/${projectId}/keys?q=Usman`)
    await revokeStyrerom(other)
    await other.close()
    await expect(said(keyboard).first()).toHaveText('Your key to Styrerom was taken back just now.')
    await expect(said(keyboard).first()).toBeFocused()
  },
)

test(
  'a dialog of the console does not cover the phone beside it, on which the key is seen leaving',
  onlyLong,
  async ({ page, mock, visit, projectId }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await mock.clock({ now: storyStart + 3_600_000 })
    await visit(paths.keys(projectId), '?q=Usman')
    await bar(page).getByRole('button', { name: 'Phone' }).click()
    const phone = beside(page)
    await choosePerson(phone, 'Usman Hussain')
    await expect(card(phone, 'Styrerom')).toBeVisible()
    await revokeStyrerom(page)
    // The dialog with the outcome still stands.
    await expect(card(phone, 'Styrerom')).toHaveCount(0)
    await phone.getByRole('button', { name: 'Open Hovedinngang 7' }).click()
    await expect(phone.getByText('Opened: Hovedinngang 7')).toBeVisible()
    await page.getByRole('button', { name: 'Done' }).click()

    // It stays over a reload of this tab; narrow, it gives way and is offered in a tab of its own.
    await page.reload()
    await expect(phone.getByText('Usman Hussain')).toBeVisible()
    await page.setViewportSize({ width: 1100, height: 800 })
    await expect(phone).toBeHidden()
    await expect(bar(page).getByRole('link', { name: 'Phone' })).toHaveAttribute('href', /\/phone\/$/)
    await page.setViewportSize({ width: 1440, height: 900 })
    await phone.getByRole('button', { name: 'Close the phone' }).click()
    await expect(phone).toHaveCount(0)
  },
)

test(
  'what the phone opens stands on the pages of the key, the lock and the person; what is taken back, in the answer and the key’s life',
  onlyLong,
  async ({ page, context, visit, mock, projectId, baseURL }) => {
    await mock.clock({ now: storyStart + 3_600_000 })
    await visit(paths.keys(projectId), '?q=Usman')
    const row = page.getByRole('row').filter({ hasText: 'Usman Hussain' }).filter({ hasText: 'Styrerom' })
    await row.getByRole('link').click()
    await expect(page.getByText('No opening in the last 60 days.')).toBeVisible()
    const phone = await context.newPage()
    await openPhone(phone, baseURL, 'Usman Hussain')
    await card(phone, 'Styrerom').getByRole('button', { name: 'Open Styrerom' }).click()
    await expect(said(phone).last()).toHaveText('Opened: StyreromThe door opened at 11:00.')

    const first = page.getByRole('list', { name: 'Openings' }).getByRole('listitem').first()
    // It comes by itself.
    await expect(first).toHaveText('UnlockedWed 18 Nov, 11:00')
    const facts = page.getByRole('definition')
    await facts.getByRole('link', { name: 'Styrerom' }).click()
    await expect(first).toHaveText('Usman HussainUnlockedWed 18 Nov, 11:00')
    await first.getByRole('link', { name: 'Usman Hussain' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usman Hussain')
    await expect(first).toHaveText('StyreromUnlockedWed 18 Nov, 11:00')
    const door = page.getByRole('combobox', { name: 'Which door' })
    const answer = page.getByRole('group', { name: 'Answer' })
    await door.fill('Styrerom')
    await page.getByRole('option', { name: 'Styrerom' }).click()
    await expect(answer).toContainText('They can, now. The key opens until 13:15.')

    await visit(paths.keys(projectId), '?q=Usman')
    await revokeStyrerom(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    const life = page.getByRole('listitem').filter({ hasText: 'First seen revoked by this browser' })
    await expect(life).toContainText('18 Nov 2026, 11:00')
    await page.getByRole('definition').getByRole('link', { name: 'Usman Hussain' }).click()
    await door.fill('Styrerom')
    await page.getByRole('option', { name: 'Styrerom' }).click()
    await expect(answer).toContainText(
      'Not now. The key is revoked, and this browser has seen it so since today 11:00.',
    )
    // What happened stays told.
    await expect(first).toHaveText('StyreromUnlockedWed 18 Nov, 11:00')
  },
)

test(
  'the demo begins anew while phones are open: the choice and the keys are the new ones, and nobody took a key back',
  onlyLong,
  async ({ page, context, visit, mock, projectId, baseURL }) => {
    await visit(paths.keys(projectId))
    const choosing = await context.newPage()
    await choosing.goto(`${baseURL ?? ''}phone/`)
    const phone = await context.newPage()
    await openPhone(phone, baseURL, 'Usman Hussain')
    await expect(card(phone, 'Styrerom')).toBeVisible()
    await mock.reset('empty')
    await expect(phone.getByText('Nobody with a key has this phone any more.')).toBeVisible()
    await choosing.bringToFront()
    await expect(said(choosing)).toHaveText('Nobody has a key yet.')
    await mock.reset('everyday')
    await expect(said(choosing)).toHaveText('180 people with keys, the first 30 shown')
    await phone.bringToFront()
    await expect(card(phone, 'Styrerom')).toContainText('Opens today at 10:15')
    await mock.clock({ now: storyStart + 3_600_000 })
    await expect(card(phone, 'Styrerom')).toContainText('Opens now')
    // Turned back, the key waits once more.
    await mock.clock({ now: storyStart })
    await expect(card(phone, 'Styrerom')).toContainText('Opens today at 10:15')
    await expect(phone.getByText('taken back')).toHaveCount(0)

    await revokeStyrerom(page)
    await card(phone, 'Hovedinngang 7').getByRole('button').click()
    await mock.reset('everyday')
    await expect(card(phone, 'Styrerom')).toBeVisible()
    await expect(phone.getByText('taken back')).toHaveCount(0)
    await expect(phone.getByText('Opened:')).toHaveCount(0)
  },
)
