import { describe, expect, test } from 'vitest'
import type { Job } from '#src/contract/job.ts'
import type { Key } from '#src/contract/key.ts'
import type { Timing } from '#src/domain/schedule.ts'
import { differsFromAsked } from '#src/domain/asked.ts'
import { countUnlike, jobUnlike } from './jobAsked.ts'
import { unlikeMark, unlikeWords } from './jobAskedWords.ts'
import type { JobRow } from '#src/domain/jobRows.ts'

const end = '2026-12-31T17:00:00.000Z'
const hours = (endHour: number) => ({
  timeSpans: [{ weekday: 'mon', startHour: 8, startMinute: 0, endHour, endMinute: 0 }],
})
const made = (key: Partial<Key>, more: Partial<JobRow> = {}): JobRow => ({
  id: 'k',
  keyId: 'k',
  phase: 'created',
  terms: 1,
  key: { id: 'k', state: 'active', ...key },
  ...more,
})

describe('jobUnlike', () => {
  const terms = [{}, { end }]
  test.each<[string, JobRow, number]>([
    ['as asked', made({ end }), 0],
    ['without its end', made({}), 1],
    ['asked for without one', made({}, { terms: 0 }), 0],
    ['asked for elsewhere', made({}, { terms: undefined }), 0],
    ['asked for by an older console, which kept no terms', made({}, { terms: 7 }), 0],
    ['still being made', made({}, { phase: 'creating' }), 0],
    ['made by the job, and listed from before', made({ state: 'creating' }), 0],
    ['failed', made({}, { phase: 'failed' }), 0],
    ['failed by the list', made({ state: 'error' }), 0],
    ['revoked since', made({ state: 'revoked' }), 0],
    ['expired', made({ state: 'expired', end: '2026-11-01T00:00:00Z' }), 1],
    ['in a state that nobody knows', made({ state: 'paused' }), 1],
  ])('%s', (_, row, count) => expect(jobUnlike([row], terms)).toHaveLength(count))
})

test('the keys of another job of the press are compared as far as they are known here', () => {
  const known = new Map<string, Key>(
    [
      { id: 'endless', lockId: 'a', appUserId: 'anna' },
      { id: 'as asked', lockId: 'b', appUserId: 'anna', end },
      { id: 'not of this job', lockId: 'c', appUserId: 'anna' },
    ].map((key) => [key.id, key]),
  )
  const record = {
    pairs: ['a', 'b', 'd'].map((lockId) => ({ lockId, personId: 'anna', terms: 0 })),
    terms: [{ end }],
  }
  const createdKeys = [
    { id: 'endless' },
    { id: 'as asked' },
    { id: 'not listed yet' },
    { id: 'not of this job' },
  ]
  const job = { id: 'j', resultData: { createdKeys } } as Job
  const count = countUnlike(
    record,
    job,
    (id) => known.get(id),
    (key) => key.appUserId ?? undefined,
  )
  expect(count).toBe(1)
})

describe('words', () => {
  test.each<[Timing, Timing, string | undefined, string, string]>([
    [
      { end },
      {},
      'Europe/Oslo',
      'has no end, asked was 31 Dec 2026, 18:00 (Oslo time). It opens until it is revoked.',
      'Not as asked: no end',
    ],
    [
      { end },
      {},
      undefined,
      'has no end, asked was 31 Dec 2026, 17:00 UTC. It opens until it is revoked.',
      'Not as asked: no end',
    ],
    [
      { end },
      { end: '2027-12-31T17:00:00.000Z' },
      'Europe/Oslo',
      'ends 31 Dec 2027, 18:00 (Oslo time), asked was 31 Dec 2026, 18:00 (Oslo time).',
      'Not as asked: another end',
    ],
    [
      {},
      { end },
      'Europe/Oslo',
      'ends 31 Dec 2026, 18:00 (Oslo time), and no end was asked for.',
      'Not as asked: added end',
    ],
    [
      { end },
      { end: 'soon' },
      'Europe/Oslo',
      'has “soon” as its end, which cannot be read; asked was 31 Dec 2026, 18:00 (Oslo time).',
      'Not as asked: unreadable end',
    ],
    [
      { recurrence: hours(16) },
      {},
      'Europe/Oslo',
      'has no weekly hours, asked was Mon 08:00–16:00. It opens at any hour.',
      'Not as asked: no hours',
    ],
    [
      { recurrence: hours(16) },
      { recurrence: hours(18) },
      'Europe/Oslo',
      'has the weekly hours Mon 08:00–18:00, asked was Mon 08:00–16:00.',
      'Not as asked: other hours',
    ],
    [
      {},
      { recurrence: { mon: 'all day' } },
      'Europe/Oslo',
      'has weekly hours that this console cannot read, asked was always.',
      'Not as asked: unreadable hours',
    ],
    [
      { end, recurrence: hours(16) },
      {},
      undefined,
      'has no end, asked was 31 Dec 2026, 17:00 UTC; has no weekly hours, asked was Mon 08:00–16:00. It opens until it is revoked.',
      'Not as asked: no end, no hours',
    ],
    [
      { start: end },
      {},
      undefined,
      'has no start, asked was 31 Dec 2026, 17:00 UTC. It opens from now on.',
      'Not as asked: no start',
    ],
  ])('%o and %o', (asked, key, zone, words, mark) => {
    const differences = differsFromAsked(asked, key)
    const text = unlikeWords({ key: { id: 'k', ...key }, asked, differences }, zone, false, 'en-GB')
    // The zone stands only where the viewer's own clock shows another time.
    const plain = (one: string) => one.replaceAll(' (Oslo time)', '')
    expect(plain(text)).toBe(plain(words))
    expect(unlikeMark(differences)).toBe(mark)
  })

  test('several keys', () => {
    const differences = differsFromAsked({ end }, {})
    expect(unlikeWords({ key: { id: 'k' }, asked: { end }, differences }, undefined, true, 'en-GB')).toBe(
      'have no end, asked was 31 Dec 2026, 17:00 UTC. They open until they are revoked.',
    )
  })
})
