import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { personId } from '#src/domain/person.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import type { LockOpener } from './lockOpeners.ts'
import css from './LockWho.module.css'

const few = 8

/** The people who can open at a moment, by name, and until when, which leads to the key. */
export function LockOpeners({ projectId, openers }: { projectId: string; openers: LockOpener[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? openers : openers.slice(0, few)
  return (
    <>
      <ul className={css.openers} aria-label="Who can open">
        {shown.map((opener) => (
          <li key={opener.keyId}>
            {opener.number ? (
              <Link {...paths.person(projectId, personId(projectId, opener.number))}>{opener.name}</Link>
            ) : (
              <span>{opener.name}</span>
            )}
            {opener.below && <span className={css.quiet}>{opener.below}</span>}
            <Link
              {...paths.key(projectId, opener.keyId)}
              className={css.until}
              aria-label={`${opener.until && `${opener.until}, by `}the key of ${opener.name}`}
            >
              {opener.until || 'the key'}
            </Link>
          </li>
        ))}
      </ul>
      {openers.length > few && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} className={css.more ?? ''}>
          {all ? `Show the first ${few}` : `Show all ${formatNumber(openers.length)}`}
        </Button>
      )}
    </>
  )
}
