// `npm run screenshots`: the pictures of the README, taken from the demo build at a fixed moment.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { runnerImport } from 'vite'
import { findBrowser } from './browser.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--mode', 'demo'], {
  stdio: 'inherit',
})
if (built.status !== 0) process.exit(1)

const { path } = await findBrowser({})
const { module: host } = await runnerImport('./e2e/demoHost.ts', { logLevel: 'warn' })
const { baseURL, close } = await host.serveDemo('dist-demo')
const browser = await chromium.launch(path ? { executablePath: path } : {})
mkdirSync('docs', { recursive: true })

const now = '2026-11-23T09:05:00.000Z'

async function take(name, { width, height, colorScheme }, act) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
  })
  const page = await context.newPage()
  await page.goto(baseURL)
  await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor()
  await page.evaluate(
    (to) => fetch('/_mock/reset', { method: 'POST', body: JSON.stringify({ now: to }) }),
    now,
  )
  await page.reload()
  // While the rest of a list comes, newer keys push rows down: what is ticked would not be what was meant.
  await page.getByText('700 keys').waitFor()
  await act?.(page)
  await page.screenshot({ path: `docs/${name}.png` })
  await context.close()
  console.log(`docs/${name}.png`)
}

await take('keys', { width: 1440, height: 900, colorScheme: 'light' })
await take('revoke-dark', { width: 1440, height: 900, colorScheme: 'dark' }, async (page) => {
  const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ })
  for (const place of [3, 4, 6, 12, 16]) await boxes.nth(place).check()
  await page.getByRole('button', { name: /^Revoke 5 keys/ }).click()
  await page.getByRole('button', { name: 'Keep the keys' }).waitFor()
})
await take('new-keys', { width: 1440, height: 1000, colorScheme: 'light' }, async (page) => {
  await page.getByRole('link', { name: 'New keys' }).click()
  for (const number of ['998 87 766', '412 34 567']) {
    await page.getByRole('textbox', { name: 'Mobile number' }).fill(number)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('combobox', { name: 'Doors' }).fill('Hovedinngang 1')
  await page.getByRole('option').first().click()
  await page.keyboard.press('Escape')
  await page.getByText('Weekly hours', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Friday' }).uncheck()
  await page.getByRole('button', { name: 'Add hours for other days' }).click()
  await page.getByRole('grid').evaluate((grid) => grid.scrollIntoView({ block: 'center' }))
})

await browser.close()
await close()
