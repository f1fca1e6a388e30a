import type { Key } from '#src/contract/key.ts'
import { allowed, isLive, keyUserId, stateAt, untoldState } from './key.ts'

/** What a revoke of these keys would do at one moment. `live` and `notRevocable` add up to the keys given. */
export interface RevokePreview {
  live: Key[]
  /** Counts of the live keys. Keys that name no lock or person are counted under ''. */
  byLock: Map<string, number>
  /** By number (E.164). */
  byPerson: Map<string, number>
  byState: Map<string, number>
  /** Keys that a revoke does not reach, with the reason for a person. */
  notRevocable: { key: Key; reason: string }[]
}

/**
 * Counts what is about to go, before anything is sent. `now` in epoch ms; `zoneOf` as for `stateAt`. A filtered call
 * may reach fewer: the API does not tell group, doorbell and shared keys apart (unloc-api 2.3, 8), so say "up to".
 */
export function revokePreview(
  keys: Iterable<Key>,
  now: number,
  zoneOf: (lockId: string) => string | undefined,
): RevokePreview {
  const preview: RevokePreview = {
    live: [],
    byLock: new Map(),
    byPerson: new Map(),
    byState: new Map(),
    notRevocable: [],
  }
  for (const key of keys) {
    const state = stateAt(key, key.lockId ? zoneOf(key.lockId) : undefined, now)
    const verdict = allowed('revoke', { state }, 'manager')
    if (!verdict.ok) {
      preview.notRevocable.push({ key, reason: verdict.reason })
      continue
    }
    preview.live.push(key)
    countUp(preview.byLock, key.lockId ?? '')
    countUp(preview.byPerson, keyUserId(key) ?? '')
    countUp(preview.byState, state ?? untoldState)
  }
  return preview
}

/** What changed between the preview that a person read and a listing right before sending. */
export interface RevokeDrift {
  /** Live now, and not in what was read: they would go too, unseen. */
  added: Key[]
  /** In what was read, and no longer live, or no longer listed; as they are now, where that is known. */
  gone: Key[]
}

/** The difference that must be shown before anything is sent; undefined when there is none. A state within live is none. */
export function revokeDrift(read: RevokePreview, fresh: RevokePreview): RevokeDrift | undefined {
  const before = new Set(read.live.map((key) => key.id))
  const now = new Map(
    [...fresh.live, ...fresh.notRevocable.map(({ key }) => key)].map((key) => [key.id, key]),
  )
  const live = new Set(fresh.live.map((key) => key.id))
  const added = fresh.live.filter((key) => !before.has(key.id))
  const gone = read.live.filter((key) => !live.has(key.id)).map((key) => now.get(key.id) ?? key)
  return added.length + gone.length > 0 ? { added, gone } : undefined
}

function countUp(counts: Map<string, number>, name: string) {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** How the revoke of one key ended. `unknown`: it may have taken effect, so read the key before saying anything. */
export type RevokeOutcome = 'revoked' | 'alreadyUnusable' | 'failed' | 'unknown'

const noVerdict = [408, 502, 503, 504]

/**
 * Reads the answer of a single revoke (unloc-api 3.5, 5.2): any 2xx is done; 404 and 409 mean that the key opened
 * nothing any more. No answer, or one that a proxy gave in the API's place, is no refusal. Takes the facts of an error
 * or of a success: the HTTP status, and whether the call may have arrived.
 */
export function readRevokeOutcome(answer: {
  status?: number | undefined
  maybeApplied?: boolean | undefined
}): RevokeOutcome {
  const { status, maybeApplied } = answer
  if (status === undefined) return maybeApplied === false ? 'failed' : 'unknown'
  if (status >= 200 && status < 300) return 'revoked'
  if (status === 404 || status === 409) return 'alreadyUnusable'
  return maybeApplied || status < 400 || noVerdict.includes(status) ? 'unknown' : 'failed'
}

/** What became of the live keys of a bulk revoke. Every live key of the list before is in one of the first four. */
export interface BulkOutcome {
  /** The API says that they are revoked. */
  revoked: Key[]
  /** Still live: group, doorbell and shared keys are taken back elsewhere (unloc-api 2.3). */
  survived: Key[]
  /** Came to their end without us: expired in the meantime, or failed. */
  ended: Key[]
  /** No longer listed, so that nothing is known of them: ask for each (unloc-api 6.12). */
  unknown: Key[]
  /** Not listed before, and live or revoked now: made since the preview, and perhaps taken along. */
  appeared: Key[]
}

/**
 * What became of the keys that a bulk revoke was to take, by the API's own words in a complete listing afterwards: the
 * call's status proves nothing (unloc-api 8). `listed` has the ids of all keys that the preview listed, in any state.
 * Keys are as they were listed last.
 */
export function bulkOutcome(
  before: Iterable<Key>,
  after: Iterable<Key>,
  listed: ReadonlySet<string>,
): BulkOutcome {
  const outcome: BulkOutcome = { revoked: [], survived: [], ended: [], unknown: [], appeared: [] }
  const now = new Map(Array.from(after, (key) => [key.id, key]))
  const known = new Set<string>()
  for (const key of before) {
    if (known.has(key.id)) continue
    known.add(key.id)
    if (!isLive(key.state)) continue
    const found = now.get(key.id)
    if (!found) outcome.unknown.push(key)
    else if (isLive(found.state)) outcome.survived.push(found)
    else outcome[found.state === 'revoked' ? 'revoked' : 'ended'].push(found)
  }
  for (const key of now.values())
    if (!listed.has(key.id) && (isLive(key.state) || key.state === 'revoked')) outcome.appeared.push(key)
  return outcome
}
