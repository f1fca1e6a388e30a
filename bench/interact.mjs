import { timed } from './page.mjs'

// Each letter and digit leaves fewer keys, so that each has another count to show.
const texts = ['lind', '9123']

/** Types and deletes a search, filters by a state, sorts by person and selects all. Milliseconds to the paint. */
export async function interact({ page, work }, typed = texts) {
  const search = page.getByRole('searchbox', { name: 'Search keys' })
  const keystrokes = []
  const press = async (key) => {
    keystrokes.push(await timed(page, 'keydown', 'filter', () => page.keyboard.press(key)))
    await page.waitForTimeout(80)
  }
  // What was found must be the same on both sites, or they do not do the same work.
  const found = []
  const count = async () =>
    found.push(Number(await page.locator('[role][aria-rowcount]').first().getAttribute('aria-rowcount')) - 1)
  await search.click()
  const before = await work()
  for (const text of typed) {
    for (const letter of text) await press(letter)
    await count()
    for (let left = text.length; left > 0; left--) await press('Backspace')
  }
  const typing = (await work()) - before
  // The text goes into the address once the typing rests.
  await page.waitForTimeout(700)

  const click = (what, target) => timed(page, 'pointerup', what, () => target.click())
  await page.getByRole('search').getByRole('button', { name: 'State', exact: true }).click()
  const filter = await click('filter', page.getByRole('menuitemcheckbox', { name: /^Active/ }))
  await count()
  await page.keyboard.press('Escape')
  const clear = await click('filter', page.getByRole('button', { name: 'Remove the filter Active' }))
  const header = (name) => page.getByRole('columnheader').getByRole('button', { name, exact: true })
  const sort = await click('sort', header('Person'))
  const sortAgain = await click('sort', header('Person'))
  await click('sort', header('Created'))
  const all = page.getByRole('checkbox', { name: /^Select all/ })
  const select = await click('select', all)
  const deselect = await click('select', all)
  const keystroke = Math.max(...keystrokes)
  return { found, keystrokes, keystroke, typing, filter, clear, sort, sortAgain, select, deselect }
}

/** The longest that the browser itself noted from a person's act to the next paint (what INP is made of). */
export const worstInteraction = (page) =>
  page.evaluate(() => Math.max(0, ...globalThis.bench.slow.map(([, duration]) => duration)))
