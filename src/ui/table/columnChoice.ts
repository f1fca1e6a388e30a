/** What the layout of a table must know of a column. */
export interface ColumnShape {
  id: string
  /** A CSS grid track, e.g. `minmax(9rem, 2fr)`. The first measure in it is its least width, in rem. */
  width: string
  /** A column that is let go when there is no room for all: the highest number first. Absent: it stays. */
  spare?: number
}

export const densities = ['compact', 'normal', 'roomy'] as const
export type Density = (typeof densities)[number]

/** What a person chose for one table. Ids that the table does not have, or no more, are kept and count for nothing. */
export interface ColumnChoice {
  /** By id: shown also where there is no room for it, or hidden. Absent: shown where there is room. */
  shown: Readonly<Record<string, boolean>>
  /** The columns behind the first, in their order; one that is not named keeps its place behind its neighbour. */
  order: readonly string[]
  /** Beside the first column, and staying there when the table is moved sideways. */
  pinned: readonly string[]
  /** By id, in rem. */
  widths: Readonly<Record<string, number>>
  density: Density
}

export const noChoice: ColumnChoice = { shown: {}, order: [], pinned: [], widths: {}, density: 'normal' }

/** In rem: what is left between two columns, how narrow and how wide a person may make one. */
export const gap = 0.75
export const narrowest = 3
export const widest = 40

/** Reads what was kept. What is not understood is left out without a word. */
export function readChoice(text: string | null): ColumnChoice {
  try {
    const raw: unknown = JSON.parse(text ?? 'null')
    if (!isRecord(raw)) return noChoice
    return {
      shown: entries(raw.shown, (value) => typeof value === 'boolean'),
      order: ids(raw.order),
      pinned: ids(raw.pinned),
      widths: entries(
        raw.widths,
        (value): value is number => typeof value === 'number' && value >= narrowest && value <= widest,
      ),
      density: densities.find((one) => one === raw.density) ?? 'normal',
    }
  } catch {
    return noChoice
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const ids = (value: unknown): string[] =>
  Array.isArray(value) ? [...new Set(value.filter((id) => typeof id === 'string'))] : []
const entries = <T>(value: unknown, fits: (value: unknown) => value is T): Record<string, T> =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, T] => fits(entry[1])))
    : {}

/** Whether anything is other than the table has it by itself. */
export const isChosen = (choice: ColumnChoice): boolean => JSON.stringify(choice) !== JSON.stringify(noChoice)

/** All columns as they stand beside each other: the first one first, then those pinned, then the others. */
export function orderColumns<C extends ColumnShape>(columns: readonly C[], choice: ColumnChoice): C[] {
  const [first, ...others] = columns
  if (!first) return []
  const known = new Map(others.map((column) => [column.id, column]))
  const ordered = choice.order.flatMap((id) => known.get(id) ?? [])
  const placed = new Set(ordered)
  others.forEach((column, at) => {
    if (placed.has(column)) return
    const before = others[at - 1]
    ordered.splice(before ? ordered.indexOf(before) + 1 : 0, 0, column)
    placed.add(column)
  })
  const isPinned = ({ id }: C) => choice.pinned.includes(id)
  return [first, ...ordered.filter(isPinned), ...ordered.filter((column) => !isPinned(column))]
}

export const leastWidth = ({ width }: Pick<ColumnShape, 'width'>): number =>
  Number(/([\d.]+)rem/.exec(width)?.[1] ?? narrowest)

/** The width that a column never falls below, in rem: the one a person gave it, else its own least. */
export const widthOf = (column: ColumnShape, choice: Pick<ColumnChoice, 'widths'>): number =>
  choice.widths[column.id] ?? leastWidth(column)

const sum = <C>(columns: readonly C[], widthOf: (column: C) => number) =>
  columns.reduce((total, column) => total + widthOf(column) + gap, -gap)

/**
 * The columns to show, in order; undefined when there is no room for those that a table cannot do without, so that rows
 * must be told in two lines. What a person chose to see is shown in any case: the table is then moved sideways.
 * @param room rem for the columns alone
 */
export function layoutColumns<C extends ColumnShape>(
  columns: readonly C[],
  choice: ColumnChoice,
  room: number,
): C[] | undefined {
  const [first] = columns
  let shown = orderColumns(columns, choice).filter(
    (column) => column === first || choice.shown[column.id] !== false,
  )
  if (
    sum(
      shown.filter(({ spare }) => spare === undefined),
      leastWidth,
    ) > room
  )
    return undefined
  // A column that was made wider drives no other one out: that would be an odd answer to a pull at its edge.
  const needed = (column: C) => Math.min(widthOf(column, choice), leastWidth(column))
  const rank = ({ id, spare }: C) => (choice.shown[id] ? 0 : (spare ?? 0))
  while (sum(shown, needed) > room) {
    const highest = Math.max(...shown.map(rank))
    if (highest <= 0) break
    shown = shown.filter((column) => rank(column) < highest)
  }
  return shown
}

/** The least width of columns beside each other, in rem. */
export const totalWidth = (columns: readonly ColumnShape[], choice: ColumnChoice): number =>
  sum(columns, (column) => widthOf(column, choice))

/** How many of the shown columns stay in sight when the table is moved sideways: something must be left to move. */
export function stuckCount(shown: readonly ColumnShape[], choice: ColumnChoice, room: number): number {
  let count = 1
  while (
    count < 4 &&
    choice.pinned.includes(shown[count]?.id ?? '') &&
    totalWidth(shown.slice(0, count + 1), choice) <= (room * 2) / 3
  )
    count++
  return count
}

/** `columns`: all of the table. */
export function showColumn(choice: ColumnChoice, id: string, on: boolean): ColumnChoice {
  return { ...choice, shown: { ...choice.shown, [id]: on } }
}

/** A width in rem; undefined: its own again. */
export function widenColumn(choice: ColumnChoice, id: string, rem: number | undefined): ColumnChoice {
  const widths = Object.fromEntries(Object.entries(choice.widths).filter(([one]) => one !== id))
  if (rem !== undefined) widths[id] = Math.round(Math.min(widest, Math.max(narrowest, rem)) * 100) / 100
  return { ...choice, widths }
}
