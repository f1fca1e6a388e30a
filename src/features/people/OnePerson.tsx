import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useNow } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { type useKeys } from '#src/api/keys.ts'
import { personKeys } from '#src/api/keyReads.ts'
import { isE164 } from '#src/domain/phone.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { LocksUnread } from '#src/features/keys/LocksUnread.tsx'
import { paths } from '#src/paths.ts'
import columns from '#src/ui/columns.module.css'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { ReadAgain } from '#src/ui/feedback/ReadAgain.tsx'
import { IconPlus } from '#src/ui/icons.ts'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { personFacts, personHead, summaryText } from './personFacts.ts'
import { PersonJobs } from './PersonJobs.tsx'
import { PersonKeys } from './PersonKeys.tsx'
import { PersonOpen } from './PersonOpen.tsx'
import css from './PersonPage.module.css'
import { readPersonSearch } from './personSearch.ts'

const KeyRevoke = lazy(() =>
  import('#src/features/keys/KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })),
)

const PersonWhy = lazy(() => import('./PersonWhy.tsx').then((m) => ({ default: m.PersonWhy })))
const PersonLog = lazy(() => import('./PersonLog.tsx').then((m) => ({ default: m.PersonLog })))

const noun = ['key', 'keys'] as const

interface OnePersonProps {
  projectId: string
  personId: string
  /** E.164. */
  number: string
  keys: ReturnType<typeof useKeys>
  back: ReactNode
}

export function OnePerson({ projectId, personId, number, keys, back }: OnePersonProps) {
  const now = useNow(5_000)
  const search = useSearch({
    from: '/shell/p/$projectId/people/$personId',
    select: readPersonSearch,
    structuralSharing: true,
  })
  const [revoking, setRevoking] = useState(false)
  const { index, version, pass, names } = keys
  // The API lists and revokes by phone number alone; whoever has none is found by the pass over all keys.
  const byNumber = isE164(number)
  const listed = useQuery({ ...personKeys(projectId, number), enabled: byNumber })
  const complete = pass.complete || listed.isSuccess
  const error = complete ? listed.error : (listed.error ?? keys.error)
  const loading = listed.isFetching || (!complete && keys.loading)
  const asOf = Math.max(listed.data?.asOf ?? 0, pass.asOf ?? 0) || undefined
  const readAgain = () => {
    if (byNumber) void listed.refetch()
    if (keys.error) keys.goOn()
    else if (!byNumber) keys.refetch()
  }

  const { sort = 'created', order = search.sort ? undefined : 'desc' } = search
  const { rows, own } = useMemo(() => {
    void version
    const found = index.query({ personId, sort: { column: sort, descending: order === 'desc' } }, now)
    return {
      rows: found,
      own: Array.from(found, (row) => ({ key: index.keyAt(row), state: index.stateOf(row, now) })),
    }
  }, [index, version, personId, sort, order, now])
  const facts = useMemo(() => personFacts(own), [own])
  const { name, below } = personHead(number, names, own)
  const idle = complete && facts.live === 0
  const reason = !byNumber
    ? 'Unloc takes back all keys of a person by their phone number, and this is none. They can be revoked one by one below.'
    : idle
      ? 'No key of this person is live, so there is nothing to revoke.'
      : undefined
  const jobs = <PersonJobs projectId={projectId} personId={personId} own={own} keys={keys} now={now} />

  return (
    <>
      {/* No name and no number: the titles of tabs end up in the browser's history. */}
      <PageHead title={name} documentTitle="Person" back={back}>
        <ReadAgain label="Read this person’s keys again" asOf={asOf} loading={loading} onClick={readAgain} />
        <KeyMay action="revokeMany">
          <Button
            variant="outline"
            color="red"
            disabled={!byNumber || idle}
            aria-describedby={reason ? 'revoke-reason' : undefined}
            onClick={() => setRevoking(true)}
          >
            Revoke all keys…
          </Button>
        </KeyMay>
        <KeyMay action="create">
          <LinkButton
            {...paths.keyCreate(projectId)}
            search={{ person: personId }}
            className={css.newKey ?? ''}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            New key
          </LinkButton>
        </KeyMay>
      </PageHead>
      <div className={css.now}>
        {below && <span className="numbers">{below}</span>}
        <span role="status" className={css.summary}>
          {own.length === 0 && !complete ? (loading ? 'loading' : '–') : summaryText(facts, complete)}
        </span>
      </div>
      {reason && (
        <p id="revoke-reason" className={css.reason}>
          {reason}
        </p>
      )}
      {error && (
        <ListTrouble trouble={explain(error)} onRetry={readAgain} size={own.length} asOf={asOf} noun={noun} />
      )}
      <LocksUnread keys={keys} />
      <div className={columns.columns}>
        <PersonOpen
          projectId={projectId}
          own={own}
          facts={facts}
          keys={keys}
          now={now}
          complete={complete}
          loading={loading}
        />
        <Suspense fallback={<RowsSkeleton label="Loading the question" rows={4} />}>
          <PersonWhy projectId={projectId} number={number} keys={keys} now={now} />
        </Suspense>
      </div>
      <PersonKeys
        projectId={projectId}
        personId={personId}
        name={name}
        keys={keys}
        now={now}
        rows={rows}
        own={own}
        facts={facts}
        search={search}
        complete={complete}
        loading={loading}
        broken={error !== null}
      />
      {/* The keys come first: what they say matters more than who made them. */}
      <div className={columns.columns}>
        <Suspense fallback={<RowsSkeleton label="Loading openings" rows={3} />}>
          <PersonLog projectId={projectId} number={number} own={own} keys={keys} />
        </Suspense>
        {jobs}
      </div>
      {revoking && (
        <Suspense>
          <KeyRevoke
            projectId={projectId}
            target={{ kind: 'people', numbers: [number] }}
            onClose={() => setRevoking(false)}
          />
        </Suspense>
      )}
    </>
  )
}
