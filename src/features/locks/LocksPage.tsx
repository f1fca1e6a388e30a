import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useNow } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { lockPass } from '#src/api/locks.ts'
import { formatInstant, formatList } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import { useSearchText } from '#src/features/keys/useSearchText.ts'
import { routePaths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { ListCount } from '#src/ui/feedback/ListCount.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { ReadAgain } from '#src/ui/feedback/ReadAgain.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconSearch } from '#src/ui/icons.ts'
import { PageHead } from '#src/ui/PageHead.tsx'
import { findLocks, orderLocks } from './lockOrder.ts'
import { type LockSortColumn } from './lockSearch.ts'
import { readLockSearch, strayLockValues, type LockSearch } from './lockSearch.ts'
import { LockSelectionBar } from './LockSelectionBar.tsx'
import css from './LocksPage.module.css'
import { LocksTable } from './LocksTable.tsx'
import { useLiveKeys } from './useLiveKeys.ts'
import { useLockSelection } from './useLockSelection.ts'

const none = new Set<string>()
const noun = ['lock', 'locks'] as const
const noCounts = new Map<string, number>()

export function LocksPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/locks' })
  // The router hands on what the reader refused: read once more.
  const search = useSearch({
    from: '/shell/p/$projectId/locks',
    select: readLockSearch,
    structuralSharing: true,
  })
  const stray = strayLockValues(
    Object.fromEntries(new URLSearchParams(useLocation({ select: (l) => l.searchStr }))),
  )
  const navigate = useNavigate({ from: routePaths.locks })
  const now = useNow(10_000)
  const { data, error, isPending, isFetching, refetch } = useQuery(lockPass(projectId))
  const locks = data?.locks
  const asOf = data?.complete ? data.asOf : undefined
  const keys = useKeys(projectId)
  const live = useLiveKeys(keys, now)
  const [text, setText] = useSearchText()
  // The order waits for the keys only where it goes by them.
  const counts = search.sort === 'keys' ? live : noCounts
  // Put in order once, not at each keystroke: what is found of them keeps it.
  const ordered = useMemo(
    () => orderLocks([...(locks?.values() ?? [])], search.sort ?? 'name', search.order === 'desc', counts),
    [locks, search.sort, search.order, counts],
  )
  const shown = useMemo(() => findLocks(ordered, text), [ordered, text])
  const listed = useMemo(() => (locks ? new Set(locks.keys()) : none), [locks])
  const selection = useLockSelection(listed)
  const visible = useMemo(() => new Set(shown.map(({ id }) => id)), [shown])
  const onSort = useCallback(
    (sort: LockSortColumn, descending: boolean) =>
      void navigate({
        search: (old) =>
          ({ ...readLockSearch(old), sort, order: descending ? 'desc' : undefined }) as LockSearch,
        state: (old) => old,
      }),
    [navigate],
  )
  const total = locks?.size ?? 0
  const again = () => void refetch()

  return (
    <>
      <PageHead
        title="Locks"
        documentTitle="Locks"
        aside={
          <ListCount
            size={total}
            shown={text.trim() === '' ? undefined : shown.length}
            complete={asOf !== undefined}
            loading={isFetching}
            noun={noun}
          />
        }
      >
        <ReadAgain
          label="Read all locks again"
          asOf={asOf}
          loading={isFetching && asOf !== undefined}
          onClick={again}
        />
      </PageHead>
      {stray.length > 0 && (
        <Notice tone="warn">
          A part of this address was not understood and is left out: {formatList(stray)}.
        </Notice>
      )}
      <div className={css.bar} role="search" aria-label="Find locks">
        <TextInput
          className={css.search}
          aria-label="Search locks"
          placeholder="Name, address, vendor or note"
          leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
          type="search"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {error && <ListTrouble trouble={explain(error)} onRetry={again} size={total} asOf={asOf} noun={noun} />}
      {keys.error && (
        <Notice tone="warn">
          {keys.pass.asOf === undefined
            ? 'The keys could not be read, so live keys are not fully counted.'
            : `The keys could not be read again, so live keys are counted as of ${formatInstant(keys.pass.asOf, undefined, undefined, 'short')}.`}{' '}
          {explain(keys.error).title}
        </Notice>
      )}
      {isPending ? (
        <RowsSkeleton label="Loading locks" />
      ) : shown.length > 0 ? (
        <LocksTable
          projectId={projectId}
          locks={shown}
          live={keys.index.size > 0 || keys.pass.complete ? live : undefined}
          partial={!keys.pass.complete}
          typed={text}
          now={now}
          selection={selection}
          sort={{ column: search.sort ?? 'name', descending: search.order === 'desc' }}
          onSort={onSort}
        />
      ) : (
        data &&
        (total === 0 ? (
          <Empty title="This project has no locks yet.">
            Locks come from the vendor: whoever installs them connects the vendor’s lock system in Unloc
            Control Center, and they show here after its next refresh.
          </Empty>
        ) : (
          <Empty
            title="No lock matches this search."
            action={
              <Button variant="default" onClick={() => setText('')}>
                Clear the search
              </Button>
            }
          >
            {data.complete
              ? `All ${counted(total, 'lock')} were looked through, by name, address, vendor and note.`
              : 'Not all locks are loaded yet.'}
          </Empty>
        ))
      )}
      <LockSelectionBar
        projectId={projectId}
        selection={selection}
        hidden={selection.ids.filter((id) => !visible.has(id)).length}
      />
    </>
  )
}
