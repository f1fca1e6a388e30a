import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { openState } from '#src/domain/schedule.ts'
import { civilAt, formatInstant } from '#src/domain/time.ts'
import { personLabel } from '#src/features/keys/keyWords.ts'

export interface LockOpener {
  keyId: string
  name: string
  below: string | undefined
  /** Until when the door opens for them, in the lock's zone; empty where that cannot be said. */
  until: string
}

const order = new Intl.Collator(undefined, { numeric: true })

/**
 * The people behind keys that open now (`now` in epoch ms), by name, each once: of several keys the one that opens
 * longest stands for them.
 */
export function lockOpeners(
  active: readonly Key[],
  names: ReadonlyMap<string, string>,
  zone: string | undefined,
  now: number,
): LockOpener[] {
  const best = new Map<string, { key: Key; end: number | undefined }>()
  for (const key of active) {
    const open = openState(key, zone, now)
    // Unloc says that it opens; where our reading does not agree or cannot tell, no end is claimed.
    const end = open.kind === 'open' ? (open.until ?? Infinity) : undefined
    const person = keyUserId(key) ?? key.id
    const before = best.get(person)
    if (!before || (end ?? -1) > (before.end ?? -1)) best.set(person, { key, end })
  }
  return [...best.values()]
    .map(({ key, end }) => ({ keyId: key.id, ...personLabel(key, names), until: untilText(end, zone, now) }))
    .sort((a, b) => order.compare(a.name, b.name))
}

function untilText(end: number | undefined, zone: string | undefined, now: number): string {
  if (end === undefined) return ''
  if (end === Infinity) return 'no end'
  if (!zone) return ''
  const today = civilAt(zone, end).date === civilAt(zone, now).date
  return `until ${formatInstant(end, zone, undefined, today ? 'time' : 'short')}`
}
