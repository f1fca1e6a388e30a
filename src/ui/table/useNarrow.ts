import { useSyncExternalStore } from 'react'

const query = '(max-width: 719px)'

/** Whether the screen is narrow: tables show two-line rows there. The same edge as in the style sheets. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
