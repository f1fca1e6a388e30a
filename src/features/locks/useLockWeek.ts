import { useMemo } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import type { Lock } from '#src/contract/lock.ts'
import { civilWeek } from '#src/domain/civilWeek.ts'
import { lockZone } from '#src/domain/lock.ts'
import { lockWeek } from '#src/domain/lockWeek.ts'

const minute = 60_000
const sevenDays = 7 * 24 * 60 * minute

/** Who can open a lock from now to the end of the seventh day on its clock; of a lock without one for 7 × 24 hours. */
export function useLockWeek({ index, version }: ReturnType<typeof useKeys>, lock: Lock, now: number) {
  const zone = lockZone(lock)
  // Read once a minute: nothing in it moves faster.
  const from = Math.floor(now / minute) * minute
  return useMemo(() => {
    void version
    const days = zone === undefined ? [] : civilWeek(zone, from)
    const keys = [...index.query({ lockIds: [lock.id] }, from)].map((row) => index.keyAt(row))
    return { days, week: lockWeek(keys, zone, from, days.at(-1)?.to ?? from + sevenDays) }
  }, [index, version, lock.id, zone, from])
}
