import { useLayoutEffect } from 'react'

let users = 0

/**
 * While the caller is mounted, the page behind it can neither be pressed nor read nor reached by keys. For what covers
 * the page: Mantine hangs dialogs and pickers beside it, so these stay alive.
 */
export function usePageInert(active = true): void {
  useLayoutEffect(() => {
    const page = document.getElementById('root')
    if (!active || !page) return
    page.inert = ++users > 0
    return () => {
      page.inert = --users > 0
    }
  }, [active])
}
