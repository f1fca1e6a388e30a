import { describe, expect, test } from 'vitest'
import { ApiError } from '#src/api/error.ts'
import type { Job } from '#src/contract/job.ts'
import { failureId, type JobRow } from '#src/domain/jobRows.ts'
import { jobOffers } from './jobOffers.ts'
import type { JobRetry } from './useJobRetries.ts'

const row = (
  personId: string,
  lockId: string,
  reason = 'full',
  phase: JobRow['phase'] = 'failed',
): JobRow => ({
  id: `${personId} ${lockId}`,
  phase,
  personId,
  lockId,
  reason,
})
const retry = (
  pairs: { personId: string; lockId: string; insteadOf?: string }[],
  look: { job?: Partial<Job>; error?: unknown },
) =>
  ({
    record: { id: 'r', startedAt: 0, pairs, retryOf: 'j' },
    look: { data: look.job && { job: { id: 'r', ...look.job } }, error: look.error ?? null },
  }) as unknown as JobRetry

const offers = (
  rows: JobRow[],
  more: { settled?: boolean; isOver?: boolean; live?: string[]; retries?: JobRetry[] } = {},
) => {
  const { settled = true, isOver = true, live = [], retries = [] } = more
  const liveOf = ({ id }: JobRow) => (live.includes(id) ? { id: 'k' } : undefined)
  return jobOffers({ rows, settled, liveOf, retries }, 'j', isOver)
}
const counts = (found: ReturnType<typeof offers>) => found.failures.map(({ again }) => again?.count)

describe('what is offered to be tried again', () => {
  const two = [row('anna', 'a'), row('berit', 'b'), row('carl', 'a', 'full', 'created')]
  test('all failed keys of one reason, without naming it', () => {
    const { failures, all } = offers(two)
    expect(failures.map(({ again }) => again)).toEqual([{ count: 2, search: { retry: 'j' } }])
    expect(all).toBeUndefined()
  })

  test('several reasons: each by its mark, and all in one press', () => {
    const { failures, all } = offers([...two, row('dina', 'a', 'no')])
    expect(failures.map(({ again }) => again?.search)).toEqual([
      { retry: 'j', only: failureId('full') },
      { retry: 'j', only: failureId('no') },
    ])
    expect(all).toEqual({ count: 3, search: { retry: 'j' } })
  })

  // After a timeout, or any other bad end, some may exist all the same.
  test.each([
    ['the keys were not read again', { settled: false }],
    ['the job is not over', { isOver: false }],
  ])('nothing while %s', (_, more) => {
    const found = offers([...two, row('dina', 'a', 'no')], more)
    expect([counts(found), found.all]).toEqual([[undefined, undefined], undefined])
  })

  test('not what has a live key by now', () => {
    const found = offers(two, { live: ['anna a'] })
    expect(found.failures[0]).toMatchObject({ made: 1, making: 0, again: { count: 1 } })
    expect(counts(offers(two, { live: ['anna a', 'berit b'] }))).toEqual([undefined])
  })

  test('not a key whose person or lock is not known', () => {
    expect(counts(offers([{ id: 'x', phase: 'failed', keyId: 'x' }]))).toEqual([undefined])
  })

  const anna = { personId: 'anna', lockId: 'a' }
  test.each<[string, { job?: Partial<Job>; error?: unknown }, number]>([
    ['runs', { job: { status: 'inProgress' } }, 1],
    ['has a status that nobody knows', { job: { status: 'new' } }, 1],
    ['was not read yet', {}, 1],
    ['could not be read', { error: new ApiError({ kind: 'server', endpoint: 'jobGet' }) }, 1],
    ['is over and left it undone', { job: { status: 'succeeded' } }, 2],
    ['is not known to Unloc', { error: new ApiError({ kind: 'missing', endpoint: 'jobGet' }) }, 2],
  ])('a newer job that tries one of them and %s', (_, look, count) => {
    expect(counts(offers(two, { retries: [retry([anna], look)] }))).toEqual([count])
  })

  test('never the number that was put right', () => {
    const retries = [
      retry([{ personId: 'other', lockId: 'a', insteadOf: 'anna' }], { job: { status: 'succeeded' } }),
    ]
    const found = offers(two, { retries })
    expect(found.failures[0]).toMatchObject({ corrected: 1, again: { count: 1 } })
  })
})
