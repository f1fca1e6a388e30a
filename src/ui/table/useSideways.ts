import { useRef, type RefObject } from 'react'

/**
 * Keeps headings, rows and the bar at the foot at the same place when the table is moved sideways. Each of them scrolls on
 * its own: in one box for all, the headings would stick to that box and not to the page.
 */
export function useSideways(active: boolean, body: RefObject<HTMLDivElement | null>) {
  const header = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const follow = (from: HTMLElement | null) => {
    if (!active || !from) return
    for (const other of [header.current, body.current, foot.current])
      if (other && other !== from && other.scrollLeft !== from.scrollLeft) other.scrollLeft = from.scrollLeft
  }
  return {
    header: { ref: header, onScroll: () => follow(header.current) },
    onBody: () => follow(body.current),
    foot: { ref: foot, onScroll: () => follow(foot.current) },
  }
}
