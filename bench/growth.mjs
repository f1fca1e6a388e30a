import { heap } from './heap.mjs'
import { interact } from './interact.mjs'
import { openPage, whole } from './page.mjs'

const sizes = [1000, 10_000, 100_000, 300_000]

/** The console with more and more keys, once each: the first rows, the whole list, a search, a sort, and the memory. */
export async function growth(browser, house) {
  const grown = []
  for (const keys of sizes) {
    const { keysPage } = await house.site('console', keys)
    const opened = await openPage(browser, keysPage)
    const { page, cdp, load, close } = opened
    const read = await whole(page, keys)
    await page.waitForTimeout(2000)
    const held = await heap(cdp)
    const { keystroke, filter, sort, select } = await interact(opened, ['ma'])
    await close()
    grown.push({ keys, rows: load.firstPainted, whole: read, keystroke, filter, sort, select, ...held })
  }
  return grown
}
