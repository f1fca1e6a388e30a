import type { Job, JobStatus } from '#src/contract/job.ts'

/** What could be read of one element of a job's result; `raw` is what the API sent. */
export interface JobElement {
  keyId?: string
  reason?: string
  raw: unknown
}

/** The three lists of a job; undefined where the job does not tell that list, which is not the same as empty. */
export interface JobElements {
  creating: JobElement[] | undefined
  created: JobElement[] | undefined
  failed: JobElement[] | undefined
}

/** The keys that a job names. Their shape is not documented; every likely spelling is tried (unloc-api 2.4, 8). */
export function jobElements(job: Job): JobElements {
  const { creatingKeys, createdKeys, failedKeys } = job.resultData ?? {}
  return {
    creating: creatingKeys?.map(readElement),
    created: createdKeys?.map(readElement),
    failed: failedKeys?.map(readElement),
  }
}

function readElement(raw: unknown): JobElement {
  const keyId =
    text(raw) ?? text(field(raw, 'id')) ?? text(field(raw, 'keyId')) ?? text(field(field(raw, 'key'), 'id'))
  const reason = ['reason', 'error', 'message', 'detail']
    .map((name) => readReason(field(raw, name)))
    .find((found) => found !== undefined)
  return { ...(keyId !== undefined && { keyId }), ...(reason !== undefined && { reason }), raw }
}

/** A reason may be wrapped once more: `error: { message: '…' }`. */
function readReason(value: unknown): string | undefined {
  return text(value) ?? text(field(value, 'message')) ?? text(field(value, 'detail'))
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export type JobPhase = 'waiting' | 'running' | 'done' | 'failed' | 'unknown'

const phases: Record<JobStatus, JobPhase> = {
  pending: 'waiting',
  inProgress: 'running',
  succeeded: 'done',
  failedValidation: 'failed',
  failedJob: 'failed',
  timeout: 'failed',
}

/** Where a job stands (unloc-api 2.4). A `done` job can still hold failed keys; a word we do not know is `unknown`. */
export function jobPhase(job: Job): JobPhase {
  const status = job.status ?? ''
  return Object.hasOwn(phases, status) ? phases[status as JobStatus] : 'unknown'
}

/** Whether a job has come to its end. An unknown status never counts as the end. */
export function isFinal(job: Job): boolean {
  const phase = jobPhase(job)
  return phase === 'done' || phase === 'failed'
}

/** Counts of a job's keys; undefined where the job does not tell. */
export interface JobProgress {
  requested: number | undefined
  created: number | undefined
  failed: number | undefined
  creating: number | undefined
  /** Settled keys over requested keys, 0–1. */
  done: number | undefined
}

/**
 * How far a job is. The API shows no percent and no total (unloc-api 2.4): the total is what was requested, if this
 * browser knows it, and without it, or without a list of settled keys, there is no fraction.
 */
export function jobProgress(job: Job, requested?: number): JobProgress {
  const elements = jobElements(job)
  const [created, failed, creating] = [
    elements.created?.length,
    elements.failed?.length,
    elements.creating?.length,
  ]
  const told = created !== undefined || failed !== undefined
  const done = requested && told ? Math.min(1, ((created ?? 0) + (failed ?? 0)) / requested) : undefined
  return { requested, created, failed, creating, done }
}

/** How a later answer about a job falls behind an earlier one. */
export interface JobBack {
  /** It was over, and is not any more. */
  reopened: boolean
  /** How many keys were settled and are now, where these became fewer. */
  settled: { before: number; after: number } | undefined
}

/**
 * Whether a job went back between two answers: from an end to none, or to fewer settled keys. A list that is not told
 * any more is unknown, and no sign of it.
 */
export function jobWentBack(before: Job, after: Job): JobBack | undefined {
  const reopened = isFinal(before) && !isFinal(after)
  const [had, has] = [settledKeys(before), settledKeys(after)]
  const fewer = had !== undefined && has !== undefined && has < had
  return reopened || fewer
    ? { reopened, settled: fewer ? { before: had, after: has } : undefined }
    : undefined
}

function settledKeys(job: Job): number | undefined {
  const { created, failed } = jobElements(job)
  return created || failed ? (created?.length ?? 0) + (failed?.length ?? 0) : undefined
}

/** What the jobs of one press have come to together. */
export interface JobSum extends JobProgress {
  /** Jobs whose counts are not known; those of the others are added up. */
  unread: number
}

/**
 * One sum over several jobs; undefined stands for a job that was not read yet. A job that waits has begun nothing,
 * which is zero; any other that does not tell its lists is not known.
 */
export function sumJobs(parts: readonly { job: Job | undefined; requested: number }[]): JobSum {
  const sum = { requested: 0, created: 0, failed: 0, creating: 0, unread: 0 }
  for (const { job, requested } of parts) {
    sum.requested += requested
    const { created, failed, creating } = job ? jobProgress(job) : {}
    if (!job || (created === undefined && failed === undefined && jobPhase(job) !== 'waiting')) sum.unread++
    sum.created += created ?? 0
    sum.failed += failed ?? 0
    sum.creating += creating ?? 0
  }
  const done = sum.requested > 0 ? Math.min(1, (sum.created + sum.failed) / sum.requested) : undefined
  // Where no job tells anything, nothing is known: a dash, and no zero.
  return sum.unread === parts.length
    ? { ...sum, created: undefined, failed: undefined, creating: undefined, done: undefined }
    : { ...sum, done }
}

const fastest = 1_000
const slowest = 10_000
/** How long a job with a status that is not known is looked at without any change: the word may well be an end. */
export const patience = 30 * 60_000

/**
 * Milliseconds until the next look at a job that is not final: 1 s while it moves, then a tenth of the quiet time up
 * to 10 s; each failed look in a row doubles it. A job that runs is never given up, since it can take hours (unloc-api
 * 3.6); one whose status nobody knows is, after `patience`: false.
 */
export function pollDelay(poll: {
  startedAt: number
  lastChangeAt?: number | undefined
  now: number
  /** Failed looks in a row. */
  errors: number
  phase?: JobPhase
}): number | false {
  const quiet = poll.now - (poll.lastChangeAt ?? poll.startedAt)
  if (poll.phase === 'unknown' && quiet >= patience) return false
  const calm = Math.max(fastest, quiet / 10)
  return Math.min(slowest, Math.round(calm * 2 ** poll.errors))
}
