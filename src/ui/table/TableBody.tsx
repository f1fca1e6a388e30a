import { useMemo, type CSSProperties, type MouseEvent, type RefObject, type UIEventHandler } from 'react'
import css from './DataTable.module.css'
import { TableRow, type RowLook } from './TableRow.tsx'
import { useRowWindow } from './useRowWindow.ts'

interface TableBodyProps<Row> {
  ref: RefObject<HTMLDivElement | null>
  count: number
  rowAt: (place: number) => Row
  rowId: (row: Row) => string
  /** Height of a row in px. */
  size: number
  look: RowLook<Row>
  isOn: ((row: Row) => boolean) | undefined
  onTick: (row: Row, place: number, event: MouseEvent) => void
  onScroll: UIEventHandler
}

/** A press anywhere in a row is a press on its first link, with the same modifier keys. */
function followRow(event: MouseEvent<HTMLElement>) {
  const target = event.target as HTMLElement
  if (target.closest('a, button, input, label') || !event.currentTarget.contains(target)) return
  // Whoever marks a text to copy it wants to stay.
  if (getSelection()?.type === 'Range') return
  const { ctrlKey, metaKey, shiftKey } = event
  const link = target.closest('[role=row]')?.querySelector('a')
  link?.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
  )
}

/** The rows in sight and some beside them, each at its place. Alone in being drawn when the list is scrolled. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { ref, count, rowAt, rowId, size, look, isOn, onTick, onScroll } = props
  const [first, end] = useRowWindow(ref, count, size)
  // A row is made once for as long as the list is the same, so that it is the same at the next step of a scroll.
  const made = useMemo(() => ({ rowAt, rows: new Map<number, Row>() }), [rowAt])
  const rows: { row: Row; place: number }[] = []
  for (let place = first; place < end; place++) {
    let row = made.rows.get(place)
    if (row === undefined) made.rows.set(place, (row = made.rowAt(place)))
    rows.push({ row, place })
  }
  for (const place of made.rows.keys()) if (place < first || place >= end) made.rows.delete(place)
  return (
    // For the mouse alone: the link in each row is the way for keys and screen readers.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <div
      role="rowgroup"
      ref={ref}
      className={css.body}
      style={{ '--row-height': `${size}px`, height: count * size } as CSSProperties}
      onClick={followRow}
      onScroll={onScroll}
    >
      {rows.map(({ row, place }) => (
        <TableRow
          key={rowId(row)}
          row={row}
          place={place}
          top={place * size}
          on={isOn?.(row) ?? false}
          look={look}
          onTick={onTick}
        />
      ))}
    </div>
  )
}
