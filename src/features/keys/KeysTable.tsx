import {
  memo,
  useCallback,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type MouseEvent,
  type ReactNode,
} from 'react'
import type { useKeys } from '#src/api/keys.ts'
import type { KeyGrouping, KeySortColumn } from '#src/domain/keyIndex.ts'
import { keyUserId, keyUserName } from '#src/domain/key.ts'
import { lockAddress, lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatNumber } from '#src/domain/time.ts'
import { part } from '#src/ui/part.tsx'
import { DataTable, type Sort } from '#src/ui/table/DataTable.tsx'
import { useHeldRows } from '#src/ui/table/useHeldRows.ts'
import {
  columnsOf,
  keyActions,
  keyColumns,
  keyHeading,
  keyLineId,
  keyTickName,
  narrowKey,
  narrowKeyOf,
  type KeyLine,
  type KeysOf,
} from './keyColumns.tsx'
import { noteTexts } from './keyFoundIn.ts'
import type { OpenRow } from './KeyRowMenu.tsx'
import { personLabel } from './keyWords.ts'

const KeyRowMenu = part(() => import('./KeyRowMenu.tsx').then((m) => m.KeyRowMenu))
const KeysWaiting = part(() => import('./KeysWaiting.tsx').then((m) => m.KeysWaiting))

interface KeysTableProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  rows: Uint32Array
  now: number
  label: string
  /** What is searched for, to be marked in the rows. */
  typed?: string | undefined
  /** On the page of one lock or person, whose name is left out of the rows. */
  of?: KeysOf
  group?: KeyGrouping | undefined
  sort?: Sort | undefined
  onSort?: (sort: { column: KeySortColumn; descending: boolean }) => void
  /** What is asked, the same object as long as it is: for it, the rows stand still under the pointer while more come. */
  question: object
  /** In the place of the rows when there are none. The table stays: a dialog of its last row may still be open. */
  empty: ReactNode
}

/**
 * The keys in a list, with selection by id. Works for the keys page and for the page of one lock or person. It stands still
 * while the address follows what is shown.
 */
export const KeysTable = memo(function KeysTable(props: KeysTableProps) {
  const { projectId, keys, now, label, typed = '', of, group, sort, onSort, empty } = props
  const { index, locks, names, zoneOf, version, pass } = keys
  useSyncExternalStore(index.subscribe, () => index.selectionVersion)
  const [openRow, setOpenRow] = useState<OpenRow>()
  const frame = useRef<HTMLDivElement>(null)
  const question = useMemo(() => [props.question, typed], [props.question, typed])
  const isComing = !pass.complete && keys.loading
  // Whoever has selected keys goes on to the bar below the list, which rows that come would push away under the press.
  const isBusy = openRow !== undefined || index.selectedCount > 0
  const { rows, waiting, show } = useHeldRows(frame, props.rows, question, isComing, isBusy)
  // A group of a list that is not read to its end, or not shown to it, may have more keys.
  const soFar = pass.complete && waiting === 0 ? '' : ' so far'
  // Places of headings (negative: group number) and of keys, so that 100,000 keys in groups cost one small array.
  const layout = useMemo(() => {
    if (!group) return undefined
    const groups = index.groups(rows, group, now)
    const places = new Int32Array(rows.length + groups.length)
    let at = 0
    groups.forEach((one, number) => {
      places[at++] = -1 - number
      for (const row of one.rows) places[at++] = row
    })
    return { groups, places }
  }, [index, rows, group, now])

  const lineAt = useCallback(
    (place: number): KeyLine => {
      const value = layout ? (layout.places[place] ?? 0) : (rows[place] ?? 0)
      const one = value < 0 ? layout?.groups[-1 - value] : undefined
      const row = one ? (one.rows[0] ?? 0) : value
      const key = index.keyAt(row)
      const number = keyUserId(key)
      const { name, below } = personLabel(key, names)
      const lock = key.lockId == null ? undefined : locks.get(key.lockId)
      const lockName = key.lockId == null ? 'No lock told' : lockNameOf(locks, key.lockId)
      const line: KeyLine = {
        id: key.id,
        row,
        key,
        projectId,
        now,
        state: index.stateOf(row, now),
        personName: name,
        personNumber: below,
        lockName,
        typed,
        unshown: () => [
          ['Named', keyUserName(key)],
          ['Address', lock && lockAddress(lock)],
          ...noteTexts(key.metadata),
        ],
        zone: zoneOf(key.lockId),
        openMenu: (button) => setOpenRow({ line, button }),
      }
      if (!one) return line
      const text =
        group === 'lock'
          ? lockName
          : number && name !== formatPhone(number)
            ? `${name} ${formatPhone(number)}`
            : name
      return {
        ...line,
        id: `group ${key.id}`,
        row: -1,
        heading: {
          text,
          count: `${formatNumber(one.rows.length)} ${one.rows.length === 1 ? 'key' : 'keys'}${soFar}, ${formatNumber(one.live)} live`,
          rows: one.rows,
        },
      }
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `version` stands for what the index holds
    [layout, rows, index, version, locks, names, projectId, now, group, typed, soFar],
  )

  // A row, not its place: rows may come between, and a range from the wrong one selects somebody else's key.
  const anchor = useRef<number | undefined>(undefined)
  const tick = (line: KeyLine, place: number, event: MouseEvent) => {
    if (line.heading) return index.select(line.heading.rows, tickedAmong(line.heading.rows, index) !== true)
    const on = !index.isSelected(line.row)
    const from = event.shiftKey ? anchorPlace(layout?.places ?? rows, anchor.current, place) : place
    const range: number[] = []
    for (let i = Math.min(from, place); i <= Math.max(from, place); i++) {
      const value = layout ? layout.places[i] : rows[i]
      if (value !== undefined && value >= 0) range.push(value)
    }
    index.select(range, on)
    anchor.current = line.row
  }

  const on = index.selectedAmong(rows)
  const every = on === rows.length
  return (
    <div ref={frame}>
      {rows.length > 0 ? (
        <DataTable
          name={of ? `keysOf.${of}` : 'keys'}
          label={label}
          columns={of ? columnsOf[of] : keyColumns}
          count={layout ? layout.places.length : rows.length}
          rowAt={lineAt}
          rowId={keyLineId}
          // Whoever has a row's menu open is at that row.
          question={openRow ? undefined : question}
          sort={sort}
          {...(onSort
            ? { onSort: (next: Sort) => onSort(next as { column: KeySortColumn; descending: boolean }) }
            : {})}
          narrow={of ? narrowKeyOf[of] : narrowKey}
          heading={keyHeading}
          actions={keyActions}
          select={{
            all: (
              <label>
                <input
                  type="checkbox"
                  aria-label={`Select all ${formatNumber(rows.length)} listed keys`}
                  checked={every}
                  ref={(box) => {
                    if (box) box.indeterminate = on > 0 && !every
                  }}
                  onChange={() => index.select(rows, !every)}
                />
              </label>
            ),
            nameOf: keyTickName,
            isOn: (line) =>
              line.heading ? tickedAmong(line.heading.rows, index) : index.isSelected(line.row),
            onTick: tick,
          }}
        />
      ) : (
        empty
      )}
      <KeysWaiting isWanted={waiting > 0} count={waiting} isRaised={index.selectedCount > 0} onShow={show} />
      <KeyRowMenu
        isWanted={openRow !== undefined}
        projectId={projectId}
        of={of}
        open={openRow}
        onClose={() => setOpenRow(undefined)}
      />
    </div>
  )
})

/** Where a range begins: at the row that was ticked last, or with the one that is ticked now if that one is not listed. */
function anchorPlace(places: ArrayLike<number>, row: number | undefined, place: number): number {
  const from = row === undefined ? -1 : Array.prototype.indexOf.call(places, row)
  return from < 0 ? place : from
}

function tickedAmong(rows: Uint32Array, index: { selectedAmong(rows: Uint32Array): number }) {
  const on = index.selectedAmong(rows)
  return on === rows.length || (on > 0 && 'some')
}
