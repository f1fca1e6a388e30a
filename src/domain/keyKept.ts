import type { Key } from '#src/contract/key.ts'
import { keyUserId, keyUserName } from './key.ts'

/** A key of a list's page, of which no more is known than that it has an id. */
export type RawKey = { id: string } & Record<string, unknown>

/**
 * Where rows of a page are no keys, in the words of the contract's own shape (`keys.7.id`); empty when all are.
 * Only the id is certain (unloc-api 8).
 */
export function rowProblems(rows: readonly unknown[]): string[] {
  const problems: string[] = []
  rows.forEach((row, place) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) problems.push(`keys.${place}`)
    else if (text((row as RawKey).id) === undefined) problems.push(`keys.${place}.id`)
  })
  return problems
}

/** What the key index keeps of a key: all that lists, selection, revoke and change ask. What is not told is undefined. */
export interface KeptKey {
  id: string
  lockId: string | undefined
  /** The recipient, in whichever spelling they came (`keyUserId`, `keyUserName`). */
  userId: string | undefined
  userName: string | undefined
  state: string | undefined
  start: string | undefined
  end: string | undefined
  created: string | undefined
  recurrence: unknown
  metadata: object | undefined
}

// One for all rows: 100,000 short-lived objects would cost more than what is read from them.
const told = {
  id: '',
  appUser: { id: none(), name: none() },
  appUserId: none(),
  toUser: { id: none(), userName: none() },
}

/**
 * Reads a row of a page as `Key` of the contract would, which costs some µs a row: what is null, blank or of a kind that
 * we did not expect is not told. Unknown fields are left out; the raw view asks for its key. A test holds the two equal.
 * @param into is filled and returned, so that nothing is allocated for a row
 */
export function readKept(raw: RawKey, into: KeptKey): KeptKey {
  const user = raw.appUser as Fields
  const older = raw.toUser as Fields
  told.appUser.id = text(user?.id)
  told.appUser.name = text(user?.name)
  told.appUserId = text(raw.appUserId)
  told.toUser.id = text(older?.id)
  told.toUser.userName = text(older?.userName)
  into.id = raw.id
  into.lockId = text(raw.lockId)
  into.userId = keyUserId(told)
  into.userName = keyUserName(told)
  into.state = text(raw.state)
  // A blank instant is no absent one: it cannot be read, and so claims nothing.
  into.start = typeof raw.start === 'string' ? raw.start : undefined
  into.end = typeof raw.end === 'string' ? raw.end : undefined
  into.created = typeof raw.created === 'string' ? raw.created : undefined
  into.recurrence = raw.recurrence ?? undefined
  into.metadata = record(raw.metadata)
  return into
}

/** A kept key as a `Key`, with the recipient in one spelling. */
export function keyOfKept(kept: KeptKey): Key {
  const key: Key = { id: kept.id }
  const { userId: id, userName: name } = kept
  if (kept.lockId !== undefined) key.lockId = kept.lockId
  if (id !== undefined || name !== undefined)
    key.appUser = { ...(id !== undefined && { id }), ...(name !== undefined && { name }) }
  for (const field of ['state', 'start', 'end', 'created'] as const)
    if (kept[field] !== undefined) key[field] = kept[field]
  if (kept.recurrence !== undefined) key.recurrence = kept.recurrence
  if (kept.metadata) key.metadata = kept.metadata as Record<string, unknown>
  return key
}

export const noKept = (): KeptKey => ({
  id: '',
  lockId: undefined,
  userId: undefined,
  userName: undefined,
  state: undefined,
  start: undefined,
  end: undefined,
  created: undefined,
  recurrence: undefined,
  metadata: undefined,
})

/** What is no object has none of them. */
type Fields = Record<string, unknown> | null | undefined

function none(): string | undefined {
  return undefined
}

function record(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  // As the shape does it: such a field would be another thing wherever it is copied.
  return Object.hasOwn(value, '__proto__')
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== '__proto__'))
    : value
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
