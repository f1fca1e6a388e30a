import { allowed } from '#src/domain/key.ts'
import type { Engine, RevokeFilter } from './engine.ts'
import { keyOf } from './keyFind.ts'
import { conflict, forbidden } from './refusal.ts'
import { keyState } from './settle.ts'
import type { KeyKind, KeyRecord } from './world.ts'

/**
 * Revokes one key (unloc-api 3.5). Who may go is the rule that the console's buttons ask.
 * @throws Refusal 404 unknown, 409 expired or otherwise past revoking, 403 for a key that is only taken back elsewhere
 */
export function revokeKey(engine: Engine, id: string, at: number): KeyRecord {
  const key = keyOf(engine, id)
  const state = keyState(engine, key, at)
  if (state === 'expired') throw conflict('May not revoke expired keys')
  const verdict = allowed('revoke', { state }, 'manager')
  if (!verdict.ok) throw conflict(verdict.reason)
  // The kind itself is not told; the API has no field for it.
  if (key.kind !== 'direct' && key.kind !== 'subproject')
    throw forbidden('This key can only be taken back where it was given out')
  key.revoked = true
  return key
}

/**
 * Revokes every revocable key of these kinds that the filter names, at once and without a job (unloc-api 3.5). The
 * person of a shared key's filter is the one who shared it. A call without person and lock is counted.
 */
export function revokeKeys(
  engine: Engine,
  filter: RevokeFilter,
  kinds: readonly KeyKind[],
  at: number,
): void {
  const whole = 'unfiltered' in filter
  if (whole) engine.unfilteredDeletes++
  for (const key of engine.world.keys) {
    if (key.revoked || key.vanished || !kinds.includes(key.kind)) continue
    if (filter.excludeSubprojectKeys && key.kind === 'subproject') continue
    if (!whole) {
      const person = key.kind === 'shared' ? key.sharedBy : key.appUserId
      if (filter.appUserId !== undefined && person !== filter.appUserId) continue
      if (filter.lockId !== undefined && key.lockId !== filter.lockId) continue
    }
    if (allowed('revoke', { state: keyState(engine, key, at) }, 'manager').ok) key.revoked = true
  }
}
