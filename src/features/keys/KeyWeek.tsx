import { useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import css from './KeyWeek.module.css'
import { strokeOf } from './keyWeekAct.ts'
import { clockAhead, KeyWeekCells } from './KeyWeekCells.tsx'
import { weekKey } from './keyWeekKeys.ts'
import { KeyWeekSpans } from './KeyWeekSpans.tsx'
import type { KeyWeekEditor } from './useKeyWeek.ts'
import { useWeekPointer } from './useWeekPointer.ts'

interface KeyWeekProps {
  editor: KeyWeekEditor
  /** How many minutes the viewer's clock is ahead of the locks'; undefined where it is the same or not known. */
  ahead: number | undefined
}

/** The week as it is drawn: hours down, days across. The rows below it hold the same value. */
export function KeyWeek({ editor, ahead }: KeyWeekProps) {
  const { week, order, cursor, act } = editor
  const board = useRef<HTMLDivElement>(null)
  const [byKeys, setByKeys] = useState(false)
  const cell = () => board.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')
  const focusCursor = (change: () => void) => {
    // The cell must be there before it can have the focus.
    flushSync(change)
    // Where it is already, asking for it would only have the page laid out once more.
    const meant = cell()
    if (meant !== document.activeElement) meant?.focus({ preventScroll: true })
  }
  const { hover, ...pointer } = useWeekPointer(editor, board, (change) =>
    focusCursor(() => {
      setByKeys(false)
      change()
    }),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    let known = false
    focusCursor(() => {
      known = weekKey(event, editor)
      if (known) setByKeys(true)
    })
    if (!known) return
    event.preventDefault()
    cell()?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div
      ref={board}
      className={css.board}
      data-two={ahead !== undefined || undefined}
      data-busy={act?.kind}
      role="presentation"
      // The focus goes to the cell that is meant, and no text is marked by drawing.
      onMouseDown={(event) => event.preventDefault()}
      {...pointer}
    >
      <div
        role="grid"
        tabIndex={-1}
        aria-label="Weekly hours, drawn"
        aria-describedby="week-about"
        className={css.grid}
        onKeyDown={onKeyDown}
      >
        <KeyWeekCells
          week={week}
          order={order}
          cursor={cursor}
          pending={act?.kind === 'stroke' ? strokeOf(act.begun, cursor, order).span : undefined}
          byKeys={byKeys}
          ahead={ahead}
        />
      </div>
      <KeyWeekSpans editor={editor} hover={hover} />
      <div className={css.foot} aria-hidden>
        <span className={css.hour}>24:00</span>
        {ahead !== undefined && <span className={css.hour}>{clockAhead(0, ahead)}</span>}
      </div>
    </div>
  )
}
