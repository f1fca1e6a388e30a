import { isFinal } from '#src/domain/job.ts'
import { failureId, jobFailures, type JobFailure, type JobPair } from '#src/domain/jobRows.ts'
import { ApiError } from '#src/api/error.ts'
import type { JobRetry } from './useJobRetries.ts'
import type { JobView } from './useJob.ts'

/** What of a job's failed keys a press tries again, as the form's address says it; `only` is the reason's mark. */
export interface JobAgain {
  count: number
  search: { retry: string; only?: string }
}

export interface JobFailureOffer extends JobFailure {
  /** How many of them have a live key by now, are still made by a newer job, or were tried again with another number. */
  made: number
  making: number
  corrected: number
  /** Undefined: none, or not yet. */
  again: JobAgain | undefined
}

/**
 * What failed in a job, and what of it can be tried again. Nothing is offered before the keys were read again (after a
 * timeout some may exist all the same), nor what has a live key by now, is being made by a newer job, or was
 * tried again with a corrected number: the old one would get a key after all.
 */
export function jobOffers(
  { rows, settled, liveOf, retries }: Pick<JobView, 'rows' | 'settled' | 'liveOf' | 'retries'>,
  jobId: string,
  isOver: boolean,
): { failures: JobFailureOffer[]; all: JobAgain | undefined } {
  const beingTried = unfinished(retries)
  const replaced = new Set(
    retries.flatMap(({ record }) =>
      record.pairs.flatMap(({ lockId, insteadOf }) =>
        insteadOf === undefined ? [] : [pairOf({ lockId, personId: insteadOf })],
      ),
    ),
  )
  const groups = jobFailures(rows)
  const failures = groups.map((failure): JobFailureOffer => {
    let [made, making, corrected] = [0, 0, 0]
    const open = new Set<string>()
    for (const row of failure.rows) {
      const live = liveOf(row)
      if (live && live.state !== 'creating') made++
      else if (live || beingTried.has(pairOf(row))) making++
      else if (replaced.has(pairOf(row))) corrected++
      else if (row.lockId !== undefined && row.personId !== undefined) open.add(pairOf(row))
    }
    const only = groups.length > 1 && { only: failureId(failure.reason) }
    return {
      ...failure,
      made,
      making,
      corrected,
      again:
        isOver && settled && open.size > 0
          ? { count: open.size, search: { retry: jobId, ...only } }
          : undefined,
    }
  })
  const offered = failures.flatMap(({ again }) => again ?? [])
  const count = offered.reduce((sum, again) => sum + again.count, 0)
  return { failures, all: offered.length > 1 ? { count, search: { retry: jobId } } : undefined }
}

const pairOf = ({ lockId, personId }: Partial<JobPair>) => `${lockId} ${personId}`

/** The pairs of retries that are not over, as far as is known: of one that cannot be read, they are none's to offer. */
const unfinished = (retries: readonly Pick<JobRetry, 'record' | 'look'>[]): Set<string> =>
  new Set(
    retries
      .filter(({ look: { data, error } }) =>
        data ? !isFinal(data.job) : !(error instanceof ApiError && error.kind === 'missing'),
      )
      .flatMap(({ record }) => record.pairs.map(pairOf)),
  )
