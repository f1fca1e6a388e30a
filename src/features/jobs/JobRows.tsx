import { useCallback, useMemo } from 'react'
import { lockNameOf } from '#src/domain/lock.ts'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { personLabel } from '#src/features/keys/keyWords.ts'
import type { JobUnlike } from './jobAsked.ts'
import { unlikeMark } from './jobAskedWords.ts'
import { jobRowColumns, narrowJobRow, type JobRowLine } from './jobRowColumns.tsx'
import type { JobRow } from '#src/domain/jobRows.ts'
import type { JobView } from './useJob.ts'

interface JobRowsProps {
  projectId: string
  view: JobView
  now: number
  /** Keys that were made otherwise than asked. */
  unlike: readonly JobUnlike[]
}

const withoutReason = jobRowColumns.filter(({ id }) => id !== 'reason')

const order = new Intl.Collator(undefined, { numeric: true })

/** Every key of a job, by person and lock: an order that stays while the keys come. */
export function JobRows({ projectId, view, now, unlike }: JobRowsProps) {
  const { rows, find, keys } = view
  const { index, locks, names, zoneOf, version } = keys

  const sorted = useMemo(() => {
    const nameOf = (row: JobRow) => personOf(row, find, names).name
    const lockOf = (row: JobRow) => (row.lockId ? lockNameOf(locks, row.lockId) : '')
    return rows
      .map((row) => ({ row, person: nameOf(row), lock: lockOf(row) }))
      .sort(
        (a, b) =>
          order.compare(a.person, b.person) ||
          order.compare(a.lock, b.lock) ||
          order.compare(a.row.id, b.row.id),
      )
      .map(({ row }) => row)
  }, [rows, find, names, locks])

  const marks = useMemo(
    () => new Map(unlike.map(({ row, differences }) => [row.id, unlikeMark(differences)])),
    [unlike],
  )

  const lineAt = useCallback(
    (place: number): JobRowLine => {
      void version
      const row = sorted[place] ?? { id: '', phase: 'untold' }
      const at = row.keyId === undefined ? undefined : index.rowOf(row.keyId)
      const { name, below } = personOf(row, find, names)
      const { lockId } = row
      return {
        row,
        projectId,
        now,
        personName: name,
        personNumber: below,
        lockName: lockId ? lockNameOf(locks, lockId) : 'No lock told',
        zone: zoneOf(lockId),
        unlike: marks.get(row.id),
        state: stateOf(row, at === undefined ? undefined : index.stateOf(at, now)),
      }
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `version` stands for what the index holds
    [sorted, index, version, find, names, locks, projectId, now, marks],
  )

  return (
    <DataTable
      name="jobKeys"
      label="Keys of this job"
      columns={
        marks.size > 0 || rows.some(({ reason }) => reason !== undefined) ? jobRowColumns : withoutReason
      }
      count={sorted.length}
      rowAt={lineAt}
      rowId={(line) => line.row.id}
      narrow={narrowJobRow}
    />
  )
}

function personOf(row: JobRow, find: JobView['find'], names: ReadonlyMap<string, string>) {
  if (row.key) return personLabel(row.key, names)
  const found = row.personId === undefined ? undefined : find(row.personId)
  if (found) return found
  if (row.keyId !== undefined) return { name: `Key ${row.keyId}`, below: undefined }
  if (row.raw !== undefined) return { name: JSON.stringify(row.raw), below: undefined }
  return { name: 'Person not known here', below: undefined }
}

/** The list of keys may be a moment behind the job: a key that the job calls failed is not being made. */
function stateOf(row: JobRow, listed: string | undefined): string | undefined {
  if (row.phase === 'failed') return listed === undefined || listed === 'creating' ? 'error' : listed
  return listed ?? (row.phase === 'creating' ? 'creating' : undefined)
}
