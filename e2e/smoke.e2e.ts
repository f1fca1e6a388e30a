import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

test(
  'the console opens on its project and names it',
  { tag: '@demoLong' },
  async ({ page, baseURL, projectId }) => {
    await page.goto(baseURL ?? '/')
    await expect(page).toHaveURL(new RegExp(`/p/${projectId}/`))
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Keys' })).toBeVisible()
  },
)

test(
  'a person finds the keys by the keyboard alone',
  { tag: '@demoLong' },
  async ({ keyboard, visit, projectId }) => {
    await visit(paths.locks(projectId))
    const keys = keyboard.getByRole('navigation').getByRole('link', { name: 'Keys' })
    await expect(keys).toBeVisible()
    for (let at = 0; at < 12; at++) {
      await keyboard.keyboard.press('Tab')
      if (await keys.and(keyboard.locator(':focus')).count()) break
    }
    await keyboard.keyboard.press('Enter')
    await expect(keyboard).toHaveURL(/\/keys/)
    await expect(keyboard.getByRole('heading', { level: 1 })).toHaveText('Keys')
  },
)

test('a story by the keyboard alone cannot cheat', async ({ keyboard, visit, projectId }) => {
  await visit(paths.keys(projectId))
  const link = keyboard.getByRole('navigation').getByRole('link').first()
  await expect(link).toBeVisible()
  expect(() => link.click()).toThrow('page.keyboard alone')
  expect(() => keyboard.locator('body').getByRole('link').first().focus()).toThrow('page.keyboard alone')
  expect(() => keyboard.fill('input', 'x')).toThrow('page.keyboard alone')
  expect(() => keyboard.mouse).toThrow('page.keyboard alone')
  for (const one of await keyboard.getByRole('link').all())
    expect(() => one.tap()).toThrow('page.keyboard alone')
})
