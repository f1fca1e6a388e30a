import type { JobRecord } from '#src/api/jobRecord.ts'
import type { Job } from '#src/contract/job.ts'

/** A press that was cut into several jobs, in the order in which they were asked for. */
export interface JobPress {
  batch: string
  parts: JobRecord[]
}

/** The presses that made several jobs, by the id of each of these. Records come newest first. */
export function pressesOf(records: readonly JobRecord[]): Map<string, JobPress> {
  const presses = new Map<string, JobPress>()
  for (const record of records) {
    if (record.batch === undefined) continue
    const press = presses.get(record.batch)
    if (press) press.parts.unshift(record)
    else presses.set(record.batch, { batch: record.batch, parts: [record] })
  }
  const several = [...presses.values()].filter(({ parts }) => parts.length > 1)
  return new Map(several.flatMap((press) => press.parts.map(({ id }) => [id, press])))
}

/** A row of the list of jobs: the heading of a press, or a job, with its place in its press. */
export type JobEntry =
  { press: JobPress; job?: undefined } | { job: Job; part?: { of: JobPress; at: number } }

/** The jobs in their order, but those of one press together below its heading, in the place of the first of them. */
export function jobEntries(jobs: readonly Job[], presses: ReadonlyMap<string, JobPress>): JobEntry[] {
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const done = new Set<JobPress>()
  return jobs.flatMap((job): JobEntry[] => {
    const press = presses.get(job.id)
    if (!press) return [{ job }]
    if (done.has(press)) return []
    done.add(press)
    const parts = press.parts.flatMap(({ id }, at) => {
      const part = byId.get(id)
      return part ? [{ job: part, part: { of: press, at: at + 1 } }] : []
    })
    return [{ press }, ...parts]
  })
}

/** What `sumJobs` needs of a press; `jobOf` gives what is known of a job, if anything is. */
export const pressParts = ({ parts }: JobPress, jobOf: (id: string) => Job | undefined) =>
  parts.map(({ id, pairs }) => ({ job: jobOf(id), requested: pairs.length }))
