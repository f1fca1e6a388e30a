import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { personIdOf } from './wire.ts'

const long = 'W'.repeat(200)
const noNumber = `+47${'9'.repeat(40)}`
/** What no careful API would send: names without an end or without a letter, zones and states that nobody knows. */
const locks = [
  {
    id: 'l1',
    name: long,
    vendor: long,
    timezone: 'Mars/Olympus',
    address: { street: long, city: long },
    batteryStatus: { batteryLevel: 'wonderful', batteryLevelLastUpdated: 'lately' },
  },
  { id: 'l2', name: '  ', timezone: 7 },
  { id: 'l3', name: '🔑 <b>bold</b> {0} %s', timezone: 'Europe/Oslo', address: 'by the sea' },
]
const keys = [
  {
    id: 'k1',
    lockId: 'l1',
    state: 'active',
    appUserId: '+4799887766',
    start: 'x',
    end: '2026-13-45',
    recurrence: 7,
  },
  { id: 'k2', lockId: 'gone', state: 'quantum', appUser: { name: long } },
  {
    id: 'k3',
    lockId: 'l3',
    state: 'inactive',
    recurrence: { timeSpans: [] },
    created: '1900-01-01T00:00:00Z',
  },
  { id: 'k4' },
  {
    id: 'k5',
    lockId: 'l2',
    state: 'active',
    appUserId: noNumber,
    end: '9999-12-31T23:59:59Z',
    metadata: { note: long, deep: { a: [1, 2] } },
  },
]

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

for (const width of [320, 1440])
  test(
    `odd data at ${width} px: every screen stands, nothing is pushed aside, nothing is left out`,
    { tag: width > 320 ? ['@long'] : [] },
    async ({ page, mock, visit, projectId }) => {
      await page.setViewportSize({ width, height: 800 })
      const list = '/v2/projects/:projectId'
      await mock.faults([
        { method: 'GET', path: `${list}/locks`, times: 99, body: { locks } },
        { method: 'GET', path: `${list}/keys`, times: 99, body: { keys } },
        ...keys.map((key) => ({ method: 'GET', path: `${list}/keys/${key.id}`, times: 9, body: { key } })),
      ])
      const expectNoSidewaysScroll = () =>
        expect.poll(() => page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(width)

      await visit(paths.keys(projectId))
      const table = page.getByRole('table', { name: 'Keys' })
      await expect(table.getByRole('row')).toHaveCount(6)
      await expect(table).toContainText('quantum')
      await expect(table).toContainText('<b>bold</b>')
      await expectNoSidewaysScroll()

      await visit(paths.locks(projectId))
      await expect(page.getByRole('table', { name: 'Locks' }).getByRole('row')).toHaveCount(4)
      await expect(page.getByText('wonderful')).toBeVisible()
      // A name of blanks is none: the id stands in, here and wherever the lock is named.
      await expect(page.getByRole('link', { name: 'l2' })).toBeVisible()
      await expectNoSidewaysScroll()

      for (const { id } of locks) {
        await visit(paths.lock(projectId, id))
        await expect(heading(page)).not.toBeEmpty()
        await expect(page.getByRole('heading', { name: 'About' })).toBeVisible()
        if (id === 'l1') await expect(page.getByText('Not known here: Mars/Olympus')).toBeVisible()
        await expectNoSidewaysScroll()
      }
      for (const { id } of keys) {
        await visit(paths.key(projectId, id))
        await expect(page.getByRole('heading', { name: 'Life of this key' })).toBeVisible()
        await expectNoSidewaysScroll()
      }
      await expect(heading(page)).toContainText('to l2')
      await expect(page.getByText('{"a":[1,2]}').first()).toBeVisible()

      for (const number of ['+4799887766', noNumber]) {
        await visit(paths.person(projectId, personIdOf(projectId, number)))
        await expect(page.getByRole('table', { name: /^Keys of / })).toBeVisible()
        await expectNoSidewaysScroll()
      }
      // By what is no phone number Unloc can neither list nor revoke.
      await expect(page.getByText('1 live key on 1 lock, 1 open now')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Revoke all keys…' })).toBeDisabled()
      await expect(page.getByText('They can be revoked one by one below.')).toBeVisible()

      for (const { id } of locks) {
        await visit(paths.keyCreate(projectId), `?lock=${id}`)
        await expect(page.getByRole('textbox', { name: 'Mobile number' })).toBeVisible()
        await expect(
          page.getByText('Unloc tells no time zone here. Times are taken in Oslo time.'),
        ).toHaveCount(id === 'l3' ? 0 : 1)
        await expectNoSidewaysScroll()
      }
    },
  )
