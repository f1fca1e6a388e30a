import { href, paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { password, people } from './house.ts'
import { addNumbers, chooseDoor } from './keyForm.ts'
import { creates, personIdOf, sent } from './wire.ts'
import type { Page } from '@playwright/test'

const count = (page: Page) => page.getByRole('heading', { level: 1 }).locator('..').getByRole('status')
const signInForm = (page: Page) => page.getByRole('form', { name: 'Sign in' })

const account = (page: Page, name: string) => page.getByRole('button', { name })
/** The names of all that is kept in this browser, but how far pages were scrolled, which the router writes as it goes. */
const left = (page: Page) =>
  page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((store) =>
      Object.keys(store).filter((name) => !name.startsWith('tsr-scroll-restoration')),
    ),
  )

async function typeSignIn(page: Page, name: string, words: string): Promise<void> {
  await signInForm(page).getByLabel('Name').fill(name)
  await signInForm(page).getByLabel('Password').fill(words)
  await page.keyboard.press('Enter')
}

test.describe('nobody is signed in', () => {
  test.use({ signedInAs: 'nobody' })

  test('a wrong password is told, the right one leads to the page that was asked for', async ({
    page,
    mock,
    visit,
    projectId,
    allowStatus,
  }) => {
    allowStatus(401)
    await visit(paths.locks(projectId), '?q=Styrerom')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(signInForm(page).getByLabel('Name')).toHaveAttribute('autocomplete', 'username')
    await expect(signInForm(page).getByLabel('Password')).toHaveAttribute('autocomplete', 'current-password')
    expect((await mock.requests()).requests, 'nothing of Unloc is read for nobody').toEqual([])

    await typeSignIn(page, people.manager, 'something else')
    await expect(page.getByRole('alert')).toHaveText('The name or the password is wrong.')
    await expect(signInForm(page).getByLabel('Password')).toBeFocused()
    await typeSignIn(page, people.manager, password)
    await expect(count(page)).toContainText('of 60 locks')
    await expect(page).toHaveURL(new RegExp(`${href(paths.locks(projectId))}\\?q=Styrerom$`))
    await expect(page.getByRole('button', { name: `${people.manager}, Manager` })).toBeVisible()
  })

  test('too many tries and a gateway that is away are told apart @long', async ({
    page,
    visit,
    projectId,
    allowStatus,
  }) => {
    allowStatus(401, 429, 'broken')
    await visit(paths.keys(projectId))
    const session = '**/gateway/session'
    await signInForm(page).waitFor()
    await page.route(session, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 429, headers: { 'retry-after': '90' }, json: { title: 'Too many tries' } })
        : route.fallback(),
    )
    await typeSignIn(page, people.manager, password)
    await expect(page.getByRole('alert')).toHaveText('Too many tries. Wait 1 min 30 s, then try again.')
    await page.unroute(session)
    await page.route(session, (route) => route.abort())
    await typeSignIn(page, people.manager, password)
    await expect(page.getByRole('alert')).toContainText('The console’s server does not answer.')
  })
})

test('a session that ends in the middle of a form leaves the form, and what it asks for is sent once', async ({
  page,
  mock,
  visit,
  projectId,
  endSessionBefore,
  allowStatus,
}) => {
  allowStatus(401)
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['+4799887766'])
  await chooseDoor(page, 'Styrerom')
  await endSessionBefore('POST')
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog).toBeVisible()
  expect(await creates(mock)).toEqual([])
  // It cannot be closed past, and the page behind cannot be reached.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByLabel('Name')).toHaveValue(people.manager)
  await expect(dialog.getByLabel('Password')).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('+47 998 87 766').first()).toBeVisible()
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\//)
  expect(await creates(mock)).toHaveLength(1)
})

test('lists whose reading met the end of a session are read again, under one dialog; another person begins anew', async ({
  page,
  mock,
  visit,
  projectId,
  endSession,
  allowStatus,
}) => {
  allowStatus(401)
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')
  await page
    .getByRole('checkbox', { name: /^Select (?!all)/ })
    .first()
    .check()
  // The list may have looked by itself just before, and then the dialog is there already.
  const readAgain = () =>
    page.getByRole('button', { name: 'Read all keys again', includeHidden: true }).dispatchEvent('click')
  await endSession()
  await readAgain()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog).toHaveCount(1)
  await typeSignIn(page, people.manager, password)
  await expect(dialog).toHaveCount(0)
  await expect(count(page)).toHaveText('700 keys')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Selected keys' })).toContainText('1 key selected')

  await endSession()
  await readAgain()
  await page.evaluate(() => localStorage.setItem('unloc.something', 'of Mona'))
  await typeSignIn(page, people.viewer, password)
  await expect(page.getByRole('button', { name: `${people.viewer}, Viewer` })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Selected keys' })).toHaveCount(0)
  expect(await page.evaluate(() => localStorage.getItem('unloc.something'))).toBeNull()
  expect(await sent(mock, 'DELETE')).toEqual([])
})

test('a page that the browser shows again as it was left asks first who is here', async ({
  page,
  visit,
  projectId,
  endSession,
  allowStatus,
}) => {
  allowStatus(401)
  await visit(paths.locks(projectId))
  await expect(account(page, 'Mona, Manager')).toBeVisible()
  await endSession()
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/gateway/session')
  // What "back" to a page that the browser has kept whole does; a driven browser keeps none.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await asked
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
})

test('who signs out in one tab is signed out in the other, and nothing stays but the colours', async ({
  page,
  context,
  visit,
  projectId,
  baseURL,
  allowStatus,
}) => {
  allowStatus(401)
  const other = await context.newPage()
  await other.goto((baseURL ?? '/') + href(paths.keyCreate(projectId)).slice(1))
  await addNumbers(other, ['+4799887766'])
  await expect(other.getByRole('button', { name: `${people.manager}, Manager` })).toBeVisible()
  await visit(paths.keys(projectId))
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await page.getByRole('button', { name: `${people.manager}, Manager` }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  for (const tab of [page, other]) {
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    expect(await left(tab)).toEqual(['mantine-color-scheme-value'])
  }
})

test(
  'another tab signs in as somebody else: this one begins anew, and nothing of the first person is left',
  { tag: '@long' },
  async ({ page, context, mock, visit, projectId, baseURL, endSession, allowStatus }) => {
    allowStatus(401)
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['+4799887766'])
    await expect(account(page, 'Mona, Manager')).toBeVisible()
    await endSession()
    const other = await context.newPage()
    const asked = (baseURL ?? '/') + href(paths.locks(projectId)).slice(1)
    await other.goto(asked)
    await typeSignIn(other, people.viewer, password)
    for (const tab of [other, page]) await expect(account(tab, 'Vera, Viewer')).toBeVisible()
    // Not where the first person was, but at the first page. The other tab is left alone.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keys')
    await expect(other).toHaveURL(asked)
    expect(await left(page)).toContain('unloc.session')
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toMatch(/99887766|newKeys/)
    expect(await creates(mock)).toEqual([])
  },
)

test('what the history hides of one person, the next one does not find by going back', async ({
  page,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(401)
  const search = page.getByRole('searchbox', { name: 'Search keys' })
  await visit(paths.keys(projectId))
  await search.fill('4791620781')
  const isHidden = () => page.evaluate(() => JSON.stringify(history.state).includes('4791620781'))
  await expect.poll(isHidden).toBe(true)
  await page.reload()
  await expect(search).toHaveValue('4791620781')
  await page.getByRole('navigation').getByRole('link', { name: 'Locks' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locks')
  await account(page, 'Mona, Manager').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await typeSignIn(page, people.viewer, password)
  await expect(account(page, 'Vera, Viewer')).toBeVisible()
  // Another document: the console may write into the present entry just now, which would pass for the way back.
  await Promise.all([page.waitForEvent('load'), page.goBack()])
  await expect.poll(isHidden, 'this is the entry that Mona left').toBe(true)
  await expect(count(page)).toHaveText('700 keys')
  await expect(search).toHaveValue('')
})

test.describe('a viewer', () => {
  test.use({ signedInAs: 'viewer' })

  test('sees every way to change something, disabled and with the reason', async ({
    page,
    mock,
    visit,
    projectId,
    allowStatus,
  }) => {
    const reason = 'Your role here is viewer: you can see everything and change nothing. Ask a manager.'
    await visit(paths.keys(projectId))
    await expect(count(page)).toHaveText('700 keys')
    const make = page.getByRole('button', { name: 'New keys' })
    await expect(make).toHaveAttribute('aria-disabled', 'true')
    await expect(make).toHaveAccessibleDescription(reason)
    // The keyboard gets there, and then it can be read without a mouse.
    await make.focus()
    await expect(page.getByRole('tooltip').filter({ visible: true })).toHaveText(reason)
    await page
      .getByRole('checkbox', { name: /^Select (?!all)/ })
      .first()
      .check()
    const bar = page.getByRole('region', { name: 'Selected keys' })
    for (const name of [
      'Extend or change…',
      'All keys to this lock…',
      'All keys of this person…',
      'Revoke 1 key…',
    ])
      await expect(bar.getByRole('button', { name })).toHaveAccessibleDescription(reason)
    await bar.getByRole('button', { name: 'Revoke 1 key…' }).click({ force: true })
    await page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    for (const name of [
      /^Extend or change/,
      /^Revoke this key/,
      /^Revoke all keys of/,
      /^Revoke all keys to/,
    ])
      await expect(page.getByRole('menuitem', { name })).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('menuitem', { name: /^Revoke all keys of/ }).click({ force: true })
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Escape')

    for (const target of [paths.keyCreate(projectId), paths.keyChange(projectId)]) {
      await visit(target)
      await expect(page.getByText('This page is for managers.')).toBeVisible()
      await expect(page.getByText(reason)).toBeVisible()
    }
    await expect(page.getByRole('link', { name: 'Logbook' })).toHaveCount(0)

    await visit(paths.person(projectId, personIdOf(projectId, '+4791620781')))
    const door = page.getByRole('combobox', { name: 'Which door' })
    await door.fill('Kjeller 1')
    await page.getByRole('option', { name: 'Kjeller 1' }).first().click()
    await expect(page.getByRole('group', { name: 'Answer' })).toContainText('has no key to Kjeller 1.')
    await expect(page.getByRole('button', { name: /^Make a key/ })).toHaveAccessibleDescription(reason)

    // What no button does the gateway refuses too.
    allowStatus(403)
    const status = await page.evaluate(
      (path) =>
        fetch(path, { method: 'DELETE', headers: { 'x-unloc-console': '1' } }).then(
          (answer) => answer.status,
        ),
      `/v2/projects/${projectId}/keys/some-key`,
    )
    expect(status).toBe(403)
    expect(await sent(mock, 'DELETE')).toEqual([])
    expect(await creates(mock)).toEqual([])
  })
})

test('where there are several projects, their names are chosen from', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId))
  await expect(count(page)).toHaveText('700 keys')
  const once = { times: 9, status: 200 }
  await mock.faults([
    {
      ...once,
      method: 'POST',
      path: '/v2/auth/resources-discovery/',
      body: { resources: { projects: [{ projectId }, { projectId: 'second' }] } },
    },
    {
      ...once,
      method: 'POST',
      path: '/v2/auth/token/',
      body: { access_token: 'of the second', expires_in: 3600 },
    },
    {
      ...once,
      method: 'GET',
      path: '/v2/projects/second',
      body: { project: { id: 'second', name: 'Harbour 4' } },
    },
  ])
  await page.reload()
  await page.getByRole('link', { name: /choose another project/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects')
  await expect(page.getByRole('link', { name: 'Harbour 4' })).toBeVisible()
  await account(page, 'Mona, Manager').click()
  await expect(page.getByRole('menuitem')).toHaveText(['Sign out'])
  await page.keyboard.press('Escape')
  await page.getByRole('main').getByRole('link').first().click()
  await expect(count(page)).toHaveText('700 keys')
})
