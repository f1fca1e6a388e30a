import type { Locator, Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { password } from './house.ts'
import { expectReadable } from './listStates.ts'
import type { Fault } from './mockDoor.ts'
import { sent } from './wire.ts'

const hour = 3600

/** A row of the keys list by what a person reads in it. */
const keyRow = (page: Page, person: string, lock: string) =>
  page.getByRole('row').filter({ hasText: person }).filter({ hasText: lock })

async function pick(page: Page, person: string, lock: string): Promise<string> {
  await page.getByRole('checkbox', { name: `Select ${person}, ${lock}`, exact: true }).check()
  const address = await keyRow(page, person, lock).getByRole('link').getAttribute('href')
  return address?.split('/').at(-1) ?? ''
}

const outcomeOf = (dialog: Locator, person: string, lock: string) =>
  dialog
    .getByRole('list', { name: 'Result of each key' })
    .getByRole('listitem')
    .filter({ hasText: person })
    .filter({ hasText: lock })

const keysPath = (projectId: string) => `/v2/projects/${projectId}/keys`

test('one key is revoked from its own page', { tag: '@demo' }, async ({ page, mock, visit, projectId }) => {
  await visit(paths.keys(projectId), '?q=Usman')
  await keyRow(page, 'Usman Hussain', 'Styrerom').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usman Hussain to Styrerom')
  const keyId = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  await page.getByRole('button', { name: 'Revoke key…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke keys' })
  await expect(dialog).toContainText('Takes back 1 key from Usman Hussain, on 1 lock.')
  await expect(dialog).toContainText('Unloc tells the holders that their keys are gone.')
  await expect(dialog.getByRole('button', { name: 'Keep the keys' })).toBeFocused()
  expect(await sent(mock, 'DELETE')).toEqual([])

  await dialog.getByRole('button', { name: 'Revoke 1 key' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 revoked.')
  await expect(outcomeOf(dialog, 'Usman Hussain', 'Styrerom')).toContainText('Revoked')
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused()
  await page.keyboard.press('Enter')

  await expect(dialog).toBeHidden()
  await expect(page.getByText('Now: revoked')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Revoke key…' })).toBeDisabled()
  await expect(page.getByText('This key is revoked already.')).toBeVisible()
  expect(await sent(mock, 'DELETE')).toEqual([
    expect.objectContaining({ url: `${keysPath(projectId)}/${keyId}`, status: 200 }),
  ])
  // The other key of the same person is untouched.
  await page.getByRole('link', { name: 'Usman Hussain' }).click()
  await page.getByRole('button', { name: /^All \d/ }).click()
  const keyTo = (lock: string) => page.getByRole('row').filter({ hasText: lock })
  await expect(keyTo('Hovedinngang 1')).toContainText('Scheduled')
  await expect(keyTo('Styrerom')).toContainText('Revoked')
})

test(
  'the keys picked by hand are revoked one by one, and only those that failed are tried again',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId, allowStatus }) => {
    allowStatus(403, 409)
    // The job of the first seconds is over: nothing tells the page the time while the preview is open.
    await mock.clock({ advanceSeconds: 120 })
    await visit(paths.keys(projectId), '?state=scheduled')
    await pick(page, 'Usman Hussain', 'Styrerom')
    const [refused, easy] = [
      await pick(page, 'Eirik Bakken', 'Hovedinngang 5'),
      await pick(page, 'Magnus Fjeld', 'Hovedinngang 5'),
    ]
    const bar = page.getByRole('region', { name: 'Selected keys' })
    await expect(bar).toContainText('3 keys selected')
    await bar.getByRole('button', { name: 'Revoke 3 keys…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Revoke keys' })
    await expect(dialog).toContainText('Takes back 3 keys from')
    await expect(dialog).toContainText('on 2 locks.')
    await expectReadable(dialog.getByRole('list'), 3)

    await mock.clock({ advanceSeconds: 4 * hour })
    await mock.faults([
      {
        method: 'DELETE',
        path: `${keysPath(projectId)}/${refused}`,
        times: 1,
        status: 403,
        body: { title: 'Forbidden', detail: 'The lock is being serviced' },
      },
    ])
    await dialog.getByRole('button', { name: 'Revoke 3 keys' }).click()
    // It looks once more before it sends: one of them has come to its end meanwhile, and that is shown first.
    await expect(dialog.getByRole('alert')).toContainText('This changed while you were reading.')
    await expect(dialog.getByRole('alert')).toContainText('1 key fewer: Usman Hussain to Styrerom (expired).')
    await expect(dialog.getByRole('button', { name: 'Keep the keys' })).toBeFocused()
    expect(await sent(mock, 'DELETE')).toEqual([])

    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click()
    await expect(dialog.getByRole('status')).toHaveText('1 not revoked, 1 unusable already and 1 revoked.')
    await expect(outcomeOf(dialog, 'Usman Hussain', 'Styrerom')).toContainText('Was unusable already')
    await expect(outcomeOf(dialog, 'Usman Hussain', 'Styrerom')).toContainText('This key has expired.')
    await expect(outcomeOf(dialog, 'Eirik Bakken', 'Hovedinngang 5')).toContainText('Not revoked')
    await expect(outcomeOf(dialog, 'Eirik Bakken', 'Hovedinngang 5')).toContainText(
      'The lock is being serviced',
    )
    await expect(outcomeOf(dialog, 'Magnus Fjeld', 'Hovedinngang 5')).toContainText('Revoked')
    const first = await sent(mock, 'DELETE')
    expect(first.map(({ url }) => url).sort()).toEqual(
      [refused, easy].map((id) => `${keysPath(projectId)}/${id}`).sort(),
    )

    await dialog.getByRole('button', { name: 'Try the 1 key again' }).click()
    await expect(dialog.getByRole('status')).toHaveText('1 unusable already and 2 revoked.')
    const again = (await sent(mock, 'DELETE')).slice(first.length)
    expect(again).toEqual([
      expect.objectContaining({ url: `${keysPath(projectId)}/${refused}`, status: 200 }),
    ])
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(bar).toBeHidden()
  },
)

test('what failed stays selected when the outcome is closed @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(403)
  await visit(paths.keys(projectId), '?state=scheduled')
  const refused = await pick(page, 'Eirik Bakken', 'Hovedinngang 5')
  await pick(page, 'Magnus Fjeld', 'Hovedinngang 5')
  await mock.faults([
    {
      method: 'DELETE',
      path: `${keysPath(projectId)}/${refused}`,
      times: 1,
      status: 403,
      body: { title: 'Forbidden' },
    },
  ])
  await page.getByRole('button', { name: 'Revoke 2 keys…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 not revoked and 1 revoked.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('region', { name: 'Selected keys' })).toContainText('1 key selected')
  await expect(page.getByRole('checkbox', { name: 'Select Eirik Bakken, Hovedinngang 5' })).toBeChecked()
})

test('a stop holds back what is not sent yet, and says how many @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=Festsal&state=active')
  await expect(page.getByRole('status').filter({ hasText: 'of 700 keys' })).toHaveText('10 of 700 keys')
  await page.getByRole('checkbox', { name: 'Select all 10 listed keys' }).check()
  await page.getByRole('button', { name: 'Revoke 10 keys…' }).click()
  const dialog = page.getByRole('dialog')
  await mock.faults([{ method: 'DELETE', path: `${keysPath(projectId)}/*`, times: 10, held: true }])
  await dialog.getByRole('button', { name: 'Revoke 10 keys' }).click()
  await expect.poll(async () => (await sent(mock, 'DELETE')).length).toBe(4)
  await dialog.getByRole('button', { name: 'Stop what is not sent yet' }).click()
  await mock.faults([])
  await expect(dialog.getByRole('status')).toHaveText('6 not sent and 4 revoked.')
  expect(await sent(mock, 'DELETE')).toHaveLength(4)
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Not sent' })).toHaveCount(6)
  await dialog.getByRole('button', { name: 'Try the 6 keys again' }).click()
  await expect(dialog.getByRole('status')).toHaveText('10 revoked.')
  const deletes = await sent(mock, 'DELETE')
  expect(new Set(deletes.map(({ url }) => url)).size).toBe(10)
  expect(deletes).toHaveLength(10)
})

test('from 25 keys up the number is typed before anything is sent', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?q=S%C3%B8ppelrom')
  await page.getByRole('checkbox', { name: 'Select all 41 listed keys' }).check()
  await page.getByRole('button', { name: 'Revoke 41 keys…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Takes back 38 keys from')
  await expect(dialog.getByRole('heading', { name: 'By lock 5' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: /^By person \d+$/ })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: /^By state \d$/ })).toBeVisible()
  await dialog.getByText('3 keys of these are left as they are').click()
  await expect(dialog).toContainText('3 × This key is revoked already.')

  const send = dialog.getByRole('button', { name: 'Revoke 38 keys' })
  await expect(send).toBeDisabled()
  const typed = dialog.getByRole('textbox', { name: 'Type 38 to confirm' })
  await typed.fill('83')
  await expect(send).toBeDisabled()
  await typed.fill('38')
  // Five locks are looked at once more; the last of them is held back.
  const look: Fault = { method: 'GET', path: keysPath(projectId), times: 4, delayMs: 1 }
  await mock.faults([look, { ...look, times: 1, held: true }])
  const place = await send.boundingBox()
  await send.dblclick()
  await expect(dialog.getByRole('status')).toContainText('Looking whether anything changed: ')
  // Nothing moves away from under a press: "Keep the keys" once took this place.
  expect(await dialog.getByRole('button', { name: /^Revoke 38 keys/ }).boundingBox()).toEqual(place)
  await mock.faults([])
  await expect(dialog.getByRole('status')).toHaveText('3 unusable already and 38 revoked.')
  const deletes = await sent(mock, 'DELETE')
  expect(deletes).toHaveLength(38)
  expect(new Set(deletes.map(({ url }) => url)).size).toBe(38)
  expect(deletes.filter(({ url }) => !/\/keys\/[\w-]+$/.test(url))).toEqual([])
})

test(
  'when the answer of a revoke is lost, the key itself tells what became of it',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId, allowStatus }) => {
    // The gateway says that it lost the answer; without one the line just breaks.
    allowStatus(502, 'broken')
    await visit(paths.keys(projectId), '?state=scheduled')
    const keyId = await pick(page, 'Eirik Bakken', 'Hovedinngang 5')
    const unheard = await pick(page, 'Magnus Fjeld', 'Hovedinngang 5')
    await mock.faults([
      { method: 'DELETE', path: `${keysPath(projectId)}/${keyId}`, times: 1, drop: true },
      {
        method: 'DELETE',
        path: `${keysPath(projectId)}/${unheard}`,
        times: 1,
        status: 502,
        body: 'Bad gateway',
      },
    ])
    await page.getByRole('button', { name: 'Revoke 2 keys…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click()
    await expect(dialog.getByRole('status')).toHaveText('1 unknown and 1 revoked.')
    await expect(outcomeOf(dialog, 'Eirik Bakken', 'Hovedinngang 5')).toContainText('Revoked')
    await expect(outcomeOf(dialog, 'Magnus Fjeld', 'Hovedinngang 5')).toContainText(
      'The answer was lost; Unloc still lists the key as scheduled.',
    )
    const one = `${keysPath(projectId)}/${keyId}`
    const seen = (await mock.requests()).requests.filter(({ url }) => url === one).map(({ method }) => method)
    // Looked at before it is sent, and again because the answer was lost.
    expect(seen).toEqual(['GET', 'DELETE', 'GET'])
    // Never sent again by itself.
    expect(await sent(mock, 'DELETE')).toHaveLength(2)
  },
)

test('a reload in the middle leaves a record of what was sent and what was not', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus('broken')
  await visit(paths.keys(projectId), '?q=Festsal&state=active')
  await page.getByRole('checkbox', { name: 'Select all 10 listed keys' }).check()
  await page.getByRole('button', { name: 'Revoke 10 keys…' }).click()
  const dialog = page.getByRole('dialog')
  // They take effect, and their answers do not come back before the page is gone.
  await mock.faults([{ method: 'DELETE', path: `${keysPath(projectId)}/*`, times: 10, held: true }])
  await dialog.getByRole('button', { name: 'Revoke 10 keys' }).click()
  await expect.poll(async () => (await sent(mock, 'DELETE')).length).toBe(4)
  await page.reload()
  await mock.faults([])

  const note = page.getByRole('status').filter({ hasText: 'was broken off' })
  await expect(note).toContainText('0 answered, 4 sent without an answer and 6 not sent.')
  expect(await sent(mock, 'DELETE')).toHaveLength(4)
  await note.getByRole('button', { name: 'See what became of it' }).click()
  await expect(dialog.getByRole('status')).toHaveText('6 not sent and 4 revoked.')
  await dialog.getByRole('button', { name: 'Try the 6 keys again' }).click()
  await expect(dialog.getByRole('status')).toHaveText('10 revoked.')
  const file = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save as CSV' }).click()
  expect((await file).suggestedFilename()).toBe('revoked-keys.csv')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(note).toBeHidden()
  const deletes = await sent(mock, 'DELETE')
  expect(new Set(deletes.map(({ url }) => url)).size).toBe(10)
  expect(deletes).toHaveLength(10)
  // No number and no name stays behind in the browser.
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/\+47|Festsal/)
})

test('two of five meet an error and one is asked to wait: the wait is told, and only the two are sent again @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(429, 500)
  await visit(paths.keys(projectId), '?q=Festsal&state=active')
  const ids: string[] = []
  const boxes = page.getByRole('row').getByRole('checkbox', { name: /^Select (?!all)/ })
  await expect(boxes).toHaveCount(10)
  for (const place of [0, 1, 2, 3, 4]) {
    await boxes.nth(place).check()
    const row = boxes.nth(place).locator('xpath=ancestor::*[@role="row"]')
    ids.push((await row.getByRole('link').first().getAttribute('href'))?.split('/').at(-1) ?? '')
  }
  const path = (id: string | undefined) => `${keysPath(projectId)}/${String(id)}`
  await mock.faults([
    ...ids.slice(0, 2).map((id) => ({
      method: 'DELETE',
      path: path(id),
      times: 1,
      status: 500,
      body: { title: 'Oops' },
    })),
    {
      method: 'DELETE',
      path: path(ids[2]),
      times: 1,
      status: 429,
      headers: { 'Retry-After': '3' },
      body: {},
    },
  ])
  await page.getByRole('button', { name: 'Revoke 5 keys…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Revoke 5 keys' }).click()
  await expect(dialog).toContainText(/Unloc asks us to slow down\. It goes on in \d/)
  await expect(dialog.getByRole('status')).toHaveText('2 unknown and 3 revoked.')
  await expect(dialog).not.toContainText('Unloc asks us to slow down.')
  const first = await sent(mock, 'DELETE')
  // The one that was to wait was not done, so that it is asked for twice.
  expect(first.map(({ url }) => url).sort()).toEqual([...ids, ids[2]].map(path).sort())

  await dialog.getByRole('button', { name: 'Try the 2 keys again' }).click()
  await expect(dialog.getByRole('status')).toHaveText('5 revoked.')
  const again = (await sent(mock, 'DELETE')).slice(first.length)
  expect(again.map(({ url }) => url).sort()).toEqual(ids.slice(0, 2).map(path).sort())
})

test('a second tab while keys are revoked: it repeats nothing, and is offered the rest only when the first is gone @long', async ({
  page,
  context,
  mock,
  visit,
  projectId,
}) => {
  const begin = async (tab: Page) => {
    await tab.getByRole('checkbox', { name: 'Select all 10 listed keys' }).check()
    await tab.getByRole('button', { name: 'Revoke 10 keys…' }).click()
  }
  await visit(paths.keys(projectId), '?q=Festsal&state=active')
  const second = await context.newPage()
  await second.goto(page.url())
  await begin(second)
  const dialog = second.getByRole('dialog')
  await expect(dialog).toContainText('Takes back 10 keys')
  await begin(page)
  await mock.faults([{ method: 'DELETE', path: `${keysPath(projectId)}/*`, times: 10, held: true }])
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke 10 keys' }).click()
  await expect.poll(async () => (await sent(mock, 'DELETE')).length).toBe(4)

  await dialog.getByRole('button', { name: 'Revoke 10 keys' }).click()
  await expect(dialog.getByRole('alert')).toContainText('4 keys fewer')
  await dialog.getByRole('button', { name: 'Keep the keys' }).click()
  const note = second.getByRole('status').filter({ hasText: 'was broken off' })
  await expect(second.getByRole('region', { name: 'Selected keys' })).toContainText('10 keys selected')
  await expect(note).toHaveCount(0)

  await page.close()
  await mock.faults([])
  // Whoever comes back to a tab makes it look.
  await expect(async () => {
    await second.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect(note).toContainText('4 sent without an answer and 6 not sent.', { timeout: 500 })
  }).toPass()
  await note.getByRole('button', { name: 'See what became of it' }).click()
  await expect(dialog.getByRole('status')).toHaveText('6 not sent and 4 revoked.')
  await dialog.getByRole('button', { name: 'Try the 6 keys again' }).click()
  await expect(dialog.getByRole('status')).toHaveText('10 revoked.')
  const deletes = await sent(mock, 'DELETE')
  expect(new Set(deletes.map(({ url }) => url)).size).toBe(10)
  expect(deletes).toHaveLength(10)
})

test('a session that ends in the middle sends no more, and after the sign-in the rest goes on @long', async ({
  page,
  mock,
  visit,
  projectId,
  endSessionBefore,
  allowStatus,
}) => {
  allowStatus(401)
  await visit(paths.keys(projectId), '?q=Festsal&state=active')
  await page.getByRole('checkbox', { name: 'Select all 10 listed keys' }).check()
  await page.getByRole('button', { name: 'Revoke 10 keys…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke keys' })
  // It ends once the last look before sending has gone through.
  await endSessionBefore('DELETE')
  await dialog.getByRole('button', { name: 'Revoke 10 keys' }).click()
  const ended = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(ended).toBeVisible()
  expect(await sent(mock, 'DELETE')).toEqual([])
  await ended.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await expect(ended).toHaveCount(0)
  await expect(dialog.getByRole('status')).toContainText('not sent')
  await expect(dialog).toContainText('Your session ended before all was sent.')
  await dialog.getByRole('button', { name: 'Try the 10 keys again' }).click()
  await expect(dialog.getByRole('status')).toHaveText('10 revoked.')
  expect(await sent(mock, 'DELETE')).toHaveLength(10)
})
