import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Keys' })
const headings = (page: Page) =>
  table(page)
    .getByRole('columnheader')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')))
const panel = (page: Page) => page.getByRole('dialog', { name: 'Columns' })
const column = (page: Page, name: string) => panel(page).getByRole('checkbox', { name })
const edge = (page: Page, name: string) =>
  page.getByRole('separator', { name: `Width of the column ${name}` })
const usual = ['Selected', 'Person', 'Lock', 'State', 'Valid', 'Weekly hours', 'Created', 'Actions']

test('columns are hidden, moved, kept in sight and widened by keys, and stay so until they are reset', async ({
  keyboard,
  page,
  visit,
  projectId,
}) => {
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.keyboard.press(key)
  }
  const tabTo = async (name: string) => {
    await expect(async () => {
      await press('Tab')
      await expect(page.locator(':focus')).toHaveAccessibleName(name, { timeout: 1 })
    }).toPass({ intervals: [0] })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await visit(paths.keys(projectId))
  await expect.poll(() => headings(page)).toEqual(usual)

  await tabTo('Width of the column Lock')
  const before = Number(await edge(page, 'Lock').getAttribute('aria-valuenow'))
  await press('ArrowRight', 'ArrowRight')
  await expect(edge(page, 'Lock')).toHaveAttribute('aria-valuenow', String(before + 32))

  await tabTo('Columns')
  await press('Enter')
  await expect(panel(page)).toBeVisible()
  await expect(column(page, 'Person')).toBeDisabled()
  await tabTo('State')
  await press('Space')
  await tabTo('Keep Created in sight')
  await press('Space')
  await expect(panel(page).getByRole('button', { name: 'Keep Created in sight' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await tabTo('Move Weekly hours up')
  await press('Enter')
  await expect(panel(page).getByRole('status')).toHaveText('Weekly hours is now column 5.')
  // It took the focus along.
  await press('Enter')
  await press('Enter')
  await tabTo('Normal')
  await press('ArrowLeft', 'Escape')
  await expect(panel(page)).toBeHidden()
  await expect(page.locator(':focus')).toHaveAccessibleName('Columns')

  const chosen = ['Selected', 'Person', 'Created', 'Weekly hours', 'Lock', 'Valid', 'Actions']
  await expect.poll(() => headings(page)).toEqual(chosen)
  await page.reload()
  await expect.poll(() => headings(page)).toEqual(chosen)
  await expect(page.locator('[data-density=compact]')).toBeVisible()

  await tabTo('Columns')
  await press('Enter')
  await expect(panel(page)).toBeVisible()
  await tabTo('Reset')
  await press('Enter', 'Escape')
  await expect.poll(() => headings(page)).toEqual(usual)
})

test('in a window that is too narrow a chosen column is shown, and the table moves by itself @long', async ({
  page,
  visit,
  projectId,
}) => {
  await page.setViewportSize({ width: 1000, height: 700 })
  await visit(paths.keys(projectId), '?sort=created')
  await expect
    .poll(() => headings(page))
    .toEqual(usual.filter((name) => !['Valid', 'Weekly hours', 'Created'].includes(name)))
  await expect(
    page.getByText('Sorted by Created, a column that is hidden because the window is narrow.'),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'Weekly hours' })).toContainText(
    'hidden: the window is narrow',
  )
  await column(page, 'Weekly hours').click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show it' }).click()
  await page.getByRole('button', { name: 'Columns' }).click()
  await column(page, 'Valid').click()
  await page.keyboard.press('Escape')
  await expect.poll(() => headings(page)).toEqual(usual)

  const rows = table(page).getByRole('rowgroup').nth(1)
  const place = async (name: string) =>
    (await table(page).getByRole('columnheader', { name, exact: true }).boundingBox())?.x ?? 0
  const [person, lock] = [await place('Person'), await place('Lock')]
  await rows.evaluate((body) => (body.scrollLeft = 80))
  await expect.poll(() => place('Lock')).toBe(lock - 80)
  expect(await place('Person')).toBe(person)
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(1000)
  // The headings stay at the top of the window, not of the table.
  await page.mouse.wheel(0, 3000)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000)
  await expect(page.getByRole('columnheader', { name: 'Person' })).toBeInViewport()
  expect(await place('Lock')).toBe(lock - 80)
})

test('what a search finds is marked, also where no column shows it', async ({ page, visit, projectId }) => {
  await visit(paths.keys(projectId))
  const search = page.getByRole('searchbox', { name: 'Search keys' })
  const row = (text: string) => table(page).getByRole('row').filter({ hasText: text }).first()
  await search.fill('4655')
  await expect(row('+47 465 54 097').locator('mark')).toHaveText(['465 5'])
  await search.fill('nygard')
  await expect(row('Henrik Nygård').locator('mark')).toHaveText(['Nygård'])
  await search.fill('innflytting')
  await expect(row('Note: Innflytting').locator('mark')).toHaveText(['Innflytting'])
  await search.fill('')
  await expect(table(page).locator('mark')).toHaveCount(0)

  await visit(paths.locks(projectId))
  await page.getByRole('searchbox', { name: 'Search locks' }).fill('supplier')
  await expect(page.getByRole('table', { name: 'Locks' }).locator('mark')).toHaveText([
    'supplier',
    'supplier',
  ])
})

test(
  'an edge is pulled and set back by the pointer',
  { tag: '@long' },
  async ({ page, visit, projectId }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await visit(paths.keys(projectId))
    const handle = edge(page, 'Person')
    const box = await handle.boundingBox()
    if (!box) throw new Error('no edge')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const width = async () =>
      (await table(page).getByRole('columnheader', { name: 'Person' }).boundingBox())?.width ?? 0
    const before = await width()
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 24, y, { steps: 3 })
    await page.mouse.up()
    await expect.poll(width).toBeCloseTo(before + 24, 0)
    await handle.dblclick()
    await expect.poll(width).toBeCloseTo(before, 0)
  },
)

test(
  'on a phone only the height of the rows is offered',
  { tag: '@long' },
  async ({ page, visit, projectId }) => {
    await page.setViewportSize({ width: 390, height: 800 })
    await visit(paths.keys(projectId))
    const height = async () => (await table(page).getByRole('row').nth(1).boundingBox())?.height
    await expect.poll(height).toBe(61)
    await page.getByRole('button', { name: 'Row height' }).click()
    await page.getByRole('dialog').getByText('Compact').click()
    await page.getByRole('button', { name: 'Close' }).click()
    await expect.poll(height).toBe(53)
  },
)
