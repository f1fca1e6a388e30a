import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import type { Lock } from '#src/contract/lock.ts'
import { lockZone } from '#src/domain/lock.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import { paths } from '#src/paths.ts'
import { lockOpeners } from './lockOpeners.ts'
import css from './LockPage.module.css'

interface LockOpenersProps {
  projectId: string
  lock: Lock
  keys: ReturnType<typeof useKeys>
  now: number
}

const few = 8

/** Who has a key that opens the door now, by name, and until when. */
export function LockOpeners({ projectId, lock, keys, now }: LockOpenersProps) {
  const { index, version, names, pass } = keys
  const [all, setAll] = useState(false)
  const openers = useMemo(() => {
    void version
    const active = index.query({ lockIds: [lock.id], states: ['active'] }, now)
    return lockOpeners(
      [...active].map((row) => index.keyAt(row)),
      names,
      lockZone(lock),
      now,
    )
  }, [index, version, names, lock, now])
  const shown = all ? openers : openers.slice(0, few)
  return (
    <section>
      <h2>
        Can open now{' '}
        <span className={css.quiet}>
          {!pass.complete
            ? openers.length > 0
              ? `${counted(openers.length, 'person', 'people')} so far, loading`
              : 'loading'
            : counted(openers.length, 'person', 'people')}
        </span>
      </h2>
      {openers.length === 0 && pass.complete && (
        <p className={css.quiet}>Nobody has a key that opens this lock at this moment.</p>
      )}
      <ul className={css.openers}>
        {shown.map((opener) => (
          <li key={opener.keyId}>
            <Link {...paths.key(projectId, opener.keyId)}>{opener.name}</Link>
            {opener.below && <span className={css.quiet}>{opener.below}</span>}
            <span className={css.until}>{opener.until}</span>
          </li>
        ))}
      </ul>
      {openers.length > shown.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)} className={css.more ?? ''}>
          Show all {openers.length}
        </Button>
      )}
    </section>
  )
}
