import { chance, seededId } from '../engine/seeded.ts'
import { vendors } from '../engine/vendors.ts'
import { jobPatienceMs, jobPendingMs, type KeyRecord, type Scenario } from '../engine/world.ts'
import { everyday } from './everyday.ts'

const minute = 60_000

/** The co-operative while dormakaba's lock system is out of reach: the last batches to its doors have all failed. */
export const vendorOutage: Scenario = (seed, start) => {
  const world = everyday(seed, start)
  world.switches.push({ at: start - 40 * minute, vendor: 'dormakaba-dkey', reachable: false })
  const doors = world.locks.filter(({ vendor }) => vendor === 'dormakaba-dkey')
  const tell = [...world.appNames.keys()]
  for (const [batch, ago] of [30, 18, 7].entries()) {
    const created = start - ago * minute
    const startsAt = created + jobPendingMs
    const giveUpAt = created + jobPatienceMs
    const keys = Array.from({ length: 4 }, (_, place): KeyRecord => {
      const n = world.keys.length + place
      return {
        id: seededId(seed, 'key', n),
        lockId: doors[(batch + place) % doors.length]?.lock.id ?? '',
        appUserId: tell[batch * 4 + place] ?? '',
        kind: 'direct',
        created,
        metadata: { note: 'Ny nøkkel' },
        confirmAt: startsAt + vendors['dormakaba-dkey']({ place, of: 4, chance: chance(seed, n) }),
        giveUpAt,
        revoked: false,
      }
    })
    world.keys.push(...keys)
    world.jobs.push({
      id: seededId(seed, 'job', world.jobs.length),
      type: 'createKeys',
      created,
      startsAt,
      giveUpAt,
      keyIds: keys.map(({ id }) => id),
    })
  }
  return world
}
