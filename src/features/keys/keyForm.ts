import type { NewKey } from '#src/contract/key.ts'
import type { InvalidParam } from '#src/contract/problem.ts'
import { weekdays, type TimeSpan } from '#src/contract/recurrence.ts'
import { z } from '#src/contract/zod.ts'
import { newKeyProblems } from '#src/domain/newKey.ts'
import { wallToInstants, type WallInstants } from '#src/domain/time.ts'
import { gapWords, plainReason, twiceWords } from './keyFormWords.ts'

/** A recipient as typed or pasted. With a `number` it was understood; with a `reason` it was not. */
export const Recipient = z.object({
  text: z.string(),
  number: z.optional(z.string()),
  country: z.optional(z.string()),
  reason: z.optional(z.string()),
})
export type Recipient = z.infer<typeof Recipient>

/** One row of weekly hours: some days with the same times, as typed (`08:00`, `24:00`). */
export const HoursRow = z.object({
  days: z.array(z.enum(weekdays)),
  from: z.string(),
  to: z.string(),
})
export type HoursRow = z.infer<typeof HoursRow>

const side = z.optional(z.enum(['earlier', 'later']))

/** The form as it is filled in, and as a draft keeps it. Times are wall-clock texts in the locks' own zones. */
export const KeyForm = z.object({
  people: z.array(Recipient),
  lockIds: z.array(z.string()),
  /** `YYYY-MM-DD HH:mm:ss`; empty: from the moment of sending. */
  start: z.string(),
  /** Which of two, when the clock shows the start twice. */
  startSide: side,
  /** Empty: no end. */
  end: z.string(),
  endSide: side,
  weekly: z.boolean(),
  hours: z.array(HoursRow),
  notify: z.boolean(),
  note: z.string(),
  /** `number lockId` of keys that an earlier press already asked for, before a later part of it was refused. */
  asked: z.array(z.string()),
})
export type KeyForm = z.infer<typeof KeyForm>

export const emptyForm: KeyForm = {
  people: [],
  lockIds: [],
  start: '',
  end: '',
  weekly: false,
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' }],
  notify: true,
  note: '',
  asked: [],
}

/** What the form must know of the project to judge and build keys. */
export interface KeyFormContext {
  hasLock: (lockId: string) => boolean
  zoneOf: (lockId: string) => string | undefined
  /** Stands in for locks without a zone; start and end are instants, so any stated zone will do. */
  viewerZone: string
}

/** The numbers that will get keys, each once. */
export const numbersOf = (people: readonly Recipient[]): string[] => [
  ...new Set(people.flatMap(({ number }) => (number === undefined ? [] : [number]))),
]

export const pairOf = (key: { appUserId: string; lockId: string }): string => `${key.appUserId} ${key.lockId}`

/** The zone in which start and end are read for a lock. */
export const wallZone = (lockId: string, { zoneOf, viewerZone }: KeyFormContext): string =>
  zoneOf(lockId) ?? viewerZone

/** Minutes of the day in a text such as `8`, `0830`, `8.30`, `08:30` or `24:00`; NaN when it is none. */
export function readTime(text: string): number {
  const found = /^\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*$/.exec(text)
  if (!found) return NaN
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  return hour * 60 + minute <= 1440 && minute < 60 ? hour * 60 + minute : NaN
}

export const formatTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The time spans of the rows, one for each day, and the row that each came from. */
export function toSpans(hours: readonly HoursRow[]): { span: TimeSpan; row: number }[] {
  return hours.flatMap(({ days, from, to }, row) => {
    const [start, end] = [readTime(from), readTime(to)]
    return weekdays
      .filter((day) => days.includes(day))
      .map((weekday) => ({
        row,
        span: {
          weekday,
          startHour: Math.floor(start / 60),
          startMinute: start % 60,
          endHour: Math.floor(end / 60),
          endMinute: end % 60,
        },
      }))
  })
}

/** The recurrence that the rows mean; undefined for always. */
export const toRecurrence = ({ weekly, hours }: Pick<KeyForm, 'weekly' | 'hours'>): NewKey['recurrence'] =>
  weekly ? { timeSpans: toSpans(hours).map(({ span }) => span) } : undefined

/** The one instant meant by a wall-clock text, once a doubled hour is decided; undefined while it is not. */
export function chosenInstant(found: WallInstants, side: KeyForm['startSide']): number | undefined {
  if (found.kind === 'one') return found.at
  return found.kind === 'twice' && side ? found[side] : undefined
}

const iso = (at: number) => new Date(at).toISOString()

function period(values: KeyForm, zone: string): { start?: string; end?: string } {
  const start = values.start && chosenInstant(wallToInstants(values.start, zone), values.startSide)
  const end = values.end && chosenInstant(wallToInstants(values.end, zone), values.endSide)
  return {
    ...(typeof start === 'number' && { start: iso(start) }),
    ...(typeof end === 'number' && { end: iso(end) }),
  }
}

/**
 * The keys to ask for: every person times every lock, person by person, but those asked for already. `start` is left
 * out for "now" and `end` for none (unloc-api 3.4, 6.1). Call it on a form without problems.
 */
export function toRequests(values: KeyForm, context: KeyFormContext, batch: string): NewKey[] {
  const asked = new Set(values.asked)
  const recurrence = toRecurrence(values)
  const note = values.note.trim()
  const shared = {
    ...(recurrence && { recurrence }),
    metadata: { ...(note && { note }), batch },
    ...(!values.notify && { skipInviteNotification: true as const }),
  }
  const periods = new Map(values.lockIds.map((id) => [id, period(values, wallZone(id, context))]))
  return numbersOf(values.people).flatMap((appUserId) =>
    values.lockIds
      .map((lockId) => ({ lockId, appUserId, ...periods.get(lockId), ...shared }))
      .filter((key) => !asked.has(pairOf(key))),
  )
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
}

/**
 * Everything that keeps the form from being sent, in plain words and by field. The rules are the domain's: each person
 * is judged on one lock and each lock with one person, which finds the same as judging every pair.
 */
export function keyFormProblems(values: KeyForm, context: KeyFormContext, now: number): FormProblem[] {
  const problems: FormProblem[] = []
  const bad = values.people.filter(({ number }) => number === undefined).length
  const numbers = numbersOf(values.people)
  if (bad > 0)
    problems.push({
      path: ['people'],
      message: `${bad === 1 ? 'One entry is' : `${bad} entries are`} no usable number. Correct or remove ${bad === 1 ? 'it' : 'them'}.`,
    })
  problems.push(...clockProblems(values, context))
  const clockFaults = new Set(problems.map(({ path }) => path[0]))

  const common = (lockId: string | undefined) => ({
    ...period(values, lockId === undefined ? context.viewerZone : wallZone(lockId, context)),
    recurrence: toRecurrence(values),
    metadata: { note: values.note.trim() },
  })
  const probes = [
    ...(numbers.length > 0 ? numbers : [undefined]).map((appUserId) => [appUserId, values.lockIds[0]]),
    ...values.lockIds.slice(1).map((lockId) => [numbers[0], lockId]),
  ]
  for (const [appUserId, lockId] of probes)
    for (const param of newKeyProblems(
      { ...common(lockId), lockId, appUserId },
      { now, hasLock: context.hasLock },
    )) {
      const problem = toProblem(param, values, appUserId, lockId)
      if (!clockFaults.has(problem.path[0]!)) problems.push(problem)
    }
  // The first word for each place is enough.
  const seen = new Set<string>()
  return problems.filter(({ path }) => !seen.has(path.join('.')) && seen.add(path.join('.')))
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

/** A start or end that a lock's clock skips, or shows twice without it being said which. */
function clockProblems(values: KeyForm, context: KeyFormContext): FormProblem[] {
  const zones = [...new Set(values.lockIds.map((id) => wallZone(id, context)))]
  return (['start', 'end'] as const).flatMap((field) => {
    for (const zone of values[field] ? zones : []) {
      const found = wallToInstants(values[field], zone)
      const message =
        found.kind === 'gap'
          ? gapWords(found, zone)
          : found.kind === 'twice' && !values[`${field}Side`]
            ? twiceWords(zone)
            : found.kind === 'unreadable'
              ? 'Choose a date and a time.'
              : undefined
      if (message) return [{ path: [field], message }]
    }
    return []
  })
}

/** The shape of the form with its rules, for the resolver. `now` is asked at each check. */
export const keyFormWithRules = (context: KeyFormContext, now: () => number) =>
  KeyForm.check((payload) => {
    for (const { path, message } of keyFormProblems(payload.value, context, now()))
      payload.issues.push({ code: 'custom', input: payload.value, path, message })
  })
