import { useCallback, useMemo } from 'react'
import { useNow } from '#src/api/clock.ts'
import { useJobEnds } from '#src/api/jobEnds.ts'
import { useJobRecords, useOlderJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import { useKeys } from '#src/api/keys.ts'
import type { Job } from '#src/contract/job.ts'
import { jobElements, sumJobs } from '#src/domain/job.ts'
import type { KeyIndex } from '#src/domain/keyIndex.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { readTextQuery } from '#src/domain/searchText.ts'
import type { JobListLine } from './jobColumns.tsx'
import { personFinder } from './jobPeople.ts'
import { jobEntries, pressesOf, pressParts } from './jobPress.ts'
import { jobMatches, jobText, type JobText } from './jobSearch.ts'
import { jobSubject } from './jobSubject.ts'
import { pressHeading, sumLine } from './jobWords.ts'

/**
 * The rows of the list of jobs, with what this browser knows beside them: which jobs are of one press, whom they are
 * for, how many keys were asked for, when they ended.
 */
export function useJobLines(projectId: string, jobs: Job[], gone: string[] | undefined, text: string) {
  const newest = useJobRecords(projectId)
  const older = useOlderJobRecords(projectId)
  const records = useMemo(() => [...newest, ...older], [newest, older])
  const recordOf = useMemo(() => new Map(records.map((record) => [record.id, record])), [records])
  const presses = useMemo(() => pressesOf(records), [records])
  const jobOf = useMemo(() => new Map(jobs.map((job) => [job.id, job])), [jobs])
  const isGone = useMemo(() => new Set(gone), [gone])
  const ends = useJobEnds(projectId)
  const endOf = useMemo(() => new Map(ends.map(({ id, at }) => [id, at])), [ends])
  // A job names its keys by id alone: whom it is for stands in the keys.
  const { index, version, locks, names } = useKeys(projectId)
  const now = useNow(1_000)
  const find = useMemo(() => personFinder(projectId, index, names), [projectId, index, names])
  // What a job is found by, made when somebody searches.
  const texts = useMemo(() => {
    void version
    return new Map<Job, JobText>()
  }, [index, version, locks, find, recordOf])
  const entries = useMemo(() => {
    const query = readTextQuery(text)
    if (!query) return jobEntries(jobs, presses)
    const textOf = (job: Job) => {
      const record = recordOf.get(job.id)
      const { people, doors } = concerns(projectId, index, job, record ? [record] : [])
      return jobText(
        job,
        Array.from(people).flatMap((id) => find(id) ?? []),
        Array.from(doors, (id) => locks.get(id)?.name),
      )
    }
    const found = jobs.filter((job) => {
      let known = texts.get(job)
      if (known === undefined) texts.set(job, (known = textOf(job)))
      return jobMatches(query, known)
    })
    return jobEntries(found, presses)
  }, [text, jobs, presses, texts, recordOf, projectId, index, find, locks])
  const lineAt = useCallback(
    (place: number): JobListLine => {
      const entry = entries[place]
      const press = entry && !entry.job ? entry.press : undefined
      const job = entry?.job ?? { id: press ? `press ${press.batch}` : '' }
      const part = entry?.job && entry.part
      const record = recordOf.get(job.id)
      const own = press?.parts ?? (record ? [record] : [])
      const { people, doors } = concerns(projectId, index, job, own)
      const known = (id: string) => (isGone.has(id) ? undefined : jobOf.get(id))
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
        endedAt: endOf.get(job.id),
        gone: isGone.has(job.id),
      }
    },
    [entries, jobOf, recordOf, endOf, find, locks, index, version, isGone, now, projectId],
  )
  const found = useMemo(() => entries.filter(({ job }) => job).length, [entries])
  return { count: entries.length, found, lineAt }
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
