import type { InvalidParam } from '#src/contract/problem.ts'
import { isE164 } from './phone.ts'
import { recurrenceProblems } from './recurrenceProblems.ts'
import { readInstant } from './time.ts'

const fields = ['lockId', 'appUserId', 'start', 'end', 'recurrence', 'metadata', 'skipInviteNotification']
/** How far past a start may be, in ms (unloc-api 3.4). */
export const startGrace = 60 * 60 * 1000

/** The API's limits for metadata (unloc-api 2.11). Lengths in UTF-16 units, which is never more generous. */
export const metadataLimits = { pairs: 20, key: 40, value: 256 } as const

/**
 * What the API would refuse in one key of a create call (unloc-api 3.4, 2.11, 4.3, 8). Names are relative to the key
 * (`end`, `recurrence.timeSpans.0.endHour`); a key that is no object at all has the name `''`. Empty: it may be sent.
 * The form and the mock both ask this. `now` in epoch ms.
 */
export function newKeyProblems(
  key: unknown,
  context: { now: number; hasLock(id: string): boolean },
): InvalidParam[] {
  if (!isRecord(key)) return [{ name: '', reason: 'must be of type object' }]
  return [
    ...Object.keys(key)
      .filter((name) => !fields.includes(name))
      .map((name) => ({ name, reason: 'is not allowed' })),
    ...textProblems(key.lockId, 'lockId', (id) => (context.hasLock(id) ? [] : ['lock not found'])),
    ...textProblems(key.appUserId, 'appUserId', (id) =>
      isE164(id) ? [] : ['must be a phone number in E.164 format'],
    ),
    ...periodProblems(key, context.now),
    ...recurrenceProblems(key.recurrence),
    ...metadataProblems(key.metadata),
    ...(key.skipInviteNotification !== undefined && typeof key.skipInviteNotification !== 'boolean'
      ? [{ name: 'skipInviteNotification', reason: 'must be of type boolean' }]
      : []),
  ]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textProblems(value: unknown, name: string, rule: (text: string) => string[]): InvalidParam[] {
  const reasons =
    value === undefined
      ? ['is required']
      : typeof value !== 'string'
        ? ['must be of type string']
        : rule(value)
  return reasons.map((reason) => ({ name, reason }))
}

/** Left out means from now and for ever; null is refused, though the pages allow it (unloc-api 6.1). */
function periodProblems(key: Record<string, unknown>, now: number): InvalidParam[] {
  const problems: InvalidParam[] = []
  const read = (name: 'start' | 'end') => {
    const value = key[name]
    if (value === undefined) return undefined
    const at = typeof value === 'string' ? readInstant(value) : undefined
    if (typeof value !== 'string') problems.push({ name, reason: 'must be of type string' })
    else if (at === undefined)
      problems.push({ name, reason: 'must be an ISO 8601 date and time with a zone' })
    return at
  }
  const start = read('start')
  const end = read('end')
  if (start !== undefined && start < now - startGrace)
    problems.push({ name: 'start', reason: 'must not be more than 1 hour in the past' })
  if (end !== undefined && start !== undefined && end <= start)
    problems.push({ name: 'end', reason: 'must be after start' })
  else if (end !== undefined && end <= now) problems.push({ name: 'end', reason: 'must be in the future' })
  return problems
}

function metadataProblems(metadata: unknown): InvalidParam[] {
  if (metadata === undefined) return []
  if (!isRecord(metadata)) return [{ name: 'metadata', reason: 'must be of type object' }]
  const { pairs, key: longestKey, value: longestValue } = metadataLimits
  const problems: InvalidParam[] = []
  if (Object.keys(metadata).length > pairs)
    problems.push({ name: 'metadata', reason: `must have at most ${pairs} pairs` })
  for (const [key, value] of Object.entries(metadata)) {
    const name = `metadata.${key}`
    if (key === '') problems.push({ name, reason: 'must have a name' })
    if (key.length > longestKey)
      problems.push({ name, reason: `name must be at most ${longestKey} characters long` })
    if (/^unloc/i.test(key)) problems.push({ name, reason: 'names that begin with unloc are reserved' })
    if (typeof value !== 'string') problems.push({ name, reason: 'must be of type string' })
    else if (value.length > longestValue)
      problems.push({ name, reason: `must be at most ${longestValue} characters long` })
  }
  return problems
}
