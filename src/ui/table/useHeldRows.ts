import { useMemo, useState, useSyncExternalStore, type RefObject } from 'react'
import { heldRows } from './heldRows.ts'

const events = ['pointerover', 'pointerout', 'focusin', 'focusout', 'scroll']

/** Noted while the browser has the page laid out: asked for amid a render, it would have to do that first. */
let isScrolled = false

function onMove(listener: () => void): () => void {
  const heed = () => {
    isScrolled = scrollY > 0
    listener()
  }
  heed()
  for (const name of events) document.addEventListener(name, heed, { passive: true })
  return () => {
    for (const name of events) document.removeEventListener(name, heed)
  }
}

/** Whether somebody aims at a row or reads on below the first ones. The heading of a table is not meant: it stands still. */
const isAtRows = (frame: HTMLElement | null) =>
  frame !== null &&
  // Asked first, since it is asked at every move, and costs nothing: who is at none of it is at no row.
  ((frame.matches(':hover, :focus-within') &&
    frame.querySelector(
      ':is([role=rowgroup] + [role=rowgroup], [data-waiting]):is(:hover, :focus-within)',
    ) !== null) ||
    (isScrolled && frame.querySelector('[role=rowgroup]') !== null))

/**
 * The rows of a list as they stand while somebody is at them: what comes meanwhile would push them away under the
 * pointer. It waits until they leave the rows, ask for it (`show`), or ask for something else.
 * @param question what the list is asked, by identity; undefined: nothing is ever held
 * @param isComing whether more rows are still on their way: a list that is whole moves by its own changes alone
 * @param isBusy whether something that belongs to a row is open, or rows are selected
 */
export function useHeldRows(
  frame: RefObject<HTMLElement | null>,
  rows: Uint32Array,
  question: unknown,
  isComing: boolean,
  isBusy: boolean,
): { rows: Uint32Array; waiting: number; show: () => void } {
  const [held, hold] = useState<{ rows: Uint32Array; question: unknown }>()
  const mayHold = question !== undefined && (isComing || held !== undefined)
  const isAt = useSyncExternalStore(onMove, () => mayHold && (isBusy || isAtRows(frame.current)))
  // When they come to the rows, and not when the next rows come: those would be drawn once.
  if (isAt && isComing && held?.question !== question) hold({ rows, question })
  else if (held && (!isAt || held.question !== question)) hold(undefined)
  const drawn = held?.question === question ? held?.rows : undefined
  const shown = useMemo(() => (drawn ? heldRows(drawn, rows) : undefined), [drawn, rows])
  return {
    rows: shown?.rows.length ? shown.rows : rows,
    waiting: shown?.rows.length ? shown.waiting : 0,
    show: () => hold(isComing ? { rows, question } : undefined),
  }
}
