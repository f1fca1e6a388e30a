import { Link } from '@tanstack/react-router'
import { counted, personLabel } from '#src/features/keys/keyWords.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import type { JobUnlike } from './jobAsked.ts'
import { unlikeWords } from './jobAskedWords.ts'
import css from './JobPage.module.css'
import type { JobView } from './useJob.ts'

/** So many keys are named for each way in which they differ, and so many ways; the rest is marked on the rows. */
const named = 4

/** Keys were made with other limits than were asked for: somebody may get in who must not. */
export function JobUnlikeAlarm({
  projectId,
  view: { keys },
  unlike,
}: {
  projectId: string
  view: JobView
  unlike: readonly JobUnlike[]
}) {
  const ways = new Map<string, JobUnlike[]>()
  for (const one of unlike) {
    const words = unlikeWords(one, keys.zoneOf(one.key.lockId), true)
    ways.set(words, [...(ways.get(words) ?? []), one])
  }
  const shown = [...ways.values()].sort((a, b) => b.length - a.length).slice(0, named)
  const left = unlike.length - shown.reduce((sum, { length }) => sum + length, 0)
  return (
    <div className={css.notice}>
      <Notice tone="error">
        <strong>
          {counted(unlike.length, 'key')} {unlike.length === 1 ? 'differs' : 'differ'} from what was asked.
        </strong>
        {shown.map((alike) => {
          const [first] = alike
          const more = alike.length - named
          const some = alike.slice(0, more > 1 ? named : alike.length)
          return (
            first && (
              <p key={first.key.id} className={css.unlike}>
                {some.map(({ key }, i) => (
                  <span key={key.id}>
                    {i === 0 ? '' : i === some.length - 1 && more <= 1 ? ' and ' : ', '}
                    <Link {...paths.key(projectId, key.id)}>
                      {personLabel(key, keys.names).name} to{' '}
                      {key.lockId == null ? 'a lock that is not told' : lockNameOf(keys.locks, key.lockId)}
                    </Link>
                  </span>
                ))}
                {more > 1 && ` and ${formatNumber(more)} more`}
                {': '}
                {unlikeWords(first, keys.zoneOf(first.key.lockId), alike.length > 1)}
              </p>
            )
          )
        })}
        {left > 0 && <p className={css.unlike}>{counted(left, 'more key')}: each is marked below.</p>}
      </Notice>
    </div>
  )
}
