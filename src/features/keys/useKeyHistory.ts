import { useState } from 'react'
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
  const history = same(kept.present, hours) ? kept : { past: [], future: [], present: hours, kind: undefined }
  const go = (next: History) => {
    setKept(next)
    set(next.present)
  }
  return {
    change: (present: HoursRow[], kind?: string) => {
      const { past, kind: last } = history
      if (same(present, hours)) return
      const goesOn = kind !== undefined && kind === last
      go({ past: goesOn ? past : [...past, hours].slice(-limit), future: [], present, kind })
    },
    undo: () => {
      const present = history.past.at(-1)
      if (!present) return undefined
      go({ past: history.past.slice(0, -1), future: [hours, ...history.future], present, kind: undefined })
      return present
    },
    redo: () => {
      const [present, ...future] = history.future
      if (!present) return undefined
      go({ past: [...history.past, hours], future, present, kind: undefined })
      return present
    },
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  }
}
