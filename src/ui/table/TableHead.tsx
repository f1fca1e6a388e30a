import { memo } from 'react'
import { IconArrowDown, IconArrowUp } from '../icons.ts'
import { partOf } from '../part.tsx'
import type { ShownColumn, Sort } from './columnModel.ts'
import css from './DataTable.module.css'

// It lies over the edge of a heading, so nothing moves when it comes.
const ColumnWidth = partOf(() => import('./ColumnWidth.tsx').then((m) => m.ColumnWidth))

interface TableHeadProps {
  columns: readonly ShownColumn<never>[]
  /** Absent: nothing can be sorted. */
  onSort: ((sort: Sort) => void) | undefined
  onWidth: (widths: Record<string, number>, done: boolean) => void
  onWidthReset: (id: string) => void
  onWidthCancel: () => void
}

/** The headings. Everything it takes stands still while somebody types or scrolls, and so does it. */
export const TableHead = memo(function TableHead(props: TableHeadProps) {
  const { columns, onSort, onWidth, onWidthReset, onWidthCancel } = props
  return columns.map(({ column: { id, name, sortable, align }, sorted, stuck }) => (
    <div
      key={id}
      role="columnheader"
      // The edge has a name of its own, which is no part of the column's.
      aria-label={name}
      className={css.cell}
      data-column={id}
      data-align={align}
      data-stuck={stuck}
      {...(sortable
        ? { 'aria-sort': sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : 'none' }
        : {})}
    >
      {sortable && onSort ? (
        <button
          type="button"
          className={css.sort}
          onClick={() => onSort({ column: id, descending: sorted === 'asc' })}
        >
          {name}
          {sorted === 'asc' && <IconArrowUp size={13} aria-hidden />}
          {sorted === 'desc' && <IconArrowDown size={13} aria-hidden />}
        </button>
      ) : (
        <span>{name}</span>
      )}
      <ColumnWidth id={id} name={name} onWidth={onWidth} onReset={onWidthReset} onCancel={onWidthCancel} />
    </div>
  ))
})
