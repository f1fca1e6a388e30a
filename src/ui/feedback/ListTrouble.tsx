import { formatInstant, formatNumber } from '#src/domain/time.ts'
import { Broken, type BrokenProps } from './Broken.tsx'
import css from './feedback.module.css'
import { Notice } from './Notice.tsx'

interface ListTroubleProps {
  trouble: BrokenProps
  onRetry: () => void
  /** How many rows are listed all the same. */
  size: number
  /** When the list was last read to its end, epoch ms; undefined: never, so that what is listed is a part. */
  asOf: number | undefined
  noun: readonly [one: string, many: string]
}

/** A list that could not be read: why, and what the rows that stand below are worth. */
export function ListTrouble({ trouble, onRetry, size, asOf, noun: [one, many] }: ListTroubleProps) {
  const worth =
    asOf !== undefined
      ? `What is listed is as of ${formatInstant(asOf, undefined, undefined, 'short')}.`
      : size === 0
        ? undefined
        : size === 1
          ? `Only the one ${one} that arrived is listed. There may be more.`
          : `Only the ${formatNumber(size)} ${many} that arrived are listed. There may be more.`
  return (
    <div className={css.list}>
      <Broken {...trouble} onRetry={onRetry} />
      {worth && <Notice tone="warn">{worth}</Notice>}
    </div>
  )
}
