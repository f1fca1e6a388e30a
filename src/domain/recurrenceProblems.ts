import type { InvalidParam } from '#src/contract/problem.ts'
import { weekdays } from '#src/contract/recurrence.ts'
import { dayEnd, isObject, isWhole, readMinute } from './schedule.ts'

/**
 * What the API would refuse in a recurrence that we send (unloc-api 4.3, 8), by names such as
 * `recurrence.timeSpans.2.endHour`. Absent is fine.
 */
export function recurrenceProblems(recurrence: unknown): InvalidParam[] {
  if (recurrence === undefined) return []
  if (!isObject(recurrence)) return [{ name: 'recurrence', reason: 'must be of type object' }]
  const problems = notAllowed(recurrence, ['timeSpans'], 'recurrence')
  const list = recurrence.timeSpans
  const name = 'recurrence.timeSpans'
  if (list === undefined) return [...problems, { name, reason: 'is required' }]
  if (!Array.isArray(list)) return [...problems, { name, reason: 'must be of type array' }]
  if (list.length === 0) return [...problems, { name, reason: 'must contain at least 1 item' }]
  const taken = new Set<unknown>()
  list.forEach((span: unknown, i) => {
    problems.push(...spanProblems(span, `${name}.${i}`))
    const weekday = isObject(span) ? span.weekday : undefined
    if (weekday === undefined) return
    if (taken.has(weekday))
      problems.push({ name: `${name}.${i}.weekday`, reason: 'must be unique: one time span per weekday' })
    taken.add(weekday)
  })
  return problems
}

const spanNumbers = [
  ['startHour', 24],
  ['startMinute', 59],
  ['endHour', 24],
  ['endMinute', 59],
] as const

function spanProblems(span: unknown, name: string): InvalidParam[] {
  if (!isObject(span)) return [{ name, reason: 'must be of type object' }]
  const problems = notAllowed(span, ['weekday', ...spanNumbers.map(([field]) => field)], name)
  if (!weekdays.some((word) => word === span.weekday))
    problems.push({ name: `${name}.weekday`, reason: `must be one of ${weekdays.join(', ')}` })
  for (const [field, most] of spanNumbers)
    if (!isWhole(span[field], most))
      problems.push({ name: `${name}.${field}`, reason: `must be an integer from 0 to ${most}` })
  if (problems.length) return problems
  const from = readMinute(span.startHour, span.startMinute)
  const to = readMinute(span.endHour, span.endMinute)
  if (from === undefined || from === dayEnd)
    return [{ name: `${name}.startHour`, reason: 'must be before 24:00' }]
  if (to === undefined) return [{ name: `${name}.endMinute`, reason: 'must be 0 when endHour is 24' }]
  if (to <= from) return [{ name: `${name}.endHour`, reason: 'must be after the start of the time span' }]
  return []
}

const notAllowed = (object: object, known: readonly string[], name: string): InvalidParam[] =>
  Object.keys(object)
    .filter((field) => !known.includes(field))
    .map((field) => ({ name: `${name}.${field}`, reason: 'is not allowed' }))
