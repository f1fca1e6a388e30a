import { formatNumber } from '#src/domain/time.ts'

interface ListCountProps {
  /** How many rows are known. */
  size: number
  /** How many of them a filter lets through; undefined where none is set. */
  shown: number | undefined
  /** Whether the list was read to its end. */
  complete: boolean
  loading: boolean
  /** What is counted: `key`, `keys`. */
  noun: readonly [one: string, many: string]
  /** Goes on after the count. */
  more?: string
}

/** The count beside a list's title. It never calls a part the whole. */
export function ListCount({ size, shown, complete, loading, noun, more = '' }: ListCountProps) {
  if (!complete && size === 0) return <span role="status">{loading ? 'loading' : '–'}</span>
  const text = shown === undefined ? formatNumber(size) : `${formatNumber(shown)} of ${formatNumber(size)}`
  const words = complete
    ? `${text} ${noun[size === 1 ? 0 : 1]}${more}`
    : `${text} so far, ${loading ? 'loading' : 'incomplete'}`
  return <span role="status">{words}</span>
}
