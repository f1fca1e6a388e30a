import { type Random, seeded } from '../engine/seeded.ts'
import type { KeyDraft, JobDraft } from './draft.ts'
import type { EverydayLock } from './everydayLocks.ts'
import type { EverydayPerson } from './everydayPeople.ts'
import { recurrences } from './recurrences.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const keyCount = 700

interface Cast {
  random: Random
  start: number
  locks: readonly EverydayLock[]
  people: readonly EverydayPerson[]
}

/** The 700 keys of the co-operative, over all states and kinds at any `start`, and the jobs that made the newest. */
export function everydayKeys(
  seed: number,
  start: number,
  locks: readonly EverydayLock[],
  people: readonly EverydayPerson[],
): { keys: KeyDraft[]; jobs: JobDraft[] } {
  const cast: Cast = { random: seeded(seed + 4), start, locks, people }
  const jobs = recentJobs(cast)
  const keys = [
    ...jobs.flatMap((job) => job.keys),
    ...staffKeys(cast),
    ...garageKeys(cast),
    ...doorbellKeys(cast),
    ...sharedKeys(cast),
    ...pastBookings(cast),
  ]
  return { keys: [...keys, ...residentKeys(cast, keyCount - keys.length)], jobs }
}

const named = (cast: Cast, name: string): EverydayLock => {
  const found = cast.locks.find(({ lock }) => lock.name === name)
  if (!found) throw new Error(`No lock is called ${name}`)
  return found
}
const withRole = (cast: Cast, role: EverydayPerson['role']) => cast.people.filter((p) => p.role === role)
const pairs = (
  people: readonly EverydayPerson[],
  locks: readonly EverydayLock[],
  rest: Omit<KeyDraft, 'lockId' | 'appUserId'>,
) =>
  people.flatMap(({ number }) =>
    locks.map(({ lock }): KeyDraft => ({ ...rest, lockId: lock.id, appUserId: number })),
  )

/** Staff and firms come by the week; each shape of schedule is somebody's. */
function staffKeys(cast: Cast): KeyDraft[] {
  const { random, start } = cast
  const doors = cast.locks.filter(({ place }) => place === 'common' || place === 'house')
  const notes = [
    'Renhold',
    'Vaktmester',
    'Heisservice',
    'Avlesning av varme',
    'Vektere, nattrunde',
    'Snømåking',
  ]
  return withRole(cast, 'staff').flatMap((person, n) => {
    const created = start - random.int(20, 300) * day - random.int(0, 23) * hour
    return pairs([person], random.some(doors, 6), {
      created,
      start: created,
      recurrence: recurrences[n % recurrences.length],
      metadata: { note: random.pick(notes) },
      ...(n % 3 === 0 && { end: start + random.int(20, 400) * day }),
      // A firm whose contract was ended.
      revoked: n === 5,
    })
  })
}

/** The garage is delegated to a subproject. */
function garageKeys({ random, start, locks, people }: Cast): KeyDraft[] {
  const doors = locks.filter(({ place, vendor }) => place === 'garage' && vendor !== 'parqio')
  return random
    .some(
      people.filter((p) => p.house !== undefined),
      28,
    )
    .flatMap((person) =>
      pairs([person], doors, {
        kind: 'subproject',
        created: start - random.int(10, 400) * day,
        revoked: random.next() < 0.08,
      }),
    )
}

function doorbellKeys(cast: Cast): KeyDraft[] {
  const door = named(cast, 'Hovedinngang 5')
  const listed = cast.people.filter((p) => p.house === 5)
  return pairs(cast.random.some(listed, 24), [door], { kind: 'doorbell', created: cast.start - 210 * day })
}

/** Residents share with family. */
function sharedKeys(cast: Cast): KeyDraft[] {
  const { random, start } = cast
  const residents = withRole(cast, 'resident')
  return withRole(cast, 'guest').flatMap((guest): KeyDraft[] => {
    const sharer = random.pick(residents)
    const created = start - random.int(5, 120) * day
    return pairs([guest], [named(cast, `Hovedinngang ${sharer.house ?? 1}`)], {
      kind: 'shared',
      sharedBy: sharer.number,
      created,
      start: created,
      revoked: random.next() < 0.2,
    })
  })
}

/** Flats, cabin and rooms that were booked once: expired by now, a few taken back early. */
function pastBookings(cast: Cast): KeyDraft[] {
  const { random, start, people } = cast
  const rooms = [
    'Festsal',
    'Gjesteleilighet',
    'Hytte i Levi',
    'Leilighet i Maspalomas',
    'Hytte i Levi, badstue',
  ]
  return Array.from({ length: 64 }, (): KeyDraft => {
    const from = start - random.int(8, 380) * day + random.int(-4, 4) * hour
    return {
      lockId: named(cast, random.pick(rooms)).lock.id,
      appUserId: random.pick(people).number,
      created: from - random.int(1, 20) * day,
      start: from,
      end: from + random.int(1, 7) * day,
      metadata: { note: 'Booking' },
      revoked: random.next() < 0.12,
    }
  })
}

/** What residents have: permanent keys to their own house and some common rooms, half of them through a group. */
function residentKeys(cast: Cast, count: number): KeyDraft[] {
  const { random, start } = cast
  const residents = withRole(cast, 'resident')
  return Array.from({ length: count }, (_, n): KeyDraft => {
    const person = residents[n % residents.length]
    if (!person) throw new Error('Nobody lives here')
    const home = cast.locks.filter(({ house }) => house === person.house)
    const common = cast.locks.filter(({ place, refuses }) => place === 'common' && refuses === undefined)
    // The first round gives everybody their own front door.
    const door =
      n < residents.length ? home[0] : random.next() < 0.75 ? random.pick(home) : random.pick(common)
    const group = (person.house ?? 0) >= 7 && n < residents.length
    const created = start - random.int(30, 480) * day - random.int(0, 86_400) * second
    return {
      lockId: door?.lock.id ?? '',
      appUserId: person.number,
      created,
      kind: group ? 'accessGroup' : 'direct',
      ...(n % 4 === 0 && { start: created }),
      ...(n % 3 === 0 && { end: null }),
      ...(n % 11 === 0 && { metadata: { note: 'Reservenøkkel' } }),
      revoked: !group && random.next() < 0.1,
    }
  })
}

/** The last weeks, job by job: bookings that went well, and each way in which a job goes wrong. */
function recentJobs(cast: Cast): JobDraft[] {
  const { random, start } = cast
  const guests = withRole(cast, 'guest')
  const residents = withRole(cast, 'resident')
  const at = (name: string) => named(cast, name)
  const job = (created: number, keys: KeyDraft[]): JobDraft => ({ created, keys })
  const booking = (ago: number, people: EverydayPerson[], rooms: string[], from: number, days: number) => {
    const created = start - ago
    const period = { created, start: start + from, end: start + from + days * day }
    return job(created, pairs(people, rooms.map(at), { ...period, metadata: { note: 'Booking' } }))
  }

  const movedIn = start - 9 * day - 3 * hour
  const newcomers = job(
    movedIn,
    pairs(residents.slice(10, 13), ['Hovedinngang 3', 'Kjeller 3', 'Boder 3', 'Vaskeri 3'].map(at), {
      created: movedIn,
      metadata: { note: 'Innflytting', batch: 'Innflytting, oppgang 3' },
    }).map((key, n) => ({
      ...key,
      ...(n % 4 === 1 && n > 4 && { refusal: 'the lock has no room for more keys' }),
      ...(n === 6 && { refusal: 'the vendor refused this key holder' }),
    })),
  )

  const boats = start - 6 * day
  const shed = job(
    boats,
    pairs(residents.slice(30, 33), [at('Båthus')], { created: boats, refusal: at('Båthus').refuses }),
  )

  const gate = start - 4 * day - 50 * minute
  const parking = job(gate, [
    ...pairs(residents.slice(40, 42), [at('Garasje, port nord')], { created: gate, confirmAt: Infinity }),
    ...pairs(residents.slice(40, 42), [at('Garasje, dør')], { created: gate }),
  ])

  const running = start - 12 * second
  const turn = job(
    running,
    pairs(residents.slice(60, 64), ['Hovedinngang 1', 'Bakdør 1', 'Søppelrom 1'].map(at), {
      created: running,
      metadata: { batch: 'Oppgang 1' },
    }).map((key, n) => ({ ...key, confirmAt: running + 9400 + n * 3000 })),
  )

  return [
    booking(25 * day, random.some(residents, 2), ['Festsal', 'Festsal, kjøkken'], -20 * day, 1),
    { type: 'refreshLockConnection', created: start - 21 * day, keys: [] },
    booking(16 * day, random.some(guests, 1), ['Gjesteleilighet'], -10 * day, 4),
    booking(12 * day, random.some(residents, 2), ['Hytte i Levi', 'Hytte i Levi, badstue'], 5 * day, 7),
    newcomers,
    booking(7 * day, random.some(residents, 4), ['Treningsrom'], -1 * day, 30),
    shed,
    parking,
    booking(
      3 * day,
      random.some(residents, 1),
      ['Leilighet i Maspalomas', 'Leilighet i Maspalomas, bassengport'],
      11 * day,
      14,
    ),
    booking(2 * day, random.some(guests, 2), ['Hytte i Levi, nøkkelboks', 'Hytte i Levi'], 3 * day, 6),
    booking(26 * hour, random.some(guests, 3), ['Festsal', 'Festsal, kjøkken', 'Hovedinngang 5'], 2 * day, 1),
    booking(5 * hour, random.some(guests, 2), ['Gjesteleilighet', 'Hovedinngang 3'], -4 * hour, 2),
    booking(40 * minute, random.some(residents, 2), ['Virtual Lock 1', 'Virtual Lock 2'], -39 * minute, 1),
    booking(20 * minute, random.some(guests, 1), ['Styrerom', 'Hovedinngang 1'], 15 * minute, 0.125),
    turn,
  ]
}
