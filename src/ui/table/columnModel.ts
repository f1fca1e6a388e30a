import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useMemo, useState, type ReactNode } from 'react'
import {
  leastWidth,
  narrowest,
  stuckCount,
  widest,
  type ColumnChoice,
  type ColumnShape,
} from './columnChoice.ts'

export interface Column<Row> extends ColumnShape {
  /** What stands in its heading, and names it everywhere. */
  name: string
  /**
   * Plain elements: it is called for every row that comes into sight. Stands still, as does the list of columns.
   * `isShown`: whether the column of an id stands in the table, for what is told here in its place.
   */
  cell: (row: Row, isShown: (id: string) => boolean) => ReactNode
  /** Of each of its cells: an element less in every row. */
  className?: string | undefined
  title?: (row: Row) => string | undefined
  /** Can the list be sorted by it? */
  sortable?: boolean
  align?: 'end'
}

export interface Sort {
  column: string
  descending: boolean
}

/** A column as it stands in the table. */
export interface ShownColumn<Row> {
  column: Column<Row>
  sorted: false | 'asc' | 'desc'
  /** Stays in sight when the table is moved sideways: its place among those that do. */
  stuck: number | undefined
}

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnMeta: {} as { column: Column<never> },
})

const noRows: never[] = []
const steady = { features, data: noRows }

/**
 * The table's model of its columns: which are shown, in which order and how wide, which stay in sight; and beside it which
 * one the list is sorted by. Rows are filtered, sorted and drawn by others: no row goes through it.
 * @param layout the columns for which there is room, in order
 */
export function useColumnModel<Row>(
  columns: readonly Column<Row>[],
  layout: readonly Column<Row>[],
  choice: ColumnChoice,
  room: number,
  sort: Sort | undefined,
): ShownColumn<Row>[] {
  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, never> => ({
        id: column.id,
        header: column.name,
        // In rem, as everything here is measured.
        size: leastWidth(column),
        minSize: narrowest,
        maxSize: widest,
        meta: { column },
      })),
    [columns],
  )
  const state = useMemo(() => {
    const ids = layout.map(({ id }) => id)
    return {
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, ids.includes(id)])),
      columnOrder: ids,
      columnPinning: { start: ids.slice(0, stuckCount(layout, choice, room)), end: [] },
      columnSizing: choice.widths,
    }
  }, [columns, layout, choice, room])
  const [by, descending] = [sort?.column, sort?.descending]
  const table = useTable({ ...steady, columns: defs, state })
  const shown = useMemo(
    () => {
      void [state, defs]
      return table.getVisibleLeafColumns().flatMap((column) => {
        const own = column.columnDef.meta?.column as Column<Row> | undefined
        const stuck = column.getIsPinned() ? column.getPinnedIndex() : undefined
        const sorted: ShownColumn<Row>['sorted'] = own?.id === by && (descending ? 'desc' : 'asc')
        return own ? [{ column: own, sorted, stuck }] : []
      })
    },
    // The table is anew at each render; its answer is of these.
    [state, defs, by, descending],
  )
  // The same array as long as it says the same: every row is drawn anew with another, also when only the room was measured.
  const [steadily, keep] = useState(shown)
  if (shown === steadily || isSameShown(shown, steadily)) return steadily
  keep(shown)
  return shown
}

const isSameShown = (one: readonly ShownColumn<never>[], other: readonly ShownColumn<never>[]) =>
  one.length === other.length &&
  one.every(({ column, sorted, stuck }, i) => {
    const there = other[i]
    return column === there?.column && sorted === there.sorted && stuck === there.stuck
  })
