import type { BulkFilter } from '#src/contract/endpoints.ts'
import type { Key } from '#src/contract/key.ts'
import { isFinal, pollDelay } from '#src/domain/job.ts'
import { isLive, keyUserId } from '#src/domain/key.ts'
import { readRevokeOutcome, type RevokeOutcome } from '#src/domain/revoke.ts'
import { call } from './call.ts'
import { callBulk } from './callBulk.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { explain } from './explain.ts'
import { filtersFor, listEveryKey } from './jobKeys.ts'
import { keyStore, listKeysOf, type Listing } from './keys.ts'
import { readKey } from './keyReads.ts'
import { revokeKey } from './keyWrites.ts'

/**
 * How a revoke ended for one key, with the API's words. `notSent`: it was stopped before its turn. `stays`: the
 * filtered call went through and did not reach it, so that sending it again would change nothing.
 */
export interface RevokeResult {
  kind: RevokeOutcome | 'notSent' | 'stays'
  words?: string
  /** There is no use in sending more before the person has signed in again. */
  sessionEnded?: boolean
}

/** What all requests of one revoke share. */
export interface RevokeControl {
  /** Aborted: nothing more leaves. What has left is waited for, since it cannot be called back. */
  signal: AbortSignal
  /** Unloc asked for patience (429): when it goes on, epoch ms of the console's clock; undefined once it does. */
  onWait: (until: number | undefined) => void
}

/** Resolves after that time, or as soon as the signal says stop. */
export const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })

/** One wait for all: while one request was told to wait, no other goes out past it. */
class Patience {
  #until = 0
  constructor(readonly control: RevokeControl) {}

  /** `told` in ms, as the API said; `refusals` so far, where it says nothing or says "at once" again and again. */
  hold(told: number | undefined, refusals: number) {
    const own = Math.min(30_000, 500 * 2 ** refusals)
    const ms = told === undefined || refusals > 1 ? Math.max(told ?? 0, own) : told
    this.#until = Math.max(this.#until, Date.now() + ms)
  }

  async over(): Promise<void> {
    const { signal, onWait } = this.control
    if (Date.now() >= this.#until) return
    while (!signal.aborted && Date.now() < this.#until) {
      onWait(now() + this.#until - Date.now())
      await waitFor(this.#until - Date.now(), signal)
    }
    onWait(undefined)
  }
}

class Stopped extends Error {}

/**
 * One key. A 429 is waited for: a DELETE by id may be repeated, unlike a create (unloc-api 5.4). Never throws.
 * @param beforeSend called at the last moment before it leaves, since a request may wait long for its turn; it throws
 * to keep it back
 */
async function revokeOne(
  projectId: string,
  keyId: string,
  patience: Patience,
  beforeSend: () => void,
): Promise<RevokeResult> {
  for (let refusals = 1; ; refusals++) {
    await patience.over()
    try {
      await revokeKey(projectId, keyId, beforeSend)
      return { kind: 'revoked' }
    } catch (error) {
      if (error instanceof Stopped) return { kind: 'notSent' }
      if (!(error instanceof ApiError)) return { kind: 'failed', words: explain(error).title }
      if (error.kind === 'busy') {
        patience.hold(error.retryAfter, refusals)
        continue
      }
      if (error.kind === 'session') return { kind: 'failed', words: explain(error).title, sessionEnded: true }
      const kind = readRevokeOutcome(error)
      if (kind === 'unknown') return settleLost(projectId, keyId)
      return { kind, words: error.words ?? explain(error).title }
    }
  }
}

/** After a lost answer the key itself is asked. Only the API's own "revoked" counts. */
async function settleLost(projectId: string, keyId: string): Promise<RevokeResult> {
  try {
    const key = await readKey(projectId, keyId)
    if (key.state === 'revoked')
      return { kind: 'revoked', words: 'The answer was lost; Unloc lists the key as revoked.' }
    return {
      kind: 'unknown',
      words: `The answer was lost; Unloc still lists the key as ${key.state ?? 'it was'}.`,
    }
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'missing')
      return { kind: 'alreadyUnusable', words: 'The answer was lost; Unloc no longer knows this key.' }
    return { kind: 'unknown', words: 'The answer was lost, and the key could not be read.' }
  }
}

/**
 * Hand-picked keys, one call each, at most four at once. `onSend` comes right before a key's request leaves, `onResult`
 * with its answer; once the signal says stop, or the session has ended, the rest is not sent.
 */
export async function revokeEach(
  projectId: string,
  keyIds: readonly string[],
  on: {
    onSend?: (keyId: string) => void
    onResult: (keyId: string, result: RevokeResult) => void
  },
  control: RevokeControl,
): Promise<void> {
  const queue = [...keyIds]
  const patience = new Patience(control)
  let sessionEnded = false
  const work = async () => {
    for (let keyId = queue.shift(); keyId !== undefined; keyId = queue.shift()) {
      const id = keyId
      const result = await revokeOne(projectId, id, patience, () => {
        if (sessionEnded || control.signal.aborted) throw new Stopped()
        on.onSend?.(id)
      })
      sessionEnded ||= result.sessionEnded ?? false
      on.onResult(id, result)
    }
  }
  await Promise.all([work(), work(), work(), work()])
}

/** How a filtered call ended. No status tells which keys it reached: list them (unloc-api 3.5). */
export interface FilteredResult extends RevokeResult {
  kind: 'revoked' | 'failed' | 'unknown' | 'notSent'
  /** Not sent, since the project has moved away from what the person was shown. */
  moved?: true
  /** Unloc does it in a job; no page says that it would, but one that comes is followed (unloc-api 8). */
  jobId?: string
}

/**
 * The filtered call for one person or one lock: of their keys, or of those that they shared. `shown`: how many live keys
 * of theirs the person was shown, which the gateway compares with what it finds. A 429 is waited for, as
 * nothing was done yet. Otherwise never repeated by itself. Never throws.
 */
export async function revokeFiltered(
  projectId: string,
  which: 'keyRevokeBulk' | 'sharedKeyRevokeBulk',
  filter: BulkFilter,
  control: RevokeControl,
  shown?: number,
): Promise<FilteredResult> {
  const patience = new Patience(control)
  for (let refusals = 1; ; refusals++) {
    await patience.over()
    if (control.signal.aborted) return { kind: 'notSent' }
    try {
      const answer = await callBulk(which, { projectId }, filter, shown)
      return { kind: 'revoked', ...(answer?.jobRef && { jobId: answer.jobRef.id }) }
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'busy') {
        patience.hold(error.retryAfter, refusals)
        continue
      }
      const { title, words } = explain(error)
      // Unloc itself has no such answers to a revoke.
      if (error instanceof ApiError && (error.status === 412 || error.status === 428))
        return { kind: 'notSent', words: words ?? title, moved: true }
      const kind = error instanceof ApiError && error.maybeApplied ? 'unknown' : 'failed'
      const sessionEnded = error instanceof ApiError && error.kind === 'session'
      return { kind, words: words ?? title, ...(sessionEnded && { sessionEnded }) }
    }
  }
}

const jobPatienceMs = 10 * 60_000

/** Waits for the end of a job that a revoke was answered with; gives up, without a word, when stopped or too long. */
export async function jobOver(projectId: string, jobId: string, { signal }: RevokeControl): Promise<void> {
  const startedAt = Date.now()
  for (let errors = 0; !signal.aborted && Date.now() - startedAt < jobPatienceMs;) {
    try {
      if (isFinal((await call('jobGet', { projectId, jobId })).job)) return
      errors = 0
    } catch {
      if (++errors > 5) return
    }
    await waitFor(pollDelay({ startedAt, now: Date.now(), errors }) || 60_000, signal)
  }
}

/**
 * Lists what a filter reaches until the number of live keys rests: no page tells when a bulk revoke is done
 * (unloc-api 3.5). Ten looks at the most.
 */
export async function listUntilSteady(
  projectId: string,
  filter: { appUserId?: string; lockId?: string },
): Promise<Key[]> {
  let before = -1
  for (let looks = 0; ; looks++) {
    const keys = await listKeysOf(projectId, filter)
    const live = keys.filter((key) => isLive(key.state)).length
    if (live === 0 || live === before || looks === 9) return keys
    before = live
    await new Promise((done) => setTimeout(done, 700))
  }
}

/** Up to this many keys are asked for one by one. */
const singles = 12

/**
 * Reads these keys again, as Unloc has them now: one by one, or by the fewest lists that hold them all. Ids that are
 * missing from the answer are unknown to Unloc; they have left the index.
 * @throws ApiError when something could not be read completely
 */
export async function readKeys(
  projectId: string,
  keyIds: readonly string[],
  listing: Listing = {},
): Promise<Map<string, Key>> {
  const { index } = keyStore(projectId)
  const found = new Map<string, Key>()
  const one = async (keyId: string) => {
    try {
      found.set(keyId, await readKey(projectId, keyId, listing.signal))
      listing.onProgress?.(1)
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'missing')) throw error
    }
  }
  if (keyIds.length > singles) {
    const wanted = new Set(keyIds)
    const take = (keys: readonly Key[]) => {
      for (const key of keys) if (wanted.has(key.id)) found.set(key.id, key)
    }
    const filters = filtersFor(ownersOf(projectId, keyIds), index.size)
    if (filters)
      take((await Promise.all(filters.map((filter) => listKeysOf(projectId, filter, listing)))).flat())
    else await listEveryKey(projectId, take, listing)
  }
  // A list may leave a key out that exists: only its own answer says that it is gone.
  await Promise.all(keyIds.filter((id) => !found.has(id)).map(one))
  return found
}

/** Lists again what single revokes have changed, so that every list shows it. */
export async function rereadKeys(projectId: string, keyIds: readonly string[]): Promise<void> {
  const filters = filtersFor(ownersOf(projectId, keyIds), keyStore(projectId).index.size)
  if (!filters) return listEveryKey(projectId)
  await Promise.allSettled(filters.map((filter) => listKeysOf(projectId, filter)))
}

function ownersOf(projectId: string, keyIds: readonly string[]) {
  const { index } = keyStore(projectId)
  return keyIds.flatMap((id) => {
    const row = index.rowOf(id)
    const key = row === undefined ? undefined : index.keyAt(row)
    return key?.lockId == null ? [] : [{ lockId: key.lockId, number: keyUserId(key) }]
  })
}
