import type { Key } from '#src/contract/key.ts'
import { opensDoor } from '#src/domain/key.ts'
import { openState } from '#src/domain/schedule.ts'
import { formatInstant, instantToWall } from '#src/domain/time.ts'
import { viewerZone, zoneLabel } from '#src/domain/calendar.ts'
import { untilText } from '#src/features/keys/keyPersonWords.ts'
import type { PersonKey } from './personFacts.ts'

export interface PersonDoor {
  keyId: string
  lockId: string | undefined
  name: string
  /** Until when, on the lock's clock, which is named where the viewer's shows something else. */
  until: string
}

interface Locks {
  nameOf: (lockId: string) => string
  zoneOf: (lockId: string | null | undefined) => string | undefined
}

const order = new Intl.Collator(undefined, { numeric: true })

/** The doors that a person can open at `now` (epoch ms), by name, each once: by the key that opens longest. */
export function personDoors(
  keys: readonly PersonKey[],
  { nameOf, zoneOf }: Locks,
  now: number,
  viewer = viewerZone(),
  locale?: string,
): PersonDoor[] {
  const best = new Map<string, { key: Key; end: number | undefined }>()
  for (const { key, state } of keys) {
    if (!opensDoor(state)) continue
    const open = openState(key, zoneOf(key.lockId), now)
    const end = open.kind === 'open' ? (open.until ?? Infinity) : undefined
    const lock = key.lockId ?? key.id
    const before = best.get(lock)
    if (!before || (end ?? 0) > (before.end ?? 0)) best.set(lock, { key, end })
  }
  return [...best.values()]
    .map(({ key, end }) => ({
      keyId: key.id,
      lockId: key.lockId ?? undefined,
      name: key.lockId == null ? 'No lock told' : nameOf(key.lockId),
      // Unloc says so; what it goes by cannot be read here.
      until: end === undefined ? 'Unloc says active' : endText(end, zoneOf(key.lockId), now, viewer, locale),
    }))
    .sort((a, b) => order.compare(a.name, b.name))
}

/** The door that opens next for a person, with the moment in words; undefined when none is known to. */
export function nextDoor(
  keys: readonly PersonKey[],
  { nameOf, zoneOf }: Locks,
  now: number,
  viewer = viewerZone(),
  locale?: string,
): { keyId: string; name: string; at: string } | undefined {
  let first: { key: Key; at: number } | undefined
  for (const { key, state } of keys) {
    if (state !== 'scheduled' && state !== 'inactive') continue
    const open = openState(key, zoneOf(key.lockId), now)
    if (open.kind === 'closed' && open.next !== undefined && (!first || open.next < first.at))
      first = { key, at: open.next }
  }
  if (!first) return undefined
  const { key, at } = first
  const zone = zoneOf(key.lockId)
  return {
    keyId: key.id,
    name: key.lockId == null ? 'No lock told' : nameOf(key.lockId),
    at: formatInstant(at, zone ?? 'UTC', locale, 'day') + clockName(at, zone, viewer),
  }
}

function endText(
  end: number,
  zone: string | undefined,
  now: number,
  viewer: string,
  locale: string | undefined,
): string {
  const text = untilText(end, zone ?? 'UTC', now, locale)
  return end === Infinity ? text : text + clockName(end, zone, viewer)
}

function clockName(at: number, zone: string | undefined, viewer: string): string {
  if (zone === undefined) return ' UTC'
  return instantToWall(at, zone) === instantToWall(at, viewer) ? '' : ` (${zoneLabel(zone)})`
}
