import type { Key } from '#src/contract/key.ts'
import { isObject, readSchedule } from './schedule.ts'
import { readInstant } from './time.ts'

/**
 * In which of its limits a key that was made differs from what was asked for. Unknown properties may be ignored by the
 * API (unloc-api 3.4), and a key without its end opens for ever: so it is read back. A start that was not asked for is
 * the moment of making, which nobody can name beforehand.
 */
export function differsFromAsked(
  asked: { start?: string; end?: string; recurrence?: unknown },
  key: Key,
): ('start' | 'end' | 'recurrence')[] {
  const differs: ('start' | 'end' | 'recurrence')[] = []
  if (asked.start !== undefined && !isSameInstant(asked.start, key.start)) differs.push('start')
  if (asked.end === undefined ? key.end != null : !isSameInstant(asked.end, key.end)) differs.push('end')
  if (!isSameRecurrence(asked.recurrence, key.recurrence)) differs.push('recurrence')
  return differs
}

/** What cannot be read is the same only where it is spelled the same. */
function isSameInstant(a: string, b: string | null | undefined): boolean {
  const at = readInstant(a)
  return at === undefined ? a === b : at === readInstant(b)
}

function isSameRecurrence(a: unknown, b: unknown): boolean {
  const [one, other] = [readSchedule(a), readSchedule(b)]
  if (one.kind !== other.kind) return false
  if (one.kind === 'weekly' && other.kind === 'weekly')
    return JSON.stringify(one.spans) === JSON.stringify(other.spans)
  return one.kind === 'always' || spelled(a) === spelled(b)
}

/** As text that does not depend on the order of its fields. */
const spelled = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(spelled).join()}]`
    : isObject(value)
      ? `{${Object.keys(value)
          .sort()
          .map((name) => `${name}:${spelled(value[name])}`)
          .join()}}`
      : JSON.stringify(value)
