import type { Job } from '#src/contract/job.ts'
import type { Key } from '#src/contract/key.ts'
import { isFinal, jobElements, jobPhase } from './job.ts'
import { failureId } from './jobRows.ts'
import { movesByClock, stateAt } from './key.ts'
import type { UntoldWhy } from './lockWeek.ts'
import { canTell, openState } from './schedule.ts'
import { readInstant } from './time.ts'

/** What Unloc says against what the key's own times come to, when it was read at `at` (epoch ms). */
export interface WhyDoubt {
  word: string
  at: number
}

/** The failed keys of a job that share a reason: a retry asks for all of them. `mark`: the reason's (`failureId`). */
export interface WhyAgain {
  count: number
  mark: string
}

/** What mends it. `extend`: in the API's absence of an update, the change form. `job`: one to be waited for. */
export type WhyMend =
  | { kind: 'make' }
  | { kind: 'retry'; jobId: string; again?: WhyAgain }
  | { kind: 'extend'; keyId: string; what: 'start' | 'hours' | 'end' }
  | { kind: 'wait'; jobId: string }
  | { kind: 'look'; keyId: string }

/** Why one key opens, or does not, at a moment. Instants in epoch ms; what is absent is not known. */
export type Why =
  /** `by: 'word'`: Unloc says so, and its hours cannot be read here. */
  | { kind: 'opens'; until?: number; by?: 'word'; doubt?: WhyDoubt }
  /** `never`: it ends before its hours come, or before it starts. */
  | { kind: 'before'; start?: number; next?: number; never?: 'hours' | 'end'; doubt?: WhyDoubt }
  | { kind: 'hours'; next?: number; doubt?: WhyDoubt }
  | { kind: 'ended'; at?: number }
  | { kind: 'making'; since?: number; jobId?: string }
  /** `by: 'job'`: the reason is the whole job's, and not told of this key. */
  | { kind: 'failed'; reason?: string; by?: 'job'; jobId?: string; again?: WhyAgain }
  | { kind: 'revoked'; seenAt?: number }
  | { kind: 'untold'; why: UntoldWhy; word?: string }

/** One key and why; `key` is absent for one that was asked for and is not listed. */
export interface WhyFinding {
  key: Key | undefined
  why: Why
}

/** Whether a person can open a door at a moment, by what is known here. */
export interface WhyVerdict {
  answer: 'opens' | 'closed' | 'untold'
  /** What decides comes first. Empty: there is no key, and none was asked for. */
  findings: WhyFinding[]
  /** When it opens next, by any of the keys. */
  next: number | undefined
  mend: WhyMend | undefined
}

/** A job of this browser's, or of Unloc's list, that was asked for a key of this person to this door. */
export interface WhyAsk {
  job: Job
  /** Epoch ms. */
  startedAt: number
}

export interface WhyFacts {
  /** The person's keys to this door, in any state. */
  keys: readonly Key[]
  zone: string | undefined
  /** The moment that is asked about, and now: epoch ms. `at` is never before `now`. */
  at: number
  now: number
  /** When the keys were read: their words are held against their times as of then. */
  readAt: number | undefined
  /** Jobs that name a failed key, or that were asked for one; in any order. */
  jobs: readonly Job[]
  asks: readonly WhyAsk[]
  /** When this browser first saw a key revoked. */
  revokedSeen: (keyId: string) => number | undefined
}

/**
 * Whether a person can open a door at a moment, and if not, why. The one evaluator decides: now it opens exactly where
 * `stateAt` says active for some key, and later only where the key's times say so too. A key that cannot be told about
 * is neither a yes nor a no; nor is, for later, one that is being made.
 */
export function whyNot(facts: WhyFacts): WhyVerdict {
  const findings = facts.keys.map((key): WhyFinding => ({ key, why: whyOfKey(key, facts) }))
  const asked = askedFor(facts)
  if (asked) findings.push({ key: undefined, why: asked })
  findings.sort((a, b) => rank(a) - rank(b) || (within(a) < within(b) ? -1 : 1))
  const kind = findings[0]?.why.kind
  const later = facts.at > facts.now
  const nexts = findings.flatMap(({ why }) => ('next' in why && why.next !== undefined ? [why.next] : []))
  return {
    answer:
      kind === 'opens' ? 'opens' : kind === 'untold' || (kind === 'making' && later) ? 'untold' : 'closed',
    findings,
    next: nexts.length > 0 ? Math.min(...nexts) : undefined,
    mend: mendOf(findings[0]),
  }
}

function mendOf(finding: WhyFinding | undefined): WhyMend | undefined {
  if (!finding) return { kind: 'make' }
  const { key, why } = finding
  const look = key && ({ kind: 'look', keyId: key.id } as const)
  if ('doubt' in why && why.doubt) return look
  switch (why.kind) {
    case 'opens':
      return why.by === 'word' ? look : undefined
    case 'before':
      return key && { kind: 'extend', keyId: key.id, what: why.never ?? 'start' }
    case 'hours':
      return key && { kind: 'extend', keyId: key.id, what: 'hours' }
    case 'ended':
      return key && { kind: 'extend', keyId: key.id, what: 'end' }
    case 'making':
      return why.jobId === undefined ? look : { kind: 'wait', jobId: why.jobId }
    case 'failed':
      return why.jobId === undefined
        ? { kind: 'make' }
        : { kind: 'retry', jobId: why.jobId, ...(why.again && { again: why.again }) }
    case 'revoked':
      return { kind: 'make' }
    case 'untold':
      return look
  }
}

/** What may open after all stands before what does not, and a key that is coming before one that is over. */
function rank({ why }: WhyFinding): number {
  switch (why.kind) {
    case 'opens':
      return why.doubt ? 1 : 0
    case 'untold':
      return 2
    case 'making':
      return 4
    case 'hours':
    case 'before':
      return why.doubt ? 3 : why.next === undefined ? 6 : 5
    default:
      return 7
  }
}

/** Of keys that open the one that does so longest, of those to come the first, of those that are over the last. */
function within({ key, why }: WhyFinding): number {
  if (why.kind === 'opens') return -(why.until ?? Infinity)
  if ('next' in why && why.next !== undefined) return why.next
  // What was asked for and came to nothing is the last that happened.
  if (key === undefined) return -Infinity
  const over = why.kind === 'ended' ? why.at : why.kind === 'revoked' ? why.seenAt : undefined
  return -Math.max(readInstant(key.created) ?? 0, over ?? 0)
}

function whyOfKey(key: Key, { zone, at, now, readAt, jobs, revokedSeen }: WhyFacts): Why {
  const word = key.state ?? undefined
  switch (word) {
    case 'creating':
      return { kind: 'making', ...instant('since', readInstant(key.created)), ...jobNaming(jobs, key.id) }
    case 'error':
      return { kind: 'failed', ...failureOf(jobs, key.id) }
    case 'revoked': {
      const seen = revokedSeen(key.id)
      return { kind: 'revoked', ...instant('seenAt', seen !== undefined && seen <= now ? seen : undefined) }
    }
    case 'expired': {
      const end = readInstant(key.end)
      return { kind: 'ended', ...instant('at', end !== undefined && end <= now ? end : undefined) }
    }
    default:
      return movesByClock(word)
        ? whyByClock(key, zone, at, now, readAt)
        : { kind: 'untold', why: 'state', ...(word && { word }) }
  }
}

/** A key that the clock moves: scheduled, active and inactive. */
function whyByClock(
  key: Key,
  zone: string | undefined,
  at: number,
  now: number,
  readAt: number | undefined,
): Why {
  const state = stateAt(key, zone, at)
  const open = openState(key, zone, at)
  const doubt = doubtOf(key, zone, readAt)
  if (state === 'expired') return { kind: 'ended', ...instant('at', readInstant(key.end)) }
  if (open.kind === 'open') return { kind: 'opens', ...instant('until', open.until), ...doubt }
  if (open.kind === 'unknown') {
    // Unloc's word holds for now, and says nothing about tomorrow.
    if (at > now) return { kind: 'untold', why: open.why, ...(key.state && { word: key.state }) }
    if (state === 'active') return { kind: 'opens', by: 'word' }
    return state === 'scheduled' ? { kind: 'before' } : { kind: 'hours' }
  }
  const next = instant('next', open.next)
  if (state !== 'scheduled') return { kind: 'hours', ...next, ...doubt }
  const start = readInstant(key.start)
  const never =
    open.next === undefined && canTell(key, zone, at)
      ? ({ never: (readInstant(key.end) ?? Infinity) <= (start ?? at) ? 'end' : 'hours' } as const)
      : {}
  return { kind: 'before', ...instant('start', start), ...next, ...never, ...doubt }
}

/** Clocks may differ by so much, and an answer is under way for a moment. */
const slack = 60_000

/** Whether Unloc's word, when it was read, was another than the key's times come to, also a minute before and after. */
function doubtOf(key: Key, zone: string | undefined, readAt: number | undefined): { doubt?: WhyDoubt } {
  const word = key.state
  if (!word || readAt === undefined || !movesByClock(word)) return {}
  const agrees = [readAt - slack, readAt, readAt + slack].some((at) => stateAt(key, zone, at) === word)
  return agrees ? {} : { doubt: { word, at: readAt } }
}

/** A key that was asked for and of which nothing is listed: it is still to come, or its job has failed. */
function askedFor({ keys, asks }: WhyFacts): Why | undefined {
  const last = asks.toSorted((a, b) => b.startedAt - a.startedAt)[0]
  if (!last) return undefined
  const { job, startedAt } = last
  // A key of about that time is what the job was asked for, and speaks for itself.
  if (keys.some((key) => (readInstant(key.created) ?? 0) >= startedAt - slack)) return undefined
  if (!isFinal(job)) return { kind: 'making', since: startedAt, jobId: job.id }
  if (jobPhase(job) !== 'failed') return undefined
  return { kind: 'failed', jobId: job.id, ...(job.failureReason && { reason: job.failureReason }) }
}

function failureOf(jobs: readonly Job[], keyId: string): Omit<Extract<Why, { kind: 'failed' }>, 'kind'> {
  for (const job of jobs) {
    const failed = jobElements(job).failed ?? []
    const own = failed.find((element) => element.keyId === keyId)
    if (!own) continue
    const reason = own.reason ?? job.failureReason ?? undefined
    const count = failed.filter((element) => element.reason === own.reason).length
    const again = { count, mark: failureId(own.reason) }
    const by = own.reason === undefined && reason !== undefined ? ({ by: 'job' } as const) : {}
    return { jobId: job.id, ...(reason !== undefined && { reason }), ...by, again }
  }
  return {}
}

function jobNaming(jobs: readonly Job[], keyId: string): { jobId?: string } {
  const job = jobs.find((one) => jobElements(one).creating?.some((element) => element.keyId === keyId))
  return job ? { jobId: job.id } : {}
}

const instant = <Name extends string>(name: Name, at: number | undefined) =>
  (at === undefined ? {} : { [name]: at }) as { [N in Name]?: number }
