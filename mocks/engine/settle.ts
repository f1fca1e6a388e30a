import type { KeyState } from '#src/contract/key.ts'
import { clockState, withinHours } from '#src/domain/key.ts'
import { readSchedule } from '#src/domain/schedule.ts'
import type { Engine } from './engine.ts'
import { timeoutReason, unreachableReason } from './sentinels.ts'
import { reachableAt } from './vendors.ts'
import type { KeyRecord } from './world.ts'

/** How far a key has come at its vendor. */
export type Making =
  { phase: 'creating' } | { phase: 'made' } | { phase: 'failed' | 'timedOut'; reason: string }

/**
 * What the vendor has said by `now` (epoch ms). A pure view of the record and the vendor's history: asking never
 * moves anything, so turning the clock or asking a thousand times makes no difference.
 */
export function makingAt(engine: Engine, key: KeyRecord, now: number): Making {
  if (key.confirmAt > key.giveUpAt)
    return now < key.giveUpAt ? { phase: 'creating' } : { phase: 'timedOut', reason: timeoutReason }
  if (now < key.confirmAt) return { phase: 'creating' }
  const vendor = engine.locks.get(key.lockId)?.vendor
  if (vendor && !reachableAt(engine.world.switches, vendor, key.confirmAt))
    return { phase: 'failed', reason: unreachableReason }
  return key.refusal === undefined ? { phase: 'made' } : { phase: 'failed', reason: key.refusal }
}

/** The state of a key at `now` (unloc-api 4.2). A revoke stays, whatever the clock does. */
export function keyState(engine: Engine, key: KeyRecord, now: number): KeyState {
  if (key.revoked) return 'revoked'
  const { phase } = makingAt(engine, key, now)
  if (phase !== 'made') return phase === 'creating' ? 'creating' : 'error'
  const zone = engine.locks.get(key.lockId)?.zone
  const within = withinHours(readSchedule(key.recurrence), zone, now)
  // A made key is somewhere among the words that the clock decides; `active` stands for all of them.
  return clockState('active', key.start ?? -Infinity, key.end ?? Infinity, within, now) as KeyState
}
