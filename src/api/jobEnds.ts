import type { Job } from '#src/contract/job.ts'
import { z } from '#src/contract/zod.ts'
import { isFinal } from '#src/domain/job.ts'
import { readInstant } from '#src/domain/time.ts'
import { now } from './clock.ts'
import { remembered } from './remembered.ts'

/** The API tells when a job began, never when it ended (unloc-api 2.4): only who watched it knows. */
const JobEnd = z.object({ id: z.string(), at: z.number(), status: z.optional(z.string()) })
type JobEnd = z.infer<typeof JobEnd>

const kept = 500
/** A longer time without a look, and the end lies anywhere in it. */
const nearMs = 15_000
const ends = remembered('jobEnds', z.array(JobEnd), [])
const looks = new Map<string, number>()

/**
 * When a job ended, as far as this look can tell: `at`, if it is final now and cannot have been shortly before.
 * Epoch ms; `lastLook` is the last time at which it was seen running.
 */
export function endSeen(job: Job, lastLook: number | undefined, at: number): number | undefined {
  if (!isFinal(job)) return undefined
  const ran = Math.max(lastLook ?? -Infinity, readInstant(job.created) ?? -Infinity)
  return at >= ran && at - ran <= nearMs ? at : undefined
}

/** An end that lies before the job began is another job's: a demo that begins anew gives the same ids again. */
const isEndOf = (end: JobEnd, job: Job) => end.at >= (readInstant(job.created) ?? -Infinity)

/** Takes note of jobs that were just read, so that the ends of those that this browser watches are known. */
export function noteJobLooks(projectId: string, jobs: readonly Job[]): void {
  const at = now()
  const known = new Map(ends.read(projectId).map((end) => [end.id, end]))
  const fresh: JobEnd[] = []
  /** Ends after which the job was seen running again. */
  const wrong = new Set<string>()
  for (const job of jobs) {
    const ran = looks.get(job.id)
    const end = endSeen(job, ran, at)
    if (!isFinal(job)) {
      looks.set(job.id, at)
      continue
    }
    const old = known.get(job.id)
    if (old && isEndOf(old, job) && !(ran !== undefined && ran > old.at)) continue
    if (old) wrong.add(job.id)
    if (end !== undefined)
      fresh.push({ id: job.id, at: end, ...(job.status != null && { status: job.status }) })
  }
  if (fresh.length > 0 || wrong.size > 0)
    ends.change(projectId, (all) =>
      [...fresh, ...all.filter(({ id }) => !wrong.has(id) && !fresh.some((one) => one.id === id))].slice(
        0,
        kept,
      ),
    )
}

/** When jobs ended, by id, epoch ms; only of those whose end this browser saw. */
export const useJobEnds = (projectId: string): JobEnd[] => ends.useValue(projectId)

/** The end of a job, where this browser saw it. */
export const jobEndOf = (projectId: string, job: Job): JobEnd | undefined =>
  ends.read(projectId).find((end) => end.id === job.id && isEndOf(end, job))
