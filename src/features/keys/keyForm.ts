import type { NewKey } from '#src/contract/key.ts'
import type { InvalidParam } from '#src/contract/problem.ts'
import { z } from '#src/contract/zod.ts'
import { newKeyProblems } from '#src/domain/newKey.ts'
import { neverWords, plainReason, tooManyWords } from './keyFormWords.ts'
import { HoursRow, toSpans } from './keyHours.ts'
import { mostKeys } from './keySend.ts'
import { clockProblems, neverOpens, period, readZone, zoneGroups } from './keyPeriod.ts'

/** A recipient as typed or pasted. With a `number` it was understood; with a `reason` it was not. */
export const Recipient = z.object({
  text: z.string(),
  number: z.optional(z.string()),
  country: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** The number that was corrected into this one: it gets that one's keys and no others (`except`). */
  insteadOf: z.optional(z.string()),
})
export type Recipient = z.infer<typeof Recipient>

const side = z.optional(z.enum(['earlier', 'later']))

/** The form as it is filled in, and as a draft keeps it. Times are wall-clock texts in the locks' own zones. */
export const KeyForm = z.object({
  people: z.array(Recipient),
  /** What stands in the number field; a whole number there counts without being added first. */
  typed: z.nullable(Recipient),
  lockIds: z.array(z.string()),
  /** `YYYY-MM-DD HH:mm:ss`, or as typed while it cannot be read; empty: from the moment of sending. */
  start: z.string(),
  /** Which of two, when the clock shows the start twice. */
  startSide: side,
  /** Empty: no end. */
  end: z.string(),
  endSide: side,
  /** Doors in several zones: the same time on each door's clock, which is the usual, or one moment for all of them. */
  meaning: z.optional(z.enum(['wall', 'moment'])),
  weekly: z.boolean(),
  hours: z.array(HoursRow),
  notify: z.boolean(),
  note: z.string(),
  /** `number lockId` of keys that an earlier press already asked for, before a later part of it was refused. */
  asked: z.array(z.string()),
  /**
   * `number lockId` of keys that are not asked for though the person and the door are chosen: when failed keys are tried
   * again, those that did not fail or exist by now.
   */
  except: z.array(z.string()),
})
export type KeyForm = z.infer<typeof KeyForm>

export const emptyForm: KeyForm = {
  people: [],
  typed: null,
  lockIds: [],
  start: '',
  end: '',
  weekly: false,
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' }],
  notify: true,
  note: '',
  asked: [],
  except: [],
}

/** What the form must know of the project to judge and build keys. */
export interface KeyFormContext {
  hasLock: (lockId: string) => boolean
  zoneOf: (lockId: string) => string | undefined
  /** Stands in where no lock tells a zone; start and end are instants, so any zone will do that is named. */
  spareZone: string
}

/** The numbers that will get keys, each once. */
export const numbersOf = ({ people, typed }: Pick<KeyForm, 'people' | 'typed'>): string[] => [
  ...new Set(
    [...people, ...(typed ? [typed] : [])].flatMap(({ number }) => (number === undefined ? [] : [number])),
  ),
]

export const pairOf = (key: { appUserId: string; lockId: string }): string => `${key.appUserId} ${key.lockId}`

/** The keys of these people and doors that are not asked for, as `number lockId`. */
export function leftOut(
  values: Pick<KeyForm, 'people' | 'typed' | 'lockIds' | 'asked' | 'except'>,
): Set<string> {
  const out = new Set(values.asked)
  if (values.except.length === 0) return out
  const except = new Set(values.except)
  /** By number: whose keys it gets, its own or those of the number that it was corrected from. */
  const places = new Map<string, Set<string>>()
  for (const { number, insteadOf } of [...values.people, ...(values.typed ? [values.typed] : [])])
    if (number !== undefined) places.set(number, (places.get(number) ?? new Set()).add(insteadOf ?? number))
  for (const [appUserId, whose] of places)
    for (const lockId of values.lockIds)
      if ([...whose].every((number) => except.has(pairOf({ appUserId: number, lockId }))))
        out.add(pairOf({ appUserId, lockId }))
  return out
}

/** How many keys a press would ask for. */
export function countKeys(values: KeyForm): number {
  const [numbers, locks] = [new Set(numbersOf(values)), new Set(values.lockIds)]
  let out = 0
  for (const pair of leftOut(values)) {
    const [number = '', lockId = ''] = pair.split(' ')
    if (numbers.has(number) && locks.has(lockId)) out++
  }
  return numbers.size * locks.size - out
}

/** Exactly the keys that a press would ask for, person by person. */
export function pairsOf(values: KeyForm): { appUserId: string; lockId: string }[] {
  const out = leftOut(values)
  return numbersOf(values).flatMap((appUserId) => {
    const own = values.lockIds.map((lockId) => ({ lockId, appUserId }))
    return out.size > 0 ? own.filter((pair) => !out.has(pairOf(pair))) : own
  })
}

/** The recurrence that the rows mean; undefined for always. */
export const toRecurrence = ({ weekly, hours }: Pick<KeyForm, 'weekly' | 'hours'>): NewKey['recurrence'] =>
  weekly ? { timeSpans: toSpans(hours).map(({ span }) => span) } : undefined

/**
 * The keys to ask for: every person times every lock, person by person, but those that are left out. `start` is left
 * out for "now" and `end` for none (unloc-api 3.4, 6.1).
 * @throws Error when a start or end is not decided: leaving it out would hand out a key without that limit
 */
export function toRequests(values: KeyForm, context: KeyFormContext, batch: string): NewKey[] {
  if (clockProblems(values, context).length > 0) throw new Error('A start or end is not decided')
  const recurrence = toRecurrence(values)
  const note = values.note.trim()
  const shared = {
    ...(recurrence && { recurrence }),
    metadata: { ...(note && { note }), batch },
    ...(!values.notify && { skipInviteNotification: true as const }),
  }
  const periodAt = periodsOf(values, context)
  return pairsOf(values).map((pair) => ({ ...pair, ...periodAt(pair.lockId), ...shared }))
}

/** Start and end at a door, read once for each zone: reading costs, and most doors share one. */
function periodsOf(values: KeyForm, context: KeyFormContext) {
  const periods = new Map<string, ReturnType<typeof period>>()
  return (lockId: string | undefined) => {
    const zone = lockId === undefined ? context.spareZone : readZone(lockId, values, context)
    let own = periods.get(zone)
    if (!own) periods.set(zone, (own = period(values, zone)))
    return own
  }
}

/** The place in the form that a refused field belongs to. */
export interface FormPlace {
  field: 'people' | 'lockIds' | 'start' | 'end' | 'hours' | 'note' | 'notify' | 'form'
  /** Which key of the batch; undefined when the name has no index. */
  key?: number
  /** Which time span, and which part of it. */
  span?: number
  part?: 'days' | 'from' | 'to'
}

/** Reads a name from the API or from `newKeyProblems`: `keys.7.appUserId`, `recurrence.timeSpans.2.endHour`. */
export function fieldOf(name: string): FormPlace {
  const [, index, rest = ''] = /^(?:keys\.(\d+)(?:\.|$))?(.*)$/s.exec(name) ?? []
  const place = (field: FormPlace['field']): FormPlace => ({
    field,
    ...(index !== undefined && { key: Number(index) }),
  })
  const [first, second] = rest.split('.')
  switch (first) {
    case 'appUserId':
      return place('people')
    case 'lockId':
      return place('lockIds')
    case 'start':
    case 'end':
      return place(first)
    case 'metadata':
      return place(second === 'batch' ? 'form' : 'note')
    case 'skipInviteNotification':
      return place('notify')
    case 'recurrence': {
      const [, , span, field = ''] = rest.split('.')
      if (span === undefined || !/^\d+$/.test(span)) return place('hours')
      const part = field.startsWith('end') ? 'to' : field === 'weekday' ? 'days' : 'from'
      return { ...place('hours'), span: Number(span), part }
    }
    default:
      return place('form')
  }
}

export interface FormProblem {
  path: (string | number)[]
  message: string
  /** The times are in order, and leave no opening. */
  never?: true
}

/**
 * Everything that keeps the form from being sent, in plain words and by field. The rules are the domain's: each person
 * is judged on one lock and each lock with one person, which finds the same as judging every pair.
 */
export function keyFormProblems(values: KeyForm, context: KeyFormContext, now: number): FormProblem[] {
  const numbers = numbersOf(values)
  const own = [
    ...peopleProblems(values),
    ...nothingLeft(values),
    ...countProblems(values),
    ...clockProblems(values, context),
    ...hoursProblems(values),
  ]
  const told = new Set(own.map(({ path }) => path[0]))
  const [person] = numbers
  const [lock] = values.lockIds
  const periodAt = periodsOf(values, context)
  // Of 300 people and 40 doors most is the same, and is judged with the first of them alone.
  const probes = [
    {
      ...periodAt(lock),
      recurrence: toRecurrence(values),
      metadata: { note: values.note.trim() },
      lockId: lock,
      appUserId: person,
    },
    ...numbers.slice(1).map((appUserId) => ({ appUserId, lockId: lock })),
    ...values.lockIds.slice(1).map((lockId) => ({ ...periodAt(lockId), lockId, appUserId: person })),
  ]
  const ruled = probes.flatMap((probe) =>
    newKeyProblems(probe, { now, hasLock: context.hasLock }).map((param) =>
      toProblem(param, values, probe.appUserId, probe.lockId),
    ),
  )
  // The first word for each place is enough.
  const seen = new Set<string>()
  const found = [...own, ...ruled.filter(({ path }) => !told.has(path[0]))].filter(
    ({ path }) => !seen.has(path.join('.')) && seen.add(path.join('.')),
  )
  return isSettled(found) ? [...found, ...neverProblems(values, context, now)] : found
}

/** Whether start, end and hours have a meaning, be it that the keys never open. */
export const isSettled = (problems: readonly FormProblem[]): boolean =>
  problems.every(({ path: [field], never }) => never ?? !['start', 'end', 'hours'].includes(String(field)))

/** A key that never opens is never wanted: it is not sent, though Unloc would take it. */
function neverProblems(values: KeyForm, context: KeyFormContext, now: number): FormProblem[] {
  const never = neverOpens(values, toRecurrence(values), context, now)
  if (never.length === 0) return []
  const all = zoneGroups(values, context).length === never.length
  return [{ path: ['end'], message: neverWords(all ? [] : never), never: true }]
}

function toProblem(
  { name, reason }: InvalidParam,
  values: KeyForm,
  appUserId: string | undefined,
  lockId: string | undefined,
): FormProblem {
  const place = fieldOf(name)
  return { path: pathOf(place, values), message: plainReason(place, reason, appUserId, lockId) }
}

/** Where in the form's values a place is: the row of a time span, or the field. */
export function pathOf({ field, span, part }: FormPlace, { hours }: KeyForm): (string | number)[] {
  const row = span === undefined ? undefined : toSpans(hours)[span]?.row
  return row === undefined || part === undefined ? [field] : [field, row, part]
}

function peopleProblems({ people, typed }: KeyForm): FormProblem[] {
  const bad = people.filter(({ number }) => number === undefined).length
  const message =
    bad === 1
      ? 'One entry is no usable number. Correct or remove it.'
      : bad > 1
        ? `${bad} entries are no usable numbers. Correct or remove them.`
        : typed && typed.number === undefined
          ? `The number in the field is not usable yet: ${typed.reason}. Complete it or clear it.`
          : undefined
  return message ? [{ path: ['people'], message }] : []
}

function nothingLeft(values: KeyForm): FormProblem[] {
  const isChosen = numbersOf(values).length > 0 && values.lockIds.length > 0
  if (!isChosen || countKeys(values) > 0) return []
  const message =
    'No key is left to ask for: those of these people to these doors are asked for already, did not fail, or exist by now.'
  return [{ path: ['lockIds'], message }]
}

function countProblems(values: KeyForm): FormProblem[] {
  const count = countKeys(values)
  return count > mostKeys ? [{ path: ['lockIds'], message: tooManyWords(count) }] : []
}

/** A row without days means nothing: what was meant by it cannot be guessed. */
const hoursProblems = ({ weekly, hours }: KeyForm): FormProblem[] =>
  weekly
    ? hours.flatMap(({ days }, row) =>
        days.length > 0
          ? []
          : [{ path: ['hours', row, 'days'], message: 'Choose the days of this row, or remove it.' }],
      )
    : []

/** The shape of the form with its rules, for the resolver. `now` is asked at each check. */
export const keyFormWithRules = (context: KeyFormContext, now: () => number) =>
  KeyForm.check((payload) => {
    for (const { path, message } of keyFormProblems(payload.value, context, now()))
      payload.issues.push({ code: 'custom', input: payload.value, path, message })
  })
