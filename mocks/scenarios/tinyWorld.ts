import { demoProject } from './project.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import { seededId } from '../engine/seeded.ts'
import { vendorNames, type VendorName } from '../engine/vendors.ts'
import { jobPatienceMs, jobPendingMs, type KeyRecord, type World } from '../engine/world.ts'

/** Monday 2 March 2026, 09:00 in Oslo. */
export const monday = Date.UTC(2026, 2, 2, 8)

/** For tests: one lock per vendor, nobody and nothing else, and a clock that stands where it is put. */
export function tinyWorld(change: (world: World) => void = () => undefined): {
  engine: Engine
  clock: { now: number }
  lockOf: (vendor: VendorName) => string
} {
  const clock = { now: monday }
  const lockOf = (vendor: VendorName) => seededId(1, 'lock', vendorNames.indexOf(vendor))
  const engine = createEngine({
    seed: 1,
    start: monday,
    clock: () => clock.now,
    scenario: () => {
      const world: World = {
        project: demoProject('Tiny'),
        locks: vendorNames.map((vendor) => ({
          lock: { id: lockOf(vendor), name: vendor, vendor, timezone: 'Europe/Oslo' },
          vendor,
          zone: 'Europe/Oslo',
        })),
        keys: [],
        jobs: [],
        users: [],
        appNames: new Map(),
        events: [],
        switches: [],
      }
      change(world)
      return world
    },
  })
  return { engine, clock, lockOf }
}

/** For tests: a key that was made long ago, with what the case is about. */
export function oldKey(n: number, rest: Partial<KeyRecord> = {}): KeyRecord {
  const created = monday - 30 * 86_400_000
  return {
    id: seededId(1, 'key', n),
    lockId: seededId(1, 'lock', 0),
    appUserId: '+4799887766',
    kind: 'direct',
    created,
    confirmAt: created + jobPendingMs,
    giveUpAt: created + jobPatienceMs,
    revoked: false,
    ...rest,
  }
}
