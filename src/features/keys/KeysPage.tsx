import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { now as nowOf, useNow } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { freeMoment } from '#src/api/idle.ts'
import { useKeys } from '#src/api/keys.ts'
import type { KeySortColumn } from '#src/domain/keyIndex.ts'
import { formatList } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { ListCount } from '#src/ui/feedback/ListCount.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconPlus } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { pageShown, part, partOf } from '#src/ui/part.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import { KeyFilters } from './KeyFilters.tsx'
import { KeyMay } from './KeyMay.tsx'
import { KeyPassActions, type PassTurn } from './KeyPassActions.tsx'
import { strayValues, toKeyQuery } from './keySearch.ts'
import { KeysTable } from './KeysTable.tsx'
import { LocksUnread } from './LocksUnread.tsx'
import { warmKeyWords } from './keyWords.ts'
import { useKeyQuestion } from './useKeyQuestion.ts'
import { useSearchText } from './useSearchText.ts'

const noun = ['key', 'keys'] as const
const KeyChangeNotice = partOf(() => import('./KeyChangeNotice.tsx').then((m) => m.KeyChangeNotice))
const KeyPassStopped = part(() => import('./KeyPassStopped.tsx').then((m) => m.KeyPassStopped))
const KeySelectionBar = part(() => import('./KeySelectionBar.tsx').then((m) => m.KeySelectionBar))

export function KeysPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/keys' })
  const [search, onSearch] = useKeyQuestion()
  const stray = strayValues(
    Object.fromEntries(new URLSearchParams(useLocation({ select: (l) => l.searchStr }))),
  )
  const now = useNow(10_000)
  const keys = useKeys(projectId)
  const { index, version, pass } = keys
  const [text, setText] = useSearchText()
  const rows = useMemo(() => {
    void version
    return index.query(toKeyQuery(search, text), now)
  }, [index, version, search, text, now])
  const sort = useMemo(
    () => search.sort && { column: search.sort, descending: search.order === 'desc' },
    [search.sort, search.order],
  )
  const onSort = useCallback(
    ({ column, descending }: { column: KeySortColumn; descending: boolean }) =>
      onSearch({ sort: column, order: descending ? 'desc' : undefined }),
    [onSearch],
  )
  const isSelected = useSyncExternalStore(index.subscribe, () => index.selectedCount > 0)
  const turnRef: PassTurn = useRef(undefined)
  const isShown = rows.length > 0 || !keys.loading
  useEffect(() => {
    if (isShown) pageShown()
  }, [isShown])
  // While the first page of keys is on its way there is nothing else to do.
  useEffect(() => void freeMoment().then(() => warmKeyWords(nowOf())), [])
  // Nothing is called missing that may still come.
  const isLooking = (keys.loading && !pass.complete) || (text !== '' && keys.namesLoading)
  const filtered = text !== '' || [search.state, search.lock, search.person].some(Boolean)

  return (
    <>
      <PageHead
        title="Keys"
        documentTitle="Keys"
        aside={
          <ListCount
            size={index.size}
            shown={filtered ? rows.length : undefined}
            complete={pass.complete}
            loading={keys.loading}
            noun={noun}
          />
        }
      >
        <KeyPassActions keys={keys} turnRef={turnRef} />
        <KeyMay action="create">
          <LinkButton {...paths.keyCreate(projectId)} leftSection={<IconPlus size={16} aria-hidden />}>
            New keys
          </LinkButton>
        </KeyMay>
      </PageHead>
      <KeyChangeNotice projectId={projectId} />
      {stray.length > 0 && (
        <Notice tone="warn">
          A part of this address was not understood and is left out: {formatList(stray)}.
        </Notice>
      )}
      <KeyFilters
        projectId={projectId}
        keys={keys}
        now={now}
        search={search}
        text={text}
        onText={setText}
        onSearch={onSearch}
      />
      <KeyPassStopped isWanted={pass.stopped && keys.error !== null} keys={keys} turnRef={turnRef} />
      {keys.error && !pass.stopped && (
        <ListTrouble
          trouble={explain(keys.error)}
          onRetry={keys.goOn}
          size={index.size}
          asOf={pass.asOf}
          noun={noun}
        />
      )}
      <LocksUnread keys={keys} />
      <KeysTable
        projectId={projectId}
        keys={keys}
        rows={rows}
        now={now}
        label="Keys"
        typed={text}
        question={search}
        group={search.group}
        sort={sort}
        onSort={onSort}
        empty={
          rows.length > 0 ? null : index.size === 0 && !pass.complete && !keys.error ? (
            <RowsSkeleton label="Loading keys" />
          ) : index.size === 0 && pass.complete ? (
            <Empty
              title="No keys yet."
              action={
                <KeyMay action="create">
                  <LinkButton {...paths.keyCreate(projectId)}>Make the first keys</LinkButton>
                </KeyMay>
              }
            >
              Every key that you hand out is listed here, with its person, its lock and whether it opens now.
            </Empty>
          ) : (
            index.size > 0 && (
              <Empty
                title={isLooking ? 'Nothing found so far.' : 'No key matches these filters.'}
                action={
                  <PlainButton
                    variant="default"
                    onClick={() => {
                      setText('')
                      onSearch({ state: undefined, lock: undefined, person: undefined, q: undefined })
                    }}
                  >
                    Clear all filters
                  </PlainButton>
                }
              >
                {isLooking
                  ? 'Keys and names are still being read.'
                  : pass.complete
                    ? 'All keys were looked through.'
                    : 'Not all keys are loaded yet.'}{' '}
                <Link
                  {...paths.keyWhy(projectId)}
                  search={{ person: search.person ?? '', lock: search.lock ?? '' }}
                >
                  Why can’t somebody get in?
                </Link>
              </Empty>
            )
          )
        }
      />
      <KeySelectionBar isWanted={isSelected} projectId={projectId} keys={keys} rows={rows} />
    </>
  )
}
