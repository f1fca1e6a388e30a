import { describe, expect, test } from 'vitest'
import { Job, jobStatuses } from '#src/contract/job.ts'
import { isFinal, jobElements, jobPhase, jobProgress, jobWentBack, pollDelay, sumJobs } from './job.ts'

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
  test.each<[string, Parameters<typeof pollDelay>[0], number | false]>([
    ['at the start', { startedAt: 0, now: 0, errors: 0 }, 1_000],
    ['just moved', { startedAt: 0, lastChangeAt: 60_000, now: 61_000, errors: 0 }, 1_000],
    ['quiet for 30 s', { startedAt: 0, lastChangeAt: 30_000, now: 60_000, errors: 0 }, 3_000],
    ['quiet for hours', { startedAt: 0, now: 9e7, errors: 0 }, 10_000],
    ['two errors', { startedAt: 0, now: 0, errors: 2 }, 4_000],
    ['many errors', { startedAt: 0, now: 0, errors: 5_000 }, 10_000],
    ['clock set back', { startedAt: 1e6, now: 0, errors: 0 }, 1_000],
    ['running for hours', { startedAt: 0, now: 9e7, errors: 0, phase: 'running' }, 10_000],
    ['waiting for hours', { startedAt: 0, now: 9e7, errors: 0, phase: 'waiting' }, 10_000],
    ['unknown, quiet for 29 min', { startedAt: 0, now: 29 * 60_000, errors: 0, phase: 'unknown' }, 10_000],
    ['unknown, quiet for 30 min', { startedAt: 0, now: 30 * 60_000, errors: 0, phase: 'unknown' }, false],
    [
      'unknown, changed since',
      { startedAt: 0, lastChangeAt: 29 * 60_000, now: 30 * 60_000, errors: 0, phase: 'unknown' },
      6_000,
    ],
  ])('%s', (_, poll, delay) => expect(pollDelay(poll)).toBe(delay))
})

describe('jobWentBack', () => {
  const of = (status: string | undefined, created?: number, failed?: number) =>
    job({
      status,
      resultData: {
        ...(created !== undefined && { createdKeys: Array.from({ length: created }, () => ({})) }),
        ...(failed !== undefined && { failedKeys: Array.from({ length: failed }, () => ({})) }),
      },
    })
  const reopened = { reopened: true, settled: undefined }
  const fewer = (before: number, after: number) => ({ reopened: false, settled: { before, after } })
  test.each<[string, Job, Job, ReturnType<typeof jobWentBack>]>([
    ['nothing changed', of('inProgress', 2), of('inProgress', 2), undefined],
    ['it went on', of('inProgress', 2), of('succeeded', 3, 1), undefined],
    ['done, and running again', of('succeeded', 3), of('inProgress', 3), reopened],
    ['timed out, and waiting again', of('timeout'), of('pending'), reopened],
    ['done, and a word that is not known', of('succeeded'), of('quantumState'), reopened],
    ['one end after another', of('timeout', 1), of('succeeded', 3), undefined],
    ['fewer made', of('inProgress', 5), of('inProgress', 3), fewer(5, 3)],
    ['from failed to made', of('inProgress', 5, 2), of('inProgress', 7, 0), undefined],
    ['fewer in all', of('succeeded', 5, 2), of('succeeded', 5, 1), fewer(7, 6)],
    ['told, and now untold', of('inProgress', 5), of('inProgress'), undefined],
    ['untold, and now told', of('inProgress'), of('inProgress', 0), undefined],
    ['both', of('succeeded', 4), of('inProgress', 1), { reopened: true, settled: { before: 4, after: 1 } }],
  ])('%s', (_, before, after, back) => expect(jobWentBack(before, after)).toEqual(back))
})

describe('sumJobs', () => {
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `${i}`)
  const done = job({ status: 'succeeded', resultData: { createdKeys: ids(248), failedKeys: ids(2) } })
  const running = job({ status: 'inProgress', resultData: { createdKeys: ids(10), creatingKeys: ids(240) } })
  const part = (one: Job | undefined, requested = 250) => ({ job: one, requested })
  test.each<[string, Parameters<typeof sumJobs>[0], object]>([
    [
      'all told',
      [part(done), part(running)],
      { requested: 500, created: 258, failed: 2, creating: 240, unread: 0, done: 0.52 },
    ],
    [
      'one not read yet',
      [part(done), part(undefined)],
      { requested: 500, created: 248, failed: 2, unread: 1, done: 0.5 },
    ],
    [
      'one waits',
      [part(done), part(job({ status: 'pending' }), 10)],
      { requested: 260, created: 248, failed: 2, unread: 0 },
    ],
    [
      'one runs and tells nothing',
      [part(done), part(job({ status: 'inProgress' }))],
      { created: 248, unread: 1 },
    ],
    [
      'nothing is known',
      [part(undefined), part(undefined)],
      {
        requested: 500,
        created: undefined,
        failed: undefined,
        creating: undefined,
        unread: 2,
        done: undefined,
      },
    ],
  ])('%s', (_, parts, sum) => expect(sumJobs(parts)).toMatchObject(sum))
})
