import { scrollDown } from './watch.mjs'
import { quantile } from './figures.mjs'

const [speed, seconds] = [8000, 5]

/** Scrolls through the list: the 95th percentile and the longest of its frames in ms, those over 50 ms, and blank ones. */
export async function scroll(page) {
  const { frames, blank } = await page.evaluate(scrollDown, [speed, seconds])
  await page.evaluate(() => scrollTo(0, 0))
  return {
    frameP95: quantile(frames, 0.95),
    frameLongest: Math.max(...frames),
    framesSlow: frames.filter((ms) => ms > 50).length,
    framesBlank: blank,
    frames: frames.length,
  }
}
