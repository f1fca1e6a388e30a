import { useLocation, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { whose } from '#src/api/session.ts'
import { holdsNumber, readKeySearch } from './keySearch.ts'

const settleMs = 400

/**
 * The search text: shown and used at each keystroke, put into the address once the typing rests, as one entry of the
 * history. A text that could be a phone number goes into the history's state, not into the address.
 */
export function useSearchText(): [text: string, setText: (text: string) => void] {
  // Both from the location: a route's own search comes a render later, and in between there would be no text at all.
  const located = useLocation({
    select: ({ state, search }) =>
      (state.by === whose() ? state.text : undefined) ?? readKeySearch(search).q ?? '',
  })
  const navigate = useNavigate()
  const [text, show] = useState(located)
  const [seen, see] = useState(located)
  const [sent, send] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (located !== seen) {
    see(located)
    // Said back once: the next time it is reached by back or forward.
    if (located === sent) send(undefined)
    else show(located)
  }
  return [
    text,
    (next) => {
      show(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        send(next)
        const hidden = holdsNumber(next)
        void navigate({
          to: '.',
          search: (old) => ({ ...old, q: hidden ? undefined : next || undefined }),
          state: hidden ? { text: next, by: whose() } : {},
          replace: seen !== '',
        } as Parameters<typeof navigate>[0])
      }, settleMs)
    },
  ]
}
