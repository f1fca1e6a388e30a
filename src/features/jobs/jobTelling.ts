import { now } from '#src/api/clock.ts'
import { changeJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import type { JobList } from '#src/api/jobs.ts'
import { oneTabAtATime, sharedNames } from '#src/api/tabs.ts'
import { isHidden } from '#src/api/visible.ts'
import type { Job } from '#src/contract/job.ts'
import { isFinal } from '#src/domain/job.ts'
import { chunkSize } from '#src/features/keys/keySend.ts'
import { jobSeen } from './jobSeen.ts'

/** What one press started, now that all of it is over. */
export interface JobEnd {
  /** The mark of the press, or the id of its only job. */
  id: string
  /** Every job that the press started, newest first. */
  records: JobRecord[]
  /** Those of them that Unloc still knows. */
  jobs: Job[]
  /** Whether it was put down as not looked at. */
  unread: boolean
}

/** What the tabs of this browser show at this moment. */
export interface Looking {
  now: number
  /** No tab of the project can be seen. */
  hidden: boolean
  /** Whether the page of this job can be seen. */
  jobOpen: (jobId: string) => boolean
  /** Whether the list of jobs can be seen. */
  listOpen: boolean
}

type Listed = Pick<JobList, 'jobs' | 'gone' | 'complete' | 'asOf'>

/** A list may be a moment older than a job that it does not name. */
const lostAfterMs = 60_000
/** A press sends its calls one after the other: after a full one the next may be on its way. */
const nextCallMs = 20_000

/**
 * Which ends are to be told now, and the records as they are then. A press is told once, when its last job has ended.
 * While nobody looks, an end is only put down as unread; it is told when somebody does. Whoever has the job's page
 * before them sees the end there.
 */
export function tellEnds(
  records: JobRecord[],
  list: Listed,
  looking: Looking,
): { records: JobRecord[]; ends: JobEnd[] } {
  const { hidden, jobOpen, listOpen } = looking
  const known = new Map(list.jobs.map((job) => [job.id, job]))
  const overJob = ({ id }: JobRecord) => {
    const job = known.get(id)
    return job && isFinal(job) ? job : undefined
  }
  const isLost = ({ id, startedAt }: JobRecord) =>
    list.gone.includes(id) || (list.complete && !known.has(id) && list.asOf - startedAt > lostAfterMs)
  const isSending = ({ pairs, startedAt }: JobRecord) =>
    pairs.length >= chunkSize && looking.now - startedAt < nextCallMs

  const changes = new Map<string, Partial<JobRecord>>()
  const ends: JobEnd[] = []
  if (!hidden)
    for (const { id, unread } of records)
      if (unread && jobOpen(id)) changes.set(id, { told: true, unread: false })
      else if (unread && listOpen) changes.set(id, { unread: false })

  for (const [id, press] of presses(records)) {
    const untold = press.filter(({ told }) => !told)
    const isOver = press.every((record) => overJob(record) ?? isLost(record))
    if (untold.length === 0 || !isOver || press.some(isSending)) continue
    const ended = untold.filter(overJob)
    const isNew = !ended.some(({ unread }) => unread)
    const unread = hidden || !listOpen
    for (const record of untold) {
      const marks = ended.includes(record) && unread && !jobOpen(record.id)
      if (!hidden) changes.set(record.id, { told: true, unread: marks })
      else if (marks) changes.set(record.id, { unread: true })
    }
    if (ended.some((record) => !jobOpen(record.id)) && (isNew || !hidden))
      ends.push({ id, records: press, jobs: press.flatMap((record) => overJob(record) ?? []), unread })
  }
  const isChanged = (record: JobRecord) =>
    Object.entries(changes.get(record.id) ?? {}).some(
      ([name, value]) => (record[name as keyof JobRecord] ?? false) !== value,
    )
  return {
    records: records.some(isChanged)
      ? records.map((record) => ({ ...record, ...changes.get(record.id) }))
      : records,
    ends,
  }
}

/** Records by the press that they belong to. */
function presses(records: readonly JobRecord[]): Map<string, JobRecord[]> {
  const found = new Map<string, JobRecord[]>()
  for (const record of records) {
    const id = record.batch ?? record.id
    found.set(id, [...(found.get(id) ?? []), record])
  }
  return found
}

/** More ends than a person would read one by one: as one. */
export function gather(ends: JobEnd[]): JobEnd[] {
  const [first] = ends
  if (!first || ends.length <= 3) return ends
  return [
    {
      id: first.id,
      records: ends.flatMap(({ records }) => records),
      jobs: ends.flatMap(({ jobs }) => jobs),
      unread: first.unread,
    },
  ]
}

/** The ends that fall to this tab to tell: no other tab gets the same. `hidden` says that nobody can see it. */
export async function takeEnds(
  projectId: string,
  list: Listed,
): Promise<{ ends: JobEnd[]; hidden: boolean }> {
  const hidden = isHidden()
  const nothing = { ends: [], hidden }
  return oneTabAtATime(`unloc.tell.${projectId}`, async () => {
    const isShared = await sharedNames()
    if (hidden && isShared(jobSeen.project(projectId))) return nothing
    let ends: JobEnd[] = []
    changeJobRecords(projectId, (records) => {
      const told = tellEnds(records, list, {
        now: now(),
        hidden,
        jobOpen: (jobId) => isShared(jobSeen.job(projectId, jobId)),
        listOpen: isShared(jobSeen.list(projectId)),
      })
      ends = told.ends
      return told.records
    })
    // A browser lets other tabs see what was written a moment later, and the next tab must see it.
    if (ends.length > 0) await new Promise((resolve) => setTimeout(resolve, 200))
    return { ends: gather(ends), hidden }
  })
}
