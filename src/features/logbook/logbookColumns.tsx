import type { AuditRow } from '#src/contract/gateway.ts'
import { formatInstant, formatNumber, readInstant } from '#src/domain/time.ts'
import { address, paths } from '#src/paths.ts'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconHelpCircle } from '#src/ui/icons.ts'
import type { Column } from '#src/ui/table/DataTable.tsx'
import twoLines from '#src/ui/table/twoLines.module.css'
import css from './LogbookPage.module.css'
import { endMore, endWord, logbookEnd, type LogbookEnd } from './logbookWords.ts'

/** One entry with the words for it. */
export interface LogbookLine {
  row: AuditRow
  projectId: string
  words: string
}

export const logbookColumns: readonly Column<LogbookLine>[] = [
  {
    id: 'what',
    name: 'What',
    width: 'minmax(14rem, 3fr)',
    cell: ({ words }) => (
      <span className={css.what} title={words}>
        {words}
      </span>
    ),
  },
  {
    id: 'who',
    name: 'Who',
    width: 'minmax(7rem, 1fr)',
    cell: ({ row }) => <span title={row.role}>{row.person}</span>,
  },
  { id: 'when', name: 'When', width: '10.5rem', cell: ({ row }) => <At row={row} /> },
  {
    id: 'shown',
    name: 'Keys shown',
    width: '6rem',
    align: 'end',
    spare: 1,
    cell: ({ row }) => (row.shown == null ? '–' : formatNumber(row.shown)),
  },
  { id: 'end', name: 'Outcome', width: 'minmax(9rem, 2fr)', cell: (line) => <End line={line} isLong /> },
]

export const logbookLineId = ({ row }: LogbookLine) => String(row.id)

/** The same entry for a narrow screen. */
export const narrowLogbook = (line: LogbookLine) => (
  <span className={twoLines.lines}>
    <span className={twoLines.top}>
      <span title={line.words}>{line.words}</span>
    </span>
    <span className={twoLines.below}>
      <span>
        {line.row.person} · <At row={line.row} />
      </span>
      <End line={line} />
    </span>
  </span>
)

function At({ row }: { row: AuditRow }) {
  const at = readInstant(row.at)
  return at === undefined ? (
    row.at
  ) : (
    <time dateTime={row.at} title={formatInstant(at, undefined, undefined, 'full')} className="numbers">
      {formatInstant(at, undefined, undefined, 'short')}
    </time>
  )
}

const icons: Record<LogbookEnd, typeof IconBan> = {
  done: IconCircleCheck,
  refused: IconAlertTriangle,
  notSent: IconBan,
  unclear: IconHelpCircle,
}

function End({ line: { row, projectId }, isLong = false }: { line: LogbookLine; isLong?: boolean }) {
  const end = logbookEnd(row)
  const Icon = icons[end]
  const more = endMore(row)
  return (
    <span className={css.end} data-end={end} data-long={isLong || undefined} title={more}>
      <Icon size={15} stroke={1.9} aria-hidden />
      {endWord(row)}
      {isLong && end === 'done' && row.action === 'keyCreate' && row.outcome && (
        <a href={address(paths.job(projectId, row.outcome))}>See the job</a>
      )}
      {isLong && more && <span className={css.more}>{more}</span>}
    </span>
  )
}
