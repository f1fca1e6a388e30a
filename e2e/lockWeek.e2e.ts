import type { Page } from '@playwright/test'
import { href, paths } from '#src/paths.ts'
import { expect, storyStart, test as base } from './fixtures.ts'
import { askUnloc, personIdOf } from './wire.ts'

const list = '/v2/projects/:projectId/keys'
const weekly = (days: string[], startHour: number, endHour: number) => ({
  timeSpans: days.map((weekday) => ({ weekday, startHour, startMinute: 0, endHour, endMinute: 0 })),
})
const office = weekly(['mon', 'tue', 'wed', 'thu', 'fri'], 8, 16)
const number = (n: number) => `+479988776${n}`

type OpenLock = (name: string, keys?: (lockId: string) => object[]) => Promise<void>

/** Opens a lock's page; `keys` are all that Unloc lists from then on. */
const test = base.extend<{ openLock: OpenLock }>({
  openLock: async ({ page, mock, visit, projectId }, use) => {
    await use(async (name, keys) => {
      await visit(paths.jobs(projectId))
      const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks`)) as {
        locks: { id: string; name: string }[]
      }
      const lockId = locks.find((lock) => lock.name === name)?.id ?? ''
      if (keys) await mock.faults([{ method: 'GET', path: list, times: 1000, body: { keys: keys(lockId) } }])
      await visit(paths.lock(projectId, lockId))
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    })
  },
})

/** Two in office hours, one of them with a second key for Saturday; one until Thursday noon; three that do not count. */
const some = (lockId: string) => [
  { id: 'office1', lockId, state: 'active', appUser: { id: number(1), name: 'Anna' }, recurrence: office },
  { id: 'office2', lockId, state: 'active', appUser: { id: number(2), name: 'Berit' }, recurrence: office },
  {
    id: 'saturday',
    lockId,
    state: 'inactive',
    appUser: { id: number(2), name: 'Berit' },
    recurrence: weekly(['sat'], 10, 14),
  },
  {
    id: 'guest',
    lockId,
    state: 'active',
    appUser: { id: number(3), name: 'Clara' },
    end: '2026-11-19T11:00:00.000Z',
  },
  { id: 'making', lockId, state: 'creating', appUser: { id: number(4), name: 'Dina' } },
  {
    id: 'odd',
    lockId,
    state: 'active',
    appUser: { id: number(5), name: 'Eva' },
    recurrence: { every: 'day' },
  },
  { id: 'over', lockId, state: 'revoked', appUser: { id: number(6), name: 'Frida' } },
]

const slider = (page: Page) => page.getByRole('slider', { name: 'Moment' })
const sentence = (page: Page) => page.getByText(/ can open /)
const openers = (page: Page) => page.getByRole('list', { name: 'Who can open' }).getByRole('listitem')
const cell = (page: Page, name: string | RegExp) =>
  page.getByRole('grid', { name: /^People who can open/ }).getByRole('gridcell', { name })

test('who can open now, and by the keys of the slider at any quarter of an hour of the week', async ({
  page,
  openLock,
}) => {
  await openLock('Virtual Lock 1', some)
  await expect(sentence(page)).toHaveText('3 people can open now')
  await expect(openers(page)).toHaveText([
    /^Anna.*until 16:00$/,
    /^Berit.*until 16:00$/,
    /^Clara.*until 19 Nov 2026, 12:00$/,
  ])
  await expect(page.getByText('1 key is being made and not counted.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Cannot be told' })).toContainText(
    'Evahours in a form not known here; Unloc says active',
  )

  await slider(page).focus()
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Now, 10:00 there: 3 people')
  await page.keyboard.press('ArrowRight')
  await expect(slider(page)).toHaveAttribute(
    'aria-valuetext',
    /^Wednesday,? 18 November(,| at) 10:15 there: 3 people$/,
  )
  await page.keyboard.press('PageUp')
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight')
  await expect(slider(page)).toHaveAttribute(
    'aria-valuetext',
    /^Thursday,? 19 November(,| at) 12:00 there: 2 people$/,
  )
  await expect(sentence(page)).toHaveText(/^2 people can open at Thu,? 19 Nov, 12:00 \(Oslo time\)$/)
  await expect(page.getByText('a forecast, if nothing changes')).toBeVisible()
  await expect(openers(page)).toHaveText([/^Anna/, /^Berit/])
  await page.keyboard.press('ArrowLeft')
  await expect(sentence(page)).toContainText('3 people')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(openers(page)).toHaveText([/^Berit.*until 14:00$/])
  await page.keyboard.press('PageUp')
  await expect(sentence(page)).toContainText('Nobody can open at Sun')
  await page.keyboard.press('End')
  await expect(slider(page)).toHaveAttribute(
    'aria-valuetext',
    /^Tuesday,? 24 November(,| at) 23:45 there: Nobody$/,
  )
  await page.keyboard.press('PageDown')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^Monday/)
  await page.keyboard.press('Home')
  await expect(sentence(page)).toHaveText('3 people can open now')
  await expect(page.getByRole('button', { name: 'Now', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('the map of the week: over it the mouse looks, a click and the arrow keys choose', async ({
  page,
  projectId,
  openLock,
}) => {
  await openLock('Virtual Lock 1', some)
  await cell(page, 'Saturday 12:00–13:00: 1 person').hover()
  await expect(sentence(page)).toHaveText(/^1 person can open at Sat,? 21 Nov, 12:00/)
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(sentence(page)).toHaveText('3 people can open now')

  await cell(page, 'Thursday 11:00–12:00: 3 people').click()
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(sentence(page)).toContainText('3 people can open at Thu')
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 'Thursday 12:00–13:00: 2 people')).toBeFocused()
  await expect(sentence(page)).toContainText('2 people can open at Thu')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(cell(page, 'Saturday 12:00–13:00: 1 person')).toBeFocused()
  await expect(slider(page)).toHaveAttribute(
    'aria-valuetext',
    /^Saturday,? 21 November(,| at) 12:00 there: 1 person$/,
  )
  // The hours before now cannot be pointed at.
  await expect(cell(page, /^Wednesday 09:00/)).toHaveCount(0)

  await expect(page.getByText(/^Most people: /)).toHaveText(
    'Most people: Wed 10:00–16:00, Thu 08:00–12:00, 3 people.',
  )
  await expect(page.getByText(/^Nobody: /)).toHaveText(
    'Nobody: Mon–Tue 00:00–08:00 + 16:00–24:00, Thu 16:00–24:00, Fri 00:00–08:00 + 16:00–24:00, Sat 00:00–10:00 + 14:00–24:00, Sun 00:00–24:00.',
  )
  await page.getByText('Day by day').click()
  await expect(page.getByRole('row', { name: /^Saturday/ })).toHaveText(/^Saturday110:00–14:000$/)

  await page.getByRole('button', { name: 'Now', exact: true }).click()
  await expect(sentence(page)).toHaveText('3 people can open now')
  const clara = openers(page).filter({ hasText: 'Clara' })
  await expect(clara.getByRole('link', { name: 'Clara', exact: true })).toHaveAttribute(
    'href',
    href(paths.person(projectId, personIdOf(projectId, number(3)))),
  )
  await expect(clara.getByRole('link', { name: /^until .* by the key of Clara$/ })).toHaveAttribute(
    'href',
    `/p/${projectId}/keys/guest`,
  )
})

test('standing on now it follows the clock, and a moment that was chosen becomes now @long', async ({
  page,
  mock,
  openLock,
}) => {
  await page.clock.install({ time: storyStart })
  await openLock('Virtual Lock 1', (lockId) => [
    { id: 'short', lockId, state: 'active', appUser: { id: number(1) }, end: '2026-11-18T09:30:00.000Z' },
    { id: 'long', lockId, state: 'active', appUser: { id: number(2) } },
  ])
  await expect(sentence(page)).toHaveText('2 people can open now')
  // All within the life of the gateway's token.
  const turnTo = async (time: string) => {
    const at = Date.parse(`2026-11-18T${time}:00+01:00`)
    await mock.clock({ now: at })
    await page.clock.setSystemTime(at)
    await page.clock.runFor(10_000)
  }
  await turnTo('10:31')
  await expect(sentence(page)).toHaveText('1 person can open now')
  await slider(page).press('ArrowRight')
  await expect(sentence(page)).toHaveText(/^1 person can open at Wed,? 18 Nov, 10:45/)
  await turnTo('10:40')
  await expect(page.getByRole('main')).toContainText('10:40 there')
  await expect(sentence(page)).toHaveText(/^1 person can open at Wed,? 18 Nov, 10:45/)
  await turnTo('10:46')
  await expect(sentence(page)).toHaveText('1 person can open now')
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Now, 10:46 there: 1 person')
})

test('an hour that comes twice is one place in the map and two on the slider @long', async ({
  page,
  mock,
  openLock,
}) => {
  await mock.clock({ now: Date.parse('2027-10-30T22:10:00Z') })
  await openLock('Virtual Lock 1', (lockId) => [
    {
      id: 'night',
      lockId,
      state: 'inactive',
      appUser: { id: number(1), name: 'Anna' },
      recurrence: weekly(['sun'], 2, 3),
    },
  ])
  await cell(page, 'Sunday 02:00–03:00: 1 person, the clock goes back in this hour').click()
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(sentence(page)).toContainText('02:00 the first time (Oslo time)')
  await slider(page).focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await expect(sentence(page)).toHaveText(/^1 person can open at Sun,? 31 Oct, 02:00 the second time/)
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await expect(sentence(page)).toContainText('Nobody can open at Sun')
})

test('an hour that the clock skips is an empty place, and the keys pass over it @long', async ({
  page,
  mock,
  openLock,
}) => {
  await mock.clock({ now: Date.parse('2027-03-25T09:00:00Z') })
  await openLock('Virtual Lock 1', (lockId) => [
    { id: 'k', lockId, state: 'active', appUser: { id: number(1) }, recurrence: weekly(['sun'], 1, 3) },
  ])
  await expect(cell(page, 'skipped, the clock is put forward')).toHaveText(/–/)
  await expect(page.getByText('the clock is put forward and skips this hour')).toBeVisible()
  await cell(page, 'Sunday 01:00–02:00: 1 person').click()
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 'Sunday 03:00–04:00: 0 people')).toBeFocused()
})

test('a lock without a time zone: keys with hours are not placed, the others count @long', async ({
  page,
  openLock,
}) => {
  await openLock('Hytte i Levi, nøkkelboks', some)
  await expect(sentence(page)).toHaveText('1 person can open now')
  await expect(page.getByText('Of 4 keys it cannot be told when they open. Not counted:')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Cannot be told' })).toContainText(
    'Annaweekly hours on the lock’s own clock, which is not known; Unloc says active',
  )
  await expect(page.getByText('its days and hours cannot be drawn')).toBeVisible()
  await expect(page.getByRole('grid', { name: /^People/ })).toHaveCount(0)
  await slider(page).focus()
  await page.keyboard.press('PageUp')
  await expect(sentence(page)).toHaveText(/can open at Thu,? 19 Nov, 10:00 \(your time\)$/)
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight')
  await expect(sentence(page)).toContainText('Nobody can open')
})

test('while the keys are still loading, every number says so @long', async ({ page, mock, openLock }) => {
  await openLock('Hovedinngang 5')
  // All is read: the faults are for the page that comes.
  await expect(sentence(page)).toHaveText(/^\d+ people can open now$/)
  const passes = { method: 'GET', path: list, times: 1 }
  await mock.faults([
    { ...passes, delayMs: 1 },
    { ...passes, held: true },
  ])
  await page.reload()
  await expect(sentence(page)).toContainText('so far')
  await expect(page.getByText('The keys are still loading')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'People who can open, by day and hour, so far' })).toBeVisible()
  await mock.faults([])
  await expect(page.getByText('so far')).toHaveCount(0)
  await expect(sentence(page)).toHaveText(/^\d+ people can open now$/)
})

test(
  'before any key has come nothing is counted, and nothing is called zero',
  { tag: '@long' },
  async ({ page, mock, openLock, allowStatus }) => {
    allowStatus(403)
    await openLock('Hovedinngang 5')
    // All is read: the faults are for the page that comes.
    await expect(sentence(page)).toHaveText(/^\d+ people can open now$/)
    await mock.faults([{ method: 'GET', path: list, times: 1, held: true }])
    await page.reload()
    await expect(page.getByRole('status', { name: 'Loading who can open' })).toBeVisible()
    await expect(sentence(page)).toHaveCount(0)
    await mock.faults([])
    await expect(sentence(page)).toHaveText(/^\d+ people can open now$/)

    await mock.faults([{ method: 'GET', path: list, times: 9, status: 403, body: { title: 'Forbidden' } }])
    await page.reload()
    await expect(page.getByText('– This cannot be told, since no keys could be loaded.')).toBeVisible()
    await expect(sentence(page)).toHaveCount(0)
  },
)

test.describe('for a viewer in another zone', () => {
  test.use({ timezoneId: 'America/New_York' })
  test('a moment is told on the lock’s clock, and the viewer’s own beside it @long', async ({
    page,
    openLock,
  }) => {
    await openLock('Virtual Lock 1', some)
    await expect(openers(page).first()).toHaveText(/until 16:00$/)
    await cell(page, 'Thursday 14:00–15:00: 2 people').click()
    await page.getByRole('heading', { level: 1 }).hover()
    await expect(sentence(page)).toHaveText(
      /^2 people can open at Thu,? 19 Nov, 14:00 \(Oslo time; 08:00 yours\)$/,
    )
    await cell(page, 'Saturday 00:00–01:00: 0 people').click()
    await page.getByRole('heading', { level: 1 }).hover()
    await expect(sentence(page)).toHaveText(/00:00 \(Oslo time; Fri,? 18:00 yours\)$/)
  })
})
