import { formatAgo, formatInstant } from '#src/domain/time.ts'
import css from './When.module.css'

/**
 * How long ago an instant was (epoch ms); the date and time on hover, and in a table when its row has the
 * focus, in the viewer's own zone.
 */
export function When({ at, now }: { at: number; now: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatInstant(at, undefined, undefined, 'full')}
      className={css.when}
    >
      <span className={css.relative}>{formatAgo(at, now)}</span>
      <span className={css.absolute}>{formatInstant(at, undefined)}</span>
    </time>
  )
}
