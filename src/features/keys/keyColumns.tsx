import type { ReactNode } from 'react'
import type { Key } from '#src/contract/key.ts'
import { describeSchedule } from '#src/domain/schedule.ts'
import { formatAgo, formatInstant, readInstant } from '#src/domain/time.ts'
import { address, paths } from '#src/paths.ts'
import type { Column } from '#src/ui/table/DataTable.tsx'
import twoLines from '#src/ui/table/twoLines.module.css'
import { KeyBadge } from './KeyBadge.tsx'
import css from './KeysTable.module.css'
import { KeyFound } from './KeyFound.tsx'
import { foundIn, type FoundIn, type FoundText } from './keyFoundIn.ts'
import { stateMore, validityText } from './keyWords.ts'

/** One line of the list: a key, or the heading of a group. Made on demand for the rows in the window. */
export interface KeyLine {
  id: string
  /** The key's row in the index; -1 for a heading. */
  row: number
  key: Key
  state: string | undefined
  projectId: string
  personName: string
  /** The number as it is read, when a name stands before it. */
  personNumber: string | undefined
  lockName: string
  zone: string | undefined
  now: number
  /** What is searched for, as it was typed. */
  typed: string
  /** What is searched too, and has no column. */
  unshown: () => readonly FoundText[]
  heading?: { text: string; count: string; rows: Uint32Array }
  /** Opens the row's menu at its button. */
  openMenu: (button: HTMLElement) => void
}

// Plain functions, since a row has eight places for these and each component of a row is paid forty times.
const found = (text: string, typed: string) => (typed === '' ? text : <KeyFound text={text} typed={typed} />)

export const keyColumns: readonly Column<KeyLine>[] = [
  {
    id: 'person',
    name: 'Person',
    width: 'minmax(15rem, 2fr)',
    sortable: true,
    cell: (line, isShown) => {
      const { personName, personNumber, lockName, typed } = line
      const elsewhere = isShown('lock')
        ? foundIn(typed, [personName, personNumber, lockName], line.unshown)
        : foundIn(typed, [personName, personNumber], () => [['Lock', lockName], ...line.unshown()])
      return (
        <a href={address(paths.key(line.projectId, line.key.id))} className={css.name}>
          <span>{found(personName, typed)}</span>
          {/* Who and why: there is no room for a number between them. */}
          {personNumber && !elsewhere && <span className={css.number}>{found(personNumber, typed)}</span>}
          {foundElsewhere(elsewhere, typed)}
        </a>
      )
    },
  },
  {
    id: 'lock',
    name: 'Lock',
    width: 'minmax(7rem, 1fr)',
    sortable: true,
    cell: (line) => found(line.lockName, line.typed),
  },
  {
    id: 'state',
    name: 'State',
    width: 'minmax(13rem, 1fr)',
    sortable: true,
    cell: (line) => (
      <KeyBadge state={line.state} more={stateMore(line.key, line.state, line.zone, line.now)} />
    ),
  },
  {
    id: 'end',
    name: 'Valid',
    width: 'minmax(10rem, 1.2fr)',
    sortable: true,
    spare: 1,
    className: 'numbers',
    title: (line) => line.zone,
    cell: (line) => validityText(line.key, line.zone, line.now),
  },
  {
    id: 'hours',
    name: 'Weekly hours',
    width: 'minmax(8rem, 1.2fr)',
    spare: 2,
    className: css.quiet,
    cell: (line) => describeSchedule(line.key.recurrence),
  },
  {
    id: 'created',
    name: 'Created',
    width: '6.5rem',
    sortable: true,
    align: 'end',
    spare: 3,
    cell: (line) => {
      const created = readInstant(line.key.created)
      if (created === undefined) return '–'
      return (
        <time
          dateTime={line.key.created ?? undefined}
          title={formatInstant(created, undefined, undefined, 'full')}
        >
          {formatAgo(created, line.now)}
        </time>
      )
    },
  },
]

/** Whose page a list of keys stands on: every row would repeat the name at its head. */
export type KeysOf = 'lock' | 'person'

const lockAsName: Column<KeyLine> = {
  id: 'lock',
  name: 'Lock',
  width: 'minmax(11rem, 1.2fr)',
  sortable: true,
  cell: (line) => (
    <a href={address(paths.key(line.projectId, line.key.id))} className={css.name}>
      <span>{found(line.lockName, line.typed)}</span>
    </a>
  ),
}

const without = (...ids: string[]) => keyColumns.filter(({ id }) => !ids.includes(id ?? ''))

/** The first column names the key and leads to it. */
export const columnsOf: Record<KeysOf, readonly Column<KeyLine>[]> = {
  lock: without('lock'),
  person: [lockAsName, ...without('person', 'lock')],
}

export const keyLineId = (line: KeyLine) => line.id
export const keyHeading = ({ heading }: KeyLine) =>
  heading && (
    <span className={css.heading}>
      {heading.text} <span>{heading.count}</span>
    </span>
  )
export const keyTickName = (line: KeyLine) =>
  line.heading ? `Select all keys of ${line.heading.text}` : `Select ${line.personName}, ${line.lockName}`

/** A line for a narrow screen: who and in which state above, which door and when below. */
export const narrowKey = (line: KeyLine) => narrowLine(line, line.personName, line.lockName)
export const narrowKeyOf: Record<KeysOf, (line: KeyLine) => ReactNode> = {
  lock: (line) => narrowLine(line, line.personName, describeSchedule(line.key.recurrence)),
  person: (line) => narrowLine(line, line.lockName, describeSchedule(line.key.recurrence)),
}

const narrowLine = (line: KeyLine, name: string, what: string) => {
  // There is no room for numbers.
  const elsewhere = foundIn(line.typed, [name, what], () => [
    ['Number', line.personNumber],
    ...line.unshown(),
  ])
  return (
    <div className={css.narrow}>
      <a href={address(paths.key(line.projectId, line.key.id))} className={twoLines.lines}>
        <span className={twoLines.top}>
          <span>{found(name, line.typed)}</span>
          <KeyBadge state={line.state} />
        </span>
        <span className={twoLines.below}>
          <span>
            {foundElsewhere(elsewhere, line.typed)}
            {elsewhere && ' · '}
            {found(what, line.typed)} · {validityText(line.key, line.zone, line.now)}
          </span>
        </span>
      </a>
      {keyActions(line)}
    </div>
  )
}

/** Why the row is in the list, where nothing else in it says so. */
const foundElsewhere = (other: FoundIn | undefined, typed: string) =>
  other && (
    <span className={css.found}>
      {other.name}: {found(other.text, typed)}
    </span>
  )

/** The menu of a row, at its end. */
export function keyActions(line: KeyLine) {
  return (
    <button
      type="button"
      className={css.menu}
      aria-haspopup="menu"
      aria-label={`Actions for ${line.personName}, ${line.lockName}`}
      onClick={(event) => line.openMenu(event.currentTarget)}
    />
  )
}
