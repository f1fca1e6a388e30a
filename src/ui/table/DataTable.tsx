import {
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
} from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent as PressEvent,
  type ReactNode,
} from 'react'
import { IconArrowDown, IconArrowUp } from '../icons.ts'
import css from './DataTable.module.css'
import { fitColumns, type ColumnMeta } from './fitColumns.ts'
import { useNarrow } from './useNarrow.ts'

/** Rows are filtered and sorted by whoever owns them; the table models columns alone, over the rows in the window. */
export const features = tableFeatures({ rowSortingFeature, columnMeta: {} as ColumnMeta })
export type Column<Row extends RowData> = ColumnDef<typeof features, Row>

export interface Sort {
  column: string
  descending: boolean
}

export interface DataTableProps<Row extends RowData> {
  label: string
  columns: Column<Row>[]
  count: number
  /** A stable function gives a row by its place in the sorted, filtered list. */
  rowAt: (place: number) => Row
  rowId: (row: Row) => string
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  /** The same row for a narrow screen, in two lines. */
  narrow: (row: Row) => ReactNode
  /** A checkbox before each row, and one for all. */
  select?: { all: ReactNode; one: (row: Row, place: number) => ReactNode; isOn: (row: Row) => boolean }
  /** A heading row instead of cells, for grouped lists. */
  heading?: (row: Row) => ReactNode | undefined
  busy?: boolean
}

/** A press anywhere in a row is a press on its first link, with the same modifier keys. */
function followRow(event: PressEvent<HTMLElement>) {
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

const wideRow = 37
const narrowRow = 61

export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { count, rowAt, rowId, sort, onSort, select } = props
  const body = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [rem, setRem] = useState(Infinity)
  const room = rem - (select ? 3 : 0)
  const fitting = useMemo(() => fitColumns(props.columns, room), [props.columns, room])
  const isNarrow = useNarrow() || !fitting
  const columns = fitting ?? props.columns
  // The list scrolls with the page, so its own distance from the top must be known; it moves when what is above grows.
  useLayoutEffect(() => {
    const measure = () => {
      const box = body.current?.getBoundingClientRect()
      setTop((box?.top ?? 0) + window.scrollY)
      if (box) setRem(box.width / parseFloat(getComputedStyle(document.documentElement).fontSize))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(document.body)
    return () => watch.disconnect()
  }, [])
  const size = isNarrow ? narrowRow : wideRow
  const virtual = useWindowVirtualizer({ count, estimateSize: () => size, overscan: 8, scrollMargin: top })
  useLayoutEffect(() => virtual.measure(), [virtual, size])
  const places = virtual.getVirtualItems().filter((item) => item.index < count)
  // The window of rows is told by its two ends; while they rest, the table keeps its model of them.
  const first = places[0]?.index ?? 0
  const end = first + places.length
  const data = useMemo(
    () => Array.from({ length: end - first }, (_, i) => rowAt(first + i)),
    [first, end, rowAt],
  )
  const table = useTable({
    features,
    columns,
    data,
    getRowId: rowId,
    manualSorting: true,
    enableMultiSort: false,
    state: { sorting: sort ? [{ id: sort.column, desc: sort.descending }] : [] },
  })
  const tracks = [select && '2.25rem', ...columns.map((column) => column.meta?.width ?? '1fr')]
    .filter(Boolean)
    .join(' ')

  return (
    <div
      role="table"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-busy={props.busy}
      className={css.table}
      data-narrow={isNarrow || undefined}
      style={{ '--tracks': tracks } as CSSProperties}
    >
      <div role="rowgroup" className={css.header}>
        {table.getHeaderGroups().map((group) => (
          <div key={group.id} role="row" aria-rowindex={1} className={css.row}>
            {select && (
              <div role="columnheader" className={css.check}>
                {select.all}
              </div>
            )}
            {group.headers.map((header) => {
              const meta = header.column.columnDef.meta
              const sorted = header.column.getIsSorted()
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  className={css.cell}
                  data-align={meta?.align}
                  {...(meta?.sortable
                    ? { 'aria-sort': sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : 'none' }
                    : {})}
                >
                  {meta?.sortable && onSort ? (
                    <button
                      type="button"
                      className={css.sort}
                      onClick={() => onSort({ column: header.column.id, descending: sorted === 'asc' })}
                    >
                      <table.FlexRender header={header} />
                      {sorted === 'asc' && <IconArrowUp size={13} aria-hidden />}
                      {sorted === 'desc' && <IconArrowDown size={13} aria-hidden />}
                    </button>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {/* For the mouse alone: the link in each row is the way for keys and screen readers. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above */}
      <div
        role="rowgroup"
        ref={body}
        className={css.body}
        style={{ height: virtual.getTotalSize() }}
        onClick={followRow}
      >
        {table.getRowModel().rows.map((row, i) => {
          const item = places[i]
          if (!item) return null
          const heading = props.heading?.(row.original)
          return (
            <div
              key={row.id}
              role="row"
              aria-rowindex={item.index + 2}
              className={css.row}
              data-heading={heading !== undefined || undefined}
              data-selected={select?.isOn(row.original) || undefined}
              style={{ height: size, transform: `translateY(${item.start - top}px)` }}
            >
              {select && (
                <div role="cell" className={css.check}>
                  {select.one(row.original, item.index)}
                </div>
              )}
              {heading !== undefined ? (
                <div role="cell" className={css.heading}>
                  {heading}
                </div>
              ) : isNarrow ? (
                <div role="cell" className={css.narrow}>
                  {props.narrow(row.original)}
                </div>
              ) : (
                row.getAllCells().map((cell) => (
                  <div
                    key={cell.id}
                    role="cell"
                    className={css.cell}
                    data-align={cell.column.columnDef.meta?.align}
                  >
                    <table.FlexRender cell={cell} />
                  </div>
                ))
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
