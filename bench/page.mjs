import { observeLoad, readLoad, untilShown } from './watch.mjs'

const slowdown = 4
/** 10 Mbit/s each way; no latency is added, which would hide differences. */
const slowNetwork = { offline: false, latency: 0, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 }

/**
 * Opens a page with nothing cached and waits until rows are painted, and two seconds more: what a page does on idle
 * belongs to its load. `slow`: the processor four times slower, and the network too.
 */
export async function openPage(browser, url, { slow = false, settleMs = 2000 } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1100 },
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  // In the thread's own time: what others do on the processor is not in it.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.addInitScript(observeLoad)
  if (slow) await cdp.send('Network.emulateNetworkConditions', slowNetwork)
  if (slow) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => globalThis.bench?.rowsPainted, undefined, {
    polling: 100,
    timeout: 60_000,
  })
  await page.waitForTimeout(settleMs)
  return {
    page,
    cdp,
    load: await page.evaluate(readLoad),
    /** How long the main thread has worked so far, in ms of processor time. */
    work: async () => {
      const { metrics } = await cdp.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000
    },
    /** Throttles the processor four times, or lets it go. */
    throttle: (on) => cdp.send('Emulation.setCPUThrottlingRate', { rate: on ? slowdown : 1 }),
    close: () => context.close(),
  }
}

/** Waits until the whole list was read; the milliseconds from the navigation until then. */
export async function whole(page, keys) {
  const words = new Intl.NumberFormat('en-GB').format(keys)
  const handle = await page.waitForFunction(
    (text) =>
      [...document.querySelectorAll('[role=status]')].some((status) => status.textContent.startsWith(text)) &&
      performance.now(),
    `${words} keys`,
    { polling: 50, timeout: 120_000 },
  )
  return handle.jsonValue()
}

/** How long an act takes from its event until the list has been painted with what it asks for. */
export async function timed(page, event, what, act) {
  const shown = page.evaluate(untilShown, [event, what])
  shown.catch(() => undefined)
  await page.waitForFunction(() => globalThis.benchReady)
  await act()
  const ms = await shown
  await page.evaluate(() => (globalThis.benchReady = false))
  return ms
}
