import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useNow } from '#src/api/clock.ts'
import { ApiError } from '#src/api/error.ts'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { keyGet } from '#src/api/keyReads.ts'
import { noteRevoked, useRevokedSeen } from '#src/api/revokedSeen.ts'
import type { Key } from '#src/contract/key.ts'
import { allowed, keyUserId, stateAt } from '#src/domain/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { personId } from '#src/domain/person.ts'
import { replacesMark } from '#src/domain/replace.ts'
import { formatAgo, formatInstant, formatRelative, readInstant } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import factsCss from '#src/ui/facts.module.css'
import rawCss from '#src/ui/raw.module.css'
import { KeyBadge } from './KeyBadge.tsx'
import { KeyHoursRead } from './KeyHoursRead.tsx'
import { keyLife } from './keyLife.ts'
import { KeyLine } from './KeyLine.tsx'
import { KeyMay } from './KeyMay.tsx'
import { KeyNext } from './KeyNext.tsx'
import columns from '#src/ui/columns.module.css'
import css from './KeyPage.module.css'
import { instantText, personLabel, stateMore, validityText } from './keyWords.ts'

const KeyOpened = lazy(() => import('./KeyOpened.tsx').then((m) => ({ default: m.KeyOpened })))
const KeyRevoke = lazy(() => import('./KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })))

export function KeyPage() {
  const { projectId, keyId } = useParams({ from: '/shell/p/$projectId/keys/$keyId' })
  const asked = useQuery(keyGet(projectId, keyId))
  const keys = useKeys(projectId)
  const row = keys.index.rowOf(keyId)
  // The index holds whichever answer was asked for last: the key's own, or a list that came since.
  const key = row === undefined ? asked.data : keys.index.keyAt(row)
  const back = (
    <Link {...paths.keys(projectId)}>
      <IconArrowLeft size={14} aria-hidden /> Keys
    </Link>
  )
  if (key)
    return (
      <OneKey
        projectId={projectId}
        keyOf={key}
        raw={asked.data}
        keys={keys}
        back={back}
        error={asked.error}
      />
    )
  return (
    <>
      <PageHead title="Key" documentTitle="Key" back={back} />
      {asked.isPending ? (
        <RowsSkeleton label="Loading the key" rows={5} />
      ) : asked.error instanceof ApiError && asked.error.kind === 'missing' ? (
        <Empty
          title="Unloc knows no such key in this project."
          action={<LinkButton {...paths.keys(projectId)}>See all keys</LinkButton>}
        >
          The address may be mistyped, or the key belongs to another project.
        </Empty>
      ) : (
        <Broken {...explain(asked.error)} onRetry={() => void asked.refetch()} />
      )}
    </>
  )
}

interface OneKeyProps {
  projectId: string
  keyOf: Key
  /** The key's own answer, which alone has every field. */
  raw: Key | undefined
  keys: ReturnType<typeof useKeys>
  back: React.ReactNode
  error: Error | null
}

function OneKey({ projectId, keyOf: key, raw, keys, back, error }: OneKeyProps) {
  const now = useNow(1000)
  const [revoking, setRevoking] = useState(false)
  const lockName = key.lockId == null ? 'No lock told' : lockNameOf(keys.locks, key.lockId)
  const zone = keys.zoneOf(key.lockId)
  const state = stateAt(key, zone, now)
  const { name, below } = personLabel(key, keys.names)
  const number = keyUserId(key)
  const verdict = allowed('revoke', { state }, 'manager')
  const created = readInstant(key.created)
  const isRevoked = state === 'revoked'
  useEffect(() => {
    if (isRevoked) noteRevoked(projectId, [key.id])
  }, [projectId, key.id, isRevoked])
  const seenAt = useRevokedSeen(projectId).find(([id]) => id === key.id)?.[1]
  const metadata = Object.entries(key.metadata ?? {})
  return (
    <>
      <PageHead
        title={
          <>
            {name} <span className={css.to}>to</span> {lockName}
          </>
        }
        documentTitle={`Key to ${lockName}`}
        back={back}
      >
        <KeyMay action="create">
          <LinkButton
            variant="default"
            {...paths.keyCreate(projectId)}
            search={{
              ...(key.lockId && { lock: key.lockId }),
              ...(number && { person: personId(projectId, number) }),
            }}
          >
            Make another
          </LinkButton>
        </KeyMay>
        <KeyMay action="change">
          <LinkButton variant="default" {...paths.keyChange(projectId)} search={{ key: key.id }}>
            Extend or change…
          </LinkButton>
        </KeyMay>
        <span title={verdict.ok ? undefined : verdict.reason}>
          <KeyMay action="revokeMany">
            <Button
              variant="outline"
              color="red"
              disabled={!verdict.ok}
              aria-describedby={verdict.ok ? undefined : 'revoke-reason'}
              onClick={() => setRevoking(true)}
            >
              Revoke key…
            </Button>
          </KeyMay>
        </span>
      </PageHead>
      <div className={css.now}>
        <KeyBadge state={state} more={stateMore(key, state, zone, now)} />
        <span className="numbers">{validityText(key, zone, now)}</span>
      </div>
      {!verdict.ok && (
        <p id="revoke-reason" className={css.reason}>
          {verdict.reason}
        </p>
      )}
      {error && (
        <Notice tone="warn">{explain(error).title} What is shown is what the list of keys had.</Notice>
      )}
      <div className={`${columns.columns} ${css.both}`}>
        <section>
          <h2>About</h2>
          <dl className={factsCss.facts}>
            <dt>Person</dt>
            <dd>
              {number ? <Link {...paths.person(projectId, personId(projectId, number))}>{name}</Link> : name}
              {below && <span className="numbers">{below}</span>}
            </dd>
            <dt>Lock</dt>
            <dd>
              {key.lockId ? <Link {...paths.lock(projectId, key.lockId)}>{lockName}</Link> : lockName}
              {zone ? (
                <span>{zoneLabel(zone)}</span>
              ) : (
                <span>Time zone not known, so times are given in UTC</span>
              )}
            </dd>
            <dt>Start</dt>
            <dd className="numbers">{instantText(key.start, zone, now) || 'At once'}</dd>
            <dt>End</dt>
            <dd className="numbers">{instantText(key.end, zone, now) || 'No end'}</dd>
            <dt>Weekly hours</dt>
            <dd>
              <KeyHoursRead recurrence={key.recurrence} />
            </dd>
            <dt>Asked for</dt>
            <dd className="numbers">
              {created === undefined ? '–' : formatInstant(created, zone ?? 'UTC', undefined, 'short')}
              {created !== undefined && <span>{formatAgo(created, now)}</span>}
            </dd>
            {metadata.map(([field, value]) => (
              <MetadataFact key={field} projectId={projectId} field={field} value={value} />
            ))}
          </dl>
        </section>
        <section>
          <h2>Life of this key</h2>
          <KeyLine keyOf={key} state={state} zone={zone} now={now} />
          <ol className={css.life}>
            {keyLife(key, state, zone, now, seenAt).map((moment, i) => (
              <li key={i} data-kind={moment.kind} aria-current={moment.kind === 'now' ? 'time' : undefined}>
                <span>{moment.text}</span>
                {moment.at !== undefined && moment.kind !== 'now' && (
                  <time dateTime={new Date(moment.at).toISOString()} className="numbers">
                    {formatInstant(moment.at, zone ?? 'UTC', undefined, 'short')} ·{' '}
                    {formatRelative(moment.at, now)}
                  </time>
                )}
              </li>
            ))}
          </ol>
          <KeyNext keyOf={key} state={state} zone={zone} now={now} />
        </section>
      </div>
      <Suspense fallback={<RowsSkeleton label="Loading openings" rows={3} />}>
        <KeyOpened projectId={projectId} keyOf={key} keys={keys} />
      </Suspense>
      {raw && (
        <details className={rawCss.raw}>
          <summary>What the API says, word for word</summary>
          <pre>{JSON.stringify(raw, null, 2)}</pre>
        </details>
      )}
      {revoking && (
        <Suspense>
          <KeyRevoke
            projectId={projectId}
            target={{ kind: 'keys', ids: [key.id] }}
            onClose={() => setRevoking(false)}
          />
        </Suspense>
      )}
    </>
  )
}

const words: Record<string, string> = { note: 'Note', batch: 'Batch', [replacesMark]: 'In the place of' }

const MetadataFact = ({ projectId, field, value }: { projectId: string; field: string; value: unknown }) => (
  <>
    <dt>{Object.hasOwn(words, field) ? words[field] : field}</dt>
    <dd>
      {typeof value !== 'string' ? (
        JSON.stringify(value)
      ) : field === replacesMark ? (
        <Link {...paths.key(projectId, value)}>An earlier key</Link>
      ) : (
        value
      )}
    </dd>
  </>
)
