import { useCallback, useMemo } from 'react'
import type { Lock } from '#src/contract/lock.ts'
import { lockAddress, lockName, vendorName } from '#src/domain/lock.ts'
import { foundIn } from '#src/features/keys/keyFoundIn.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import { DataTable, type Sort } from '#src/ui/table/DataTable.tsx'
import { lockColumns, narrowLock, type LockLine } from './lockColumns.tsx'
import type { LockSortColumn } from './lockSearch.ts'
import type { LockSelection } from './useLockSelection.ts'

interface LocksTableProps {
  projectId: string
  /** As they are to be shown. */
  locks: Lock[]
  /** Live keys by lock id; undefined while no key is loaded. */
  live: ReadonlyMap<string, number> | undefined
  partial: boolean
  /** What is searched for, to be marked in the rows. */
  typed: string
  now: number
  selection: LockSelection
  sort: Sort
  onSort: (column: LockSortColumn, descending: boolean) => void
}

const lockTickName = ({ lock }: LockLine) => `Select ${lockName(lock)}`

export function LocksTable(props: LocksTableProps) {
  const { projectId, locks, live, partial, typed, now, selection, sort, onSort } = props
  const lineAt = useCallback(
    (place: number): LockLine => {
      const lock = locks[place] ?? { id: '' }
      return {
        lock,
        projectId,
        now,
        live: live && (live.get(lock.id) ?? 0),
        partial,
        typed,
        found: foundIn(typed, [lockName(lock), lockAddress(lock), vendorName(lock)], () => [
          ['Note', lock.note],
        ]),
      }
    },
    [locks, projectId, now, live, partial, typed],
  )
  const question = useMemo(() => [typed, sort.column, sort.descending], [typed, sort.column, sort.descending])
  const ids = useMemo(() => locks.map(({ id }) => id), [locks])
  const every = ids.every(selection.isOn)
  const some = ids.some(selection.isOn)
  return (
    <DataTable
      name="locks"
      label="Locks"
      columns={lockColumns}
      count={locks.length}
      rowAt={lineAt}
      rowId={(line) => line.lock.id}
      question={question}
      sort={sort}
      onSort={({ column, descending }) => onSort(column as LockSortColumn, descending)}
      narrow={narrowLock}
      select={{
        all: (
          <label>
            <input
              type="checkbox"
              aria-label={`Select all ${counted(ids.length, 'listed lock')}`}
              checked={every}
              ref={(box) => {
                if (box) box.indeterminate = some && !every
              }}
              onChange={() => selection.select(ids, !every)}
            />
          </label>
        ),
        nameOf: lockTickName,
        isOn: ({ lock }) => selection.isOn(lock.id),
        onTick: ({ lock }, _, event) => selection.tick(lock.id, event.shiftKey, ids),
      }}
    />
  )
}
