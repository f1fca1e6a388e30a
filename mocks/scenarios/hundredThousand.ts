import type { Lock } from '#src/contract/lock.ts'
import type { ManagedUser } from '#src/contract/project.ts'
import { seeded, seededId } from '../engine/seeded.ts'
import type { VendorName } from '../engine/vendors.ts'
import {
  jobPatienceMs,
  jobPendingMs,
  type KeyRecord,
  type LockRecord,
  type Scenario,
} from '../engine/world.ts'
import { personName } from './names.ts'
import { demoProject } from './project.ts'
import { recurrences } from './recurrences.ts'

const day = 86_400_000
const zones = [
  'Europe/Oslo',
  'Europe/Oslo',
  'Europe/Oslo',
  'Europe/Stockholm',
  'Europe/London',
  'America/New_York',
]
const makes: VendorName[] = ['dormakaba-dkey', 'dormakaba-dkey', 'danalock', 'salto', 'virtual']
const doors = [
  'Hovedinngang',
  'Bakdør',
  'Kjeller',
  'Sykkelbod',
  'Vaskeri',
  'Boder',
  'Søppelrom',
  'Takterrasse',
]

/** A whole city's landlord: 100,000 keys, 1,000 locks, 20,000 people. Built in well under a second. */
export const hundredThousand: Scenario = (seed, start) => city({ keys: 100_000 })(seed, start)

/** The same landlord with another number of keys, a lock for each hundred and a person for each five of them. */
export const city =
  (counts: { keys: number }): Scenario =>
  (seed, start) => {
    const size = {
      keys: counts.keys,
      locks: Math.ceil(counts.keys / 100),
      people: Math.ceil(counts.keys / 5),
    }
    const random = seeded(seed + 6)
    const locks = Array.from({ length: size.locks }, (_, n): LockRecord => {
      const vendor = random.pick(makes)
      const zone = random.pick(zones)
      const at = new Date(start - random.int(100, 1500) * day).toISOString()
      const lock: Lock = {
        id: seededId(seed, 'lock', n),
        name: `${doors[n % doors.length] ?? ''} ${1 + Math.floor(n / doors.length)}`,
        vendor,
        vendorType: vendor,
        lockConnectionId: seededId(seed, 'connection', n),
        physicalLockId: seededId(seed, 'hardware', n),
        duplicateLock: false,
        canBeLocked: vendor === 'danalock',
        privacyPolicy: 'public',
        timezone: zone,
        created: at,
        updated: at,
      }
      return { lock, vendor, zone }
    })

    const users: ManagedUser[] = []
    const appNames = new Map<string, string>()
    const numbers = Array.from({ length: size.people }, (_, n) => {
      // 7919 has no factor in common with 10^6, so that no two are alike and neighbours look unlike.
      const number = `+47${n % 3 === 0 ? 92 : n % 3 === 1 ? 46 : 91}${String((n * 7919 + 104_729) % 1_000_000).padStart(6, '0')}`
      const { firstName, lastName } = personName(random)
      if (n % 10 !== 0) users.push({ id: number, firstName, lastName })
      if (n % 3 !== 0) appNames.set(number, `${firstName} ${lastName}`)
      return number
    })

    const span = 700 * day
    const keys = Array.from({ length: size.keys }, (_, n): KeyRecord => {
      const created = start - day - Math.floor(((size.keys - n) / size.keys) * span)
      const dice = random.next()
      const scheduled = dice < 0.04
      const limited = dice > 0.7
      const lockId = random.pick(locks).lock.id
      const anybody = random.pick(numbers)
      const from = scheduled ? start + random.int(1, 60) * day : created
      return {
        id: seededId(seed, 'key', n),
        lockId,
        // Nobody goes without a key: every fifth is the next one's.
        appUserId: (n % 5 === 0 ? numbers[n / 5] : undefined) ?? anybody,
        kind: dice > 0.2 && dice < 0.25 ? 'subproject' : dice > 0.25 && dice < 0.3 ? 'accessGroup' : 'direct',
        created,
        start: from,
        end: limited ? from + random.int(1, 900) * day : undefined,
        recurrence: n % 7 === 0 ? random.pick(recurrences) : undefined,
        metadata: n % 10 === 0 ? { note: `Oppgang ${n % 97}` } : undefined,
        confirmAt: created + jobPendingMs + 3000,
        giveUpAt: created + jobPatienceMs,
        refusal: n % 500 === 3 ? 'the lock has no room for more keys' : undefined,
        revoked: random.next() < 0.08,
      }
    })
    return {
      project: demoProject('Storbyens utleieboliger'),
      locks,
      keys,
      jobs: [],
      users,
      appNames,
      events: [],
      switches: [],
    }
  }
