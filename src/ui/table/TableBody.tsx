import { useRouter } from '@tanstack/react-router'
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  type UIEventHandler,
} from 'react'
import { afterPaint } from '../afterPaint.ts'
import css from './DataTable.module.css'
import { RowSeats } from './rowSeats.ts'
import { TableRow, type RowLook, type Ticked } from './TableRow.tsx'
import { useRowWindow } from './useRowWindow.ts'

interface TableBodyProps<Row> {
  ref: RefObject<HTMLDivElement | null>
  count: number
  rowAt: (place: number) => Row
  rowId: (row: Row) => string
  /** What the list is asked, by identity; undefined: nothing is to be told of it. */
  question: unknown
  /** Height of a row in px. */
  size: number
  look: RowLook<Row>
  isOn: ((row: Row) => Ticked) | undefined
  onTick: (row: Row, place: number, event: MouseEvent) => void
  onScroll: UIEventHandler
}

/** Rows above and below those in sight: as many as pass by in a frame and a half at 8,000 px/s. */
const spare = 6

const noNews = () => () => undefined

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

/**
 * The links in rows are plain ones, since a link that knows the router costs more than the rest of its row: this is what
 * it would do. A press with a modifier key is the browser's.
 */
function useRowLinks() {
  const router = useRouter()
  const fetched = useRef(false)
  const linkOf = ({ target }: { target: EventTarget }) => (target as HTMLElement).closest('a')
  return {
    follow: (event: MouseEvent) => {
      const link = linkOf(event)
      const { button, metaKey, altKey, ctrlKey, shiftKey } = event
      if (!link || event.defaultPrevented || button !== 0 || metaKey || altKey || ctrlKey || shiftKey) return
      event.preventDefault()
      void router.navigate({ href: link.pathname + link.search })
    },
    /** The page behind the links of a list is one and the same: its code comes when somebody reaches for the first. */
    fetch: (event: { target: EventTarget }) => {
      const link = fetched.current ? null : linkOf(event)
      if (!link) return
      fetched.current = true
      const path = link.pathname.slice(router.basepath.replace(/\/$/, '').length)
      router.preloadRoute({ to: path } as Parameters<typeof router.preloadRoute>[0]).catch(() => undefined)
    },
  }
}

/** The rows in sight and some beside them, each at its place. Alone in being drawn when the list is scrolled. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { ref, count, rowAt, rowId, question, size, look, isOn, onTick, onScroll } = props
  const [first, end] = useRowWindow(ref, count, size)
  // Of a list that is new the rows in sight are painted first, and those beside them come after.
  const [settled, settle] = useState<unknown>()
  const isSettled = settled === rowAt
  useEffect(() => afterPaint(() => settle(() => rowAt)), [rowAt])
  const [seats] = useState(() => new RowSeats())
  // No press and no focus may end in another row's element than the one it began in.
  const isAtRows = useSyncExternalStore(noNews, () => ref.current?.matches(':focus-within, :active') ?? false)
  const mayTake = seats.isOther(question) && !isAtRows
  const links = useRowLinks()
  // A row is made once for as long as the list is the same, so that it is the same at the next step of a scroll.
  const made = useMemo(() => ({ rowAt, rows: new Map<number, Row>() }), [rowAt])
  const rows: { row: Row; place: number; id: string }[] = []
  const [from, to] = [Math.max(0, first - spare), Math.min(count, end + spare)]
  for (let place = from; place < to; place++) {
    let row = made.rows.get(place)
    if (row === undefined) made.rows.set(place, (row = made.rowAt(place)))
    const id = rowId(row)
    // One that stands there already stays: it may hold the focus.
    if (isSettled || mayTake || (place >= first && place < end) || seats.has(id))
      rows.push({ row, place, id })
  }
  for (const place of made.rows.keys()) if (place < from || place >= to) made.rows.delete(place)
  const given = seats.give(
    rows.map(({ id }) => id),
    mayTake,
  )
  useLayoutEffect(() => seats.keep(given, question))
  return (
    // For the mouse alone: the link in each row is the way for keys and screen readers.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <div
      role="rowgroup"
      ref={ref}
      className={css.body}
      style={{ '--row-height': `${size}px`, height: count * size } as CSSProperties}
      onClick={(event) => {
        links.follow(event)
        followRow(event)
      }}
      onPointerOver={links.fetch}
      onFocus={links.fetch}
      onScroll={onScroll}
    >
      {rows.map(({ row, place, id }) => (
        <TableRow
          key={given.get(id)}
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
