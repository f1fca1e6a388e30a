export interface ColumnMeta {
  /** A CSS grid track, e.g. `minmax(9rem, 2fr)`. The first measure in it is its least width, in rem. */
  width: string
  /** Can the list be sorted by it? */
  sortable?: boolean
  align?: 'end'
  /** A column that is let go when there is no room for all: the highest number first. Absent: it stays. */
  spare?: number
}

const gap = 0.75
const least = (width: string | undefined) => Number(/([\d.]+)rem/.exec(width ?? '')?.[1] ?? 0)

/**
 * The columns for which there is room; undefined when not even those that stay fit, so that rows must be told in two
 * lines.
 * @param rem width of the table without its checkboxes
 */
export function fitColumns<C extends { meta?: ColumnMeta | undefined }>(
  columns: readonly C[],
  rem: number,
): C[] | undefined {
  let fitting = [...columns]
  for (;;) {
    const needed = fitting.reduce((sum, { meta }) => sum + least(meta?.width) + gap, -gap)
    if (needed <= rem) return fitting
    const highest = Math.max(...fitting.map(({ meta }) => meta?.spare ?? 0))
    if (highest <= 0) return undefined
    fitting = fitting.filter(({ meta }) => (meta?.spare ?? 0) < highest)
  }
}
