import type { AccessEvent } from '#src/contract/project.ts'
import { personTold } from '../engine/doorOpen.ts'
import { seeded, seededId } from '../engine/seeded.ts'
import type { KeyRecord, LockRecord } from '../engine/world.ts'

const day = 86_400_000

/**
 * Openings of the last weeks, newest first. A private lock's events never leave the platform and an anonymized one's
 * have no person (unloc-api 2.7).
 */
export function everydayEvents(
  seed: number,
  start: number,
  locks: readonly LockRecord[],
  keys: readonly KeyRecord[],
  appNames: ReadonlyMap<string, string>,
): AccessEvent[] {
  const random = seeded(seed + 5)
  const lockOf = new Map(locks.map(({ lock }) => [lock.id, lock]))
  return Array.from({ length: 500 }, () => start - Math.floor(random.next() ** 2 * 75 * day))
    .sort((a, b) => b - a)
    .flatMap((at, n): AccessEvent[] => {
      const key = random.pick(keys)
      const lock = lockOf.get(key.lockId)
      const open = key.confirmAt < at && (key.start ?? 0) <= at && at < (key.end ?? Infinity) && !key.revoked
      if (!lock || !open || key.refusal !== undefined || key.recurrence) return []
      const person = personTold(lock, key.appUserId, appNames)
      if (!person) return []
      return [
        {
          id: seededId(seed, 'event', n),
          action: lock.canBeLocked && random.next() < 0.3 ? 'locked' : 'unlocked',
          created: new Date(at).toISOString(),
          keyId: key.id,
          lockId: key.lockId,
          lockName: lock.name ?? '',
          ...person,
        },
      ]
    })
}
