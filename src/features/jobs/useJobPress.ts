import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { jobList } from '#src/api/jobs.ts'
import { useKeys } from '#src/api/keys.ts'
import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { countUnlike } from './jobAsked.ts'
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
  const { index, version } = useKeys(projectId)
  const unlike = useMemo(() => {
    void version
    const keyOf = (id: string) => {
      const row = index.rowOf(id)
      return row === undefined ? undefined : index.keyAt(row)
    }
    const personOf = (key: Key) => {
      const number = keyUserId(key)
      return number === undefined ? undefined : personId(projectId, number)
    }
    return new Map(
      press?.parts.map((record) => {
        const job = listed.get(record.id)
        return [record.id, job ? countUnlike(record, job, keyOf, personOf) : 0]
      }),
    )
  }, [press, listed, index, version, projectId])
  return { unlike, press, part: (press?.parts.findIndex(({ id }) => id === jobId) ?? -1) + 1, listed }
}
