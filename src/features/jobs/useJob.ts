import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '#src/api/error.ts'
import { jobKeys } from '#src/api/jobKeys.ts'
import { useJobEnds } from '#src/api/jobEnds.ts'
import { useJobRecords, useOlderJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import { jobGet } from '#src/api/jobs.ts'
import { useKeys } from '#src/api/keys.ts'
import { isFinal, jobProgress } from '#src/domain/job.ts'
import { elementsOf, idsOf, joinJob } from '#src/domain/jobJoin.ts'
import type { JobPair } from '#src/domain/jobRows.ts'
import { readInstant } from '#src/domain/time.ts'
import { personFinder } from './jobPeople.ts'
import { useJobRetries } from './useJobRetries.ts'

const noPairs: JobPair[] = []

/** Everything a job's page shows: the job as the API tells it, joined with its keys and with what this browser asked for. */
export function useJob(projectId: string, jobId: string) {
  const asked = useQuery(jobGet(projectId, jobId))
  const keys = useKeys(projectId)
  const isIt = ({ id }: JobRecord) => id === jobId
  const newest = useJobRecords(projectId).find(isIt)
  const older = useOlderJobRecords(projectId)
  const record = newest ?? older.find(isIt)
  const endedAt = useJobEnds(projectId).find(({ id }) => id === jobId)?.at
  const { index, version, names } = keys

  const job = asked.data?.job
  const missing = asked.error instanceof ApiError && asked.error.kind === 'missing'
  const over = job ? isFinal(job) : missing
  const startedAt = readInstant(job?.created) ?? record?.startedAt ?? asked.data?.firstAt
  const pairs = record?.pairs ?? noPairs
  const ids = useMemo(() => idsOf(elementsOf(job)), [job])
  const retries = useJobRetries(projectId, jobId)
  const changedAt = Math.max(
    asked.data?.changedAt ?? 0,
    ...retries.map(({ look }) => look.data?.changedAt ?? 0),
  )
  const listed = useQuery({
    ...jobKeys(projectId, jobId, changedAt, { ids, pairs }),
    enabled: job !== undefined || (missing && record !== undefined),
  })

  const find = useMemo(() => personFinder(projectId, index, names), [projectId, index, names])
  // Since the job, or one that tries again what failed in it, last changed.
  const readAgain = listed.data?.changedAt === changedAt
  const joined = useMemo(() => {
    void version
    return joinJob({ projectId, index, job, pairs, startedAt, settled: readAgain })
  }, [version, index, job, pairs, startedAt, projectId, readAgain])

  return {
    asked,
    job,
    missing,
    isFinal: over,
    record,
    startedAt,
    endedAt,
    keys,
    /** Who an opaque id is. */
    find,
    progress: job ? jobProgress(job, record?.pairs.length) : undefined,
    ...joined,
    listed,
    /** The keys were read again since, and are not being read just now. */
    settled: readAgain && !listed.isFetching,
    /** The jobs that try again what failed in this one, newest first. */
    retries,
  }
}

export type JobView = ReturnType<typeof useJob>
