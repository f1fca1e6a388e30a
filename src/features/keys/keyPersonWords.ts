import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { civilAt, formatClosing, formatInstant } from '#src/domain/time.ts'
import { personLabel } from './keyWords.ts'

/** How the people of these keys are told apart: by name, and by the number too where two have the same name. */
export function personTeller(keys: readonly Key[], names: ReadonlyMap<string, string>): (key: Key) => string {
  const numbers = new Map<string, Set<string | undefined>>()
  for (const key of keys) {
    const { name } = personLabel(key, names)
    numbers.set(name, (numbers.get(name) ?? new Set()).add(keyUserId(key)))
  }
  return (key) => {
    const { name, below } = personLabel(key, names)
    return below && (numbers.get(name)?.size ?? 0) > 1 ? `${name}, ${below}` : name
  }
}

/** Until when a door stays open for somebody, on the lock's clock; `end` in epoch ms, Infinity for none. */
export function untilText(end: number, zone: string, at: number, locale?: string): string {
  if (end === Infinity) return 'no end'
  const sameDay = civilAt(zone, end).date === civilAt(zone, at).date
  return `until ${sameDay ? formatClosing(end, zone, locale) : formatInstant(end, zone, locale, 'short')}`
}
