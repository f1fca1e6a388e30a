import type { Lock } from '#src/contract/lock.ts'
import { isZone, readInstant } from './time.ts'

/** How a lock is called; one without a name by its id. */
export const lockName = (lock: Pick<Lock, 'id' | 'name'>): string => lock.name?.trim() || lock.id

/** How the lock with an id is called: by the id alone when it is not among those known. */
export const lockNameOf = (locks: ReadonlyMap<string, Lock>, id: string): string => {
  const lock = locks.get(id)
  return lock ? lockName(lock) : id
}

/** The lock's IANA zone, or undefined when it has none that can be read: then no civil time may be shown. */
export function lockZone(lock: Lock): string | undefined {
  return isZone(lock.timezone) ? lock.timezone : undefined
}

/** The address on one line, or undefined: it is often missing or an object of empty strings (unloc-api 6). */
export function lockAddress(lock: Lock): string | undefined {
  const { street, postalCode, city } = lock.address ?? {}
  const place = [postalCode, city].map((part) => String(part ?? '').trim()).filter(Boolean)
  return [street?.trim(), place.join(' ')].filter(Boolean).join(', ') || undefined
}

const vendorNames = new Map([
  ['dormakaba-dkey', 'dormakaba dKey'],
  ['danalock', 'Danalock'],
  ['masterlock', 'Master Lock'],
  ['parqio', 'Parqio'],
  ['virtual', 'Virtual'],
])

/** The vendor's name for a person, compared case-blind (unloc-api 2.2); a vendor we do not know as given. */
export function vendorName(lock: Lock): string | undefined {
  const word = lock.vendor?.trim() || lock.vendorType?.trim()
  return word ? (vendorNames.get(word.toLowerCase()) ?? word) : undefined
}

export interface Battery {
  /** The vendor's word as given; there is no public list of them. */
  word: string
  low: boolean
  /** When the word was last reported, epoch ms. */
  at?: number
}

/** The battery's word, whether it asks for action, and its age (unloc-api 2.2, 8); undefined when not told. */
export function batteryOf(lock: Lock): Battery | undefined {
  const word = lock.batteryStatus?.batteryLevel?.trim()
  if (!word) return undefined
  const at = readInstant(lock.batteryStatus?.batteryLevelLastUpdated)
  const low = ['low', 'critical', 'empty'].includes(word.toLowerCase())
  return at === undefined ? { word, low } : { word, low, at }
}
