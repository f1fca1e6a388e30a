import { useQueries } from '@tanstack/react-query'
import { useJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import { jobGet } from '#src/api/jobs.ts'

/** The jobs of this browser that try again what failed in a job, newest first, each watched to its end. */
export function useJobRetries(projectId: string, jobId: string) {
  const records: JobRecord[] = useJobRecords(projectId).filter(({ retryOf }) => retryOf === jobId)
  const looks = useQueries({ queries: records.map(({ id }) => jobGet(projectId, id)) })
  return records.flatMap((record, i) => {
    const look = looks[i]
    return look ? [{ record, look }] : []
  })
}

export type JobRetry = ReturnType<typeof useJobRetries>[number]
