import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

/** Every byte of script and style before the first row, packed as tightly as the build does it (README, decisions). */
const budget = 150_000

/** What has no business before the first row, by a word of it that no minifying takes away. */
const notFirst = {
  'phone metadata': 'country_calling_codes',
  'date pickers': 'DateTimePicker',
  forms: 'shouldUnregister',
  'the file for spreadsheets': 'escapeFormulae',
  dialogs: 'ModalBase',
  menus: '@mantine/core/Menu',
  'Mantine itself': '@mantine/core/MantineProvider',
}

/** Notes in the page when its first row stood in the document. */
function watchFirstRow(): void {
  const page = globalThis as { firstRowAt?: number }
  new MutationObserver((_, watch) => {
    if (!document.querySelector('[role=table] [role=row] a')) return
    page.firstRowAt = performance.now()
    watch.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

/** Scripts and styles that were asked for, before the first row or after it, in their order. */
const fetched = (page: Page, when: 'before' | 'after') =>
  page.evaluate((when) => {
    const { firstRowAt = 0 } = globalThis as { firstRowAt?: number }
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < firstRowAt === (when === 'before'))
      .map(({ name }) => name)
      .filter((name) => /\.(js|css)$/.test(new URL(name).pathname))
  }, when)

test(`before the first row at most ${budget / 1000} KB of script and style are fetched, and nothing that comes later`, async ({
  page,
  visit,
  projectId,
}) => {
  await page.addInitScript(watchFirstRow)
  await visit(paths.keys(projectId))
  await expect(page.getByRole('table', { name: 'Keys' }).getByRole('link').first()).toBeVisible()
  // The rest has come too, so that the list of what was asked for is whole, and what is sought below is somewhere.
  await expect.poll(() => fetched(page, 'after')).not.toEqual([])
  await expect(page.getByRole('combobox', { name: 'Lock' })).toHaveAttribute('id', /./)

  const text = async (url: string) => (await page.request.get(url)).text()
  const first = new Map<string, string>()
  for (const url of [page.url(), ...(await fetched(page, 'before'))]) first.set(url, await text(url))
  // The page's own skeleton and style count too. One script, one style sheet: no import waits for another.
  expect([...first.keys()].filter((url) => url.endsWith('.css'))).toHaveLength(1)
  expect(first.size).toBeLessThanOrEqual(5)
  // Only as its very first words does Chromium take the hint to compile the entry ahead.
  expect([...first.values()].filter((text) => text.startsWith('//# allFunctionsCalledOnLoad'))).toHaveLength(
    1,
  )
  const sizes = await Promise.all(
    [...first].map(async ([url, text]) => {
      const { length } = await promisify(brotliCompress)(text)
      return [new URL(url).pathname, length] as const
    }),
  )
  const sum = sizes.reduce((sum, [, size]) => sum + size, 0)
  test
    .info()
    .annotations.push({ type: 'bytes before the first row', description: `${sum} ${JSON.stringify(sizes)}` })
  expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(budget)
  for (const [what, word] of Object.entries(notFirst))
    for (const [url, text] of first) expect(text.includes(word), `${what} in ${url}`).toBe(false)
})

// Without this, a word that a new version of a library no longer says would make the story above true for ever.
test('the build holds every word that may not come before the first row', () => {
  const folder = fileURLToPath(new URL('../dist/assets/', import.meta.url))
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const texts = scripts.map((name) => readFileSync(folder + name, 'utf8'))
  for (const [what, word] of Object.entries(notFirst))
    expect(texts.filter((text) => text.includes(word)).length, what).toBeGreaterThan(0)
})
