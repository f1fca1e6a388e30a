import type { Replacement } from '#src/api/replace.ts'
import type { Key } from '#src/contract/key.ts'
import { differsFromAsked } from '#src/domain/asked.ts'
import { keyInstant, stateAt } from '#src/domain/key.ts'
import { newKeyProblems } from '#src/domain/newKey.ts'
import { replacementOf, replaceVerdict, type KeyChange } from '#src/domain/replace.ts'
import { describeSchedule, openings, readSchedule } from '#src/domain/schedule.ts'
import { instantToWall, readInstant } from '#src/domain/time.ts'
import { wallText } from './keyFacts.ts'
import { emptyForm, toRecurrence, type KeyForm, type KeyFormContext } from './keyForm.ts'
import type { HoursRow } from './keyHours.ts'
import { period, readZone } from './keyPeriod.ts'
import { writeChanges } from './keyWeek.ts'
import { counted } from './keyWords.ts'

/** What is to change. The times themselves stand in the form's values. */
export interface ChangeModes {
  start: 'keep' | 'now' | 'from'
  end: 'keep' | 'until' | 'none'
  hours: 'keep' | 'change'
}

export const keepAll: ChangeModes = { start: 'keep', end: 'keep', hours: 'keep' }

/** No more keys than this at once: each is made, looked at and revoked by itself. */
export const changeLimit = 500

/** From so many keys up the count is typed to confirm, as it is for a revoke. */
export const changeTypedFrom = 25

/** The form as it counts: what is kept as it is takes nothing from it. */
export const counting = (values: KeyForm, modes: ChangeModes): KeyForm => ({
  ...values,
  start: modes.start === 'from' ? values.start : '',
  end: modes.end === 'until' ? values.end : '',
  weekly: modes.hours === 'change' && values.weekly,
})

/** What changes in a key to this lock. Start and end are read on the door's own clock, unless one moment is meant. */
function changeAt(lockId: string, values: KeyForm, modes: ChangeModes, context: KeyFormContext): KeyChange {
  const { start, end } = period(counting(values, modes), readZone(lockId, values, context))
  return {
    ...(modes.start === 'now' ? { start: null } : modes.start === 'from' && start ? { start } : {}),
    ...(modes.end === 'none' ? { end: null } : modes.end === 'until' && end ? { end } : {}),
    ...(modes.hours === 'change' && { recurrence: toRecurrence(values) ?? null }),
  }
}

export interface ChangePlan {
  replacements: Replacement[]
  /** Keys that stay as they are, with the reason. */
  left: { key: Key; reason: string }[]
  /** Of these, the ones in whose place new keys can be made if somebody wants them. */
  again: { key: Key; reason: string }[]
}

/**
 * What a press would do about each key. `isAgain`: also make new keys in the place of those that are expired, revoked
 * or failed. That is never so by itself: it would let people in whose keys were taken away. `busyIds`: keys of a change
 * that is not finished: another one beside it would make two. `now` in epoch ms.
 */
export function planChange(
  olds: readonly Key[],
  values: KeyForm,
  modes: ChangeModes,
  options: { isAgain: boolean; batch: string; busyIds?: ReadonlySet<string> },
  context: KeyFormContext,
  now: number,
): ChangePlan {
  const plan: ChangePlan = { replacements: [], left: [], again: [] }
  const isSettled = modes.end !== 'until' || values.end !== ''
  for (const key of olds) {
    const lockId = key.lockId ?? ''
    const zone = context.zoneOf(lockId)
    if (options.busyIds?.has(key.id)) {
      plan.left.push({ key, reason: 'It is part of a change that is not finished.' })
      continue
    }
    const verdict = replaceVerdict(key, stateAt(key, zone, now))
    if (verdict.kind === 'make') plan.again.push({ key, reason: verdict.reason })
    if (verdict.kind === 'not' || (verdict.kind === 'make' && !options.isAgain)) {
      plan.left.push({ key, reason: verdict.reason })
      continue
    }
    const request = replacementOf(key, changeAt(lockId, values, modes, context), {
      now,
      batch: options.batch,
      notify: values.notify,
    })
    const hasOld = verdict.kind === 'replace'
    const reason = isSettled ? whyNot(key, request, modes, hasOld, context, now) : undefined
    if (reason === undefined) plan.replacements.push({ old: key, request, hasOld })
    else plan.left.push({ key, reason })
  }
  return plan
}

function whyNot(
  old: Key,
  request: Replacement['request'],
  modes: ChangeModes,
  hasOld: boolean,
  context: KeyFormContext,
  now: number,
): string | undefined {
  const names = newKeyProblems(request, { now, hasLock: context.hasLock }).map(
    ({ name }) => name.split('.')[0],
  )
  if (names.includes('lockId')) return 'Its lock is not in this project any more.'
  if (names.includes('appUserId')) return 'Its number is not one that Unloc takes.'
  if (names.includes('metadata')) return 'It carries more data than Unloc takes with a new key.'
  if (names.includes('start')) return 'Its start would be past.'
  if (names.includes('end'))
    return modes.end === 'keep'
      ? 'Its own end is past or before its start. Choose a new end.'
      : 'The new end is not after its start.'
  // Kept hours that the rules refuse go to Unloc as they are; those of the form are judged there.
  // Before anything is chosen every key is as it is, which is no reason.
  const isChange = Object.values(modes).some((mode) => mode !== 'keep')
  const isMovedUp = modes.start === 'now' && (readInstant(old.start) ?? now) > now
  if (hasOld && isChange && !isMovedUp && differsFromAsked(request, old).length === 0)
    return 'It is like that already.'
  const zone = context.zoneOf(request.lockId)
  const canTell = zone !== undefined && readSchedule(request.recurrence).kind !== 'unreadable'
  if (canTell && openings(request, zone, now, 1).length === 0)
    return 'The new key would never open: none of its weekly hours lies between start and end.'
  return undefined
}

/** What some keys have in common; undefined where they differ. */
export const commonOf = <T>(keys: readonly Key[], read: (key: Key) => T): T | undefined => {
  const [first, ...others] = keys
  if (!first) return undefined
  const value = read(first)
  const text = JSON.stringify(value)
  return others.every((key) => JSON.stringify(read(key)) === text) ? value : undefined
}

/** What the form begins with: the hours that the keys have, where they are the same and it can show them. */
export function changeValues(keys: readonly Key[]): KeyForm {
  const hours = commonOf(keys, (key) => readSchedule(key.recurrence))
  const rows = hours?.kind === 'weekly' ? rowsOf(hours.spans) : undefined
  return {
    ...emptyForm,
    lockIds: [...new Set(keys.flatMap(({ lockId }) => lockId ?? []))],
    weekly: true,
    ...(rows && { hours: rows }),
  }
}

/** Rows for a week; undefined where a day opens more than once, which the form cannot say. */
function rowsOf(
  spans: readonly { weekday: HoursRow['days'][number]; from: number; to: number }[],
): HoursRow[] | undefined {
  const days = new Map(spans.map((span) => [span.weekday, span]))
  return days.size === spans.length ? writeChanges([], days) : undefined
}

export interface EndPreset {
  word: string
  /** Wall-clock text of the zone. */
  end: string
}

/**
 * Ends that lie a usual time further on, counted on the clock of a zone: from the end that the keys have, if it is one
 * and still ahead, else from now. The day of a longer month becomes the last of a shorter one.
 */
export function laterEnds(end: string | null | undefined, zone: string, now: number): EndPreset[] {
  const at = readInstant(end)
  const isAhead = at !== undefined && at > now
  const from = Temporal.PlainDateTime.from(instantToWall(isAhead ? at : now, zone).replace(' ', 'T'))
  const begin = isAhead ? from : from.round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  const more = isAhead ? ' more' : ''
  const ways: [string, Temporal.DurationLike][] = [
    [`One week${more}`, { weeks: 1 }],
    [`One month${more}`, { months: 1 }],
    [`One year${more}`, { years: 1 }],
  ]
  return ways.map(([word, length]) => ({
    word,
    end: begin.add(length).toString({ smallestUnit: 'second' }).replace('T', ' '),
  }))
}

/** How many keys would end sooner than they do now: one new end for many can take from some what it gives to others. */
export const countSooner = ({ replacements }: Pick<ChangePlan, 'replacements'>): number =>
  replacements.filter(
    ({ old, request, hasOld }) => hasOld && keyInstant(request.end, Infinity) < keyInstant(old.end, Infinity),
  ).length

/** What a press will do, in one breath. */
export function changeSentence(
  { replacements }: Pick<ChangePlan, 'replacements'>,
  values: KeyForm,
  modes: ChangeModes,
  opens: boolean,
): string {
  const count = replacements.length
  const olds = replacements.filter(({ hasOld }) => hasOld).length
  const limits = [
    modes.start === 'now' ? 'from now' : modes.start === 'from' ? `from ${wallText(values.start)}` : '',
    modes.end === 'none' ? 'with no end' : modes.end === 'until' ? `until ${wallText(values.end)}` : '',
    modes.hours === 'keep'
      ? ''
      : values.weekly
        ? `on ${describeSchedule(toRecurrence(values))}`
        : 'that open at any time',
  ].filter(Boolean)
  const makes = `Makes ${counted(count, 'new key')} ${limits.join(', ')}`
  if (olds === 0) return `${makes}. There is nothing to revoke.`
  const waits = count === 1 ? 'waits until it works' : 'waits until each works'
  const revokes = olds === 1 ? 'then revokes the old one' : `then revokes the ${counted(olds, 'old one')}`
  return `${makes}, ${waits}, ${revokes}. Until then both ${opens ? 'open the door' : 'exist'}.`
}
