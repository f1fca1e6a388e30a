import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { auditList, auditPage } from '#src/api/audit.ts'
import { ApiError } from '#src/api/error.ts'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import type { AuditRow } from '#src/contract/gateway.ts'
import { useSearchText } from '#src/features/keys/useSearchText.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { ListCount } from '#src/ui/feedback/ListCount.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconDownload } from '#src/ui/icons.ts'
import { PageHead } from '#src/ui/PageHead.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import { saveFile } from '#src/ui/saveFile.ts'
import { SearchField } from '#src/ui/SearchField.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { logbookColumns, logbookLineId, narrowLogbook } from './logbookColumns.tsx'
import css from './LogbookPage.module.css'
import { logbookCsvRow, logbookMeant, logbookWords, type Known } from './logbookWords.ts'

const noun = ['entry', 'entries'] as const
/** A typed text is asked for once the typing rests. */
const restMs = 300
/** The largest page, for a file. */
const filePage = 500

/** What was changed in this project through this console, by whom, and how it ended. Kept by the gateway. */
export function LogbookPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/logbook' })
  const [text, setText] = useSearchText()
  const asked = useRested(text.trim(), restMs)
  const { data, error, refetch, isPending, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(auditList(projectId, asked))
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const { locks, names, index, version } = useKeys(projectId)
  const known = useMemo<Known>(() => {
    void version
    const keyOf = (id: string) => {
      const row = index.rowOf(id)
      return row === undefined ? undefined : index.keyAt(row)
    }
    return { locks, names, keyOf }
  }, [locks, names, index, version])
  const lineAt = useCallback(
    (place: number) => {
      const row = rows[place] as AuditRow
      return { row, projectId, words: logbookWords(row, known) }
    },
    [rows, projectId, known],
  )
  const [file, setFile] = useState<{ isBusy: boolean; error?: unknown }>({ isBusy: false })
  const save = async () => {
    setFile({ isBusy: true })
    try {
      const [{ toCsv }, all] = await Promise.all([import('#src/ui/csv.ts'), everyRow(projectId, asked)])
      saveFile('logbook.csv', toCsv(all.map((row) => logbookCsvRow(row, known))), 'text/csv')
      setFile({ isBusy: false })
    } catch (error) {
      setFile({ isBusy: false, error })
    }
  }
  const meant = logbookMeant(text, known)

  if (error instanceof ApiError && error.kind === 'forbidden')
    return (
      <>
        <PageHead title="Logbook" documentTitle="Logbook" />
        <Empty title="The logbook is for managers.">
          It tells who handed out and took back which keys. Your role here is viewer.
        </Empty>
      </>
    )
  return (
    <>
      <PageHead
        title="Logbook"
        documentTitle="Logbook"
        aside={
          <ListCount
            size={rows.length}
            shown={undefined}
            complete={data !== undefined && !hasNextPage}
            loading={isFetching}
            noun={noun}
          />
        }
      >
        {rows.length > 0 && (
          <PlainButton
            variant="default"
            aria-busy={file.isBusy}
            leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
            onClick={() => file.isBusy || void save()}
          >
            Save as CSV
          </PlainButton>
        )}
      </PageHead>
      {file.error !== undefined && (
        <Notice tone="error">
          The file was not made, because not all entries could be read. {explain(file.error).title}
        </Notice>
      )}
      {error && (
        <ListTrouble
          trouble={explain(error)}
          onRetry={() => void (hasNextPage ? fetchNextPage() : refetch())}
          size={rows.length}
          asOf={undefined}
          noun={noun}
        />
      )}
      {(rows.length > 0 || text !== '' || asked !== '') && (
        <div className={css.search} role="search" aria-label="Find entries">
          <SearchField
            label="Search the logbook"
            placeholder="Who, number, lock, words, id"
            value={text}
            onChange={setText}
          />
        </div>
      )}
      {meant.length > 0 && (
        <p className={css.meant}>
          Entries about{' '}
          {meant.map((one) => (
            <PlainButton key={one.text} size="compact-sm" variant="default" onClick={() => setText(one.text)}>
              {one.name}
            </PlainButton>
          ))}
        </p>
      )}
      {isPending ? (
        !error && <RowsSkeleton label="Loading the logbook" />
      ) : rows.length > 0 ? (
        <>
          <DataTable
            name="logbook"
            label="Logbook"
            columns={logbookColumns}
            count={rows.length}
            rowAt={lineAt}
            rowId={logbookLineId}
            narrow={narrowLogbook}
          />
          <div className={css.foot}>
            {hasNextPage ? (
              <PlainButton
                variant="default"
                size="xs"
                aria-busy={isFetchingNextPage}
                onClick={() => isFetchingNextPage || void fetchNextPage()}
              >
                {isFetchingNextPage ? 'Loading older entries…' : 'Show older entries'}
              </PlainButton>
            ) : (
              <span>
                That is all. Only what went through this console is written down here, and nothing is ever
                taken out.
              </span>
            )}
          </div>
        </>
      ) : asked !== '' ? (
        <Empty
          title="No entry matches this search."
          action={
            <PlainButton variant="default" onClick={() => setText('')}>
              Clear the search
            </PlainButton>
          }
        >
          Entries are found by who did it, phone number, lock or key id, and the words of the outcome.
        </Empty>
      ) : (
        !error && (
          <Empty title="Nothing has been changed yet.">
            Whoever makes or revokes a key through this console is written down here, with what it was about
            and how it ended.
          </Empty>
        )
      )}
    </>
  )
}

/** Every entry that matches, from the newest to the first. @throws ApiError when one page could not be read */
async function everyRow(projectId: string, text: string): Promise<AuditRow[]> {
  const all: AuditRow[] = []
  for (let before: number | undefined; ; before = all.at(-1)?.id) {
    const { rows, more } = await auditPage(projectId, { text, before }, filePage)
    all.push(...rows)
    if (!more || rows.length === 0) return all
  }
}

/** A value once it has not changed for so long. */
function useRested(value: string, ms: number): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}
