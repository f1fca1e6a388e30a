import { useLayoutEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/**
 * The rows in sight of a list that scrolls with the page, all of one height: from the first to before the last. Nothing is
 * measured but the list's place in the page, and that only when something above it may have grown.
 */
export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  count: number,
  size: number,
): readonly [first: number, end: number] {
  // The place of the row at the screen's upper edge (negative: the list begins below it), and how many rows it holds.
  // None until the list has its place, in the same frame: too many would be drawn and taken away.
  const [seen, see] = useState({ at: 0, many: -1 })

  useLayoutEffect(() => {
    let top = 0
    const look = () => {
      const at = Math.floor((window.scrollY - top) / size)
      const many = Math.ceil(innerHeight / size)
      see((old) => (old.at === at && old.many === many ? old : { at, many }))
    }
    const measure = () => {
      top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY
      look()
    }
    // In the same frame, or the rows would come a frame after the place for them.
    const follow = () => flushSync(look)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(document.body)
    window.addEventListener('scroll', follow, { passive: true })
    window.addEventListener('resize', measure)
    return () => {
      watch.disconnect()
      window.removeEventListener('scroll', follow)
      window.removeEventListener('resize', measure)
    }
  }, [body, size])

  // A list that has just become shorter is scrolled back by the browser in a moment.
  const at = Math.min(seen.at, Math.max(0, count - seen.many))
  return [Math.min(Math.max(0, at), count), Math.max(0, Math.min(count, at + seen.many + 1))]
}
