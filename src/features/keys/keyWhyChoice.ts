import type { ComboboxItem, ComboboxParsedItem } from '@mantine/core'
import type { Lock } from '#src/contract/lock.ts'
import { lockAddress, lockName } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatNumber } from '#src/domain/time.ts'
import { foldText, readTextQuery, type TextQuery } from '#src/domain/searchText.ts'

/** A person or a door to choose; `text` is what it is found by, `number` (E.164) too. */
export interface WhyOption extends ComboboxItem {
  text: string
  number?: string
  named?: boolean
}

/** A person, told apart by their number from another of that name. */
export function personOption(number: string, name: string | undefined): WhyOption {
  const label = [name, formatPhone(number)].filter(Boolean).join('  ')
  return { value: number, label, text: foldText(label), number, named: Boolean(name) }
}

const order = new Intl.Collator(undefined, { numeric: true })

/** By name; whoever has none comes last, by number. */
export const byName = (a: WhyOption, b: WhyOption): number =>
  Number(a.named === false) - Number(b.named === false) || order.compare(a.label, b.label)

/** The doors, those of one name told apart by their address or, where that is one too, by the end of their id. */
export function doorOptions(locks: readonly Lock[]): WhyOption[] {
  const told = [lockName, (lock: Lock) => [lockName(lock), lockAddress(lock)].filter(Boolean).join(', ')]
  const taken = told.map((tell) => {
    const times = new Map<string, number>()
    for (const lock of locks) times.set(tell(lock), (times.get(tell(lock)) ?? 0) + 1)
    return times
  })
  return locks.map((lock) => {
    const i = told.findIndex((tell, i) => taken[i]!.get(tell(lock)) === 1)
    const label = told[i]?.(lock) ?? `${told[1]!(lock)} (…${lock.id.slice(-4)})`
    return { value: lock.id, label, text: foldText([label, lockAddress(lock)].filter(Boolean).join(' ')) }
  })
}

/**
 * What was typed finds: a name or address with or without its accents, a number in any spelling. Past the limit it is
 * said how many more there are.
 */
export function found(options: ComboboxParsedItem[], typed: string, limit: number): ComboboxParsedItem[] {
  const query = readTextQuery(typed)
  let left = limit
  let all = 0
  const among = (items: readonly ComboboxItem[]) => {
    const some = query ? items.filter((one) => isFound(one as WhyOption, query)) : items
    const shown = some.slice(0, left)
    all += some.length
    left -= shown.length
    return shown
  }
  const shown = options.flatMap((one): ComboboxParsedItem[] => {
    if (!('group' in one)) return among([one])
    const items = among(one.items)
    return items.length > 0 ? [{ ...one, items }] : []
  })
  if (all <= limit) return shown
  // Whoever is not among them must not seem to be unknown.
  return [
    ...shown,
    { value: '', label: `And ${formatNumber(all - limit)} more: type to find them`, disabled: true },
  ]
}

const isFound = ({ text, number }: WhyOption, query: TextQuery): boolean =>
  query.inText(text) || (number !== undefined && query.inNumber(number))
