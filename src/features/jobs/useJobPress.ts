import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { jobList } from '#src/api/jobs.ts'
import { pressesOf } from './jobPress.ts'

/**
 * The press with several jobs that a job is a part of, and the jobs as the list tells them: one call for all of them,
 * which the navigation makes anyway.
 */
export function useJobPress(projectId: string, jobId: string) {
  const records = useJobRecords(projectId)
  const press = useMemo(() => pressesOf(records).get(jobId), [records, jobId])
  const { data } = useQuery(jobList(projectId))
  const listed = useMemo(
    () => new Map(data?.jobs.filter(({ id }) => !data.gone.includes(id)).map((job) => [job.id, job])),
    [data],
  )
  return { press, part: (press?.parts.findIndex(({ id }) => id === jobId) ?? -1) + 1, listed }
}
