import type { Lock } from '#src/contract/lock.ts'
import { seeded, seededId } from '../engine/seeded.ts'
import type { VendorName } from '../engine/vendors.ts'
import type { LockRecord } from '../engine/world.ts'

/** Where a lock belongs; people of a house get keys to its doors, everybody to the common rooms. */
export type Place = 'house' | 'common' | 'garage' | 'away' | 'test'
export interface EverydayLock extends LockRecord {
  place: Place
  /** Number of the house, for doors of one. */
  house?: number
}

interface Door {
  name: string
  vendor: VendorName
  place: Place
  house?: number
  floor?: string
  street?: string
  zone?: string
  note?: string
  visitorInstructions?: string
  refuses?: string
  /** Holes that the real list has (unloc-api 2.2, 6.11). */
  hole?: 'timezone' | 'address' | 'emptyAddress'
}

const houses = [1, 3, 5, 7, 9]
const inHouse: Omit<Door, 'place' | 'house'>[] = [
  {
    name: 'Hovedinngang',
    vendor: 'dormakaba-dkey',
    floor: '0',
    visitorInstructions: 'Ring på hos verten først.',
  },
  { name: 'Bakdør', vendor: 'dormakaba-dkey', floor: '0', hole: 'address' },
  { name: 'Kjeller', vendor: 'danalock', floor: '-1' },
  { name: 'Sykkelbod', vendor: 'danalock', floor: '-1', hole: 'address' },
  { name: 'Vaskeri', vendor: 'salto', floor: '-1', note: 'Bestilles på tavlen ved døren.' },
  { name: 'Boder', vendor: 'danalock', floor: '-1' },
  { name: 'Søppelrom', vendor: 'dormakaba-dkey', floor: '0', hole: 'address' },
  { name: 'Takterrasse', vendor: 'salto', floor: '6', hole: 'address' },
]
const elsewhere: Door[] = [
  { name: 'Festsal', vendor: 'dormakaba-dkey', place: 'common', street: 'Kvitlyngveien 2' },
  { name: 'Festsal, kjøkken', vendor: 'salto', place: 'common', street: 'Kvitlyngveien 2' },
  { name: 'Verksted', vendor: 'danalock', place: 'common', street: 'Kvitlyngveien 2' },
  { name: 'Treningsrom', vendor: 'salto', place: 'common', street: 'Kvitlyngveien 2' },
  { name: 'Gjesteleilighet', vendor: 'danalock', place: 'common', street: 'Kvitlyngveien 3', floor: '1' },
  { name: 'Styrerom', vendor: 'salto', place: 'common', street: 'Kvitlyngveien 2', floor: '2' },
  { name: 'Vaktmesterkontor', vendor: 'danalock', place: 'common', street: 'Kvitlyngveien 2' },
  { name: 'Teknisk rom', vendor: 'dormakaba-dkey', place: 'common', hole: 'emptyAddress' },
  { name: 'Varmesentral', vendor: 'dormakaba-dkey', place: 'common', hole: 'emptyAddress' },
  {
    name: 'Båthus',
    vendor: 'danalock',
    place: 'common',
    hole: 'address',
    refuses: 'the lock has no room for more keys',
    note: 'The lock is full: every new key fails.',
  },
  {
    name: 'Garasje, port nord',
    vendor: 'parqio',
    place: 'garage',
    street: 'Kvitlyngveien 4',
    note: 'The gate’s supplier never answers.',
  },
  { name: 'Garasje, dør', vendor: 'dormakaba-dkey', place: 'garage', street: 'Kvitlyngveien 4' },
  { name: 'Garasje, lading', vendor: 'salto', place: 'garage', street: 'Kvitlyngveien 4' },
  { name: 'Hytte i Levi', vendor: 'danalock', place: 'away', zone: 'Europe/Helsinki', street: 'Levintie 99' },
  {
    name: 'Hytte i Levi, badstue',
    vendor: 'danalock',
    place: 'away',
    zone: 'Europe/Helsinki',
    street: 'Levintie 99',
  },
  {
    name: 'Hytte i Levi, nøkkelboks',
    vendor: 'masterlock',
    place: 'away',
    zone: 'Europe/Helsinki',
    hole: 'timezone',
    note: 'The supplier’s lock system has been out of reach for days.',
  },
  {
    name: 'Leilighet i Maspalomas',
    vendor: 'salto',
    place: 'away',
    zone: 'Atlantic/Canary',
    street: 'Avenida de Italia 99',
    floor: '3',
  },
  {
    name: 'Leilighet i Maspalomas, bassengport',
    vendor: 'danalock',
    place: 'away',
    zone: 'Atlantic/Canary',
    hole: 'timezone',
  },
  { name: 'Virtual Lock 1', vendor: 'virtual', place: 'test', hole: 'address' },
  { name: 'Virtual Lock 2', vendor: 'virtual', place: 'test', hole: 'address' },
]

const doors: Door[] = [
  ...houses.flatMap((house) =>
    inHouse.map((door): Door => ({
      ...door,
      name: `${door.name} ${house}`,
      place: 'house',
      house,
      street: `Kvitlyngveien ${house}`,
    })),
  ),
  ...elsewhere,
]

const cities: Record<
  string,
  { postalCode: string; city: string; countryIso: string; latitude: number; longitude: number }
> = {
  'Europe/Oslo': { postalCode: '0999', city: 'Oslo', countryIso: 'NO', latitude: 59.91, longitude: 10.75 },
  'Europe/Helsinki': {
    postalCode: '99130',
    city: 'Sirkka',
    countryIso: 'FI',
    latitude: 67.8,
    longitude: 24.8,
  },
  'Atlantic/Canary': {
    postalCode: '35100',
    city: 'Maspalomas',
    countryIso: 'ES',
    latitude: 27.76,
    longitude: -15.58,
  },
}

const day = 86_400_000
const iso = (at: number) => new Date(at).toISOString()

/** The doors of the co-operative, with the holes that real lists have. */
export function everydayLocks(seed: number, start: number): EverydayLock[] {
  const random = seeded(seed + 1)
  return doors.map((door, n) => {
    const zone = door.zone ?? 'Europe/Oslo'
    const created = start - random.int(500, 900) * day
    const lock: Lock = {
      id: seededId(seed, 'lock', n),
      name: door.name,
      vendor: door.vendor,
      vendorType: door.vendor,
      lockConnectionId: seededId(seed, 'connection', n),
      physicalLockId: seededId(seed, 'hardware', n),
      duplicateLock: false,
      canBeLocked: door.vendor === 'danalock',
      privacyPolicy: door.place === 'away' ? 'private' : door.place === 'house' ? 'anonymized' : 'public',
      ...(door.hole !== 'timezone' && { timezone: zone }),
      ...battery(door, random.next(), start - Math.round(random.next() ** 3 * 200 * day)),
      ...address(door, zone),
      ...whereabouts(zone, random.next(), random.next()),
      ...(door.note !== undefined && { note: door.note }),
      created: iso(created),
      updated: iso(Math.min(start, created + random.int(0, 400) * day)),
    }
    return {
      lock,
      vendor: door.vendor,
      zone,
      place: door.place,
      ...(door.house !== undefined && { house: door.house }),
      ...(door.refuses !== undefined && { refuses: door.refuses }),
    }
  })
}

function battery(door: Door, chance: number, updated: number): Pick<Lock, 'batteryStatus'> {
  // Gates hang on the mains, and nobody ever read the virtual ones.
  if (door.vendor === 'parqio' || door.vendor === 'virtual') return {}
  const batteryLevel = chance < 0.62 ? 'High' : chance < 0.84 ? 'Medium' : chance < 0.95 ? 'Low' : 'Critical'
  return { batteryStatus: { batteryLevel, batteryLevelLastUpdated: iso(updated) } }
}

function address(door: Door, zone: string): Pick<Lock, 'address'> {
  if (door.hole === 'address') return {}
  const town = cities[zone]
  const full = door.hole !== 'emptyAddress'
  return {
    address: {
      street: full ? (door.street ?? '') : '',
      postalCode: full ? (town?.postalCode ?? '') : '',
      city: full ? (town?.city ?? '') : '',
      countryIso: full ? (town?.countryIso ?? '') : '',
      floor: full ? (door.floor ?? '') : '',
      visitorInstructions: full ? (door.visitorInstructions ?? '') : '',
    },
  }
}

function whereabouts(zone: string, north: number, east: number): Pick<Lock, 'locationGuess'> {
  const town = cities[zone]
  if (!town) return {}
  const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4
  return {
    locationGuess: {
      latitude: round(town.latitude + north / 50),
      longitude: round(town.longitude + east / 50),
    },
  }
}
