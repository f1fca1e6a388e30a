import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { grid, openWeek, placeOf, said, sendWeek, sentWeek } from './weekGrid.ts'

const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })
const rows = (page: Page) => page.getByRole('group', { name: /^Hours, row/ })

async function drag(page: Page, from: [string, string], to: [string, string]): Promise<void> {
  const [a, b] = [await placeOf(page, ...from), await placeOf(page, ...to)]
  await page.mouse.move(a.x, a.y)
  await page.mouse.down()
  await page.mouse.move(b.x, b.y, { steps: 5 })
  await page.mouse.up()
}

async function press(page: Page, day: string, time: string): Promise<void> {
  const { x, y } = await placeOf(page, day, time)
  await page.mouse.click(x, y)
}

test(
  'hours are drawn, extended, moved and erased with a mouse, and sent as they stand',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await page.setViewportSize({ width: 1280, height: 1600 })
    await openWeek(page, visit, projectId)

    await drag(page, ['Saturday', '10:00'], ['Saturday', '14:15'])
    await expect(said(page)).toHaveText('Saturday is open 10:00–14:30.')
    await expect(rows(page)).toHaveCount(2)
    await expect(rows(page).nth(1).getByRole('textbox', { name: 'To' })).toHaveValue('14:30')

    // By its lower edge, by its middle, and to another day.
    await drag(page, ['Monday', '15:53'], ['Monday', '18:00'])
    await expect(said(page)).toHaveText('Monday is open 08:00–18:00.')
    await drag(page, ['Tuesday', '12:00'], ['Tuesday', '13:15'])
    await expect(said(page)).toHaveText('Tuesday is open 09:15–17:15.')
    await drag(page, ['Wednesday', '12:00'], ['Sunday', '12:00'])
    await expect(said(page)).toHaveText('Moved from Wednesday to Sunday, 08:00–16:00.')

    // A press at the start and one at the end: nothing needs dragging.
    await press(page, 'Wednesday', '00:00')
    await expect(said(page)).toContainText('From Wednesday 00:00. Now choose the end')
    await press(page, 'Wednesday', '23:45')
    await expect(said(page)).toHaveText('Wednesday is open 00:00–24:00.')

    await press(page, 'Friday', '12:00')
    await page.keyboard.press('Delete')
    await expect(said(page)).toHaveText('Friday is closed. It had 08:00–16:00.')

    expect(await sendWeek(page, mock)).toEqual([
      'mon 08:00-18:00',
      'tue 09:15-17:15',
      'wed 00:00-24:00',
      'thu 08:00-16:00',
      'sun 08:00-16:00',
      'sat 10:00-14:30',
    ])
  },
)

test('a second stroke on a day joins or replaces, says why, and can be undone', async ({
  page,
  visit,
  projectId,
}) => {
  await page.setViewportSize({ width: 1280, height: 1600 })
  await openWeek(page, visit, projectId)
  const [a, b] = [await placeOf(page, 'Sunday', '10:00'), await placeOf(page, 'Sunday', '12:00')]
  await page.mouse.move(a.x, a.y)
  await page.mouse.down()
  await page.mouse.move(b.x, b.y, { steps: 5 })
  // A stroke under way is given up by a key, with the mouse still held.
  await page.keyboard.press('Escape')
  await expect(said(page)).toHaveText('Given up, nothing has changed.')
  await page.mouse.up()
  await drag(page, ['Monday', '18:45'], ['Monday', '16:00'])
  await expect(said(page)).toHaveText(
    'Monday had 08:00–16:00; the two meet, so it is now one opening, 08:00–19:00.',
  )
  await drag(page, ['Thursday', '18:00'], ['Friday', '19:45'])
  await expect(said(page)).toHaveText(
    'Thu and Fri are open 18:00–20:00. Before, Thu had 08:00–16:00 and Fri had 08:00–16:00. A day can have one opening.',
  )
  await drag(page, ['Tuesday', '18:00'], ['Tuesday', '19:45'])
  await expect(said(page)).toHaveText(
    'Tuesday had 08:00–16:00; a day can have one opening, so it is now 18:00–20:00.',
  )
  await page.getByRole('button', { name: 'Undo this' }).click()
  await expect(said(page)).toHaveText('Undone. Mon 08:00–19:00, Tue–Wed 08:00–16:00, Thu–Fri 18:00–20:00.')
  await undo(page).click()
  await undo(page).click()
  await expect(said(page)).toHaveText('Undone. Mon–Fri 08:00–16:00.')
  await expect(undo(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(said(page)).toHaveText('Done again. Mon 08:00–19:00, Tue–Fri 08:00–16:00.')
})

test('a press that comes before the rows and buttons have followed a stroke acts on what was drawn @long', async ({
  page,
  visit,
  projectId,
}) => {
  await page.setViewportSize({ width: 1280, height: 1600 })
  await openWeek(page, visit, projectId)
  const [a, b] = [await placeOf(page, 'Tuesday', '18:00'), await placeOf(page, 'Tuesday', '19:45')]
  await page.mouse.move(a.x, a.y)
  await page.mouse.down()
  await page.mouse.move(b.x, b.y, { steps: 5 })
  const later = page.getByRole('button', { name: 'Move later' })
  // No hand is that quick: both in one go, with nothing painted in between.
  await later.evaluate((button, { x, y }) => {
    const board = document.querySelector('[role="grid"]')!
    const at = { clientX: x, clientY: y, pointerType: 'mouse', isPrimary: true, bubbles: true }
    board.dispatchEvent(new PointerEvent('pointerup', at))
    ;(button as HTMLElement).click()
  }, b)
  await page.mouse.up()
  await expect(said(page)).toHaveText('Tuesday is open 18:15–20:15.')
  await undo(page).click()
  await undo(page).click()
  await expect(said(page)).toHaveText('Undone. Mon–Fri 08:00–16:00.')
})

test('the grid by keys alone: each quarter is named, and Escape leaves the form where it is', async ({
  keyboard: page,
  page: mouse,
  mock,
  visit,
  projectId,
}) => {
  const keys = page.keyboard
  await openWeek(mouse, visit, projectId)
  const at = (name: string) => expect(page.getByRole('gridcell', { name, exact: true })).toBeFocused()
  for (let i = 0; i < 12 && (await page.getByRole('gridcell').and(page.locator(':focus')).count()) === 0; i++)
    await keys.press('Tab')
  await at('Monday 08:00, open 08:00–16:00')

  await keys.press('ArrowUp')
  await at('Monday 07:45, closed')
  for (const key of ['PageDown', 'ArrowDown', 'End']) await keys.press(key)
  await at('Sunday 09:00, closed')
  await keys.press('Enter')
  await keys.press('Control+End')
  await at('Sunday 23:45, stroke 09:00–24:00')
  await keys.press('Escape')
  await expect(said(page)).toHaveText('Given up, nothing has changed.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New keys')

  await keys.press('Control+Home')
  await keys.press('Space')
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'Space']) await keys.press(key)
  await expect(said(page)).toHaveText('Sat and Sun are open 00:00–00:45.')
  await keys.press('Shift+ArrowDown')
  await expect(said(page)).toHaveText('Saturday is open 00:00–01:00.')
  await keys.press('Shift+ArrowDown')
  await keys.press('Alt+ArrowDown')
  await expect(said(page)).toHaveText('Saturday is open 00:15–01:30.')
  await keys.press('Control+ArrowRight')
  await expect(said(page)).toHaveText(
    'Moved from Saturday to Sunday, 00:15–01:30. Sunday had 00:00–00:45; a day can have one opening.',
  )
  await at('Sunday 01:15, open 00:15–01:30')
  await keys.press('Control+z')
  await expect(said(page)).toHaveText(/^Undone\. .*Sat 00:15–01:30, Sun 00:00–00:45\.$/)
  await keys.press('Control+Shift+z')
  await expect(said(page)).toHaveText(/^Done again\. Mon–Fri 08:00–16:00, Sun 00:15–01:30\.$/)
  await keys.press('Control+z')
  await keys.press('Control+y')
  await keys.press('Home')
  await keys.press('Delete')
  await expect(said(page)).toHaveText('Monday is closed. It had 08:00–16:00.')
  // Two quarters put further are one step of undo.
  await keys.press('ArrowRight')
  for (let i = 0; i < 27; i++) await keys.press('ArrowDown')
  await keys.press('Shift+ArrowUp')
  await keys.press('Shift+ArrowUp')
  await expect(said(page)).toHaveText('Tuesday is open 07:30–16:00.')
  await keys.press('Control+z')
  await expect(said(page)).toHaveText('Undone. Tue–Fri 08:00–16:00, Sun 00:15–01:30.')

  await mouse.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  expect(await sentWeek(mock)).toEqual([
    ...['tue', 'wed', 'thu', 'fri'].map((day) => `${day} 08:00-16:00`),
    'sun 00:15-01:30',
  ])
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  const tap = async (page: Page, day: string, time: string) => {
    const { x, y } = await placeOf(page, day, time)
    await page.touchscreen.tap(x, y)
  }

  test('a tap at the start and one at the end draw, grips extend, buttons move, a swipe scrolls', async ({
    page,
    mock,
    visit,
    projectId,
  }) => {
    await openWeek(page, visit, projectId)
    // However far the hours are scrolled, both heads stay, and nothing lies beside the screen.
    const late = grid(page).getByRole('rowheader', { name: '20:00' })
    await late.evaluate((head) => window.scrollBy(0, head.getBoundingClientRect().top - 60))
    for (const head of [late, grid(page).getByRole('columnheader', { name: 'Sunday' })])
      await expect(head).toBeInViewport({ ratio: 0.9 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await grid(page).getByRole('rowheader', { name: '12:00' }).scrollIntoViewIfNeeded()
    await tap(page, 'Saturday', '10:00')
    await tap(page, 'Saturday', '13:45')
    await expect(said(page)).toHaveText('Saturday is open 10:00–14:00.')

    const cdp = await page.context().newCDPSession(page)
    const swipe = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      const touch = (type: string, at?: { x: number; y: number }) =>
        cdp.send('Input.dispatchTouchEvent', {
          type: type as 'touchStart',
          touchPoints: at ? [at] : [],
        })
      await touch('touchStart', from)
      for (let step = 1; step <= 8; step++)
        await touch('touchMove', {
          x: from.x + ((to.x - from.x) * step) / 8,
          y: from.y + ((to.y - from.y) * step) / 8,
        })
      // Rests before it is lifted: nothing goes on scrolling by itself.
      for (let rest = 0; rest < 4; rest++) await touch('touchMove', to)
      await touch('touchEnd')
    }
    const day = page.getByRole('group', { name: 'Saturday, the chosen day' })
    await day.getByRole('button', { name: 'Move later' }).tap()
    await expect(said(page)).toHaveText('Saturday is open 10:15–14:15.')
    await day
      .getByRole('group', { name: 'Saturday, from' })
      .getByRole('button', { name: '15 minutes earlier' })
      .tap()
    await expect(said(page)).toHaveText('Saturday is open 10:00–14:15.')
    await grid(page).getByRole('rowheader', { name: '12:00' }).scrollIntoViewIfNeeded()
    await tap(page, 'Monday', '12:00')
    await page.getByRole('button', { name: 'Erase' }).tap()
    await expect(said(page)).toHaveText('Monday is closed. It had 08:00–16:00.')

    // Swipes come last: the browser may take the first tap after one as its end.
    await tap(page, 'Saturday', '12:00')
    const end = await placeOf(page, 'Saturday', '14:15')
    await swipe({ x: end.x, y: end.y - 2 }, await placeOf(page, 'Saturday', '16:00'))
    await expect(said(page)).toHaveText('Saturday is open 10:00–16:00.')

    // Over hours that are drawn as well as over empty ones, a finger scrolls the page.
    for (const day of ['Sunday', 'Saturday', 'Monday']) {
      const before = await page.evaluate(() => window.scrollY)
      const from = await placeOf(page, day, '12:00')
      await swipe(from, { x: from.x, y: from.y - 120 })
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before)
      await page.evaluate((y) => window.scrollTo({ top: y, behavior: 'instant' }), before)
    }
    await expect(said(page)).toHaveText('Saturday is open 10:00–16:00.')
    expect(await sendWeek(page, mock)).toEqual([
      ...['tue', 'wed', 'thu', 'fri'].map((day) => `${day} 08:00-16:00`),
      'sat 10:00-16:00',
    ])
  })
})

test('a night is taken as typed, shown in both of its halves, and sent in two parts', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await openWeek(page, visit, projectId)
  await page.getByRole('button', { name: 'Add hours for other days' }).click()
  const night = rows(page).nth(1)
  await night.getByRole('checkbox', { name: 'Saturday' }).uncheck()
  await night.getByRole('textbox', { name: 'From' }).fill('22')
  await night.getByRole('textbox', { name: 'To' }).fill('6')
  await expect(night).toContainText('Cut at midnight, Mon would need two openings, and a day can have one.')
  await night.getByRole('button', { name: 'Take Mon out of the rows above' }).click()
  await expect(night).toContainText('is sent in two parts for each night: Mon 00:00–06:00, Sun 22:00–24:00.')
  await expect(night.getByRole('textbox', { name: 'To' })).toHaveValue('06:00')
  await expect(grid(page).getByRole('gridcell', { name: 'Sunday 22:00, open 22:00–24:00' })).toBeVisible()
  await expect(grid(page).getByRole('gridcell', { name: 'Monday 05:00, open 00:00–06:00' })).toBeVisible()
  expect(await sendWeek(page, mock)).toEqual([
    ...['tue', 'wed', 'thu', 'fri'].map((day) => `${day} 08:00-16:00`),
    'mon 00:00-06:00',
    'sun 22:00-24:00',
  ])
})

test('what is typed shows in the grid to the minute, is one step of undo, and is kept when it cannot be read @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await page.setViewportSize({ width: 1280, height: 1600 })
  await openWeek(page, visit, projectId)
  const from = page.getByRole('textbox', { name: 'From' })
  await from.selectText()
  await page.keyboard.type('07:07')
  await expect(grid(page).getByRole('gridcell', { name: 'Friday 07:00, open 07:07–16:00' })).toBeVisible()
  // In a text, the keys undo what the text's own undo does.
  await page.keyboard.press('Control+z')
  await expect(from).not.toHaveValue('07:07')
  await page.keyboard.press('Control+Shift+z')
  await expect(from).toHaveValue('07:07')
  await undo(page).click()
  await expect(from).toHaveValue('08:00')

  await page.getByRole('button', { name: 'Add hours for other days' }).click()
  await rows(page).nth(1).getByRole('textbox', { name: 'To' }).fill('2x')
  await drag(page, ['Monday', '10:00'], ['Monday', '10:30'])
  await drag(page, ['Monday', '15:53'], ['Monday', '14:00'])
  await expect(said(page)).toHaveText('Monday is open 08:00–14:00.')
  const last = rows(page).last()
  await expect(last.getByRole('textbox', { name: 'To' })).toHaveValue('2x')
  await expect(last).toContainText('Write a time such as 08:00.')
  await last.getByRole('button', { name: /^Remove row/ }).click()
  expect(await sendWeek(page, mock)).toEqual([
    'mon 08:00-14:00',
    ...['tue', 'wed', 'thu', 'fri'].map((day) => `${day} 08:00-16:00`),
  ])
})

test('ready-made weeks and a copied day say what they replace @long', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  await page.setViewportSize({ width: 1280, height: 1600 })
  await openWeek(page, visit, projectId)
  await page.getByRole('button', { name: 'Nights Mon–Sun 00:00–06:00' }).click()
  await expect(said(page)).toHaveText('Nights: Mon–Sun 00:00–06:00. Before: Mon–Fri 08:00–16:00.')
  await page.getByRole('button', { name: 'Weekend Sat–Sun 00:00–24:00' }).click()
  await expect(said(page)).toHaveText('Weekend: Sat–Sun 00:00–24:00. Before: Mon–Sun 00:00–06:00.')
  await page.getByRole('button', { name: 'Undo this' }).click()
  await undo(page).click()
  await expect(said(page)).toHaveText('Undone. Mon–Fri 08:00–16:00.')

  await press(page, 'Wednesday', '12:00')
  await page.getByRole('button', { name: 'Copy to…' }).click()
  const copy = page.getByRole('group', { name: 'Copy Wednesday’s 08:00–16:00 to' })
  await copy.getByRole('checkbox', { name: 'Sunday closed' }).check()
  await copy.getByRole('checkbox', { name: 'Monday has 08:00–16:00' }).check()
  await copy.getByRole('button', { name: 'Copy to 2 days' }).click()
  await expect(said(page)).toHaveText('Mon and Sun are open 08:00–16:00.')
  expect(await sendWeek(page, mock)).toEqual(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'].map((day) => `${day} 08:00-16:00`),
  )
})

test.describe('for somebody whose clock is another one', () => {
  test.use({ timezoneId: 'America/New_York' })

  test('the lock’s time stands on the left and theirs on the right, while the doors have one zone @long', async ({
    page,
    visit,
    projectId,
  }) => {
    await openWeek(page, visit, projectId)
    const row = grid(page).getByRole('row').filter({ hasText: '08:00' }).first()
    await expect(row.getByRole('rowheader')).toHaveText(['08:00', '02:00'])
    await expect(page.getByText('Hours in lock time, Oslo time; on the right yours, New York')).toBeVisible()
    await page.getByRole('combobox', { name: 'Doors' }).fill('Hytte i Levi')
    await page.getByRole('option').first().click()
    await page.keyboard.press('Escape')
    await expect(row.getByRole('rowheader')).toHaveText(['08:00'])
    await expect(page.getByText(/^Hours in lock time\. /)).toBeVisible()
  })
})
