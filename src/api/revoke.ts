import type { BulkFilter } from '#src/contract/endpoints.ts'
import type { Key } from '#src/contract/key.ts'
import { isLive, keyUserId } from '#src/domain/key.ts'
import { readRevokeOutcome, type RevokeOutcome } from '#src/domain/revoke.ts'
import { ApiError } from './error.ts'
import { explain } from './explain.ts'
import { listKeysOf, readKey, revokeKey, revokeKeysOf } from './keys.ts'

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

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

class Stopped extends Error {}

/**
 * One key. A 429 is waited for: a DELETE by id may be repeated, unlike a create (unloc-api 5.4). `stopped` is asked at
 * the last moment before it leaves, since a request may wait long for its turn. Never throws.
 */
async function revokeOne(projectId: string, keyId: string, stopped: () => boolean): Promise<RevokeResult> {
  for (let again = 3; ; again--) {
    try {
      await revokeKey(projectId, keyId, () => {
        if (stopped()) throw new Stopped()
      })
      return { kind: 'revoked' }
    } catch (error) {
      if (error instanceof Stopped) return { kind: 'notSent' }
      if (!(error instanceof ApiError)) return { kind: 'failed', words: explain(error).title }
      if (error.kind === 'busy' && again > 0) {
        await pause(Math.min(error.retryAfter ?? 1_000, 20_000))
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
 * Hand-picked keys, one call each, at most four at once. Each result is handed on as it comes; once `stopped` says so,
 * or the session has ended, the rest is not sent.
 */
export async function revokeEach(
  projectId: string,
  keyIds: readonly string[],
  onResult: (keyId: string, result: RevokeResult) => void,
  stopped: () => boolean,
): Promise<void> {
  const queue = [...keyIds]
  let sessionEnded = false
  const work = async () => {
    for (let keyId = queue.shift(); keyId !== undefined; keyId = queue.shift()) {
      const result = await revokeOne(projectId, keyId, () => sessionEnded || stopped())
      sessionEnded ||= result.sessionEnded ?? false
      onResult(keyId, result)
    }
  }
  await Promise.all([work(), work(), work(), work()])
}

/** The filtered call for one person or one lock. Never repeated by itself; says when the outcome is unknown. */
export async function revokeFiltered(projectId: string, filter: BulkFilter): Promise<RevokeResult> {
  try {
    await revokeKeysOf(projectId, filter)
    return { kind: 'revoked' }
  } catch (error) {
    const { title, words } = explain(error)
    const kind = error instanceof ApiError && error.maybeApplied ? 'unknown' : 'failed'
    return { kind, words: words ?? title }
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
    await pause(700)
  }
}

/** After single revokes: the keys' persons or locks, whichever are fewer, are listed anew. */
export async function rereadKeys(projectId: string, keys: readonly Key[]): Promise<void> {
  const { userIds, lockIds } = dimensions(keys)
  const filters =
    userIds.length <= lockIds.length
      ? userIds.map((appUserId) => ({ appUserId }))
      : lockIds.map((lockId) => ({ lockId }))
  await Promise.allSettled(filters.slice(0, 30).map((filter) => listKeysOf(projectId, filter)))
}

const dimensions = (keys: readonly Key[]) => ({
  userIds: [...new Set(keys.flatMap((key) => keyUserId(key) ?? []))],
  lockIds: [...new Set(keys.flatMap((key) => key.lockId ?? []))],
})
