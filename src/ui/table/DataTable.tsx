import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
} from 'react'
import {
  gap,
  layoutColumns,
  showColumn,
  totalWidth,
  widenColumn,
  widthOf,
  type ColumnChoice,
  type Density,
} from './columnChoice.ts'
import { useColumnModel, type Column, type ShownColumn, type Sort } from './columnModel.ts'
import { ColumnsButton } from './ColumnsButton.tsx'
import css from './DataTable.module.css'
import { TableBody } from './TableBody.tsx'
import { TableHead } from './TableHead.tsx'
import type { RowLook, Ticked } from './TableRow.tsx'
import { useColumnChoice } from './useColumnChoice.ts'
import { useNarrow } from './useNarrow.ts'
import { useSideways } from './useSideways.ts'

export type { Column, Sort }

/** A checkbox before each row, and one for all. */
export interface RowSelect<Row> {
  all: ReactNode
  /** What a row's checkbox is called; a function that stands still. */
  nameOf: (row: Row) => string
  isOn: (row: Row) => Ticked
  onTick: (row: Row, place: number, event: MouseEvent) => void
}

export interface DataTableProps<Row> extends Pick<RowLook<Row>, 'narrow' | 'actions' | 'heading'> {
  /** What a person chooses for the table is kept under this name. */
  name: string
  label: string
  /** The first one names the row, and always stays. */
  columns: readonly Column<Row>[]
  count: number
  /** A stable function gives a row by its place in the sorted, filtered list. */
  rowAt: (place: number) => Row
  rowId: (row: Row) => string
  /** What is asked, the same object as long as it is. Told, the rows that answer another question take the elements of the last. */
  question?: object | undefined
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  select?: RowSelect<Row>
}

/** Heights of a row and its hairline in px, on one line and on two. */
const heights: Record<Density, { one: number; two: number }> = {
  compact: { one: 29, two: 53 },
  normal: { one: 37, two: 61 },
  roomy: { one: 45, two: 69 },
}

/** In rem: the checkbox before a row, and what can be done with it at its end. */
const checkWidth = 2.25
const toolsWidth = 2

/** The function as it was last given, in one that stands still. */
function useSteady<Args extends unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const last = useRef(act)
  useLayoutEffect(() => {
    last.current = act
  })
  return useCallback((...args: Args) => last.current(...args), [])
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, columns, count, sort, select, narrow, actions, heading } = props
  const frame = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const { choice: kept, change, reset } = useColumnChoice(name)
  const [rem, setRem] = useState(Infinity)
  useLayoutEffect(() => {
    const measure = () => {
      const font = parseFloat(getComputedStyle(document.documentElement).fontSize)
      if (frame.current) setRem(frame.current.clientWidth / font)
    }
    measure()
    const watch = new ResizeObserver(measure)
    if (frame.current) watch.observe(frame.current)
    return () => watch.disconnect()
  }, [])

  const before = select ? checkWidth + gap : 0
  const room = rem - before - toolsWidth - gap
  const layout = useMemo(() => layoutColumns(columns, kept, room), [columns, kept, room])
  const isNarrow = useNarrow() || !layout
  const shown = useColumnModel(columns, layout ?? columns, kept, room, sort)
  // While an edge is pulled, only the tracks change: no row is drawn for it.
  const [pulled, setPulled] = useState<Record<string, number>>()
  const choice: ColumnChoice = pulled ? { ...kept, widths: { ...kept.widths, ...pulled } } : kept
  const order = shown.map(({ column }) => column)
  const total = before + totalWidth(order, choice) + gap + toolsWidth
  const isSideways = !isNarrow && total > rem
  const sideways = useSideways(isSideways, body)

  const selectName = select?.nameOf
  const look = useMemo<RowLook<Row>>(
    () => ({
      columns: isNarrow ? undefined : shown,
      isShown: (id) => shown.some(({ column }) => column.id === id),
      narrow,
      actions,
      heading,
      selectName,
    }),
    [isNarrow, shown, narrow, actions, heading, selectName],
  )
  const onTick = useSteady((row: Row, place: number, event: MouseEvent) => select?.onTick(row, place, event))
  const onSort = useSteady((next: Sort) => props.onSort?.(next))
  const onWidth = useCallback(
    (widths: Record<string, number>, done: boolean) => {
      setPulled(done ? undefined : widths)
      if (done)
        change((old) =>
          Object.entries(widths).reduce((next, [id, width]) => widenColumn(next, id, width), old),
        )
    },
    [change],
  )
  const onWidthReset = useCallback(
    (id: string) => {
      setPulled(undefined)
      change((old) => widenColumn(old, id, undefined))
    },
    [change],
  )
  const onWidthCancel = useCallback(() => setPulled(undefined), [])
  const unseen =
    !isNarrow && sort && !order.some(({ id }) => id === sort.column)
      ? columns.find(({ id }) => id === sort.column)
      : undefined

  return (
    <div ref={frame} data-density={kept.density} className={css.frame}>
      {unseen && (
        <p className={css.unseen}>
          Sorted by {unseen.name}, a column that is hidden
          {kept.shown[unseen.id] === false ? '.' : ' because the window is narrow.'}{' '}
          <button type="button" onClick={() => change((old) => showColumn(old, unseen.id, true))}>
            Show it
          </button>
        </p>
      )}
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={count + 1}
        className={css.table}
        data-narrow={isNarrow || undefined}
        data-sideways={isSideways || undefined}
        data-check={select !== undefined || undefined}
        style={
          {
            '--tracks': tracks(shown, choice, select !== undefined),
            '--row-width': isSideways ? `${total}rem` : undefined,
            ...stuckAt(shown, choice, before),
          } as CSSProperties
        }
      >
        <div role="rowgroup" className={css.header} {...sideways.header}>
          <div role="row" aria-rowindex={1} className={css.row}>
            {select && (
              <div role="columnheader" aria-label="Selected" className={css.check}>
                {select.all}
              </div>
            )}
            <TableHead
              columns={shown}
              onSort={props.onSort && onSort}
              onWidth={onWidth}
              onWidthReset={onWidthReset}
              onWidthCancel={onWidthCancel}
            />
            <div role="columnheader" aria-label={actions ? 'Actions' : 'Columns'} className={css.tools}>
              <ColumnsButton
                columns={columns}
                layout={layout}
                choice={kept}
                sortedBy={sort?.column}
                isNarrow={isNarrow}
                change={change}
                reset={reset}
              />
            </div>
          </div>
        </div>
        <TableBody
          ref={body}
          count={count}
          rowAt={props.rowAt}
          rowId={props.rowId}
          question={props.question}
          size={heights[kept.density][isNarrow ? 'two' : 'one']}
          look={look}
          isOn={select?.isOn}
          onTick={onTick}
          onScroll={sideways.onBody}
        />
      </div>
      {isSideways && (
        // Where the pointer finds it, however long the list is. Keys and fingers move the rows themselves.
        <div aria-hidden className={css.foot} {...sideways.foot}>
          <div style={{ width: `${total}rem` }} />
        </div>
      )}
    </div>
  )
}

function tracks(shown: readonly ShownColumn<never>[], choice: ColumnChoice, check: boolean): string {
  const own = shown.map(({ column: { id, width } }) => {
    const chosen = choice.widths[id]
    return chosen === undefined ? width : `${chosen}rem`
  })
  return [check && `${checkWidth}rem`, ...own, `${toolsWidth}rem`].filter(Boolean).join(' ')
}

/** Where the columns that stay in sight do so; their widths are known, since nothing grows while there is no room. */
function stuckAt(shown: readonly ShownColumn<never>[], choice: ColumnChoice, before: number) {
  let at = before
  const places: Record<string, string> = {}
  for (const { column, stuck } of shown) {
    if (stuck === undefined) continue
    places[`--stuck-${stuck}`] = `${at}rem`
    at += widthOf(column, choice) + gap
  }
  places['--stuck-width'] = `${at}rem`
  return places
}
