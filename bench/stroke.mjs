import { spawnSync } from 'node:child_process'
import { runnerImport } from 'vite'
import { quantile } from './figures.mjs'

const [strokes, slowdown] = [30, 4]

/** Runs in the page: the time from the pointer's release until the frame with the other words has been painted. */
const watch = () =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The summary did not change')), 10_000)
    const summary = document.querySelector('aside[aria-labelledby="summary"]')
    const before = summary.textContent
    const begin = (event) => {
      const look = () => {
        if (summary.textContent === before) requestAnimationFrame(look)
        else {
          // A message that is posted in a frame is read when that frame has been painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - event.timeStamp)
          port2.postMessage(undefined)
        }
      }
      requestAnimationFrame(look)
    }
    addEventListener('pointerup', begin, { once: true, capture: true })
    globalThis.benchReady = true
  })

/**
 * How long a stroke in the week grid takes until the summary beside it says the new hours: in the demo build, with the
 * processor slowed down four times. Milliseconds.
 */
export async function stroke(browser) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--mode', 'demo', '--logLevel', 'warn']
  if (spawnSync(process.execPath, vite, { stdio: 'inherit' }).status !== 0)
    throw new Error('The build failed')
  const { module: host } = await runnerImport('./e2e/demoHost.ts', { logLevel: 'warn' })
  const { baseURL, close } = await host.serveDemo('dist-demo')
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1100 },
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
  })
  const page = await context.newPage()
  await page.goto(baseURL)
  await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor()
  await page.getByRole('link', { name: 'New keys' }).click()
  await page.getByRole('combobox', { name: 'Doors' }).fill('Virtual Lock 1')
  await page.getByRole('option').first().click()
  await page.keyboard.press('Escape')
  await page.getByText('Weekly hours', { exact: true }).click()
  await page.getByRole('grid').scrollIntoViewIfNeeded()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const times = await draw(page)
  await context.close()
  await close()
  return { strokes, median: quantile(times, 0.5), min: Math.min(...times), max: Math.max(...times) }
}

async function draw(page) {
  const head = (name) => page.getByRole('columnheader', { name }).boundingBox()
  const row = (name) => page.getByRole('rowheader', { name, exact: true }).first().boundingBox()
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  const columns = await Promise.all(days.map(head))
  const [hour0, hour1] = [await row('00:00'), await row('01:00')]
  const y = (hour) => hour0.y + hour * (hour1.y - hour0.y) + 3

  const times = []
  for (let i = 0; i < strokes; i++) {
    const column = columns[i % 7]
    const x = column.x + column.width / 2
    // Below the last opening of that day and above it by turns, so that each stroke replaces something.
    const from = Math.floor(i / 7) % 2 === 0 ? 18 : 2
    const seen = page.evaluate(watch)
    await page.waitForFunction(() => globalThis.benchReady)
    await page.mouse.move(x, y(from))
    await page.mouse.down()
    await page.mouse.move(x, y(from + 2 + (i % 3)), { steps: 6 })
    await page.mouse.up()
    times.push(await seen)
    await page.evaluate(() => (globalThis.benchReady = false))
  }
  return times
}
