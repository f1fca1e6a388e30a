import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { expectReadable } from './listStates.ts'
import { askUnloc, sent } from './wire.ts'

const keysPath = (projectId: string) => `/v2/projects/${projectId}/keys`

const tick = (page: Page, person: string, lock: string) =>
  page.getByRole('checkbox', { name: `Select ${person}, ${lock}`, exact: true }).check()

const row = (page: Page, person: string, lock: string) =>
  page
    .getByRole('row')
    .filter({ hasText: person })
    .filter({ has: page.getByRole('cell', { name: lock, exact: true }) })

async function lockIdOf(page: Page, projectId: string, name: string): Promise<string> {
  const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks`)) as {
    locks: { id: string; name: string }[]
  }
  return locks.find((lock) => lock.name === name)?.id ?? ''
}

/** A key that somebody else makes just now. */
async function makeKey(page: Page, projectId: string, appUserId: string, lockName: string): Promise<void> {
  const lockId = await lockIdOf(page, projectId, lockName)
  await askUnloc(page, 'POST', keysPath(projectId), { keys: [{ appUserId, lockId }] })
}

test(
  'every key of two people goes with one call each; what stays is explained, what is new is named',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId), '?q=Virtual')
    await tick(page, 'Henrik Nygård', 'Virtual Lock 1')
    await tick(page, 'Siri Strand', 'Virtual Lock 1')
    await page.getByRole('button', { name: 'All keys of 2 people…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Revoke the keys of people' })
    await expect(dialog).toContainText(
      'Takes back up to 17 keys of Henrik Nygård and Siri Strand, on 12 locks.',
    )
    await expect(dialog.getByRole('button', { name: 'Keep the keys' })).toBeFocused()
    await dialog.getByText('Keys from access groups, doorbell lists and other users stay').click()
    await expectReadable(dialog.getByRole('list'), 4)

    await makeKey(page, projectId, '+4791620781', 'Styrerom')
    await dialog.getByRole('button', { name: 'Revoke up to 17 keys' }).click()
    await expect(dialog.getByRole('alert')).toContainText(
      '1 key more: Henrik Nygård to Styrerom (being made).',
    )
    expect(await sent(mock, 'DELETE')).toEqual([])
    // One that is made while the call is under way can only be told of afterwards.
    await mock.faults([{ method: 'DELETE', path: keysPath(projectId), times: 1, held: true }])
    await dialog.getByRole('button', { name: 'Revoke up to 18 keys' }).click()
    await expect.poll(async () => (await sent(mock, 'DELETE')).length).toBeGreaterThan(0)
    await makeKey(page, projectId, '+4791620781', 'Festsal')
    await mock.faults([])

    await expect(dialog.getByRole('status')).toHaveText('2 left live and 16 revoked.')
    const stays = dialog.getByRole('listitem').filter({ hasText: 'Stays live' })
    await expect(stays).toHaveCount(2)
    await expect(stays.filter({ hasText: 'Henrik Nygård' })).toContainText('Hovedinngang 9')
    await expect(stays.first()).toContainText('access group, a doorbell list or another user')
    await expect(dialog).toContainText('1 key was made since the preview: Henrik Nygård to Festsal (live).')
    // Sending it again would change nothing.
    await expect(dialog.getByRole('button', { name: /^Try/ })).toHaveCount(0)
    expect((await sent(mock, 'DELETE')).map(({ url, status }) => [url, status]).sort()).toEqual([
      [`${keysPath(projectId)}?appUserId=%2B4746521705`, 200],
      [`${keysPath(projectId)}?appUserId=%2B4791620781`, 200],
    ])

    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(row(page, 'Henrik Nygård', 'Virtual Lock 2')).toContainText('Revoked')
  },
)

test('every key to a lock goes with one call; a key made while it runs is named as live @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Hovedinngang+7')
  await tick(page, 'Magnus Tangen', 'Hovedinngang 7')
  await page.getByRole('button', { name: 'All keys to this lock…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke the keys to locks' })
  await expect(dialog).toContainText('Takes back up to 38 keys to Hovedinngang 7, from 32 people.')
  const send = dialog.getByRole('button', { name: 'Revoke up to 38 keys' })
  await expect(send).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Type 38 to confirm' }).fill('38')

  await mock.faults([{ method: 'DELETE', path: keysPath(projectId), times: 1, held: true }])
  await send.click()
  await expect.poll(async () => (await sent(mock, 'DELETE')).length).toBe(1)
  await makeKey(page, projectId, '+4790735330', 'Hovedinngang 7')
  await mock.faults([])

  await expect(dialog.getByRole('status')).toHaveText('31 left live and 7 revoked.')
  await expect(dialog).toContainText(
    '1 key was made since the preview: Gunnar Ødegård to Hovedinngang 7 (live).',
  )
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Usman Hussain' })).toContainText('Stays live')
  const lockId = await lockIdOf(page, projectId, 'Hovedinngang 7')
  expect(await sent(mock, 'DELETE')).toEqual([
    expect.objectContaining({ url: `${keysPath(projectId)}?lockId=${lockId}`, status: 200 }),
  ])
})

test('Subproject keys are spared when asked @long', async ({ page, mock, visit, projectId }) => {
  await visit(paths.keys(projectId), '?q=%C3%98yvind+Vik')
  await tick(page, 'Øyvind Vik', 'Verksted')
  await page.getByRole('button', { name: 'All keys of this person…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Takes back up to 5 keys of Øyvind Vik, on 5 locks.')
  await dialog.getByRole('checkbox', { name: 'Spare the 2 Subproject keys among them' }).check()
  await expect(dialog).toContainText('Takes back up to 3 keys of Øyvind Vik, on 3 locks.')
  await dialog.getByRole('button', { name: 'Revoke up to 3 keys' }).click()
  await expect(dialog.getByRole('status')).toHaveText('3 revoked.')
  expect((await sent(mock, 'DELETE')).map(({ url }) => url)).toEqual([
    `${keysPath(projectId)}?appUserId=%2B4793601166&excludeSubprojectKeys=true`,
  ])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, 'Øyvind Vik', 'Verksted')).toContainText('Revoked')
  await expect(row(page, 'Øyvind Vik', 'Garasje, dør')).toContainText('Active')
  await expect(row(page, 'Øyvind Vik', 'Garasje, lading')).toContainText('Active')
})

test('what cannot be listed completely is not sent @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  await visit(paths.keys(projectId), '?q=%C3%98yvind+Vik')
  await tick(page, 'Øyvind Vik', 'Verksted')
  await mock.faults([
    { method: 'GET', path: keysPath(projectId), times: 2, status: 403, body: { title: 'Forbidden' } },
  ])
  await page.getByRole('button', { name: 'All keys of this person…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('This is not permitted here.')
  await expect(dialog).toContainText('Nothing was revoked: what cannot be listed completely is not sent.')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toContainText('Takes back up to 5 keys of Øyvind Vik')
  expect(await sent(mock, 'DELETE')).toEqual([])
})

test('a lost answer of a filtered revoke is settled by listing @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(502)
  await visit(paths.keys(projectId), '?q=Usman')
  await tick(page, 'Usman Hussain', 'Styrerom')
  await page.getByRole('button', { name: 'All keys of this person…' }).click()
  const dialog = page.getByRole('dialog')
  await mock.faults([{ method: 'DELETE', path: keysPath(projectId), times: 1, drop: true }])
  await dialog.getByRole('button', { name: 'Revoke up to 3 keys' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 unknown and 2 revoked.')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Hovedinngang 7' })).toContainText('Unknown')
  expect(await sent(mock, 'DELETE')).toHaveLength(1)
})

test('keys that people shared have a tick, a typed name and a call of their own', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId))
  const lockId = await lockIdOf(page, projectId, 'Garasje, dør')
  await visit(paths.lock(projectId, lockId))
  await page.getByRole('button', { name: /^Revoke all keys/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('checkbox', { name: 'Also take back the keys that people shared to Garasje, dør' })
    .check()
  const count = await dialog.getByRole('textbox', { name: /^Type \d+ to confirm/ }).count()
  if (count > 0) {
    const label = await dialog.getByText(/^Type \d+ to confirm/).textContent()
    await dialog
      .getByRole('textbox', { name: /^Type \d+ to confirm/ })
      .fill(/\d+/.exec(label ?? '')?.[0] ?? '')
  }
  const send = dialog.getByRole('button', { name: /^Revoke up to \d+ keys and shared keys$/ })
  await expect(send).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Type “Garasje, dør” to confirm' }).fill('garasje')
  await expect(send).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Type “Garasje, dør” to confirm' }).fill('garasje, dør')
  await send.click()
  await expect(dialog).toContainText('Shared keys: Unloc took the call. It does not say how many there were.')
  expect((await sent(mock, 'DELETE')).map(({ url }) => url)).toEqual([
    `${keysPath(projectId)}?lockId=${lockId}`,
    `/v2/projects/${projectId}/shared-keys?lockId=${lockId}`,
  ])
})

test(
  'of two locks, the one whose call was refused stays selected',
  { tag: '@long' },
  async ({ page, mock, visit, projectId, allowStatus }) => {
    allowStatus(403)
    await visit(paths.locks(projectId), '?q=Festsal')
    await page.getByRole('checkbox', { name: 'Select Festsal', exact: true }).check()
    await page.getByRole('checkbox', { name: 'Select Festsal, kjøkken', exact: true }).check()
    const bar = page.getByRole('region', { name: 'Selected locks' })
    await bar.getByRole('button', { name: 'Revoke all keys to 2 locks…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('They are taken back for one lock at a time.')
    const label = (await dialog.getByText(/^Type \d+ to confirm/).allTextContents())[0] ?? ''
    if (label) await dialog.getByRole('textbox', { name: label }).fill(/\d+/.exec(label)?.[0] ?? '')
    await mock.faults([
      { method: 'DELETE', path: keysPath(projectId), times: 1, status: 403, body: { title: 'Forbidden' } },
    ])
    await dialog.getByRole('button', { name: /^Revoke up to/ }).click()
    await expect(dialog.getByRole('button', { name: /^Try the \d+ keys again$/ })).toBeVisible()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(bar).toContainText('1 lock selected')
    await expect(page.getByRole('checkbox', { name: 'Select Festsal', exact: true })).toBeChecked()
    expect((await sent(mock, 'DELETE')).map(({ status }) => status)).toEqual([403, 200])
  },
)
