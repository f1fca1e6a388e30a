import type { FailedKey } from '#src/domain/jobRetry.ts'
import { readSchedule } from '#src/domain/schedule.ts'
import { instantToWall, readInstant, wallToInstants } from '#src/domain/time.ts'
import { rowsOf } from './keyHours.ts'
import { emptyForm, pairOf, type KeyForm, type KeyFormContext } from './keyForm.ts'
import { momentZone } from './keyPeriod.ts'

/** A failed key whose person is known. */
export type RetryKey = FailedKey & { number: string }

/** What the form begins with when failed keys are tried again, and what is to be said of the others. */
export interface KeyRetryPlan {
  /** Undefined when nothing is left to try again here. */
  values: KeyForm | undefined
  /** The keys that the form asks for. */
  tried: RetryKey[]
  existing: FailedKey[]
  /** Those with other times, hours or note: the next press takes them. */
  later: RetryKey[]
  /** Those whose person, or whose times and hours, nobody here knows or can read any more. */
  unknown: FailedKey[]
  /** The start was asked for and is past by now, so it is left out. */
  startPast: boolean
  /** The end is past by now, so that a new one must be set. */
  endPast: boolean
  /** No note could be read, since Unloc does not list these keys. */
  noteLost: boolean
}

/** Times, hours and note of a key as the form has them. */
type FormTerms = Pick<KeyForm, 'start' | 'startSide' | 'end' | 'endSide' | 'weekly' | 'hours' | 'note'>

/** Plans what a press tries again: of the failed keys, the most that share their times, hours and note. `now` in epoch ms. */
export function planRetry(failed: readonly FailedKey[], context: KeyFormContext, now: number): KeyRetryPlan {
  const existing = failed.filter(({ since }) => since !== undefined)
  const open = failed.filter(({ since }) => since === undefined)
  const zoneAt = (lockId: string) => context.zoneOf(lockId) ?? context.spareZone
  const isKnown = (key: FailedKey): key is RetryKey =>
    key.number !== undefined && formTerms(key, zoneAt(key.lockId), now) !== undefined
  const usable = open.filter(isKnown)
  const unknown = open.filter((key) => !isKnown(key))

  const byClock = inGroups(usable, ({ lockId }) => zoneAt(lockId), now)
  // One moment for doors in several zones shows as several times on their clocks.
  const zone = momentZone(
    usable.map(({ lockId }) => lockId),
    context,
  )
  const byMoment = byClock.length > 1 ? inGroups(usable, () => zone, now) : byClock
  const [first, ...others] = byMoment.length < byClock.length ? byMoment : byClock
  const plan = {
    existing,
    unknown,
    later: others.flatMap(({ keys }) => keys),
  }
  if (!first)
    return { ...plan, values: undefined, tried: [], startPast: false, endPast: false, noteLost: false }
  const tried = first.keys
  const lockIds = [...new Set(tried.map(({ lockId }) => lockId))]
  const isMoment = byMoment.length < byClock.length && new Set(lockIds.map(zoneAt)).size > 1
  const isAnyPast = (limit: 'start' | 'end') => tried.some(({ terms }) => isPast(terms?.[limit], now))
  return {
    ...plan,
    tried,
    values: {
      ...emptyForm,
      // The zone that leads is that of the first of these doors.
      ...formTerms(tried[0]!, isMoment ? momentZone(lockIds, context) : zoneAt(tried[0]!.lockId), now),
      ...(isMoment && { meaning: 'moment' as const }),
      people: [...new Set(tried.map(({ number }) => number))].map((number) => ({ text: number, number })),
      lockIds,
      except: exceptOf(tried, lockIds),
    },
    startPast: isAnyPast('start'),
    endPast: isAnyPast('end'),
    noteLost: tried.some(({ note }) => note === undefined),
  }
}

/** What a draft still asks for, once some of its keys exist. */
export const withoutExisting = (values: KeyForm, existing: readonly FailedKey[]): KeyForm => ({
  ...values,
  except: [
    ...new Set([
      ...values.except,
      ...existing.flatMap(({ number, lockId }) =>
        number === undefined ? [] : [pairOf({ appUserId: number, lockId })],
      ),
    ]),
  ],
})

/** The pairs of these people and doors that are not among the keys. */
function exceptOf(keys: readonly RetryKey[], lockIds: readonly string[]): string[] {
  const wanted = new Set(keys.map(({ number, lockId }) => pairOf({ appUserId: number, lockId })))
  const numbers = new Set(keys.map(({ number }) => number))
  return [...numbers]
    .flatMap((appUserId) => lockIds.map((lockId) => pairOf({ appUserId, lockId })))
    .filter((pair) => !wanted.has(pair))
}

/** The keys by what the form would show of them, the largest group first. */
function inGroups(keys: readonly RetryKey[], zoneAt: (key: RetryKey) => string, now: number) {
  const groups = new Map<string, { keys: RetryKey[] }>()
  for (const key of keys) {
    const text = JSON.stringify(formTerms(key, zoneAt(key), now))
    const group = groups.get(text)
    if (group) group.keys.push(key)
    else groups.set(text, { keys: [key] })
  }
  return [...groups.values()].sort((a, b) => b.keys.length - a.keys.length)
}

const isPast = (iso: string | undefined, now: number) => (readInstant(iso) ?? now) < now

/** A key's terms as the form has them, read on the clock of a zone; undefined where the form cannot say the same. */
function formTerms({ terms, note }: FailedKey, zone: string, now: number): FormTerms | undefined {
  if (!terms) return undefined
  const start = isPast(terms.start, now) ? clockOf(undefined, zone) : clockOf(terms.start, zone)
  const end = clockOf(terms.end, zone)
  const schedule = readSchedule(terms.recurrence)
  if (!start || !end || schedule.kind === 'unreadable') return undefined
  return {
    start: start.wall,
    ...(start.side && { startSide: start.side }),
    end: end.wall,
    ...(end.side && { endSide: end.side }),
    weekly: schedule.kind === 'weekly',
    hours: schedule.kind === 'weekly' ? rowsOf(schedule.spans) : emptyForm.hours,
    note: note ?? '',
  }
}

/** What the clock shows at an instant, and which of two it is; an empty text for none, undefined where it cannot be read. */
function clockOf(
  iso: string | undefined,
  zone: string,
): { wall: string; side?: 'earlier' | 'later' } | undefined {
  if (iso === undefined) return { wall: '' }
  const at = readInstant(iso)
  if (at === undefined) return undefined
  const wall = instantToWall(at, zone)
  const found = wallToInstants(wall, zone)
  return found.kind === 'twice' ? { wall, side: at < found.later ? 'earlier' : 'later' } : { wall }
}
