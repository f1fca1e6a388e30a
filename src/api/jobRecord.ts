import { z } from '#src/contract/zod.ts'
import { remembered } from './remembered.ts'
import { Terms } from './terms.ts'

/**
 * What this browser remembers of the jobs it started: enough to show them when the API lists none, to name the keys of
 * each, to compare what was made with what was asked, and to tell of the end once. People stand in it as opaque ids,
 * never as numbers; a note's text is not kept.
 */
const JobRecord = z.object({
  id: z.string(),
  startedAt: z.number(),
  /**
   * One entry for each key asked for; `terms` is the place of its terms in the list below, `insteadOf` the person whose
   * number was corrected into this one when a failed key was tried again.
   */
  pairs: z.array(
    z.object({
      lockId: z.string(),
      personId: z.string(),
      terms: z.optional(z.number()),
      insteadOf: z.optional(z.string()),
    }),
  ),
  /** The limits that were asked for, as they were sent; one entry for each different set of them. */
  terms: z.optional(z.array(Terms)),
  /** The mark of the press (`metadata.batch`): a large press makes several jobs. */
  batch: z.optional(z.string()),
  /** The job whose failed keys this one tries again. */
  retryOf: z.optional(z.string()),
  /** The end was told in a notice, once for all tabs. */
  told: z.optional(z.boolean()),
  /** It ended, and nobody has looked at it since. */
  unread: z.optional(z.boolean()),
})
export type JobRecord = z.infer<typeof JobRecord>

/** So many are read at each start of the console; older ones only where somebody looks at them. */
const kept = 200
/** Of the older ones, jobs and keys in them: some two megabytes of the five that a browser gives. */
const keptOlder = { jobs: 10_000, pairs: 20_000 }
const records = remembered('jobs', z.array(JobRecord), [])
const older = remembered('jobsOlder', z.array(JobRecord), [])

/** The jobs that this browser started in a project, newest first. */
export const readJobRecords = (projectId: string): JobRecord[] => records.read(projectId)

/** Older jobs, of which only who and which doors is remembered; newest first. */
export const readOlderJobRecords = (projectId: string): JobRecord[] => older.read(projectId)

export const useOlderJobRecords = (projectId: string): JobRecord[] => older.useValue(projectId)

export const useJobRecords = (projectId: string): JobRecord[] => records.useValue(projectId)

/** Remembers a job, in the place of what was remembered of the same id. */
export function addJobRecord(projectId: string, record: JobRecord): void {
  let left: JobRecord[] = []
  records.change(projectId, (known) => {
    const all = [record, ...known.filter(({ id }) => id !== record.id)]
    left = all.slice(kept)
    return all.slice(0, kept)
  })
  if (left.length > 0) older.change(projectId, (known) => withinLimits([...left.map(slim), ...known]))
}

const slim = ({ id, startedAt, pairs, batch, retryOf }: JobRecord): JobRecord => ({
  id,
  startedAt,
  pairs: pairs.map(({ lockId, personId }) => ({ lockId, personId })),
  ...(batch !== undefined && { batch }),
  ...(retryOf !== undefined && { retryOf }),
})

/** The newest of them, as many as may be kept. */
function withinLimits(all: readonly JobRecord[]): JobRecord[] {
  let pairs = 0
  const end = all.findIndex((one, i) => i >= keptOlder.jobs || (pairs += one.pairs.length) > keptOlder.pairs)
  return end < 0 ? [...all] : all.slice(0, end)
}

/** Changes what is remembered of a job; nothing where it is not remembered. */
export function changeJobRecord(projectId: string, id: string, change: Partial<JobRecord>): void {
  records.change(projectId, (known) =>
    known.map((record) => (record.id === id ? { ...record, ...change } : record)),
  )
}

/** Changes what is remembered of all jobs, as it is at this moment; nothing is written where `change` changes nothing. */
export function changeJobRecords(projectId: string, change: (records: JobRecord[]) => JobRecord[]): void {
  records.change(projectId, change)
}

/** How many jobs ended without anybody having looked at them since. */
export const useJobsUnread = (projectId: string): number =>
  useJobRecords(projectId).filter(({ unread }) => unread).length
