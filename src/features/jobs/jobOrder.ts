import type { Job } from '#src/contract/job.ts'
import { isFinal } from '#src/domain/job.ts'
import { readInstant } from '#src/domain/time.ts'

/** Running jobs first, then the newest. A job that Unloc no longer knows tells no status and does not run. */
export function orderJobs(jobs: readonly Job[]): Job[] {
  // Read once for each: ten thousand jobs are compared more than a hundred thousand times.
  return jobs
    .map((job) => ({
      job,
      rank: job.status != null && !isFinal(job) ? 0 : 1,
      created: readInstant(job.created) ?? 0,
    }))
    .sort(
      (a, b) =>
        a.rank - b.rank || b.created - a.created || (a.job.id < b.job.id ? -1 : a.job.id > b.job.id ? 1 : 0),
    )
    .map(({ job }) => job)
}

/** The id in what a person pastes: the id alone, or an address that ends with it. Undefined when there is none. */
export function readJobId(text: string): string | undefined {
  const last = text
    .trim()
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split('/')
    .at(-1)
  return last !== undefined && /^[\w.~-]{1,128}$/.test(last) && !/^\.+$/.test(last) ? last : undefined
}
