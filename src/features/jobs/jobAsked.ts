import type { Key } from '#src/contract/key.ts'
import { differsFromAsked, type AskedDifference } from '#src/domain/asked.ts'
import type { Timing } from '#src/domain/schedule.ts'
import type { JobRow } from './jobRows.ts'

/** A key of a job that was made with other limits than were asked for. */
export interface JobUnlike {
  row: JobRow
  key: Key
  asked: Timing
  differences: AskedDifference[]
}

/** No key yet, none at all, or one that opens nothing any more. */
const unmade = ['creating', 'error', 'revoked']

/** The keys that were made and read back, and are not as they were asked for. */
export const jobUnlike = (rows: readonly JobRow[], terms: readonly Timing[] | undefined): JobUnlike[] =>
  rows.flatMap((row) => {
    const { key, phase } = row
    const asked = row.terms === undefined ? undefined : terms?.[row.terms]
    if (!key || !asked || phase !== 'created' || unmade.includes(key.state ?? '')) return []
    const differences = differsFromAsked(asked, key)
    return differences.length > 0 ? [{ row, key, asked, differences }] : []
  })
