import { describe, expect, it, test, vi } from 'vitest'
import { addJobRecord, readJobRecords, type JobRecord } from '#src/api/jobRecord.ts'
import { chunkSize } from '#src/features/keys/keySend.ts'
import { gather, takeEnds, tellEnds, type JobEnd, type Looking } from './jobTelling.ts'

const at = Date.parse('2026-11-18T09:00:00Z')
const record = (id: string, more: Partial<JobRecord> = {}): JobRecord => ({
  id,
  startedAt: at - 10_000,
  pairs: [{ lockId: 'l', personId: 'p' }],
  ...more,
})
const over = (id: string) => ({ id, status: 'succeeded' })
const runs = (id: string) => ({ id, status: 'inProgress' })
const list = (...jobs: { id: string; status?: string }[]) => ({ jobs, gone: [], complete: true, asOf: at })
const looking = (more: Partial<Looking> = {}): Looking => ({
  now: at,
  hidden: false,
  jobOpen: () => false,
  listOpen: false,
  ...more,
})
/** What is told, and how each record stands then: `t` told, `u` unread. */
function tell(records: JobRecord[], listed: Parameters<typeof tellEnds>[1], look: Looking) {
  const { records: after, ends } = tellEnds(records, listed, look)
  const marks = after.map(({ id, told, unread }) => `${id}${told ? ' t' : ''}${unread ? ' u' : ''}`)
  return { ends: ends.map(({ id }) => id), marks }
}
const twins = [record('b', { batch: 'x' }), record('a', { batch: 'x' })]

describe('tellEnds', () => {
  it.each<[string, JobRecord[], Parameters<typeof tellEnds>[1], Partial<Looking>, string[], string[]]>([
    ['a job that runs', [record('a')], list(runs('a')), {}, [], ['a']],
    ['a status that nobody knows is no end', [record('a')], list({ id: 'a', status: 'odd' }), {}, [], ['a']],
    ['a job that ended', [record('a')], list(over('a')), {}, ['a'], ['a t u']],
    ['it is told once', [record('a', { told: true, unread: true })], list(over('a')), {}, [], ['a t u']],
    ['a job that was started elsewhere', [], list(over('a')), {}, [], []],
    [
      'its page is before somebody',
      [record('a')],
      list(over('a')),
      { jobOpen: (id) => id === 'a' },
      [],
      ['a t'],
    ],
    ['the list is before somebody', [record('a')], list(over('a')), { listOpen: true }, ['a'], ['a t']],
    [
      'nobody looks: put down, to be told later',
      [record('a')],
      list(over('a')),
      { hidden: true },
      ['a'],
      ['a u'],
    ],
    ['nobody looks still', [record('a', { unread: true })], list(over('a')), { hidden: true }, [], ['a u']],
    ['somebody looks again', [record('a', { unread: true })], list(over('a')), {}, ['a'], ['a t u']],
    [
      'opening the job reads it',
      [record('a', { told: true, unread: true }), record('b', { told: true, unread: true })],
      list(),
      { jobOpen: (id) => id === 'a' },
      [],
      ['a t', 'b t u'],
    ],
    [
      'opening the list reads all',
      [record('a', { told: true, unread: true }), record('b', { told: true, unread: true })],
      list(),
      { listOpen: true },
      [],
      ['a t', 'b t'],
    ],
    ['half of a press', twins, list(over('a'), runs('b')), {}, [], ['b', 'a']],
    ['all of a press', twins, list(over('a'), over('b')), {}, ['x'], ['b t u', 'a t u']],
    [
      'one job of a press was seen before the other ended',
      [record('b', { batch: 'x' }), record('a', { batch: 'x', told: true })],
      list(over('a'), over('b')),
      {},
      ['x'],
      ['b t u', 'a t'],
    ],
    [
      'after a full call the next may be on its way',
      [record('a', { batch: 'x', pairs: Array(chunkSize).fill({ lockId: 'l', personId: 'p' }) as [] })],
      list(over('a')),
      {},
      [],
      ['a'],
    ],
    [
      'no further call came',
      [record('a', { batch: 'x', pairs: Array(chunkSize).fill({ lockId: 'l', personId: 'p' }) as [] })],
      list(over('a')),
      { now: at + 60_000 },
      ['x'],
      ['a t u'],
    ],
    ['a list that is older than the job', [record('a')], list(), {}, [], ['a']],
    ['a job that Unloc dropped', [record('a', { startedAt: at - 3_600_000 })], list(), {}, [], ['a t']],
    ['a job that is no longer known', [record('a')], { ...list(), gone: ['a'] }, {}, [], ['a t']],
    [
      'one of two is no longer known',
      twins,
      { ...list(over('b')), gone: ['a'] },
      {},
      ['x'],
      ['b t u', 'a t'],
    ],
    [
      'a list that is still being read',
      [record('a', { startedAt: at - 3_600_000 })],
      { ...list(), complete: false },
      {},
      [],
      ['a'],
    ],
  ])('%s', (_, records, listed, look, ends, marks) => {
    expect(tell(records, listed, looking(look))).toEqual({ ends, marks })
  })

  it('leaves the records alone where nothing is to be told', () => {
    const records = [record('a'), record('b', { told: true })]
    expect(tellEnds(records, list(runs('a')), looking()).records).toBe(records)
  })
})

describe('gather', () => {
  const ends = (count: number): JobEnd[] =>
    Array.from({ length: count }, (_, i) => ({
      id: String(i),
      records: [record(String(i))],
      jobs: [over(String(i))],
      unread: true,
    }))
  it.each([
    [0, 0],
    [1, 1],
    [3, 3],
    [4, 1],
    [40, 1],
  ])('%d ends are told in %d notices', (count, notices) => {
    expect(gather(ends(count))).toHaveLength(notices)
    expect(gather(ends(count)).flatMap(({ jobs }) => jobs)).toHaveLength(count)
  })
})

test('of two tabs that learn of an end at once, one tells it', async () => {
  addJobRecord('p1', record('a'))
  // The locks of a browser are needed by tabs with memories of their own; within one, the fresh look is what decides.
  const told = await Promise.all([takeEnds('p1', list(over('a'))), takeEnds('p1', list(over('a')))])
  expect(told.flatMap(({ ends }) => ends.map(({ id }) => id))).toEqual(['a'])
  expect(readJobRecords('p1')).toEqual([record('a', { told: true, unread: true })])
})

test('a tab that nobody sees leaves the telling to one that can be seen', async () => {
  const held = new Set(['unloc.seen.p2'])
  vi.stubGlobal('document', { visibilityState: 'hidden' })
  const locks = {
    request: (_: string, _free: object, work: (lock: object) => Promise<unknown>) => work({}),
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
  }
  vi.stubGlobal('navigator', { locks })
  vi.resetModules()
  const tab = await import('./jobTelling.ts')
  const records = await import('#src/api/jobRecord.ts')
  records.addJobRecord('p2', record('a'))
  expect((await tab.takeEnds('p2', list(over('a')))).ends).toEqual([])
  expect(records.readJobRecords('p2')).toEqual([record('a')])
  held.clear()
  const { ends, hidden } = await tab.takeEnds('p2', list(over('a')))
  expect([ends.length, hidden]).toEqual([1, true])
  expect(records.readJobRecords('p2')).toEqual([record('a', { unread: true })])
  vi.unstubAllGlobals()
})
