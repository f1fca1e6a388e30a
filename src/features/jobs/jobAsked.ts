import type { JobRecord } from '#src/api/jobRecord.ts'
import type { Job } from '#src/contract/job.ts'
import type { Key } from '#src/contract/key.ts'
import { differsFromAsked, type AskedDifference } from '#src/domain/asked.ts'
import { jobElements } from '#src/domain/job.ts'
import type { Timing } from '#src/domain/schedule.ts'
import type { JobRow } from '#src/domain/jobRows.ts'

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

/**
 * How many keys of a job are known here and are not as asked: for the other jobs of a press, whose keys their own pages
 * read back. Zero is no claim.
 */
export function countUnlike(
  { pairs, terms }: Pick<JobRecord, 'pairs' | 'terms'>,
  job: Job,
  keyOf: (id: string) => Key | undefined,
  personOf: (key: Key) => string | undefined,
): number {
  const places = new Map(pairs.map((pair) => [`${pair.lockId} ${pair.personId}`, pair.terms]))
  const rows = (jobElements(job).created ?? []).flatMap(({ keyId }): JobRow[] => {
    const key = keyId === undefined ? undefined : keyOf(keyId)
    if (!key) return []
    return [{ id: key.id, key, phase: 'created', terms: places.get(`${key.lockId} ${personOf(key)}`) }]
  })
  return jobUnlike(rows, terms).length
}
