import { useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { routePaths } from '#src/paths.ts'
import { afterPaint } from '#src/ui/afterPaint.ts'
import { askedBy, changed, locate, press, settle, type KeySearchChange } from './keyQuestion.ts'
import { readKeySearch, type KeySearch } from './keySearch.ts'

/**
 * What the list is asked, without the text, and how to ask something else: that is shown at once, and written into the
 * address after it was painted, each press as an entry of the history. `keyQuestion.ts` has the rules.
 */
export function useKeyQuestion(): [search: KeySearch, ask: (change: KeySearchChange) => void] {
  // The router hands on what the reader refused: read once more.
  const located = useLocation({
    select: ({ search }) => changed(readKeySearch(search), { q: undefined }),
    structuralSharing: true,
  })
  const navigate = useNavigate({ from: routePaths.keys })
  const { history } = useRouter()
  const [question, setQuestion] = useState(() => askedBy(located))
  if (located !== question.located) setQuestion(locate(question, located))

  const waiting = useRef<{ write: () => void; callOff: () => void }>(undefined)
  const writing = useRef<Promise<void>>(undefined)
  const callOff = useCallback(() => {
    waiting.current?.callOff()
    waiting.current = undefined
  }, [])
  const ask = useCallback(
    (change: KeySearchChange) => {
      // What was pressed before has its own entry in the history.
      waiting.current?.write()
      setQuestion((old) => press(old, change))
      const write = () => {
        callOff()
        const done = navigate({
          search: (old) => changed(readKeySearch(old), change),
          state: (old) => old,
        }).then(() => {
          if (writing.current === done && !waiting.current) setQuestion(settle)
        })
        writing.current = done
        // Two entries in one go would become one.
        history.flush()
      }
      const off = afterPaint(write)
      // Who leaves by a link at once finds here, coming back, what was shown.
      window.addEventListener('click', write, true)
      waiting.current = {
        write,
        callOff: () => {
          off()
          window.removeEventListener('click', write, true)
        },
      }
    },
    [navigate, history, callOff],
  )
  // Back, forward or a link came between: what waits is not asked any more.
  const isAwaited = question.awaited.length > 0
  useEffect(() => {
    if (!isAwaited) callOff()
  }, [isAwaited, callOff])
  useEffect(() => callOff, [callOff])
  return [question.shown, ask]
}
