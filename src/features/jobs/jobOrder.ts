import type { Job } from '#src/contract/job.ts'
import { isFinal } from '#src/domain/job.ts'
import { readInstant } from '#src/domain/time.ts'

/** Running jobs first, then the newest. A job that Unloc no longer knows tells no status and does not run. */
export function orderJobs(jobs: readonly Job[]): Job[] {
  const rank = (job: Job) => (job.status != null && !isFinal(job) ? 0 : 1)
  const created = (job: Job) => readInstant(job.created) ?? 0
  return [...jobs].sort(
    (a, b) => rank(a) - rank(b) || created(b) - created(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
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
