import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { accessLog, type AccessFilter } from '#src/api/access.ts'
import { explain } from '#src/api/explain.ts'
import type { useKeys } from '#src/api/keys.ts'
import type { AccessEvent } from '#src/contract/project.ts'
import { eventNumber } from '#src/domain/accessLog.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { personId } from '#src/domain/person.ts'
import { formatInstant, formatNumber, readInstant } from '#src/domain/time.ts'
import { formatOwn } from '#src/domain/calendar.ts'
import { paths } from '#src/paths.ts'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import css from './KeyLog.module.css'
import { actionWord, openedText, openerName, type LogEmpty } from './keyLogWords.ts'

interface KeyLogProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  /** Undefined: the API cannot be asked for these, which `empty` explains. */
  filter: AccessFilter | undefined
  /** Whose page it is: what it names already is left out of the rows. */
  of: 'lock' | 'key' | 'person'
  /** Of what the filter finds, what belongs here. */
  only?: (events: readonly AccessEvent[]) => AccessEvent[]
  empty: LogEmpty
  /** What an opening may be missing for, where some are listed. */
  note?: string | undefined
}

const first = 5
const step = 20
const noun = ['opening', 'openings'] as const

/** Openings, the latest first. The log goes back 60 days and holds nothing else: a refused try is not in it. */
export function KeyLog({ projectId, keys, filter, of, only = (all) => [...all], empty, note }: KeyLogProps) {
  const [shown, setShown] = useState(first)
  const log = useQuery({ ...accessLog(projectId, filter ?? { lockId: '' }), enabled: filter !== undefined })
  const { data, error } = log
  const events = data ? only(data.events) : []
  const older = events.length - shown
  const isPart = data !== undefined && !data.complete
  const nothing = (
    <>
      <p className={css.nothing}>{empty.title}</p>
      <p className={css.quiet}>{empty.text}</p>
    </>
  )
  if (!filter) return nothing
  return (
    <>
      {error && (
        <ListTrouble
          trouble={explain(error)}
          onRetry={() => void log.refetch()}
          size={events.length}
          asOf={data?.complete ? data.asOf : undefined}
          noun={noun}
        />
      )}
      {!data && !error && <RowsSkeleton label="Loading openings" rows={3} />}
      {isPart && !error && (
        <p className={css.quiet} role="status">
          {formatNumber(events.length)} read so far; later ones may still come.
        </p>
      )}
      {events.length > 0 && (
        <ol className={css.log} aria-label="Openings">
          {events.slice(0, shown).map((event) => (
            <Opening key={event.id} projectId={projectId} keys={keys} event={event} of={of} />
          ))}
        </ol>
      )}
      {older > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={css.more ?? ''}
          onClick={() => setShown(shown + step)}
        >
          Older openings <span className={css.count}>{formatNumber(older)}</span>
        </Button>
      )}
      {data?.complete && events.length === 0 && nothing}
      {events.length > 0 && older <= 0 && data?.complete && (
        <p className={css.quiet}>That is all: the log goes back 60 days and holds openings only.</p>
      )}
      {events.length > 0 && note && <p className={css.quiet}>{note}</p>}
    </>
  )
}

interface OpeningProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  event: AccessEvent
  of: KeyLogProps['of']
}

function Opening({ projectId, keys, event, of }: OpeningProps) {
  const { lockId } = event
  const number = eventNumber(event)
  const zone = keys.zoneOf(lockId)
  const at = readInstant(event.created)
  const who = openerName(event, keys.names)
  const door = lockId == null ? event.lockName || 'No door told' : lockNameOf(keys.locks, lockId)
  const own = at !== undefined && zone !== undefined ? formatOwn(at, zone) : undefined
  return (
    <li>
      <span className={css.what}>
        {of === 'key' && <span>{actionWord(event)}</span>}
        {of === 'lock' &&
          (number !== undefined ? (
            <Link {...paths.person(projectId, personId(projectId, number))}>{who}</Link>
          ) : (
            <span className={number === undefined ? css.quiet : undefined}>{who}</span>
          ))}
        {of === 'person' &&
          (lockId != null ? <Link {...paths.lock(projectId, lockId)}>{door}</Link> : <span>{door}</span>)}
      </span>
      <span className={css.action}>{of !== 'key' && actionWord(event)}</span>
      <time
        className={css.at}
        dateTime={at === undefined ? undefined : new Date(at).toISOString()}
        title={at === undefined ? undefined : formatInstant(at, zone ?? 'UTC', undefined, 'full')}
      >
        {openedText(event, zone)}
        {own !== undefined && <span> ({own} yours)</span>}
      </time>
    </li>
  )
}
