import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
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
 * The people behind keys that open at a moment (epoch ms), by name, each once: of several keys the one that opens
 * longest stands for them. `opened` as `openersAt` gives it.
 */
export function lockOpeners(
  opened: readonly { keys: readonly Key[]; until: number | undefined }[],
  names: ReadonlyMap<string, string>,
  zone: string | undefined,
  at: number,
): LockOpener[] {
  const best = new Map<string, { key: Key; end: number }>()
  for (const { keys, until: end = Infinity } of opened)
    for (const key of keys) {
      const person = keyUserId(key) ?? key.id
      const before = best.get(person)
      if (!before || end > before.end) best.set(person, { key, end })
    }
  return [...best.values()]
    .map(({ key, end }) => ({ keyId: key.id, ...personLabel(key, names), until: untilText(end, zone, at) }))
    .sort((a, b) => order.compare(a.name, b.name))
}

function untilText(end: number, zone: string | undefined, at: number): string {
  if (end === Infinity) return 'no end'
  if (!zone) return ''
  const sameDay = civilAt(zone, end).date === civilAt(zone, at).date
  return `until ${formatInstant(end, zone, undefined, sameDay ? 'time' : 'short')}`
}
