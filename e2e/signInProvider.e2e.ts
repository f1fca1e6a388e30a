import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { href, paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import type { House } from './house.ts'
import { addNumbers, chooseDoor } from './keyForm.ts'
import { creates } from './wire.ts'

// A gateway of its own with a provider of OpenID Connect, which lies at another site than the console.
test.use({ signedInAs: 'nobody', signInBy: 'provider' })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const way = (page: Page) => page.getByRole('link', { name: 'Sign in with your organisation' })
const account = (page: Page, name: string) => page.getByRole('button', { name })
function providerOf({ provider }: House) {
  if (!provider) throw new Error('This house has no provider')
  return provider
}

test('who signs in with their organisation comes back to the page that was asked for', async ({
  page,
  house,
  mock,
  visit,
  projectId,
  allowStatus,
}) => {
  allowStatus(401, 403)
  const provider = providerOf(house)
  await visit(paths.locks(projectId), '?q=Styrerom')
  await expect(heading(page)).toHaveText('Sign in')
  await expect(page.getByLabel('Password')).toHaveCount(0)

  // Turned away: in plain words, and the way back is the page that was asked for.
  provider.knows('Olga', 'gardener')
  await way(page).click()
  await expect(heading(page)).toHaveText('You have no access to this console')
  await expect(page.getByRole('main')).toContainText('as Olga, but nobody has given you a role here')
  await page.getByRole('link', { name: 'Back to the console' }).click()
  await expect(heading(page)).toHaveText('Sign in')
  provider.refuses('access_denied')
  await way(page).click()
  await expect(heading(page)).toHaveText('You were not signed in')
  expect((await mock.requests()).requests, 'nothing of Unloc is read for nobody').toEqual([])

  await page.getByRole('link', { name: 'Back to the console' }).click()
  provider.knows('Olga', 'manager')
  await way(page).click()
  await expect(account(page, 'Olga, Manager')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${href(paths.locks(projectId))}\\?q=Styrerom$`))
  await expect(page.getByRole('searchbox')).toHaveValue('Styrerom')
})

test(
  'what the gateway itself shows can be read by everybody',
  { tag: '@long' },
  async ({ page, house, visit, projectId, allowStatus }) => {
    allowStatus(401, 403)
    const clean = async (state: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        // Its pages run no script of their own, and let none of axe's in: it is put in from outside.
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
        expect.soft(violations, `${state}, ${colorScheme}`).toEqual([])
      }
      await page.setViewportSize({ width: 320, height: 568 })
      expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(320)
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    await visit(paths.keys(projectId))
    await expect(way(page)).toBeVisible()
    await clean('the sign-in page')
    providerOf(house).knows('somebody.with.a.very.long.name.at.a.long.domain@organisation.example', 'none')
    await way(page).click()
    await expect(heading(page)).toHaveText('You have no access to this console')
    await clean('turned away')
    await page.goto(`${house.baseURL}gateway/oidc/done`)
    await expect(heading(page)).toHaveText('You are signed in')
    await clean('signed in')
  },
)

test('a session that ends over a half-typed form: a tab beside it signs in, and the form is sent once', async ({
  page,
  context,
  house,
  mock,
  visit,
  projectId,
  endSessionBefore,
  allowStatus,
}) => {
  allowStatus(401, 403)
  const provider = providerOf(house)
  provider.knows('Olga', 'manager')
  await visit(paths.keyCreate(projectId))
  await way(page).click()
  await addNumbers(page, ['+4799887766'])
  await chooseDoor(page, 'Styrerom')
  await endSessionBefore('POST')
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(way(page)).toBeFocused()

  // Refused there: the tab offers another try, and the form still waits.
  provider.refuses('access_denied')
  const opened = context.waitForEvent('page')
  await page.keyboard.press('Enter')
  const beside = await opened
  await expect(heading(beside)).toHaveText('You were not signed in')
  await beside.getByRole('link', { name: 'Sign in again' }).click()
  await expect(heading(beside)).toHaveText('You are signed in')
  await beside.close()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(dialog).toHaveCount(0)

  await expect(page.getByText('+47 998 87 766').first()).toBeVisible()
  expect(await creates(mock)).toEqual([])
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\//)
  expect(await creates(mock)).toHaveLength(1)
})

test(
  'somebody else who signs in beside the form begins anew, and sees nothing of it',
  { tag: '@long' },
  async ({ page, context, house, mock, visit, projectId, endSessionBefore, allowStatus }) => {
    allowStatus(401)
    const provider = providerOf(house)
    provider.knows('Olga', 'manager')
    await visit(paths.keyCreate(projectId))
    await way(page).click()
    await addNumbers(page, ['+4799887766'])
    await chooseDoor(page, 'Styrerom')
    await endSessionBefore('POST')
    await page.getByRole('button', { name: 'Make 1 key' }).click()
    provider.knows('Peter', 'manager')
    const opened = context.waitForEvent('page')
    await way(page).click()
    await expect(heading(await opened)).toHaveText('You are signed in')
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect(account(page, 'Peter, Manager')).toBeVisible()
    await expect(heading(page)).toHaveText('New keys')
    await expect(page.getByText('+47 998 87 766')).toHaveCount(0)
    expect(await creates(mock)).toEqual([])
  },
)
