import { heap } from './heap.mjs'

const [minutes, step] = [60, 30]

/**
 * An hour on the page of a job that makes a key each twelve seconds, with the clocks of browser and Unloc turned half a
 * minute at a time: the heap after each six minutes, after garbage collection, and how often the job was looked at.
 */
export async function hour(browser, house) {
  const { origin, projectId } = await house.site('console', 'hour')
  const { url: unloc } = await house.mock('hour')
  const context = await browser.newContext({ viewport: { width: 1440, height: 1100 }, locale: 'en-GB' })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  let looks = 0
  const isLook = (response) => /\/jobs\/[\w-]+$/.test(response.url()) && response.url().includes('/v2/')
  page.on('response', (response) => (looks += isLook(response) ? 1 : 0))
  await page.clock.install()
  await page.goto(`${origin}/p/${projectId}/jobs`)
  const job = page.getByRole('row').getByRole('link').first()
  // Time stands still but for what is turned here, the loading of parts on idle included.
  for (let i = 0; i < 50 && !(await job.isVisible()); i++) await page.clock.runFor(200)
  await job.click()
  await page.getByText('Running', { exact: true }).first().waitFor()

  const curve = []
  for (let second = 0; second <= minutes * 60; second += step) {
    if (second % 360 === 0) curve.push({ minute: second / 60, looks, ...(await heap(cdp)) })
    await fetch(`${unloc}/_mock/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceSeconds: step }),
    })
    const answered = page.waitForResponse(isLook, { timeout: 2000 }).catch(() => undefined)
    await page.clock.fastForward(step * 1000)
    await answered
  }
  await context.close()
  return curve
}
