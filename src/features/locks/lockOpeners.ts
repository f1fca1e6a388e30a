import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personLabel } from '#src/features/keys/keyWords.ts'
import { untilText } from '#src/features/keys/keyPersonWords.ts'

export interface LockOpener {
  keyId: string
  /** The person's number (E.164), if the key names one. */
  number: string | undefined
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
    .map(({ key, end }) => ({
      keyId: key.id,
      number: keyUserId(key),
      ...personLabel(key, names),
      until: zone || end === Infinity ? untilText(end, zone ?? 'UTC', at) : '',
    }))
    .sort((a, b) => order.compare(a.name, b.name))
}
