import { useCallback, useMemo, useState } from 'react'
import type { HoursRow } from './keyHours.ts'

interface History {
  past: HoursRow[][]
  future: HoursRow[][]
  /** The hours as they were left here: others mean that somebody else set them, and nothing here leads there. */
  present: HoursRow[]
  /** What the last change was, when further ones of its kind belong to the same step. */
  kind: string | undefined
}

const limit = 100
const same = (a: readonly HoursRow[], b: readonly HoursRow[]) => JSON.stringify(a) === JSON.stringify(b)

/** Undo and redo for the weekly hours. Changes of one kind in a row, such as the letters of a time, are one step. */
export function useKeyHistory(hours: HoursRow[], set: (hours: HoursRow[]) => void) {
  const [kept, setKept] = useState<History>({ past: [], future: [], present: hours, kind: undefined })
  const history = useMemo(
    () => (same(kept.present, hours) ? kept : { past: [], future: [], present: hours, kind: undefined }),
    [kept, hours],
  )
  const go = useCallback(
    (next: History) => {
      setKept(next)
      set(next.present)
      return next.present
    },
    [set],
  )
  const change = useCallback(
    (present: HoursRow[], kind?: string) => {
      if (same(present, history.present)) return
      const { past, present: before } = history
      const goesOn = kind !== undefined && kind === history.kind
      go({ past: goesOn ? past : [...past, before].slice(-limit), future: [], present, kind })
    },
    [history, go],
  )
  return {
    change,
    /** Goes one step back, and says to which hours; undefined: there is none. */
    undo: () => {
      const { past, present, future } = history
      const last = past.at(-1)
      return (
        last && go({ past: past.slice(0, -1), future: [present, ...future], present: last, kind: undefined })
      )
    },
    redo: () => {
      const { past, present, future } = history
      const [next, ...later] = future
      return next && go({ past: [...past, present], future: later, present: next, kind: undefined })
    },
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  }
}
