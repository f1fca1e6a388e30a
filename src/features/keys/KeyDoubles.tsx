import { Link } from '@tanstack/react-router'
import type { Key } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeySummary.module.css'
import { personLabel } from './keyWords.ts'

interface KeyDoublesProps {
  projectId: string
  doubles: readonly Key[]
  locks: ReadonlyMap<string, Lock>
  names: ReadonlyMap<string, string>
}

/** Warns of live keys that some of these people have to some of these doors. It is allowed, and rarely meant. */
export function KeyDoubles({ projectId, doubles, locks, names }: KeyDoublesProps) {
  const shown = doubles.slice(0, 5)
  return (
    <Notice tone="warn">
      {doubles.length === 1
        ? 'A live key for this person and door is there already:'
        : `${formatNumber(doubles.length)} live keys for these people and doors are there already:`}
      <ul className={css.doubles}>
        {shown.map((key) => (
          <li key={key.id}>
            <Link {...paths.key(projectId, key.id)}>
              {personLabel(key, names).name}, {key.lockId == null ? 'a lock' : lockNameOf(locks, key.lockId)}
            </Link>
          </li>
        ))}
        {doubles.length > shown.length && <li>and {formatNumber(doubles.length - shown.length)} more</li>}
      </ul>
    </Notice>
  )
}
