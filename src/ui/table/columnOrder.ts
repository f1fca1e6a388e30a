import { orderColumns, type ColumnChoice, type ColumnShape } from './columnChoice.ts'

/** One place to the left or right, among those pinned or among the others. */
export function moveColumn<C extends ColumnShape>(
  columns: readonly C[],
  choice: ColumnChoice,
  id: string,
  by: -1 | 1,
): ColumnChoice {
  const order = orderColumns(columns, choice)
    .slice(1)
    .map((column) => column.id)
  const from = order.indexOf(id)
  const other = order[from + by]
  if (from < 0 || other === undefined || !canMove(columns, choice, id, by)) return choice
  order[from] = other
  order[from + by] = id
  return { ...choice, order }
}

export function canMove(
  columns: readonly ColumnShape[],
  choice: ColumnChoice,
  id: string,
  by: -1 | 1,
): boolean {
  const order = orderColumns(columns, choice).slice(1)
  const from = order.findIndex((column) => column.id === id)
  const other = order[from + by]
  return from >= 0 && other !== undefined && choice.pinned.includes(id) === choice.pinned.includes(other.id)
}

export function pinColumn(choice: ColumnChoice, id: string, on: boolean): ColumnChoice {
  const others = choice.pinned.filter((one) => one !== id)
  return { ...choice, pinned: on ? [...others, id] : others }
}
