import { describe, expect, it } from 'vitest'
import type { Job } from '#src/contract/job.ts'
import { jobProgress, sumJobs } from '#src/domain/job.ts'
import {
  backWords,
  isLeft,
  jobLine,
  jobSentence,
  jobStanding,
  jobTypeWord,
  pressHeading,
  remedyOf,
  retryWords,
  sinceWords,
  sumLine,
} from './jobWords.ts'

const job = (status: string | undefined, resultData?: object): Job =>
  ({ id: 'j', type: 'createKeys', ...(status && { status }), ...(resultData && { resultData }) }) as Job
const ids = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `${i}` }))

describe('jobStanding', () => {
  it.each([
    ['pending', undefined, 'Waiting', 'waiting'],
    ['inProgress', undefined, 'Running', 'running'],
    ['succeeded', { createdKeys: ids(2), failedKeys: [] }, 'Done', 'done'],
    ['succeeded', { createdKeys: ids(2), failedKeys: ids(1) }, 'Partly done', 'partly'],
    ['failedJob', undefined, 'Failed', 'failed'],
    ['failedValidation', undefined, 'Refused', 'failed'],
    ['timeout', undefined, 'Timed out', 'failed'],
    ['paused', undefined, 'paused', 'unknown'],
    ['toString', undefined, 'toString', 'unknown'],
    [undefined, undefined, 'Not told', 'unknown'],
  ])('%s %o: %s', (status, data, word, look) => {
    expect(jobStanding(job(status, data))).toEqual({ word, look })
  })
})

describe('jobLine', () => {
  const line = (data: object | undefined, requested?: number) =>
    jobLine(jobProgress(job('inProgress', data), requested), 'en')
  it.each([
    [
      { createdKeys: ids(9), failedKeys: ids(2), creatingKeys: ids(1) },
      12,
      '9 of 12 made, 2 failed, 1 being made',
    ],
    [{ createdKeys: ids(12), failedKeys: [], creatingKeys: [] }, 12, '12 of 12 made'],
    [{ createdKeys: ids(3), failedKeys: ids(1) }, undefined, '3 made, 1 failed'],
    [{ failedKeys: ids(1) }, 4, '– of 4 made, 1 failed'],
    [undefined, 12, '– of 12 made'],
    [undefined, undefined, '–'],
    [{ createdKeys: ids(1200), failedKeys: [] }, 2500, '1,200 of 2,500 made'],
  ])('%o of %s', (data, requested, text) => {
    expect(line(data, requested)).toBe(text)
  })
})

describe('jobSentence', () => {
  it.each([
    [job('pending'), 12, '12 asked for, waiting to begin'],
    [job('pending'), undefined, 'Waiting to begin'],
    [job('inProgress'), undefined, 'Under way; no keys named yet'],
    [job('failedJob'), undefined, 'Over; it names no keys'],
    [{ ...job('succeeded'), type: 'refreshLockConnection' }, undefined, undefined],
    [job('succeeded', { createdKeys: ids(2), failedKeys: [] }), 2, '2 of 2 made'],
  ])('%o', (one, requested, text) => {
    expect(jobSentence(one, jobProgress(one, requested), 'en')).toBe(text)
  })
})

describe('words', () => {
  it.each([
    [{ type: 'createKeys' }, 'New keys'],
    [{ jobType: 'refreshLockConnection' }, 'Refresh of a lock connection'],
    [{ type: 'somethingNewer' }, 'somethingNewer'],
    [{ type: 'constructor' }, 'constructor'],
    [{}, 'Job'],
  ])('type %o', (one, word) => {
    expect(jobTypeWord(one)).toBe(word)
  })

  it.each([
    ["unable to contact the vendor's lock system", /could not be reached/],
    ['the lock has no room for more keys', /as many keys as it can/],
    ['the vendor did not confirm the key in time', /no answer in time/],
    ['the vendor refused this key holder', /does not accept this person/],
    ['E_4711', /Unloc support the id of this job/],
    [undefined, /Unloc support the id of this job/],
  ])('remedy of %s', (reason, remedy) => {
    expect(remedyOf(reason)).toMatch(remedy)
  })
})

describe('what became of failed keys', () => {
  it.each([
    [1, { made: 0, making: 0, corrected: 0 }, undefined, true],
    [1, { made: 1, making: 0, corrected: 0 }, 'The key exists by now.', false],
    [1, { made: 0, making: 1, corrected: 0 }, 'The key is being made.', false],
    [3, { made: 3, making: 0, corrected: 0 }, 'All of them exist by now.', false],
    [3, { made: 1, making: 1, corrected: 0 }, '1 exists by now and 1 is being made.', true],
    [
      3,
      { made: 2, making: 0, corrected: 1 },
      '2 exist by now and 1 was tried again with another number.',
      false,
    ],
  ])('%d: %o', (failed, since, words, left) => {
    expect(sinceWords(failed, since)).toBe(words)
    expect(isLeft(failed, since)).toBe(left)
  })

  it.each<[Partial<Job> | undefined, string]>([
    [undefined, 'Tried again in'],
    [{ status: 'pending' }, 'Being tried again in 3 asked for, waiting to begin'],
    [{ status: 'inProgress', resultData: { createdKeys: ['a'] } }, 'Being tried again in 1 of 3 made'],
    [
      { status: 'succeeded', resultData: { createdKeys: ['a', 'b'], failedKeys: ['c'] } },
      'Tried again in 2 of 3 made, 1 failed',
    ],
  ])('a newer job: %o', (job, words) => {
    const { verb, standing } = retryWords(job && { id: 'j', ...job }, 3)
    expect(`${verb} ${standing}`.trim()).toBe(words)
  })
})
describe('backWords', () => {
  const at = new Date(2026, 10, 18, 12, 3).getTime()
  it.each([
    [
      { reopened: true, settled: undefined },
      60_000,
      'Unloc said Done at 12:03 and now says Running. Shown is what it says now.',
    ],
    [
      { reopened: false, settled: { before: 5, after: 1 } },
      60_000,
      'At 12:03 Unloc named 5 keys as made or failed, and now it names 1. Shown is what it says now.',
    ],
    [
      { reopened: true, settled: { before: 5, after: 0 } },
      60_000,
      'Unloc said Done at 12:03 and now says Running, and of 5 keys that were made or failed it names 0. Shown is what it says now.',
    ],
    [
      { reopened: true, settled: undefined },
      24 * 3_600_000,
      'Unloc said Done at 18 Nov 2026, 12:03 and now says Running. Shown is what it says now.',
    ],
  ])('%o', (back, later, text) => {
    expect(backWords(back, 'Done', at, job('inProgress'), at + later, 'en-GB')).toBe(text)
  })
})

it('a press with several jobs: what it asked for, and one sum that says where it is partial', () => {
  const pairs = (n: number) => Array.from({ length: n }, () => ({ lockId: 'l', personId: 'p' }))
  const parts = [250, 250, 250, 250].map((n, i) => ({ id: `${i}`, startedAt: 0, pairs: pairs(n) }))
  expect(pressHeading({ parts })).toBe('1,000 keys in 4 jobs')
  const done = job('succeeded', { createdKeys: ids(248), failedKeys: ids(2) })
  const line = (jobs: (Job | undefined)[]) =>
    sumLine(sumJobs(jobs.map((one) => ({ job: one, requested: 250 }))), 'en')
  expect(line([done, done, done, job('pending')])).toBe('744 of 1,000 made, 6 failed')
  expect(line([done, undefined, done, undefined])).toBe(
    '496 of 1,000 made, 4 failed; of 2 jobs nothing is known yet',
  )
  expect(line([undefined, job('inProgress')])).toBe('– of 500 made; of 2 jobs nothing is known yet')
})
