import { readInstant } from '#src/domain/time.ts'
import { KeyBadge } from '#src/features/keys/KeyBadge.tsx'
import { stateMore } from '#src/features/keys/keyWords.ts'
import { address, paths } from '#src/paths.ts'
import type { Column } from '#src/ui/table/DataTable.tsx'
import { IconAlertTriangle } from '#src/ui/icons.ts'
import twoLines from '#src/ui/table/twoLines.module.css'
import { When } from '#src/ui/When.tsx'
import css from './JobRows.module.css'
import type { JobRow } from '#src/domain/jobRows.ts'

/** One key of a job as its row shows it. */
export interface JobRowLine {
  row: JobRow
  projectId: string
  now: number
  personName: string
  personNumber: string | undefined
  lockName: string
  zone: string | undefined
  /** The key's state now; without a key, what the job tells of it. */
  state: string | undefined
  /** How it differs from what was asked. */
  unlike: string | undefined
}

export const jobRowColumns: readonly Column<JobRowLine>[] = [
  {
    id: 'person',
    name: 'Person',
    width: 'minmax(11rem, 1.5fr)',
    cell: (line) => {
      const name = (
        <>
          <span>{line.personName}</span>
          {line.personNumber && <span className={css.number}>{line.personNumber}</span>}
        </>
      )
      return line.row.keyId === undefined ? (
        <span className={css.name}>{name}</span>
      ) : (
        <a href={address(paths.key(line.projectId, line.row.keyId))} className={css.name}>
          {name}
        </a>
      )
    },
  },
  {
    id: 'lock',
    name: 'Lock',
    width: 'minmax(9rem, 1.2fr)',
    cell: (line) =>
      line.row.lockId === undefined ? (
        line.lockName
      ) : (
        <a href={address(paths.lock(line.projectId, line.row.lockId))} className={css.lock}>
          {line.lockName}
        </a>
      ),
  },
  {
    id: 'state',
    name: 'State',
    width: 'minmax(8.5rem, 1.2fr)',
    cell: (line) => <State line={line} more />,
  },
  {
    id: 'reason',
    name: 'Reason',
    width: 'minmax(10rem, 1.8fr)',
    cell: (line) => (
      <span className={css.reason}>
        {line.row.reason && <span title={line.row.reason}>{line.row.reason}</span>}
        <Unlike line={line} />
      </span>
    ),
  },
  {
    id: 'age',
    name: 'Age',
    width: '9rem',
    align: 'end',
    spare: 1,
    cell: (line) => {
      const created = readInstant(line.row.key?.created)
      return created === undefined ? '–' : <When at={created} now={line.now} />
    },
  },
]

/** The same row for a narrow screen: the way to the key above, the door and the reason below. */
export const narrowJobRow = (line: JobRowLine) => {
  const below = [line.lockName, line.row.reason].filter(Boolean).join(' · ')
  const two = (
    <>
      <span className={twoLines.top}>
        <span>{line.personName}</span>
        <State line={line} />
      </span>
      <span className={twoLines.below}>
        <span>{below}</span>
        <Unlike line={line} />
      </span>
    </>
  )
  return line.row.keyId === undefined ? (
    <span className={twoLines.lines}>{two}</span>
  ) : (
    <a href={address(paths.key(line.projectId, line.row.keyId))} className={twoLines.lines}>
      {two}
    </a>
  )
}

function State({ line, more }: { line: JobRowLine; more?: boolean }) {
  const { row, state, zone, now } = line
  if (state !== undefined)
    return (
      <KeyBadge state={state} more={more && row.key ? stateMore(row.key, state, zone, now) : undefined} />
    )
  if (row.phase === 'created') return <span className={css.quiet}>Made, not listed yet</span>
  return <span className={css.quiet}>{row.phase === 'waiting' ? 'Not begun' : 'Not told'}</span>
}

const Unlike = ({ line }: { line: JobRowLine }) =>
  line.unlike && (
    <span className={css.unlike}>
      <IconAlertTriangle size={14} stroke={1.9} aria-hidden />
      {line.unlike}
    </span>
  )
