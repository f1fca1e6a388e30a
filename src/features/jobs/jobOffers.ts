import type { JobFailureOffer } from './JobFailures.tsx'
import { fullProduct, jobFailures } from './jobRows.ts'
import type { JobView } from './useJob.ts'

/**
 * What failed, and what of it can be made anew with one press. Nothing is offered before the keys were read again
 * (after a timeout some may exist all the same), nor for a pair that has a newer live key.
 */
export function jobOffers(
  { rows, settled, madeSince }: Pick<JobView, 'rows' | 'settled' | 'madeSince'>,
  isFinal: boolean,
): { failures: JobFailureOffer[]; singly: ReadonlySet<string> } {
  const singly = new Set<string>()
  const failures = jobFailures(rows).map((failure): JobFailureOffer => {
    const open = isFinal && settled ? failure.rows.filter((row) => !madeSince(row)) : []
    const product = open.length === failure.rows.length ? fullProduct(open) : undefined
    if (!product) for (const row of open) singly.add(row.id)
    return {
      ...failure,
      again: product && { lock: product.lockIds.join(','), person: product.personIds.join(',') },
    }
  })
  return { failures, singly }
}
