import { Link } from '@tanstack/react-router'
import { ApiError } from '#src/api/error.ts'
import { formatInstant } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import css from './JobFailures.module.css'
import { retryWords } from './jobWords.ts'
import type { JobRetry } from './useJobRetries.ts'

/** The newer jobs that try again what failed in this one, and how far each has come. */
export function JobRetries({ projectId, retries }: { projectId: string; retries: JobRetry[] }) {
  return (
    <div className={css.retries}>
      {retries.map(({ record, look }) => {
        const { verb, standing } = retryWords(look.data?.job, record.pairs.length)
        const missing = look.error instanceof ApiError && look.error.kind === 'missing'
        const words =
          standing || (missing ? 'Unloc no longer knows it' : look.error ? 'it could not be read' : '')
        return (
          <p key={record.id} className={css.retries}>
            {verb}{' '}
            <Link {...paths.job(projectId, record.id)}>
              the job of {formatInstant(record.startedAt, undefined, undefined, 'short')}
            </Link>
            {words && `: ${words}`}.
          </p>
        )
      })}
    </div>
  )
}
