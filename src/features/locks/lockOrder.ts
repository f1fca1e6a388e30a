import type { Lock } from '#src/contract/lock.ts'
import { batteryOf, lockAddress, lockName, vendorName } from '#src/domain/lock.ts'
import { foldText, readTextQuery } from '#src/domain/searchText.ts'
import type { LockSortColumn } from './lockSearch.ts'

const order = new Intl.Collator(undefined, { numeric: true })

/** Locks whose name, address, vendor or note hold the text; blank finds all. */
export function findLocks(locks: Iterable<Lock>, text: string): Lock[] {
  const query = readTextQuery(text)
  if (!query) return [...locks]
  return [...locks].filter((lock) =>
    [lock.name, lockAddress(lock), vendorName(lock), lock.note].some(
      (one) => one && query.inText(foldText(one)),
    ),
  )
}

/**
 * Locks in order; what is equal goes by name, and what is not told comes last in both directions. `liveKeys`: live
 * keys by lock id. A low battery stands before others, then the word.
 */
export function orderLocks(
  locks: readonly Lock[],
  column: LockSortColumn,
  descending: boolean,
  liveKeys: ReadonlyMap<string, number>,
): Lock[] {
  const valueOf = (lock: Lock): string | number | undefined => {
    switch (column) {
      case 'name':
        return lockName(lock)
      case 'address':
        return lockAddress(lock)
      case 'vendor':
        return vendorName(lock)
      case 'zone':
        return lock.timezone || undefined
      case 'battery': {
        const battery = batteryOf(lock)
        return battery && `${battery.low ? 0 : 1} ${battery.word}`
      }
      case 'keys':
        return liveKeys.get(lock.id) ?? 0
    }
  }
  const compare = (a: string | number | undefined, b: string | number | undefined): number => {
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
    const by = typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b))
    return descending ? -by : by
  }
  return locks
    .map((lock) => ({ lock, value: valueOf(lock) }))
    .sort(
      (a, b) =>
        compare(a.value, b.value) ||
        order.compare(lockName(a.lock), lockName(b.lock)) ||
        order.compare(a.lock.id, b.lock.id),
    )
    .map(({ lock }) => lock)
}
