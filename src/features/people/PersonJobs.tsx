import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { explain } from '#src/api/explain.ts'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { jobList } from '#src/api/jobs.ts'
import type { useKeys } from '#src/api/keys.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatAgo, formatInstant, formatNumber } from '#src/domain/time.ts'
import { JobBadge } from '#src/features/jobs/JobBadge.tsx'
import { jobTypeWord } from '#src/features/jobs/jobWords.ts'
import { paths } from '#src/paths.ts'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import type { PersonKey } from './personFacts.ts'
import { doorsText, jobShare, personJobs } from './personJobs.ts'
import css from './PersonPage.module.css'

const few = 5
const noun = ['job', 'jobs'] as const

interface PersonJobsProps {
  projectId: string
  personId: string
  own: PersonKey[]
  keys: ReturnType<typeof useKeys>
  now: number
}

/** The jobs that made the keys of a person, as far as Unloc or this browser still knows them. */
export function PersonJobs({ projectId, personId, own, keys, now }: PersonJobsProps) {
  const [all, setAll] = useState(false)
  const { data, error, isPending, isFetching, refetch } = useQuery(jobList(projectId))
  const records = useJobRecords(projectId)
  const jobs = useMemo(
    () => personJobs(data?.jobs ?? [], records, personId, new Map(own.map(({ key }) => [key.id, key]))),
    [data, records, personId, own],
  )
  return (
    <section className={css.part}>
      <h2>Jobs that made these keys</h2>
      {isPending && <RowsSkeleton label="Loading jobs" rows={3} />}
      {error && (
        <ListTrouble
          trouble={explain(error)}
          onRetry={() => void refetch()}
          size={jobs.length}
          asOf={data?.complete ? data.asOf : undefined}
          noun={noun}
        />
      )}
      {jobs.length > 0 && (
        <ul className={css.list} aria-label="Jobs that made these keys">
          {(all ? jobs : jobs.slice(0, few)).map((one) => {
            const doors = doorsText(one.lockIds.map((id) => lockNameOf(keys.locks, id)))
            return (
              <li key={one.job.id} className={css.job}>
                <span className={css.top}>
                  <Link {...paths.job(projectId, one.job.id)}>
                    {jobTypeWord(one.job)}
                    {doors && ` to ${doors}`}
                  </Link>
                  {data?.gone.includes(one.job.id) ? (
                    <span className={css.quiet}>No longer kept</span>
                  ) : (
                    <JobBadge job={one.job} />
                  )}
                </span>
                <span className={css.below}>
                  <span>{jobShare(one)}</span>
                  {one.startedAt !== undefined && (
                    <time dateTime={new Date(one.startedAt).toISOString()} className="numbers">
                      {formatInstant(one.startedAt, undefined)} · {formatAgo(one.startedAt, now)}
                    </time>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {jobs.length > few && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} className={css.more ?? ''}>
          {all ? `Show the first ${few}` : `Show all ${formatNumber(jobs.length)}`}
        </Button>
      )}
      {data && (
        <p className={css.quiet}>
          {data.source === 'local'
            ? `This Unloc gives no list of jobs, so ${jobs.length > 0 ? 'these are' : 'only'} those that this browser started${jobs.length > 0 ? '' : ' could be named, and none of them was for this person'}.`
            : !data.complete
              ? isFetching
                ? 'The jobs are still loading.'
                : ''
              : jobs.length === 0 &&
                'No job is known for these keys. Unloc keeps jobs for an unknown time, and keys from access groups, doorbell lists and other users have none here.'}
        </p>
      )}
    </section>
  )
}
