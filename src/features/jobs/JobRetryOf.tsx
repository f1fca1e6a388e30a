import { Link } from '@tanstack/react-router'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { formatInstant } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import css from './JobPage.module.css'

/** From a job to the older one whose failed keys it tries again. */
export function JobRetryOf({ projectId, jobId }: { projectId: string; jobId: string }) {
  const old = useJobRecords(projectId).find(({ id }) => id === jobId)
  return (
    <p className={css.meta}>
      Tries again what failed in{' '}
      <Link {...paths.job(projectId, jobId)}>
        {old ? `the job of ${formatInstant(old.startedAt, undefined, undefined, 'short')}` : 'an earlier job'}
      </Link>
      .
    </p>
  )
}
