import { useCallback, useMemo } from 'react'
import { useNow } from '#src/api/clock.ts'
import { useJobEnds } from '#src/api/jobEnds.ts'
import { useJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import { useKeys } from '#src/api/keys.ts'
import type { Job } from '#src/contract/job.ts'
import { jobElements } from '#src/domain/job.ts'
import type { KeyIndex } from '#src/domain/keyIndex.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import type { JobListLine } from './jobColumns.tsx'
import { personFinder } from './jobPeople.ts'
import { jobSubject } from './jobSubject.ts'

/** Jobs with what this browser knows beside them: whom they are for, how many keys were asked for, when they ended. */
export function useJobLines(projectId: string, jobs: Job[], gone: string[] | undefined) {
  const records = useJobRecords(projectId)
  const ends = useJobEnds(projectId)
  // A job names its keys by id alone: whom it is for stands in the keys.
  const { index, version, locks, names } = useKeys(projectId)
  const now = useNow(1_000)
  const find = useMemo(() => personFinder(projectId, index, names), [projectId, index, names])
  return useCallback(
    (place: number): JobListLine => {
      const job = jobs[place] ?? { id: '' }
      const record = records.find(({ id }) => id === job.id)
      const { people, doors } = concerns(projectId, index, job, record)
      return {
        job,
        projectId,
        now,
        subject: jobSubject(people, doors, {
          person: (id) => find(id)?.name,
          lock: (id) => locks.get(id)?.name ?? undefined,
        }),
        requested: record?.pairs.length,
        startedHere: record !== undefined,
        endedAt: ends.find(({ id }) => id === job.id)?.at,
        gone: gone?.includes(job.id) ?? false,
      }
    },
    [jobs, records, ends, find, locks, index, version, gone, now, projectId],
  )
}

/** The people (opaque ids) and locks of a job, from this browser's record, else from the keys as far as they are loaded. */
function concerns(projectId: string, index: KeyIndex, job: Job, record: JobRecord | undefined) {
  const [people, doors] = [new Set<string>(), new Set<string>()]
  for (const pair of record?.pairs ?? []) {
    people.add(pair.personId)
    doors.add(pair.lockId)
  }
  if (record) return { people, doors }
  const { creating, created, failed } = jobElements(job)
  for (const { keyId } of [creating, created, failed].flatMap((list) => list ?? [])) {
    const row = keyId === undefined ? undefined : index.rowOf(keyId)
    // Half of the people would be a wrong answer.
    if (row === undefined) return { people: new Set<string>(), doors: new Set<string>() }
    const key = index.keyAt(row)
    const number = keyUserId(key)
    if (number) people.add(personId(projectId, number))
    if (key.lockId) doors.add(key.lockId)
  }
  return { people, doors }
}
