import { isObject, readSchedule, type Timing } from './schedule.ts'
import { readInstant } from './time.ts'

/**
 * One limit of a key that is not as it was asked for. `missing`: the key does not have it; `added`: nobody asked for
 * it; `unreadable`: what the key has cannot be read, so nothing can be said for it.
 */
export interface AskedDifference {
  limit: 'start' | 'end' | 'hours'
  kind: 'missing' | 'added' | 'other' | 'unreadable'
}

/**
 * How a key differs from what was asked for it (unloc-api 3.4: where unknown names are ignored, a misspelt one hands
 * out a key that opens for ever). Ends and starts compare as instants, weekly hours as the spans that they mean, in
 * any order. A start that was not asked for is the moment of making, and is not compared.
 */
export function differsFromAsked(asked: Timing, key: Timing & { created?: string | null | undefined }) {
  const found: AskedDifference[] = []
  const end = compareInstants(asked.end, key.end)
  if (end) found.push({ limit: 'end', kind: end })
  const hours = compareHours(asked.recurrence, key.recurrence)
  if (hours) found.push({ limit: 'hours', kind: hours })
  const start = asked.start == null ? undefined : compareInstants(asked.start, key.start)
  if (start && !bothPast(asked.start, key)) found.push({ limit: 'start', kind: start })
  return found
}

function compareInstants(asked: string | null | undefined, got: string | null | undefined) {
  if (asked == null) return got == null ? undefined : 'added'
  if (got == null) return 'missing'
  const at = readInstant(got)
  if (at === undefined) return 'unreadable'
  return at === readInstant(asked) ? undefined : 'other'
}

/** A start that had passed when the key was made opens it at once, and so does none. */
function bothPast(asked: string | null | undefined, key: Timing & { created?: string | null | undefined }) {
  const created = readInstant(key.created) ?? -Infinity
  const start = key.start == null ? created : (readInstant(key.start) ?? Infinity)
  return (readInstant(asked) ?? Infinity) <= created && start <= created
}

function compareHours(asked: unknown, got: unknown) {
  const [wish, is] = [readSchedule(asked), readSchedule(got)]
  // What was carried along unread, and came back as it was, is as it was asked.
  if (is.kind === 'unreadable' && wish.kind === 'unreadable' && spelled(asked) === spelled(got))
    return undefined
  if (is.kind === 'unreadable' || wish.kind === 'unreadable') return 'unreadable'
  if (wish.kind === 'always') return is.kind === 'always' ? undefined : 'added'
  if (is.kind === 'always') return 'missing'
  // Read spans are in the order of the week, with those that touch made one.
  return JSON.stringify(wish.spans) === JSON.stringify(is.spans) ? undefined : 'other'
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
