import { memo, type MouseEvent, type ReactNode } from 'react'
import type { ShownColumn } from './columnModel.ts'
import css from './DataTable.module.css'

/** How rows are drawn. Everything in it stands still between two renders of a list, or every row is drawn anew. */
export interface RowLook<Row> {
  /** None: the row is told in two lines. */
  columns: readonly ShownColumn<Row>[] | undefined
  isShown: (id: string) => boolean
  narrow: (row: Row) => ReactNode
  /** What can be done with a row, at its end. */
  actions?: ((row: Row) => ReactNode) | undefined
  /** A heading instead of cells. */
  heading?: ((row: Row) => ReactNode | undefined) | undefined
  /** What its checkbox is called, where rows can be selected. */
  selectName?: ((row: Row) => string) | undefined
}

/** Of a heading: whether all of its rows are selected, or some. */
export type Ticked = boolean | 'some'

interface TableRowProps<Row> {
  row: Row
  place: number
  top: number
  on: Ticked
  look: RowLook<Row>
  onTick: (row: Row, place: number, event: MouseEvent) => void
}

const tickedByClick = () => undefined

// Only a script can say it.
function showSome(box: HTMLInputElement) {
  box.indeterminate = true
  return () => {
    box.indeterminate = false
  }
}

/** One row. It is drawn when it comes into sight or changes, not when the list moves on. */
function OneRow<Row>({ row, place, top, on, look, onTick }: TableRowProps<Row>) {
  const heading = look.heading?.(row)
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className={css.row}
      data-heading={heading !== undefined || undefined}
      data-selected={(on === true && heading === undefined) || undefined}
      style={{ top }}
    >
      {look.selectName && (
        <div role="cell" className={css.check}>
          <label className={css.tick}>
            <input
              type="checkbox"
              aria-label={look.selectName(row)}
              checked={on === true}
              ref={on === 'some' ? showSome : undefined}
              onClick={(event) => onTick(row, place, event)}
              onChange={tickedByClick}
            />
          </label>
        </div>
      )}
      {heading !== undefined ? (
        <div role="cell" className={css.heading}>
          {heading}
        </div>
      ) : look.columns === undefined ? (
        <div role="cell" className={css.narrow}>
          {look.narrow(row)}
        </div>
      ) : (
        <>
          {look.columns.map(({ column, stuck }) => (
            <div
              key={column.id}
              role="cell"
              className={column.className ? `${css.cell} ${column.className}` : css.cell}
              title={column.title?.(row)}
              data-align={column.align}
              data-stuck={stuck}
            >
              {column.cell(row, look.isShown)}
            </div>
          ))}
          <div role="cell" className={css.tools}>
            {look.actions?.(row)}
          </div>
        </>
      )}
    </div>
  )
}

export const TableRow = memo(OneRow) as typeof OneRow
