import type { Lock } from '#src/contract/lock.ts'
import type { AccessEvent } from '#src/contract/project.ts'
import { readInstant } from './time.ts'

/** Unloc keeps and serves openings for so long (unloc-api 2.7). */
export const logDays = 60

/** What a lock's privacy policy leaves of its openings. `untold`: its word is not known here, or there is none. */
export type LogPolicy = 'all' | 'withoutPerson' | 'none' | 'untold'

const policies: Record<string, LogPolicy> = { public: 'all', anonymized: 'withoutPerson', private: 'none' }

/** What the policy that a lock has now leaves of its openings; it does not change what was logged before. */
export function logPolicy(lock: Pick<Lock, 'privacyPolicy'> | undefined): LogPolicy {
  const word = lock?.privacyPolicy ?? ''
  return Object.hasOwn(policies, word) ? policies[word]! : 'untold'
}

/** The opener's number (E.164), where the log names one. */
export const eventNumber = (event: AccessEvent): string | undefined => event.appUserId || undefined

/**
 * Openings of the last 60 days, the latest first and each once; no order is promised (unloc-api 3.3). Those whose
 * instant cannot be read come last. `now` in epoch ms.
 */
export function inLogOrder(events: Iterable<AccessEvent>, now: number): AccessEvent[] {
  const byId = new Map(Array.from(events, (event) => [event.id, event]))
  const at = (event: AccessEvent) => readInstant(event.created) ?? -Infinity
  const since = now - logDays * 24 * 60 * 60 * 1000
  return [...byId.values()]
    .filter((event) => at(event) === -Infinity || at(event) > since)
    .sort((a, b) => at(b) - at(a) || (a.id < b.id ? -1 : 1))
}

/**
 * Those that are put to one key. An opening whose person is blanked is put to none, though it may name a key: the key's
 * page names the person, and the lock's policy says that the log shall not.
 */
export const openingsByKey = (events: readonly AccessEvent[], keyId: string): AccessEvent[] =>
  events.filter((event) => event.keyId === keyId && eventNumber(event) !== undefined)
