import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { count, problem, skeleton } from './listStates.ts'
import type { Fault } from './mockDoor.ts'
import { sent } from './wire.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Keys' })

const list = '/v2/projects/:projectId/keys'
/** A read is tried three times where that may help. */
const always: Fault = { method: 'GET', path: list, times: 3 }
const passes: Fault = { method: 'GET', path: list, times: 1, delayMs: 1 }

test('loading: the shape of the list, then the list; reading again shows no shape', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.faults([{ ...passes, held: true }])
  await visit(paths.keys(projectId))
  await expect(skeleton(page, 'Loading keys')).toBeVisible()
  await expect(count(page)).toHaveText('loading')
  await mock.faults([])
  await expect(count(page)).toHaveText('700 keys')
  await expect(skeleton(page, 'Loading keys')).toHaveCount(0)

  await mock.faults([{ ...passes, held: true }])
  await page.getByRole('button', { name: 'Read all keys again' }).click()
  await expect(page.getByRole('button', { name: 'Read all keys again' })).toHaveAttribute('aria-busy', 'true')
  await expect(table(page)).toBeVisible()
  await expect(count(page)).toHaveText('700 keys')
  await expect(skeleton(page, 'Loading keys')).toHaveCount(0)
  await mock.faults([])
  await expect(page.getByRole('button', { name: 'Read all keys again' })).not.toHaveAttribute(
    'aria-busy',
    'true',
  )
  await expect(count(page)).toHaveText('700 keys')
})

test('empty: what would be here, and how to begin', async ({ page, mock, visit, projectId }) => {
  await mock.reset('empty')
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('0 keys')
  await expect(page.getByText('No keys yet.')).toBeVisible()
  await expect(page.getByText('Every key that you hand out is listed here')).toBeVisible()
  await page.getByRole('link', { name: 'Make the first keys' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New keys')
})

test('partial: what arrived is listed and called partial, until it is complete; only what is missing is asked for again', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(500)
  const fails: Fault = {
    ...always,
    times: 1,
    status: 500,
    body: problem('Internal error', 'Storage is busy'),
  }
  await mock.faults([passes, fails, fails, fails])
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('100 so far, loading')
  await expect(count(page)).toHaveText('100 so far, incomplete')
  const trouble = page.getByRole('alert')
  await expect(trouble).toContainText('Unloc had a problem of its own.')
  await expect(trouble).toContainText('Storage is busy')
  await expect(page.getByText('Only the 100 keys that arrived are listed. There may be more.')).toBeVisible()
  await expect(table(page)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('nobody has this name')
  await expect(page.getByText('Not all keys are loaded yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).click()

  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(count(page)).toHaveText('700 keys')
  await expect(trouble).toHaveCount(0)
  await expect(page.getByText('There may be more.')).toHaveCount(0)
  const asked = (await sent(mock, 'GET')).filter(({ url }) => /\/keys\?limit=\d+(&startAfterId|$)/.test(url))
  expect(asked.map(({ url, status }) => [url.includes('startAfterId'), status])).toEqual([
    [false, 200],
    [true, 500],
    [true, 500],
    [true, 500],
    [true, 200],
  ])
})

test('stopped: what arrived stays and is called partial; the loading goes on when somebody says so', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await mock.faults([passes, { ...passes, held: true }])
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('100 so far, loading')
  await page.getByRole('button', { name: 'Stop loading' }).click()
  await expect(count(page)).toHaveText('100 so far, incomplete')
  // The button that was pressed has gone: the way on has its focus.
  await expect(page.getByRole('button', { name: 'Go on' })).toBeFocused()
  // No number of a part passes for one of all.
  await page.getByRole('search').getByRole('button', { name: 'State' }).click()
  await expect(page.getByText('Counted in the 100 keys that are loaded so far')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'By person' }).click()
  await expect(page.getByText(/keys? so far, .* live/).first()).toBeVisible()
  await expect(
    page.getByText('You stopped the loading. Only the 100 keys that arrived are listed.'),
  ).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  // Nor does a look at another page start it.
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  await page.goBack()
  await expect(count(page)).toHaveText('100 so far, incomplete')
  await mock.faults([{ ...passes, held: true }])
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('button', { name: 'Stop loading' })).toBeFocused()
  await mock.faults([])
  await expect(count(page)).toHaveText('700 keys')
  await expect(page.getByRole('button', { name: 'Read all keys again' })).toBeFocused()
  await expect(page.getByText(/keys? so far/)).toHaveCount(0)
  await expect(page.getByText('There may be more.')).toHaveCount(0)
})

test('more keys come while somebody is at the rows: those stay in their places until they are left, or the others asked for', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  const links = table(page).getByRole('link')
  const shown = async () =>
    (await links.evaluateAll((all) => all.map((link) => link.textContent))).slice(0, 8)
  const waits = page.getByText('600 more keys have come.')
  const onTheWay: Fault[] = [passes, { ...passes, held: true }]

  await mock.faults(onTheWay)
  await visit(paths.keys(projectId))
  await links.nth(2).hover()
  await expect(count(page)).toHaveText('100 so far, loading')
  const before = await shown()
  await mock.faults([])
  await expect(count(page)).toHaveText('700 keys')
  await expect(waits).toBeVisible()
  expect(await shown()).toEqual(before)
  await expect(page.getByRole('checkbox', { name: 'Select all 100 listed keys' })).toBeVisible()
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(waits).toHaveCount(0)
  const after = await shown()
  expect(after).not.toEqual(before)

  await mock.faults(onTheWay)
  await page.reload()
  await links.nth(2).focus()
  await mock.faults([])
  await expect(waits).toBeVisible()
  expect(await shown()).toEqual(before)
  await page.getByRole('button', { name: 'Show them' }).press('Enter')
  await expect(waits).toHaveCount(0)
  await expect(links.first()).toBeFocused()
  expect(await shown()).toEqual(after)

  // Who has selected a key goes on to the bar below the rows, which must not be pushed away either.
  await mock.faults(onTheWay)
  await page.reload()
  await page.getByRole('row').getByRole('checkbox').nth(3).click()
  await page.getByRole('heading', { level: 1 }).hover()
  await mock.faults([])
  await expect(waits).toBeVisible()
  expect(await shown()).toEqual(before)
  await page.getByRole('region', { name: 'Selected keys' }).getByRole('button', { name: 'Clear' }).click()
  await expect(waits).toHaveCount(0)
  expect(await shown()).toEqual(after)
})

test('stale: the old list stays, says how old it is, and why', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(503)
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')
  await expect(page.getByText('as of 10:00')).toBeVisible()
  await mock.clock({ advanceSeconds: 600 })
  await mock.faults([{ ...always, times: 20, status: 503, body: problem('Unavailable', 'Back at noon') }])
  await page.getByRole('button', { name: 'Read all keys again' }).click()
  await expect(page.getByRole('alert')).toContainText('Back at noon')
  await expect(page.getByText('What is listed is as of 18 Nov 2026, 10:00.')).toBeVisible()
  await expect(count(page)).toHaveText('700 keys')
  await expect(table(page)).toBeVisible()
  await mock.faults([])
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('as of 10:10')).toBeVisible()
})

interface Trouble {
  what: string
  fault: Omit<Fault, 'method' | 'path' | 'times'>
  status?: number
  says: string[]
  not?: string[]
  technical: string
}

const troubles: Trouble[] = [
  {
    what: 'a refusal with a reason',
    fault: { status: 500, body: problem('Internal error', 'Storage is busy') },
    status: 500,
    says: ['Unloc had a problem of its own.', 'Try again in a minute.', 'Storage is busy'],
    technical: 'keyList · 500',
  },
  {
    what: "a proxy's page",
    fault: { status: 502, body: '<html><body><h1>Bad Gateway</h1></body></html>' },
    status: 502,
    says: ['Unexpected answer from Unloc.', 'Unloc answered (502) with something that is no data.'],
    not: ['html', 'Bad Gateway'],
    technical: 'keyList · 502',
  },
  {
    what: 'an answer that breaks off',
    fault: { status: 200, body: '{"keys":[{"id":"a1b2c3","state":"act' },
    says: ['Unloc sent an answer that this console cannot read.', 'tell support the technical details'],
    not: ['a1b2c3'],
    technical: 'keyList · 200',
  },
  {
    what: 'a page instead of data, said to be well',
    fault: { status: 200, body: '<!doctype html><title>Welcome</title>' },
    status: 502,
    says: ['Unexpected answer from Unloc.', 'Unloc answered (200) with something that is no data.'],
    not: ['doctype'],
    technical: 'keyList · 502',
  },
  {
    what: 'too many requests',
    fault: { status: 429, headers: { 'retry-after': '0' }, body: problem('Too many requests', 'Slow down') },
    status: 429,
    says: ['Unloc asks us to slow down.', 'Wait a moment, then try again.', 'Slow down'],
    technical: 'keyList · 429',
  },
  {
    what: 'not permitted',
    fault: { status: 403, body: problem('Forbidden', 'Keys need the module Access') },
    status: 403,
    says: [
      'This is not permitted here.',
      'Ask whoever set up the API access.',
      'Keys need the module Access',
    ],
    technical: 'keyList · 403',
  },
  {
    what: 'a line that breaks',
    fault: { drop: true },
    status: 502,
    says: ['The connection to Unloc broke.', 'No complete answer came.', 'Nothing was changed.'],
    technical: 'keyList · 502',
  },
  {
    what: 'credentials that are refused',
    fault: { status: 401, body: { error: 'JsonWebTokenError', errorDescription: 'jwt expired' } },
    status: 502,
    says: ['The gateway is not let in.', 'Unloc refused the credentials of the gateway.'],
    technical: 'keyList · 502',
  },
]

/** What each body is read as stands in `call.test.ts`; what people see of it is much the same. */
const shown = ['a page instead of data, said to be well']

for (const { what, fault, status, says, not = [], technical } of troubles)
  test(
    `broken: ${what}`,
    { tag: shown.includes(what) ? [] : ['@long'] },
    async ({ page, mock, visit, projectId, allowStatus }) => {
      if (status !== undefined) allowStatus(status)
      await mock.faults([{ ...always, times: 20, ...fault }])
      await visit(paths.keys(projectId))
      const trouble = page.getByRole('alert')
      for (const words of says) await expect(trouble).toContainText(words)
      for (const words of not) await expect(trouble).not.toContainText(words)
      await expect(skeleton(page, 'Loading keys')).toHaveCount(0)
      await expect(count(page)).toHaveText('–')
      await expect(page.getByText('No keys yet.')).toHaveCount(0)
      await trouble.locator('summary').click()
      await expect(trouble.locator('code')).toHaveText(technical)
      // The rest of the console goes on, and so does this page when Unloc does.
      await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
      await mock.faults([])
      await page.goBack()
      const again = page.getByRole('alert').getByRole('button', { name: 'Try again' })
      await expect(again.or(table(page)).first()).toBeVisible()
      if (await again.isVisible()) await again.click()
      await expect(count(page)).toHaveText('700 keys')
      await expect(trouble).toHaveCount(0)
    },
  )

test('asked to wait, the console waits as long as it was told @long', async ({
  page,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(429)
  await mock.faults([{ ...always, times: 1, status: 429, headers: { 'retry-after': '3' } }])
  const began = Date.now()
  await visit(paths.keys(projectId))
  await expect(skeleton(page, 'Loading keys')).toBeVisible()
  await expect(count(page)).toHaveText('700 keys')
  expect(Date.now() - began).toBeGreaterThan(3000)
  expect(
    (await sent(mock, 'GET')).filter(({ url }) => url.includes('/keys?')).map(({ status }) => status),
  ).toEqual([429, 200, 200])
})
