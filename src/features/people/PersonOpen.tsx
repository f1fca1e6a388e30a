import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatNumber } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import { paths } from '#src/paths.ts'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { nextDoor, personDoors } from './personDoors.ts'
import type { PersonFacts, PersonKey } from './personFacts.ts'
import css from './PersonPage.module.css'

const few = 8

interface PersonOpenProps {
  projectId: string
  own: PersonKey[]
  facts: PersonFacts
  keys: ReturnType<typeof useKeys>
  now: number
  complete: boolean
  loading: boolean
}

/** The doors that a person can open now, by what their keys say; when none, the next that will. */
export function PersonOpen({ projectId, own, facts, keys, now, complete, loading }: PersonOpenProps) {
  const [all, setAll] = useState(false)
  const { locks, zoneOf } = keys
  const places = { nameOf: (id: string) => lockNameOf(locks, id), zoneOf }
  const doors = personDoors(own, places, now)
  const next = doors.length === 0 ? nextDoor(own, places, now) : undefined
  if (own.length === 0 && !complete)
    return (
      <section className={css.part}>
        <h2>Opens now</h2>
        {loading ? (
          <RowsSkeleton label="Loading what opens" rows={4} />
        ) : (
          <p className={css.quiet}>– This cannot be told, since no keys could be loaded.</p>
        )}
      </section>
    )
  return (
    <section className={css.part}>
      <h2>Opens now</h2>
      <p className={css.sentence}>
        <strong>
          {doors.length === 0 ? 'No door' : counted(doors.length, 'door')}
          {!complete && ' so far'}
        </strong>{' '}
        can be opened now
      </p>
      <p className={css.quiet}>
        {!complete
          ? loading
            ? 'The keys are still loading, so every number here is what has come so far.'
            : 'Not all keys could be loaded, so there may be more doors.'
          : 'This is what the keys say. A lock or phone without a connection may lag behind.'}
      </p>
      <ul className={css.list} aria-label="Doors that open now">
        {(all ? doors : doors.slice(0, few)).map((door) => (
          <li key={door.keyId}>
            {door.lockId === undefined ? (
              <span>{door.name}</span>
            ) : (
              <Link {...paths.lock(projectId, door.lockId)}>{door.name}</Link>
            )}
            <Link
              {...paths.key(projectId, door.keyId)}
              className={css.until}
              aria-label={`${door.until}, by the key to ${door.name}`}
            >
              {door.until}
            </Link>
          </li>
        ))}
      </ul>
      {doors.length > few && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} className={css.more ?? ''}>
          {all ? `Show the first ${few}` : `Show all ${formatNumber(doors.length)}`}
        </Button>
      )}
      {next && (
        <p className={css.apart}>
          Next: <Link {...paths.key(projectId, next.keyId)}>{next.name}</Link> opens {next.at}.
        </p>
      )}
      {facts.making > 0 && (
        <p className={css.apart}>
          {counted(facts.making, 'key')} {facts.making === 1 ? 'is' : 'are'} being made and not counted.
        </p>
      )}
      {facts.untold > 0 && (
        <p className={css.apart}>
          {counted(facts.untold, 'key')} {facts.untold === 1 ? 'is' : 'are'} in a state that is not known
          here, and not counted.
        </p>
      )}
    </section>
  )
}
