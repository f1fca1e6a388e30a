import { describe, expect, test } from 'vitest'
import { Job, jobStatuses } from '#src/contract/job.ts'
import { isFinal, jobElements, jobPhase, jobProgress, pollDelay } from './job.ts'

const job = (fields: object) => Job.parse({ id: 'j', ...fields })

describe('jobElements', () => {
  test.each([
    ['id', { id: 'k' }, 'k', undefined],
    ['keyId', { keyId: 'k', reason: 'no contact' }, 'k', 'no contact'],
    ['key.id', { key: { id: 'k' }, error: 'no contact' }, 'k', 'no contact'],
    ['bare id', 'k', 'k', undefined],
    ['message', { id: 'k', message: 'm' }, 'k', 'm'],
    ['detail', { id: 'k', detail: 'd' }, 'k', 'd'],
    ['reason first', { id: 'k', detail: 'd', reason: 'r' }, 'k', 'r'],
    ['wrapped error', { id: 'k', error: { message: 'deep' } }, 'k', 'deep'],
    ['empty reason falls through', { id: 'k', reason: '', message: 'm' }, 'k', 'm'],
    ['empty id falls through', { id: '', keyId: 'k' }, 'k', undefined],
    ['no id', { lockId: 'l' }, undefined, undefined],
    ['number', 7, undefined, undefined],
    ['null', null, undefined, undefined],
  ])('%s', (_, raw, keyId, reason) => {
    const failed = jobElements(job({ resultData: { failedKeys: [raw] } })).failed
    expect(failed).toEqual([{ ...(keyId && { keyId }), ...(reason && { reason }), raw }])
  })

  test('a list that is not told is undefined, an empty one is empty', () => {
    expect(jobElements(job({ resultData: { createdKeys: [] } }))).toEqual({
      creating: undefined,
      created: [],
      failed: undefined,
    })
    expect(jobElements(job({})).created).toBeUndefined()
    expect(jobElements(job({ resultData: null })).created).toBeUndefined()
  })
})

describe('phase', () => {
  test.each([
    ['pending', 'waiting', false],
    ['inProgress', 'running', false],
    ['succeeded', 'done', true],
    ['failedValidation', 'failed', true],
    ['failedJob', 'failed', true],
    ['timeout', 'failed', true],
    ['paused', 'unknown', false],
    ['toString', 'unknown', false],
    [undefined, 'unknown', false],
  ])('%s is %s', (status, phase, final) => {
    expect(jobPhase(job({ status }))).toBe(phase)
    expect(isFinal(job({ status }))).toBe(final)
  })

  test('every status of the contract has a phase', () => {
    expect(jobStatuses.filter((status) => jobPhase(job({ status })) === 'unknown')).toEqual([])
  })
})

describe('jobProgress', () => {
  const lists = { creatingKeys: ['c'], createdKeys: ['a', 'b'], failedKeys: [{}] }
  test.each([
    ['all told', lists, 4, { requested: 4, creating: 1, created: 2, failed: 1, done: 0.75 }],
    [
      'total unknown',
      lists,
      undefined,
      { requested: undefined, creating: 1, created: 2, failed: 1, done: undefined },
    ],
    [
      'nothing told',
      {},
      4,
      { requested: 4, creating: undefined, created: undefined, failed: undefined, done: undefined },
    ],
    ['only failed told', { failedKeys: [{}] }, 4, { requested: 4, failed: 1, done: 0.25 }],
    ['more than asked', { createdKeys: ['a', 'b'] }, 1, { requested: 1, created: 2, done: 1 }],
    ['zero asked', { createdKeys: [] }, 0, { requested: 0, created: 0, done: undefined }],
  ])('%s', (_, resultData, requested, expected) => {
    expect(jobProgress(job({ resultData }), requested)).toEqual(expected)
  })
})

describe('pollDelay', () => {
  test.each([
    ['at the start', { startedAt: 0, now: 0, errors: 0 }, 1_000],
    ['just moved', { startedAt: 0, lastChangeAt: 60_000, now: 61_000, errors: 0 }, 1_000],
    ['quiet for 30 s', { startedAt: 0, lastChangeAt: 30_000, now: 60_000, errors: 0 }, 3_000],
    ['quiet for hours', { startedAt: 0, now: 9e7, errors: 0 }, 10_000],
    ['two errors', { startedAt: 0, now: 0, errors: 2 }, 4_000],
    ['many errors', { startedAt: 0, now: 0, errors: 5_000 }, 10_000],
    ['clock set back', { startedAt: 1e6, now: 0, errors: 0 }, 1_000],
  ])('%s', (_, poll, delay) => expect(pollDelay(poll)).toBe(delay))
})
