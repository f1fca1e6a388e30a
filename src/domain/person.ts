import { sha256 } from '@noble/hashes/sha2.js'
import type { ManagedUser } from '#src/contract/project.ts'

const known = new Map<string, string>()
const numbers = new Map<string, string>()

/**
 * The opaque id of a person in addresses, so that no phone number stands in a URL: the first 12 hex digits of
 * SHA-256 over project id, a space and the E.164 number. Not a secret: numbers can be guessed by trying.
 */
export function personId(projectId: string, e164: string): string {
  const source = `${projectId} ${e164}`
  let id = known.get(source)
  if (id === undefined) {
    id = personHash(projectId, e164)
    known.set(source, id)
    numbers.set(`${projectId} ${id}`, e164)
  }
  return id
}

/** As `personId`, but nothing is remembered: for looking through many. */
export const personHash = (projectId: string, e164: string): string => shortHash(`${projectId} ${e164}`, 6)

/** The first bytes of a text's SHA-256, in hex. */
export const shortHash = (text: string, bytes: number): string =>
  Array.from(sha256(new TextEncoder().encode(text)).subarray(0, bytes), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** The number behind an opaque id, if `personId` was asked for it since the page was loaded. Kept in memory alone. */
export const numberAskedFor = (projectId: string, id: string): string | undefined =>
  numbers.get(`${projectId} ${id}`)

/**
 * The number (E.164) behind an opaque id: of a loaded key (`inKeys`), asked for since the page was loaded, or one of
 * those that have a name here. Costs a hash for each name.
 */
export const numberBehind = (
  projectId: string,
  id: string,
  inKeys: (id: string) => string | undefined,
  named: Iterable<string>,
): string | undefined =>
  inKeys(id) ??
  numberAskedFor(projectId, id) ??
  [...named].find((number) => personId(projectId, number) === id)

/** The number of a project's own user record; the property's name is not public (unloc-api 2.5). */
export function managedUserId(user: ManagedUser): string | undefined {
  return [user.appUserId, user.phoneNumber, user.id].find((text) => text?.startsWith('+')) ?? undefined
}

/** The name that admins gave to a person: `name`, else first and last name; undefined when all are blank. */
export function managedUserName(user: ManagedUser): string | undefined {
  const parts = [user.firstName, user.lastName].map((part) => part?.trim()).filter(Boolean)
  return user.name?.trim() || parts.join(' ') || undefined
}
