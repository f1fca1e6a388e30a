import { expect, test } from 'vitest'
import { addJobRecord, readJobRecords, readOlderJobRecords, type JobRecord } from './jobRecord.ts'

const record = (n: number, pairs = 1): JobRecord => ({
  id: `j${n}`,
  startedAt: n,
  pairs: Array.from({ length: pairs }, (_, i) => ({ lockId: `l${i}`, personId: 'p', terms: 0 })),
  terms: [{ start: '2026-11-23T08:00:00Z' }],
  batch: `b${n}`,
  unread: true,
})

test('the newest 200 are remembered whole, older ones by whom and which doors they are for', () => {
  for (let n = 1; n <= 203; n++) addJobRecord('p1', record(n))
  expect(readJobRecords('p1')).toHaveLength(200)
  expect(readJobRecords('p1')[0]).toEqual(record(203))
  expect(readOlderJobRecords('p1')).toEqual(
    [3, 2, 1].map((n) => ({
      id: `j${n}`,
      startedAt: n,
      pairs: [{ lockId: 'l0', personId: 'p' }],
      batch: `b${n}`,
    })),
  )
})

test('the oldest go when there are too many keys in them', () => {
  for (let n = 1; n <= 202; n++) addJobRecord('p2', record(n, n < 3 ? 11_000 : 1))
  expect(readOlderJobRecords('p2').map(({ id }) => id)).toEqual(['j2'])
})
