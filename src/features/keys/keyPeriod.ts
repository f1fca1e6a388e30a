import type { NewKey } from '#src/contract/key.ts'
import { startGrace } from '#src/domain/newKey.ts'
import { openings } from '#src/domain/schedule.ts'
import { readInstant, wallToInstants, type WallInstants } from '#src/domain/time.ts'
import type { FormProblem, KeyForm, KeyFormContext } from './keyForm.ts'
import { clockWords } from './keyFormWords.ts'

/** What the form says of start and end. */
export type KeyTimes = Pick<KeyForm, 'start' | 'startSide' | 'end' | 'endSide' | 'meaning' | 'lockIds'>

/** The zone in which start and end are read when they are one moment for all doors: that of the first that tells one. */
export function momentZone(lockIds: readonly string[], { zoneOf, spareZone }: KeyFormContext): string {
  // Stops at the first: this is asked for every lock of a batch.
  for (const id of lockIds) {
    const zone = zoneOf(id)
    if (zone !== undefined) return zone
  }
  return spareZone
}

/** The zone in which start and end are read for a lock. */
export const readZone = (lockId: string, times: KeyTimes, context: KeyFormContext): string =>
  times.meaning === 'moment'
    ? momentZone(times.lockIds, context)
    : (context.zoneOf(lockId) ?? context.spareZone)

/** The zones in which start and end are read, each once; the first leads. */
export function readZones(times: KeyTimes, context: KeyFormContext): string[] {
  const zones = [...new Set(times.lockIds.map((id) => readZone(id, times, context)))]
  return zones.length > 0 ? zones : [context.spareZone]
}

export interface ZoneGroup {
  /** The locks' own zone; undefined when it is not known. */
  zone: string | undefined
  /** The zone in which their start and end are read. */
  readIn: string
  lockIds: string[]
}

/** The chosen locks that the project has by zone, in the order of their choice. */
export function zoneGroups(times: KeyTimes, context: KeyFormContext): ZoneGroup[] {
  const groups = new Map<string | undefined, ZoneGroup>()
  for (const id of times.lockIds.filter(context.hasLock)) {
    const zone = context.zoneOf(id)
    const group = groups.get(zone)
    if (group) group.lockIds.push(id)
    else groups.set(zone, { zone, readIn: readZone(id, times, context), lockIds: [id] })
  }
  return [...groups.values()]
}

/** Whether the doors' clocks differ in what they could mean by one start or end. */
export const isManyZoned = (times: KeyTimes, context: KeyFormContext): boolean =>
  readZones({ ...times, meaning: 'wall' }, context).length > 1

/** The one instant meant by a wall-clock text, once a doubled hour is decided; undefined while it is not. */
export function chosenInstant(found: WallInstants, side: KeyForm['startSide']): number | undefined {
  if (found.kind === 'one') return found.at
  return found.kind === 'twice' && side ? found[side] : undefined
}

const iso = (at: number) => new Date(at).toISOString()

/** Start and end as instants for locks whose times are read in a zone. What is not decided is left out. */
export function period(times: KeyTimes, zone: string): { start?: string; end?: string } {
  const start = times.start && chosenInstant(wallToInstants(times.start, zone), times.startSide)
  const end = times.end && chosenInstant(wallToInstants(times.end, zone), times.endSide)
  return {
    ...(typeof start === 'number' && { start: iso(start) }),
    ...(typeof end === 'number' && { end: iso(end) }),
  }
}

export interface ClockTrouble {
  zone: string
  found: Exclude<WallInstants, { kind: 'one' }>
}

/** The zones in which a start or end is skipped or is shown twice, or cannot be read at all. */
export function clockTroubles(
  times: KeyTimes,
  field: 'start' | 'end',
  context: KeyFormContext,
): ClockTrouble[] {
  if (!times[field]) return []
  return readZones(times, context).flatMap((zone) => {
    const found = wallToInstants(times[field], zone)
    return found.kind === 'one' ? [] : [{ zone, found }]
  })
}

/** Of these, the ones that keep the form from being sent: a doubled hour does not, once it is said which. */
export function clockProblems(times: KeyTimes, context: KeyFormContext): FormProblem[] {
  return (['start', 'end'] as const).flatMap((field) =>
    clockTroubles(times, field, context)
      .filter(({ found }) => found.kind !== 'twice' || !times[`${field}Side`])
      .map((trouble) => ({ path: [field], message: clockWords(trouble) })),
  )
}

/** Whether the start is past by more than the API takes, at any of the doors. `now` in epoch ms. */
export const hasPassed = (times: KeyTimes, context: KeyFormContext, now: number): boolean =>
  readZones(times, context).some((zone) => (readInstant(period(times, zone).start) ?? now) < now - startGrace)

/** The doors' zones in which keys with settled times would never open. Where no zone is known, hours tell nothing. */
export const neverOpens = (
  times: KeyTimes,
  recurrence: NewKey['recurrence'],
  context: KeyFormContext,
  now: number,
): string[] =>
  zoneGroups(times, context).flatMap(({ zone, readIn }) =>
    zone !== undefined && openings({ ...period(times, readIn), recurrence }, zone, now, 1).length === 0
      ? [zone]
      : [],
  )
