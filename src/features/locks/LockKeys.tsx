import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import type { Lock } from '#src/contract/lock.ts'
import { isLive } from '#src/domain/key.ts'
import { lockName } from '#src/domain/lock.ts'
import { formatNumber } from '#src/domain/time.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { KeyPassActions, type PassTurn } from '#src/features/keys/KeyPassActions.tsx'
import { KeySelectionBar } from '#src/features/keys/KeySelectionBar.tsx'
import { KeysTable } from '#src/features/keys/KeysTable.tsx'
import { paths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './LockPage.module.css'
import { readLockKeysSearch, type LockKeysSearch } from './lockSearch.ts'

interface LockKeysProps {
  projectId: string
  lock: Lock
  keys: ReturnType<typeof useKeys>
  now: number
}

/** The keys to one lock: the live ones, or all that Unloc still lists. */
export function LockKeys({ projectId, lock, keys, now }: LockKeysProps) {
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const search = useMemo(() => readLockKeysSearch(raw), [raw])
  const navigate = useNavigate()
  const { index, version, pass } = keys
  const turnRef: PassTurn = useRef(undefined)
  const { live, all } = useMemo(() => {
    void version
    const states = [...index.countsByState(now).keys()].filter(isLive)
    const sort = search.sort
      ? { column: search.sort, descending: search.order === 'desc' }
      : { column: 'created' as const, descending: true }
    const query = { lockIds: [lock.id], sort }
    return {
      live: states.length > 0 ? index.query({ ...query, states }, now) : new Uint32Array(),
      all: index.query(query, now),
    }
  }, [index, version, lock.id, search, now])
  const rows = search.keys === 'all' ? all : live
  const onSearch = (change: { [K in keyof LockKeysSearch]: LockKeysSearch[K] | undefined }) =>
    void navigate({
      to: '.',
      search: (old: LockKeysSearch) => ({ ...old, ...change }),
      resetScroll: false,
    } as Parameters<typeof navigate>[0])
  const count = (n: number) => `${formatNumber(n)}${pass.complete ? '' : '+'}`

  return (
    <section className={css.keys}>
      <div className={css.keysHead}>
        <h2>Keys</h2>
        <div className={css.keysTools}>
          <KeyPassActions keys={keys} turnRef={turnRef} />
          <SegmentedControl
            size="xs"
            aria-label="Which keys"
            value={search.keys ?? 'live'}
            onChange={(value) => onSearch({ keys: value === 'all' ? 'all' : undefined })}
            data={[
              { value: 'live', label: `Live ${count(live.length)}` },
              { value: 'all', label: `All ${count(all.length)}` },
            ]}
          />
        </div>
      </div>
      <KeysTable
        projectId={projectId}
        keys={keys}
        rows={rows}
        now={now}
        of="lock"
        question={search}
        label={`Keys to ${lockName(lock)}`}
        sort={search.sort ? { column: search.sort, descending: search.order === 'desc' } : undefined}
        onSort={({ column, descending }) =>
          onSearch({ sort: column, order: descending ? 'desc' : undefined })
        }
        empty={
          !pass.complete && keys.loading ? (
            <RowsSkeleton label="Loading keys" rows={4} />
          ) : (
            (pass.complete || !keys.error) && (
              <Empty
                title={all.length > 0 ? 'No live key to this lock.' : 'No keys to this lock yet.'}
                action={
                  <KeyMay action="create">
                    <LinkButton variant="default" {...paths.keyCreate(projectId)} search={{ lock: lock.id }}>
                      New key to this lock
                    </LinkButton>
                  </KeyMay>
                }
              >
                {all.length > 0
                  ? 'Its keys have expired, were revoked or could not be made. All of them are listed under All.'
                  : 'Keys that open this lock are listed here.'}
              </Empty>
            )
          )
        }
      />
      <KeySelectionBar projectId={projectId} keys={keys} rows={rows} />
    </section>
  )
}
