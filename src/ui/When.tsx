import { formatInstant, formatRelative } from '#src/domain/time.ts'
import css from './When.module.css'

/**
 * How long ago or ahead an instant is (epoch ms); the date and time on hover, and in a table when its row has the
 * focus. In the viewer's own zone, which is named.
 */
export function When({ at, now }: { at: number; now: number }) {
  const absolute = formatInstant(at, undefined, undefined, 'full')
  return (
    <time dateTime={new Date(at).toISOString()} title={absolute} className={css.when}>
      <span className={css.relative}>{formatRelative(at, now)}</span>
      <span className={css.absolute}>{absolute}</span>
    </time>
  )
}
