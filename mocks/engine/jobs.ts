import type { Job } from '#src/contract/job.ts'
import type { Engine } from './engine.ts'
import { keyFind } from './keyFind.ts'
import { page, type Paging } from './page.ts'
import { notFound } from './refusal.ts'
import { makingAt } from './settle.ts'
import type { JobRecord } from './world.ts'

/**
 * A job as the wire shows it at `now` (unloc-api 2.4): no total, no percent. While it is pending it has no result.
 * It looks at how its keys were made, not at their states: a key revoked meanwhile was still created.
 */
export function jobView(engine: Engine, job: JobRecord, now: number): Job {
  const base = { id: job.id, type: job.type, created: new Date(job.created).toISOString() }
  if (now < job.startsAt) return { ...base, status: 'pending' }
  if (job.type !== 'createKeys') return { ...base, status: 'succeeded' }
  const creatingKeys: { id: string }[] = []
  const createdKeys: { id: string }[] = []
  const failedKeys: { id: string; reason: string }[] = []
  let timedOut: string | undefined
  for (const id of job.keyIds) {
    const key = keyFind(engine, id)
    if (!key) continue
    const making = makingAt(engine, key, now)
    if (making.phase === 'creating') creatingKeys.push({ id })
    else if (making.phase === 'made') createdKeys.push({ id })
    else {
      failedKeys.push({ id, reason: making.reason })
      if (making.phase === 'timedOut') timedOut = making.reason
    }
  }
  const resultData = { creatingKeys, createdKeys, failedKeys }
  if (creatingKeys.length > 0) return { ...base, status: 'inProgress', resultData }
  if (timedOut !== undefined) return { ...base, status: 'timeout', failureReason: timedOut, resultData }
  if (createdKeys.length === 0)
    return { ...base, status: 'failedJob', failureReason: 'no key could be created', resultData }
  return { ...base, status: 'succeeded', resultData }
}

/** A page of jobs, oldest first. @throws Refusal 400 */
export function jobList(engine: Engine, query: Paging): { jobs: Job[]; startAfterId?: string } {
  const now = engine.now()
  const { items, ...cursor } = page(engine.world.jobs, query, (job) => job.id)
  return { jobs: items.map((job) => jobView(engine, job, now)), ...cursor }
}

/** One job. @throws Refusal 404 */
export function jobGet(engine: Engine, id: string): { job: Job } {
  const job = engine.jobs.get(id)
  if (!job) throw notFound('Job')
  return { job: jobView(engine, job, engine.now()) }
}
