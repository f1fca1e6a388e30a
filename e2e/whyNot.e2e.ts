import type { Locator, Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { breaksOff, problem, skeleton } from './listStates.ts'
import { askUnloc, personIdOf } from './wire.ts'

const henrik = '+4791620781'

const answer = (page: Page) => page.getByRole('group', { name: 'Answer' }).locator('p').first()
const openings = (page: Page) => page.getByRole('list', { name: 'Openings' }).getByRole('listitem')

/** Locks by name, as Unloc tells them. */
async function locksOf(page: Page, projectId: string) {
  const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks`)) as {
    locks: { id: string; name: string; privacyPolicy?: string }[]
  }
  return locks
}
const lockId = async (page: Page, projectId: string, name: string) =>
  (await locksOf(page, projectId)).find((lock) => lock.name === name)?.id ?? ''

/** Asks for a key behind the console's back. */
const give = (page: Page, projectId: string, key: object) =>
  askUnloc(page, 'POST', `/v2/projects/${projectId}/keys`, { keys: [key] })

async function choose(field: Locator, text: string) {
  await field.fill(text)
  await field.page().getByRole('option', { name: text }).first().click()
}

test('a person’s page says why a door stays shut: no key, a start ahead, a vendor that failed; and leads to what mends it', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.person(projectId, personIdOf(projectId, henrik)))
  const door = page.getByRole('combobox', { name: 'Which door' })
  await choose(door, 'Kjeller 1')
  await expect(answer(page)).toHaveText('Not now. Henrik Nygård has no key to Kjeller 1.')

  // A key that starts tomorrow at noon: before and after.
  const kjeller = await lockId(page, projectId, 'Kjeller 1')
  const start = new Date(storyStart + 26 * 3_600_000).toISOString()
  await give(page, projectId, { lockId: kjeller, appUserId: henrik, start })
  await mock.clock({ advanceSeconds: 60 })
  await page.reload()
  await choose(door, 'Kjeller 1')
  await expect(answer(page)).toHaveText('Not now. The key starts Thu 12:00.')
  await expect(page.getByRole('link', { name: 'Change its start…' })).toBeVisible()
  await page.getByRole('button', { name: 'Another moment' }).click()
  await page.getByRole('textbox', { name: 'Moment' }).fill('2026-11-19 12:00')
  await expect(answer(page)).toHaveText('They can, then. The key opens, with no end.')
  await page.getByRole('button', { name: 'Tomorrow 08:00' }).click()
  await expect(answer(page)).toHaveText('Not then. The key starts Thu 12:00.')
  await mock.clock({ now: Date.parse(start) + 1000 })
  await page.reload()
  await choose(door, 'Kjeller 1')
  await expect(answer(page)).toHaveText('They can, now. The key opens, with no end.')

  // A vendor that is out of reach.
  await mock.vendor('danalock', false)
  const verksted = await lockId(page, projectId, 'Verksted')
  await give(page, projectId, { lockId: verksted, appUserId: henrik })
  await mock.clock({ advanceSeconds: 60 })
  await page.reload()
  await choose(door, 'Verksted')
  await expect(answer(page)).toHaveText(
    "Not now. The vendor’s system failed: “unable to contact the vendor's lock system”.",
  )
  await page.getByRole('link', { name: 'Try this key again…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Try failed keys again')
  expect(page.url()).not.toMatch(/\d{8}/)
})

test('from the list in two presses; a lock tells its openings, or that its policy hides them', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Virtual')
  await page.getByRole('button', { name: 'Actions for Henrik Nygård, Virtual Lock 1' }).click()
  await page.getByRole('menuitem', { name: 'Why can’t they get in?' }).click()
  await expect(answer(page)).toHaveText(/^They can, now\. The key opens until Thu 09:21\.$/)
  await expect(page).toHaveURL(/\/keys\/why\?person=[0-9a-f]{12}&lock=[\w-]+$/)

  const { accessEvents } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/logs/access`)) as {
    accessEvents: { lockId: string; appUserId: string }[]
  }
  const count = (id: string) => accessEvents.filter((event) => event.lockId === id).length
  const locks = await locksOf(page, projectId)
  const most = (policy: string) =>
    locks.filter((lock) => lock.privacyPolicy === policy).sort((a, b) => count(b.id) - count(a.id))[0]!
  const open = most('public')
  expect(count(open.id)).toBeGreaterThan(5)
  await visit(paths.lock(projectId, open.id))
  await expect(openings(page)).toHaveCount(5)
  await expect(openings(page).first()).toHaveText(/(Unlocked|Locked).*\d\d:\d\d/)
  await page.getByRole('button', { name: /^Older openings/ }).click()
  await expect(openings(page)).toHaveCount(Math.min(25, count(open.id)))

  await visit(paths.lock(projectId, most('anonymized').id))
  await expect(openings(page).first()).toHaveText(/^Person not told/)
  await visit(paths.lock(projectId, most('private').id))
  await expect(page.getByText('This lock keeps its openings private.')).toBeVisible()
})

test(
  'weekly hours over a clock change, asked on the lock’s page',
  { tag: '@long' },
  async ({ page, mock, visit, projectId }) => {
    // The evening before the clocks go back in Oslo.
    await visit(paths.keys(projectId))
    await mock.clock({ now: Date.parse('2027-10-30T18:00:00Z') })
    const id = await lockId(page, projectId, 'Kjeller 1')
    const timeSpans = [{ weekday: 'sun', startHour: 2, startMinute: 0, endHour: 3, endMinute: 0 }]
    await give(page, projectId, { lockId: id, appUserId: henrik, recurrence: { timeSpans } })
    await mock.clock({ advanceSeconds: 60 })
    await visit(paths.lock(projectId, id))
    // What comes above would push the list of names out of sight.
    await expect(page.getByText('Most people: Sun 02:00–03:00')).toBeVisible()
    await choose(page.getByRole('combobox', { name: 'Who' }), 'Henrik Nygård')
    await expect(answer(page)).toHaveText(
      /^Not now\. Only Sun 02:00–03:00 there, opens Sun 02:00 the first time/,
    )
    await page.getByRole('button', { name: 'Another moment' }).click()
    await page.getByRole('textbox', { name: 'Moment' }).fill('2027-10-31 02:30')
    await expect(answer(page)).toHaveText(/^They can, then\. The key opens until 03:00/)
    await page.getByRole('textbox', { name: 'Moment' }).fill('2027-10-31 03:00')
    await expect(answer(page)).toHaveText(/^Not then\. Only Sun 02:00–03:00 there, opens Sun 7 Nov, 02:00/)
    await page.getByRole('textbox', { name: 'Moment' }).fill('2027-10-30 10:00')
    await expect(page.getByText('That is past.')).toBeVisible()
  },
)

test(
  'the openings of a lock: loading, broken, a part of them, old, and none',
  { tag: '@long' },
  async ({ page, mock, visit, projectId, allowStatus }) => {
    allowStatus(403, 500)
    const path = '/v2/projects/:p/logs/access'
    const log = { method: 'GET', path }
    await visit(paths.keys(projectId))
    const { accessEvents } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/logs/access`)) as {
      accessEvents: { id: string; lockId: string }[]
    }
    const locks = await locksOf(page, projectId)
    const open = locks.find(
      ({ id, privacyPolicy }) =>
        privacyPolicy === 'public' && accessEvents.filter(({ lockId }) => lockId === id).length > 5,
    )!
    const own = accessEvents.filter(({ lockId }) => lockId === open.id)
    await page.goto('about:blank')

    const refused = { ...log, status: 403, body: problem('Forbidden', 'Closed for today') }
    await mock.faults([{ ...refused, times: 1, held: true }])
    await visit(paths.lock(projectId, open.id))
    await expect(skeleton(page, 'Loading openings')).toBeVisible()
    await mock.holds()
    await mock.faults(
      breaksOff(
        path,
        { items: own, page: (items, startAfterId) => ({ accessEvents: items, startAfterId }) },
        2,
      ),
    )
    const trouble = page.getByRole('alert')
    await expect(trouble).toContainText('Closed for today')
    await expect(openings(page)).toHaveCount(0)
    await expect(page.getByText('No opening in the last 60 days.')).toHaveCount(0)

    await trouble.getByRole('button', { name: 'Try again' }).click()
    await expect(
      page.getByText('Only the 2 openings that arrived are listed. There may be more.'),
    ).toBeVisible()
    await expect(openings(page)).toHaveCount(2)
    await expect(page.getByText('That is all')).toHaveCount(0)
    await trouble.getByRole('button', { name: 'Try again' }).click()
    await expect(openings(page)).toHaveCount(5)
    await expect(trouble).toHaveCount(0)

    // It looks again by itself.
    await mock.faults([{ ...refused, times: 99 }])
    await expect(trouble).toContainText('Closed for today')
    await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
    await expect(openings(page)).toHaveCount(5)
    await mock.faults([{ ...log, times: 99, body: { accessEvents: [] } }])
    await trouble.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('No opening in the last 60 days.')).toBeVisible()
    await expect(openings(page)).toHaveCount(0)
  },
)

test(
  'a moment stays what the clock shows when another door is chosen; a person is found as a caller spells them',
  {
    tag: '@long',
  },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyWhy(projectId))
    await page.getByRole('combobox', { name: 'Who' }).fill('0047 916 20 781')
    await page.getByRole('option', { name: 'Henrik Nygård' }).click()
    const door = page.getByRole('combobox', { name: 'Which door' })
    await choose(door, 'Kjeller 1')
    await expect(answer(page)).toHaveText('Not now. Henrik Nygård has no key to Kjeller 1.')
    // 08:00 in Oslo, which is 09:00 in Helsinki.
    const start = '2026-11-19T07:00:00.000Z'
    for (const name of ['Kjeller 1', 'Hytte i Levi'])
      await give(page, projectId, { lockId: await lockId(page, projectId, name), appUserId: henrik, start })
    await mock.clock({ advanceSeconds: 60 })
    await page.getByRole('button', { name: 'Tomorrow 08:00' }).click()
    await expect(answer(page)).toHaveText('They can, then. The key opens, with no end.')
    await choose(door, 'Hytte i Levi')
    await expect(page.getByRole('button', { name: 'Tomorrow 08:00' })).toHaveAttribute('aria-pressed', 'true')
    await expect(answer(page)).toHaveText(/^Not then\. The key starts Thu 09:00/)
    // The answer turns by itself as the clock passes the start.
    await page.getByRole('button', { name: /^Now/ }).click()
    await mock.clock({ now: Date.parse(start) - 3000 })
    await expect(answer(page)).toHaveText(/^Not now\. The key starts Thu 09:00/)
    await expect(answer(page)).toHaveText('They can, now. The key opens, with no end.')
    expect(page.url()).not.toContain('91620781')
  },
)
