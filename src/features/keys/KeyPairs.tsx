import type { Lock } from '#src/contract/lock.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatNumber } from '#src/domain/time.ts'
import { pairsOf, type KeyForm } from './keyForm.ts'
import css from './KeySummary.module.css'

interface KeyPairsProps {
  values: KeyForm
  locks: ReadonlyMap<string, Lock>
  names: ReadonlyMap<string, string>
}

const most = 12

/** Exactly the keys that a press asks for, where they are not simply all of these people to all of these doors. */
export function KeyPairs({ values, locks, names }: KeyPairsProps) {
  const pairs = pairsOf(values)
  // Whoever is left over alone may as well be named.
  const shown = pairs.length > most + 1 ? pairs.slice(0, most) : pairs
  return (
    <ul className={css.pairs} aria-label="The keys that will be asked for">
      {shown.map(({ appUserId, lockId }) => (
        <li key={`${appUserId} ${lockId}`}>
          {names.get(appUserId) || formatPhone(appUserId)} to {lockNameOf(locks, lockId)}
        </li>
      ))}
      {pairs.length > shown.length && <li>and {formatNumber(pairs.length - shown.length)} more</li>}
    </ul>
  )
}
