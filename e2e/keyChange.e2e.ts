import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { idOf } from './keyForm.ts'
import type { MockDoor } from './mockDoor.ts'
import { askUnloc, sent } from './wire.ts'

/** Opens a key's own page by way of the list. Returns its id. */
async function openKey(page: Page, person: string, lock: string): Promise<string> {
  await page.getByRole('row').filter({ hasText: person }).filter({ hasText: lock }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${person} to ${lock}`)
  return idOf(page)
}

const result = (page: Page, person: string, lock: string) =>
  page
    .getByRole('list', { name: 'Result of each key' })
    .getByRole('listitem')
    .filter({ hasText: person })
    .filter({ hasText: lock })

/** The writes that reached Unloc's keys, in the order in which they came. */
async function writes(mock: MockDoor): Promise<string[]> {
  const { requests } = await mock.requests()
  return requests
    .filter(({ method, url, status }) => method !== 'GET' && url.includes('/keys') && status !== 401)
    .map(({ method, url }) => `${method} ${url.slice(url.indexOf('/keys'))}`)
}

test(
  'a key is extended by a month from its page: the new one is made first, and then that old one revoked',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Siri&state=active')
    const oldId = await openKey(page, 'Siri Strand', 'Virtual Lock 1')
    await page.getByRole('link', { name: 'Extend or change…' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Extend or change keys')
    await expect(page.getByRole('button', { name: 'Change 1 key' })).toBeDisabled()

    await page.getByText('New end', { exact: true }).click()
    await page.getByRole('button', { name: 'One month more' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Makes' })).toHaveText(
      'Makes 1 new key until Sat 19 Dec 2026, 09:21, waits until it works, then revokes the old one. Until then both open the door.',
    )
    expect(await writes(mock)).toEqual([])
    await page.getByRole('button', { name: 'Change 1 key' }).click()

    await expect(result(page, 'Siri Strand', 'Virtual Lock 1')).toContainText(
      'New key works, old one revoked',
    )
    await expect(page.getByRole('status').filter({ hasText: 'replaced' })).toHaveText('1 key: 1 replaced.')
    expect(await writes(mock)).toEqual(['POST /keys', `DELETE /keys/${oldId}`])
    const [create] = await sent(mock, 'POST').then((all) => all.filter(({ url }) => url.endsWith('/keys')))
    expect(create?.body).toEqual({
      keys: [
        {
          lockId: expect.any(String),
          appUserId: '+4746521705',
          end: '2026-12-19T08:21:00.000Z',
          metadata: {
            note: 'Booking',
            batch: expect.stringMatching(/^[\da-f]{10}$/),
            replaces: oldId,
          },
        },
      ],
    })

    await result(page, 'Siri Strand', 'Virtual Lock 1').getByRole('link', { name: 'New key' }).click()
    await expect(page.getByText('until 19 Dec, 09:21')).toBeVisible()
    await expect(page.getByText('Booking', { exact: true })).toBeVisible()
    await page.goBack()
    await result(page, 'Siri Strand', 'Virtual Lock 1').getByRole('link', { name: 'Old key' }).click()
    await expect(page.getByText('This key is revoked already.')).toBeVisible()
  },
)

test('when the new key fails, the old one stays, and nothing is revoked', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Zofia&state=active')
  const oldId = await openKey(page, 'Zofia Zieliński', 'Kjeller 3')
  await page.getByRole('link', { name: 'Extend or change…' }).click()
  await page.getByText('No end', { exact: true }).last().click()
  await mock.vendor('danalock', false)
  await page.getByRole('button', { name: 'Change 1 key' }).click()
  await expect(page.getByText('Being made').or(page.getByText('Asked for')).first()).toBeVisible()
  await mock.clock({ advanceSeconds: 120 })

  const row = result(page, 'Zofia Zieliński', 'Kjeller 3')
  await expect(row).toContainText('New key failed')
  await expect(row).toContainText("unable to contact the vendor's lock system. The old key stays.")
  expect(await writes(mock)).toEqual(['POST /keys'])
  await row.getByRole('link', { name: 'Old key' }).click()
  await expect(page.getByRole('button', { name: 'Revoke key…' })).toBeEnabled()
  const { key } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/keys/${oldId}`)) as {
    key: { state: string }
  }
  expect(key.state).toBe('active')
})

test(
  'a reload in the middle goes on watching, and revokes nothing before a press',
  { tag: '@long' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Zofia&state=active')
    for (const lock of ['Kjeller 3', 'Boder 3'])
      await page.getByRole('checkbox', { name: `Select Zofia Zieliński, ${lock}`, exact: true }).check()
    await page.getByRole('button', { name: 'Extend or change…' }).click()
    await expect(page.getByRole('heading', { name: 'These 2 keys of 1 person, to 2 locks' })).toBeVisible()
    // Several keys stand in the history, not in the address, and a reload keeps them.
    expect(new URL(page.url()).search).toBe('')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'These 2 keys of 1 person, to 2 locks' })).toBeVisible()
    await page.getByText('New end', { exact: true }).click()
    await page.getByRole('button', { name: 'One year more' }).click()
    await page.getByRole('button', { name: 'Change 2 keys' }).click()
    await expect(page.getByText('Being made').first()).toBeVisible()

    await page.reload()
    await expect(page.getByText('This change is not finished.')).toBeVisible()
    await mock.clock({ advanceSeconds: 120 })
    await expect(result(page, 'Zofia Zieliński', 'Boder 3')).toContainText(
      'New key works, old one still there',
    )
    expect(await writes(mock)).toEqual(['POST /keys'])
    await page.getByRole('link', { name: 'See all keys' }).click()
    await expect(page.getByText('A change of 2 keys is not finished.')).toBeVisible()
    await page.getByRole('link', { name: 'See how it stands' }).click()
    await page.getByRole('button', { name: 'Go on: revoke 2 old keys' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'replaced' })).toHaveText('2 keys: 2 replaced.')
    expect(await writes(mock)).toHaveLength(3)
  },
)

test(
  'two tabs: the second waits for the first, and takes over to watch when that is closed',
  { tag: '@long' },
  async ({ page, context, mock, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Zofia&state=active')
    await openKey(page, 'Zofia Zieliński', 'Kjeller 3')
    await page.getByRole('link', { name: 'Extend or change…' }).click()
    await page.getByText('No end', { exact: true }).last().click()
    await page.getByRole('button', { name: 'Change 1 key' }).click()
    await expect(page.getByText('Being made').first()).toBeVisible()
    const second = await context.newPage()
    await second.goto(page.url())
    await expect(second.getByText('Another tab of this browser is at this change.')).toBeVisible()
    await page.close()
    await expect(second.getByText('This change is not finished.')).toBeVisible()
    await mock.clock({ advanceSeconds: 120 })
    await expect(result(second, 'Zofia Zieliński', 'Kjeller 3')).toContainText('old one still there')
    expect(await writes(mock)).toEqual(['POST /keys'])
  },
)
