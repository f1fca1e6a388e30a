import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useNow } from '#src/api/clock.ts'
import { ApiError } from '#src/api/error.ts'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { lockGet, lockList } from '#src/api/locks.ts'
import type { Lock } from '#src/contract/lock.ts'
import { batteryOf, lockAddress, lockName, lockZone } from '#src/domain/lock.ts'
import { formatInstant } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft, IconClock, IconPlus } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { LockBattery } from './LockBattery.tsx'
import { LockFacts } from './LockFacts.tsx'
import { LockKeys } from './LockKeys.tsx'
import css from './LockPage.module.css'
import { LockRaw } from './LockRaw.tsx'
import { LockWho } from './LockWho.tsx'

const KeyRevoke = lazy(() =>
  import('#src/features/keys/KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })),
)

const LockWhy = lazy(() => import('./LockWhy.tsx').then((m) => ({ default: m.LockWhy })))

const noun = ['key', 'keys'] as const

export function LockPage() {
  const { projectId, lockId } = useParams({ from: '/shell/p/$projectId/locks/$lockId' })
  const list = useQuery(lockList(projectId))
  const listed = list.data?.get(lockId)
  // The list tells everything about a lock; one that it does not hold is asked for by itself.
  const asked = useQuery({ ...lockGet(projectId, lockId), enabled: !list.isPending && !listed })
  const lock = listed ?? asked.data
  const back = (
    <Link {...paths.locks(projectId)}>
      <IconArrowLeft size={14} aria-hidden /> Locks
    </Link>
  )
  if (lock) return <OneLock projectId={projectId} lock={lock} back={back} error={list.error} />
  return (
    <>
      <PageHead title="Lock" documentTitle="Lock" back={back} />
      {list.isPending || asked.isLoading ? (
        <RowsSkeleton label="Loading the lock" rows={6} />
      ) : asked.error instanceof ApiError && asked.error.kind === 'missing' ? (
        <Empty
          title="Unloc knows no such lock in this project."
          action={<LinkButton {...paths.locks(projectId)}>See all locks</LinkButton>}
        >
          It may have been removed at the vendor, which also takes back all its keys, or the address is
          mistyped.
        </Empty>
      ) : (
        <Broken {...explain(asked.error)} onRetry={() => void asked.refetch()} />
      )}
    </>
  )
}

interface OneLockProps {
  projectId: string
  lock: Lock
  back: React.ReactNode
  error: Error | null
}

function OneLock({ projectId, lock, back, error }: OneLockProps) {
  const now = useNow(5_000)
  const keys = useKeys(projectId)
  const [revoking, setRevoking] = useState(false)
  const name = lockName(lock)
  const zone = lockZone(lock)
  return (
    <>
      <PageHead title={name} documentTitle={name} back={back}>
        <KeyMay action="revokeMany">
          <Button variant="outline" color="red" onClick={() => setRevoking(true)}>
            Revoke all keys…
          </Button>
        </KeyMay>
        <KeyMay action="create">
          <LinkButton
            {...paths.keyCreate(projectId)}
            search={{ lock: lock.id }}
            className={css.newKey ?? ''}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            New key to this lock
          </LinkButton>
        </KeyMay>
      </PageHead>
      <div className={css.now}>
        {zone ? (
          <span className={css.clock}>
            <IconClock size={16} stroke={1.8} aria-hidden />
            <span>
              <strong>{formatInstant(now, zone, undefined, 'time')}</strong> there
            </span>
            <span className={css.quiet}>{zoneLabel(zone, now)}</span>
          </span>
        ) : (
          <span className={css.noClock}>
            <IconClock size={16} stroke={1.8} aria-hidden />
            The lock’s own time zone is not known, so no time is converted to it
          </span>
        )}
        {/* Many locks have none to tell of, and a dash alone says nothing. */}
        {batteryOf(lock) && (
          <span>
            <span className="visually-hidden">Battery: </span>
            <LockBattery lock={lock} now={now} />
          </span>
        )}
        {lockAddress(lock) && <span>{lockAddress(lock)}</span>}
      </div>
      {error && <Notice tone="warn">{explain(error).title} What is shown of this lock may be old.</Notice>}
      {keys.error && (
        <ListTrouble
          trouble={explain(keys.error)}
          onRetry={keys.goOn}
          size={keys.index.query({ lockIds: [lock.id] }, now).length}
          asOf={keys.pass.asOf}
          noun={noun}
        />
      )}
      <LockWho projectId={projectId} lock={lock} keys={keys} now={now}>
        <LockFacts lock={lock} now={now} />
      </LockWho>
      <Suspense fallback={<RowsSkeleton label="Loading openings" rows={4} />}>
        <LockWhy projectId={projectId} lock={lock} keys={keys} now={now} />
      </Suspense>
      <LockKeys projectId={projectId} lock={lock} keys={keys} now={now} />
      <LockRaw projectId={projectId} lockId={lock.id} />
      {revoking && (
        <Suspense>
          <KeyRevoke
            projectId={projectId}
            target={{ kind: 'locks', ids: [lock.id] }}
            onClose={() => setRevoking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
