import { describe, expect, it } from 'vitest'
import type { Job } from '#src/contract/job.ts'
import { jobEndWords } from './jobEndWords.ts'

const ids = (count: number) => Array.from({ length: count }, (_, i) => ({ id: String(i) }))
const end = (asked: number[], ...jobs: Partial<Job>[]) => ({
  id: 'x',
  unread: true,
  records: asked.map((count, i) => ({
    id: String(i),
    startedAt: 0,
    pairs: Array.from({ length: count }, () => ({ lockId: 'l', personId: 'p' })),
  })),
  jobs: jobs.map((job, i) => ({ id: String(i), status: 'succeeded', ...job })),
})
const result = (created: number, failed: number) => ({
  resultData: { createdKeys: ids(created), failedKeys: ids(failed) },
})

describe('jobEndWords', () => {
  it.each([
    [end([12], result(12, 0)), 'done', '12 keys made', 'Keys: 12 of 12 made'],
    [end([1], result(1, 0)), 'done', '1 key made', 'Keys: 1 of 1 made'],
    [end([12], result(9, 3)), 'partly', '9 of 12 keys made, 3 failed', 'Keys: 9 of 12 made, 3 failed'],
    [end([12], result(9, 0)), 'partly', '9 of 12 keys made', 'Keys: 9 of 12 made'],
    [end([3], result(0, 3)), 'failed', 'No key made, 3 failed', 'Keys: 0 of 3 made, 3 failed'],
    [
      end([3], { resultData: { failedKeys: ids(2) } }),
      'failed',
      '2 of 3 keys failed',
      'Keys: – of 3 made, 2 failed',
    ],
    [end([3], {}), 'unknown', 'The job is over', 'Keys: the job is over'],
    [
      end([250, 250, 250, 250], result(250, 0), result(250, 0), result(240, 10), result(250, 0)),
      'partly',
      '990 of 1,000 keys made in 4 jobs, 10 failed',
      'Keys: 990 of 1,000 made, 10 failed in 4 jobs',
    ],
    [
      end([250, 250, 250, 250], ...[1, 2, 3, 4].map(() => result(250, 0))),
      'done',
      '1,000 keys made in 4 jobs',
      'Keys: 1,000 of 1,000 made in 4 jobs',
    ],
    [
      end([2, 2], result(2, 0), { status: 'failedJob' }),
      'partly',
      '2 of 4 keys made in 2 jobs, 1 job failed',
      'Keys: 2 of 4 made in 2 jobs, 1 job failed',
    ],
    [
      end([2, 2], result(2, 0)),
      'partly',
      '2 of 4 keys made in 2 jobs, 1 job no longer known',
      'Keys: 2 of 4 made in 2 jobs, 1 job no longer known',
    ],
    [end([2, 2], {}, {}), 'unknown', '2 jobs are over', 'Keys: 2 jobs are over'],
  ])('%#', (one, look, title, notice) => {
    expect(jobEndWords(one, 'en')).toEqual({ look, title, notice })
  })

  it.each([
    ['failedJob', 'the vendor said no', 'The job failed: the vendor said no', 'Keys: the job failed'],
    ['failedValidation', undefined, 'The job was refused', 'Keys: the job was refused'],
    ['timeout', undefined, 'The job timed out', 'Keys: the job timed out'],
  ])('a job that broke off: %s', (status, failureReason, title, notice) => {
    expect(jobEndWords(end([3], { status, failureReason }), 'en')).toEqual({
      look: 'failed',
      title,
      notice,
    })
  })

  it('a job that broke off after some keys says how many there are', () => {
    const words = jobEndWords(end([3], { status: 'timeout', ...result(2, 1) }), 'en')
    expect(words).toMatchObject({ look: 'partly', more: '2 of 3 keys made, 1 failed.' })
  })

  it('tells a locked screen no word of the API, which may name a person', () => {
    const failureReason = '+47 998 87 766 is not welcome'
    const words = jobEndWords(end([3], { status: 'failedJob', failureReason }), 'en')
    expect(words.notice).not.toMatch(/998|welcome/)
  })
})
