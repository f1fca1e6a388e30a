import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { heap } from './heap.mjs'
import { floorFolder } from './house.mjs'
import { interact, worstInteraction } from './interact.mjs'
import { openPage, whole } from './page.mjs'
import { scroll } from './scroll.mjs'

const keys = 100_000

/**
 * Everything that is asked of one site (`console` or `floor`), once, with nothing cached: figures by name. Times in ms,
 * bytes in KB, memory in MB; a figure that ends in `4x` is of a processor slowed down four times.
 */
export async function measure(browser, house, site, wanted) {
  const { keysPage } = await house.site(site, keys)
  const figures = {}
  const opened = await openPage(browser, keysPage)
  const { page, cdp } = opened
  if (wanted('load')) Object.assign(figures, loadFigures(opened.load, site))
  figures.whole = await whole(page, keys)
  figures.reading = await opened.work()
  // The idle work that follows the last page of keys.
  await page.waitForTimeout(1500)
  if (wanted('interact')) Object.assign(figures, await interact(opened))
  if (wanted('scroll')) Object.assign(figures, await scroll(page))
  if (wanted('interact')) {
    await opened.throttle(true)
    await page.evaluate(() => void (globalThis.bench.slow.length = 0))
    Object.assign(figures, named4x(await interact(opened)))
    figures.interaction4x = await worstInteraction(page)
  }
  // Last, since a collection also drops compiled code that the next act would need.
  if (wanted('heap')) Object.assign(figures, await heap(cdp))
  await opened.close()

  if (wanted('load')) {
    const slow = await openPage(browser, keysPage, { slow: true })
    Object.assign(figures, named4x(loadFigures(slow.load, site)))
    await slow.close()
  }
  if (wanted('load') && site === 'console') {
    const { keysPage: few } = await house.site(site, 2500)
    for (const slow of [false, true]) {
      const small = await openPage(browser, few, { slow, settleMs: 0 })
      figures[slow ? 'rowsOf2500At4x' : 'rowsOf2500'] = small.load.firstPainted
      await small.close()
    }
  }
  return figures
}

const named4x = (figures) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${name}4x`, value]))

function loadFigures({ files, ...load }, site) {
  const folder = site === 'floor' ? floorFolder : 'dist'
  const brotli = files.map(({ path }) => brotliCompressSync(readFileSync(join(folder, path))).length)
  const sum = (sizes) => sizes.reduce((all, size) => all + size, 0) / 1000
  return { ...load, bytes: sum(brotli), bytesSent: sum(files.map(({ sent }) => sent)), files: files.length }
}
