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

const kept = 200
const records = remembered('jobs', z.array(JobRecord), [])

/** The jobs that this browser started in a project, newest first. */
export const readJobRecords = (projectId: string): JobRecord[] => records.read(projectId)

export const useJobRecords = (projectId: string): JobRecord[] => records.useValue(projectId)

/** Remembers a job, in the place of what was remembered of the same id. */
export function addJobRecord(projectId: string, record: JobRecord): void {
  records.change(projectId, (known) => [record, ...known.filter(({ id }) => id !== record.id)].slice(0, kept))
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
