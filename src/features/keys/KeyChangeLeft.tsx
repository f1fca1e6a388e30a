import type { useKeys } from '#src/api/keys.ts'
import type { Key } from '#src/contract/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import css from './KeyChange.module.css'
import { counted, personLabel } from './keyWords.ts'

interface KeyChangeLeftProps {
  keys: ReturnType<typeof useKeys>
  left: readonly { key: Key; reason: string }[]
}

const named = 3

/** The keys that stay as they are, by the reason. */
export function KeyChangeLeft({ keys, left }: KeyChangeLeftProps) {
  if (left.length === 0) return null
  const reasons = new Map<string, Key[]>()
  for (const { key, reason } of left) reasons.set(reason, [...(reasons.get(reason) ?? []), key])
  const nameOf = (key: Key) =>
    `${personLabel(key, keys.names).name} to ${key.lockId == null ? 'no lock told' : lockNameOf(keys.locks, key.lockId)}`
  return (
    <section className={css.left} aria-label="Keys that stay as they are">
      <h3>{counted(left.length, 'key stays as it is', 'keys stay as they are')}</h3>
      <ul>
        {[...reasons].map(([reason, some]) => {
          const more = some.length - named
          const names = some.slice(0, named).map(nameOf)
          return (
            <li key={reason}>
              {formatList(more > 0 ? [...names, `${formatNumber(more)} more`] : names)}
              <span>{reason}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
