import { useCallback, useMemo } from 'react'
import { useNow } from '#src/api/clock.ts'
import { useJobEnds } from '#src/api/jobEnds.ts'
import { useJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import { useKeys } from '#src/api/keys.ts'
import type { Job } from '#src/contract/job.ts'
import { jobElements, sumJobs } from '#src/domain/job.ts'
import type { KeyIndex } from '#src/domain/keyIndex.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import type { JobListLine } from './jobColumns.tsx'
import { personFinder } from './jobPeople.ts'
import { jobEntries, pressesOf, pressParts } from './jobPress.ts'
import { jobSubject } from './jobSubject.ts'
import { pressHeading, sumLine } from './jobWords.ts'

/**
 * The rows of the list of jobs, with what this browser knows beside them: which jobs are of one press, whom they are
 * for, how many keys were asked for, when they ended.
 */
export function useJobLines(projectId: string, jobs: Job[], gone: string[] | undefined) {
  const records = useJobRecords(projectId)
  const entries = useMemo(() => jobEntries(jobs, pressesOf(records)), [jobs, records])
  const ends = useJobEnds(projectId)
  // A job names its keys by id alone: whom it is for stands in the keys.
  const { index, version, locks, names } = useKeys(projectId)
  const now = useNow(1_000)
  const find = useMemo(() => personFinder(projectId, index, names), [projectId, index, names])
  const lineAt = useCallback(
    (place: number): JobListLine => {
      const entry = entries[place]
      const press = entry && !entry.job ? entry.press : undefined
      const job = entry?.job ?? { id: press ? `press ${press.batch}` : '' }
      const part = entry?.job && entry.part
      const own = press?.parts ?? records.filter(({ id }) => id === job.id)
      const { people, doors } = concerns(projectId, index, job, own)
      const isGone = (id: string) => gone?.includes(id) ?? false
      const known = (id: string) => (isGone(id) ? undefined : jobs.find((one) => one.id === id))
      return {
        job,
        projectId,
        now,
        subject: jobSubject(people, doors, {
          person: (id) => find(id)?.name,
          lock: (id) => locks.get(id)?.name ?? undefined,
        }),
        press: press && {
          heading: pressHeading(press),
          sum: sumLine(sumJobs(pressParts(press, known))),
        },
        part: part && `Job ${part.at} of ${part.of.parts.length}`,
        requested: own[0]?.pairs.length,
        startedHere: own.length > 0,
        endedAt: ends.find(({ id }) => id === job.id)?.at,
        gone: isGone(job.id),
      }
    },
    [entries, jobs, records, ends, find, locks, index, version, gone, now, projectId],
  )
  return { count: entries.length, lineAt }
}

/** The people (opaque ids) and locks of a job, from this browser's records, else from the keys as far as they are loaded. */
function concerns(projectId: string, index: KeyIndex, job: Job, records: readonly JobRecord[]) {
  const [people, doors] = [new Set<string>(), new Set<string>()]
  for (const { pairs } of records)
    for (const pair of pairs) {
      people.add(pair.personId)
      doors.add(pair.lockId)
    }
  if (records.length > 0) return { people, doors }
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
