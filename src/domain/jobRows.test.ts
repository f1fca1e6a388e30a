import { describe, expect, it } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { jobElements } from './job.ts'
import { failureId, jobFailures, jobRows, type JobPair } from './jobRows.ts'

const startedAt = Date.parse('2026-11-22T10:00:00Z')
const key = (
  id: string,
  lockId: string,
  person: string,
  state = 'active',
  created = startedAt + 400,
): Key => ({
  id,
  lockId,
  appUser: { id: person },
  state,
  created: new Date(created).toISOString(),
})

function rows(
  resultData: unknown,
  {
    pairs = [],
    keys = [],
    isWaiting = false,
    brokeOff,
  }: { pairs?: JobPair[]; keys?: Key[]; isWaiting?: boolean; brokeOff?: { reason?: string } } = {},
) {
  const personOf = (one: Key) => one.appUser?.id ?? undefined
  return jobRows({
    elements: jobElements({ id: 'j', resultData } as never),
    pairs,
    startedAt,
    isWaiting,
    brokeOff,
    keyOf: (id) => keys.find((one) => one.id === id),
    keysOf: ({ lockId, personId }) =>
      keys
        .filter((one) => one.lockId === lockId && personOf(one) === personId)
        .map((one) => ({ key: one, created: Date.parse(one.created ?? '') })),
    personOf,
  })
}
const short = (list: ReturnType<typeof rows>) =>
  list.map(({ keyId, lockId, personId, phase, reason }) =>
    [keyId ?? '?', lockId ?? '?', personId ?? '?', phase, reason].filter(Boolean).join(' '),
  )

const anna1 = { lockId: 'door1', personId: 'anna' }
const anna2 = { lockId: 'door2', personId: 'anna' }

describe('jobRows', () => {
  it('joins ids with keys, and covers the pairs that were asked for', () => {
    const keys = [key('k1', 'door1', 'anna'), key('k2', 'door2', 'anna', 'error')]
    const data = { creatingKeys: [], createdKeys: [{ id: 'k1' }], failedKeys: [{ id: 'k2', reason: 'full' }] }
    expect(short(rows(data, { pairs: [anna1, anna2], keys }))).toEqual([
      'k1 door1 anna created',
      'k2 door2 anna failed full',
    ])
  })

  it('carries along what was asked for each key, found by its id or by its pair', () => {
    const keys = [key('k1', 'door1', 'anna'), key('k2', 'door2', 'anna')]
    const pairs = [
      { ...anna1, terms: 0 },
      { ...anna2, terms: 1 },
    ]
    for (const created of [[{ id: 'k2' }, { id: 'k1' }], [{}, {}], undefined])
      expect(
        Object.fromEntries(
          rows({ createdKeys: created }, { pairs, keys }).map(({ keyId, terms }) => [keyId, terms]),
        ),
      ).toEqual({ k1: 0, k2: 1 })
  })

  it('does not show a key twice while it is not listed yet', () => {
    const data = { creatingKeys: [{ id: 'k1' }, { id: 'k2' }], createdKeys: [], failedKeys: [] }
    expect(short(rows(data, { pairs: [anna1, anna2] }))).toEqual([
      '? door1 anna creating',
      '? door2 anna creating',
    ])
  })

  it('claims no phase for a pair while it could be either', () => {
    const data = { creatingKeys: [{ id: 'k1' }], createdKeys: [{ id: 'k2' }], failedKeys: [] }
    expect(short(rows(data, { pairs: [anna1, anna2] }))).toEqual([
      '? door1 anna untold',
      '? door2 anna untold',
    ])
  })

  it('shows what was asked for while the job has not begun', () => {
    expect(short(rows(undefined, { pairs: [anna1], isWaiting: true }))).toEqual(['? door1 anna waiting'])
    expect(short(rows(undefined, { pairs: [anna1] }))).toEqual(['? door1 anna untold'])
  })

  it('calls failed what a job that broke off neither names nor left in the list', () => {
    const keys = [key('k1', 'door1', 'anna')]
    const brokeOff = { reason: 'refused' }
    expect(short(rows(undefined, { pairs: [anna1, anna2], keys, brokeOff }))).toEqual([
      'k1 door1 anna created',
      '? door2 anna failed refused',
    ])
    // One element could be of either pair.
    expect(
      short(rows({ createdKeys: ['k9'] }, { pairs: [anna1, anna2], brokeOff })).map((row) => row.slice(-6)),
    ).toEqual(['untold', 'untold'])
  })

  it('finds a key without id by lock, person and time, the first since the start', () => {
    const keys = [
      key('old', 'door1', 'anna', 'active', startedAt - 60_000),
      key('later', 'door1', 'anna', 'active', startedAt + 90_000),
      key('mine', 'door1', 'anna', 'error'),
      key('other', 'door1', 'berit'),
    ]
    expect(short(rows({ failedKeys: [{ reason: 'full' }] }, { pairs: [anna1], keys }))).toEqual([
      'mine door1 anna failed full',
    ])
  })

  it('shows every reason where it is not told whose it is', () => {
    const keys = [key('k1', 'door1', 'anna', 'error'), key('k2', 'door2', 'anna', 'error')]
    const data = { failedKeys: [{ reason: 'full' }, { reason: 'no' }], createdKeys: [] }
    expect(short(rows(data, { pairs: [anna1, anna2], keys }))).toEqual([
      'k1 door1 anna failed full / no',
      'k2 door2 anna failed full / no',
    ])
  })

  it('gives one key to one pair only', () => {
    const keys = [key('k1', 'door1', 'anna')]
    expect(short(rows(undefined, { pairs: [anna1, anna1], keys, isWaiting: true }))).toEqual([
      'k1 door1 anna created',
      '? door1 anna waiting',
    ])
  })

  it('shows a foreign job by ids, and raw what has none', () => {
    const data = {
      createdKeys: ['k1', { odd: true }],
      failedKeys: [{ keyId: 'k2', error: { message: 'full' } }],
    }
    expect(short(rows(data))).toEqual(['k1 ? ? created', 'k2 ? ? failed full', '? ? ? created'])
    expect(rows(data)[2]?.raw).toEqual({ odd: true })
  })

  it('believes the later list where a key stands in two', () => {
    const data = { creatingKeys: ['k1'], createdKeys: ['k1'], failedKeys: [] }
    expect(short(rows(data))).toEqual(['k1 ? ? created'])
  })

  it('has one row for each key in every mixture', () => {
    const keys = [key('k1', 'door1', 'anna')]
    const data = { creatingKeys: ['k2'], createdKeys: ['k1'], failedKeys: [{ reason: 'full' }] }
    const pairs = [anna1, anna2, { lockId: 'door3', personId: 'anna' }]
    expect(rows(data, { pairs, keys })).toHaveLength(3)
    // A job that names more keys than were asked for shows them all.
    expect(rows(data, { pairs: [anna1], keys })).toHaveLength(3)
  })
})

describe('jobFailures', () => {
  it('groups by reason, most first', () => {
    const data = {
      failedKeys: [
        { id: 'a', reason: 'full' },
        { id: 'b' },
        { id: 'c', reason: 'no' },
        { id: 'd', reason: 'no' },
      ],
      createdKeys: ['e'],
    }
    expect(jobFailures(rows(data)).map((group) => [group.reason, group.rows.length])).toEqual([
      ['no', 2],
      ['full', 1],
      [undefined, 1],
    ])
  })
})

describe('failureId', () => {
  it('tells reasons apart without saying them', () => {
    expect(failureId('the vendor refused +4790000001')).toMatch(/^[0-9a-f]{8}$/)
    expect(new Set(['full', 'no', undefined].map(failureId)).size).toBe(3)
  })
})
