import { describe, expect, it } from 'vitest'
import { orderJobs, readJobId } from './jobOrder.ts'

describe('orderJobs', () => {
  it('puts running jobs first, then the newest', () => {
    const job = (id: string, status: string | undefined, created?: string) => ({ id, status, created })
    const jobs = [
      job('old', 'succeeded', '2026-11-01T10:00:00Z'),
      job('untold', 'succeeded'),
      job('gone', undefined, '2026-11-20T10:00:00Z'),
      job('runs', 'inProgress', '2026-10-01T10:00:00Z'),
      job('new', 'failedJob', '2026-11-22T10:00:00Z'),
      job('odd', 'paused', '2026-11-02T10:00:00Z'),
    ]
    expect(orderJobs(jobs).map(({ id }) => id)).toEqual(['odd', 'runs', 'new', 'gone', 'old', 'untold'])
  })
})

describe('readJobId', () => {
  it.each([
    ['  9b2d-11  ', '9b2d-11'],
    ['/v2/projects/p1/jobs/9b2d-11', '9b2d-11'],
    ['https://console.example/p/p1/jobs/9b2d-11/?x=1#y', '9b2d-11'],
    ['', undefined],
    ['..', undefined],
    ['not an id', undefined],
  ])('%s', (text, id) => {
    expect(readJobId(text)).toBe(id)
  })
})
