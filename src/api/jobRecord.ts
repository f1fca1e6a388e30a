import { z } from '#src/contract/zod.ts'
import { remembered } from './remembered.ts'

/**
 * What this browser remembers of the jobs it started: enough to show them when the API lists none, and to name the
 * keys of each. People stand in it as opaque ids, never as numbers; a note's text is not kept.
 */
const JobRecord = z.object({
  id: z.string(),
  startedAt: z.number(),
  /** One entry for each key asked for. */
  pairs: z.array(z.object({ lockId: z.string(), personId: z.string() })),
})
export type JobRecord = z.infer<typeof JobRecord>

const kept = 200
const records = remembered('jobs', z.array(JobRecord), [])

/** The jobs that this browser started in a project, newest first. */
export const readJobRecords = (projectId: string): JobRecord[] => records.read(projectId)

export const useJobRecords = (projectId: string): JobRecord[] => records.useValue(projectId)

/** Remembers a job, in the place of what was remembered of the same id. */
export function addJobRecord(projectId: string, record: JobRecord): void {
  const others = records.read(projectId).filter((old) => old.id !== record.id)
  records.write(projectId, [record, ...others].slice(0, kept))
}
