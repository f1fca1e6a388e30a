import { afterEach, expect, test, vi } from 'vitest'
import { jobGet, jobList, type JobLook } from './jobs.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

type Interval = Exclude<ReturnType<typeof jobGet>['refetchInterval'], number | false | undefined>

const wait = (data: JobLook) =>
  (jobGet('p', 'j').refetchInterval as Interval)({
    state: { data, error: null, errorUpdateCount: 0 },
  } as Parameters<Interval>[0])

test('the wait for the next look stays the same however often a screen asks for it', () => {
  const at = Date.parse('2026-11-18T09:00:00Z')
  const look = { job: { id: 'j', status: 'inProgress' }, firstAt: at, changedAt: at, errorsBefore: 0 }
  vi.useFakeTimers({ now: at + 30_000 })
  const first = wait({ ...look, lookedAt: at + 30_000 })
  expect(first).toBe(3_000)
  vi.setSystemTime(at + 32_000)
  expect(wait({ ...look, lookedAt: at + 30_000 })).toBe(first)
  expect(wait({ ...look, lookedAt: at + 33_000 })).toBe(3_300)
})

test.each([
  ['visible', 'inProgress', 3_000],
  ['visible', 'succeeded', 60_000],
  ['hidden', 'inProgress', 60_000],
  ['hidden', 'succeeded', false],
])('a %s tab, a job that is %s: the list is read again after %s ms', (visibilityState, status, ms) => {
  vi.stubGlobal('document', { visibilityState })
  const { refetchInterval, refetchIntervalInBackground } = jobList('p')
  type Ask = Exclude<typeof refetchInterval, number | false | undefined>
  const query = { state: { data: { jobs: [{ id: 'j', status }] } } } as unknown as Parameters<Ask>[0]
  expect((refetchInterval as Ask)(query)).toBe(ms)
  expect(refetchIntervalInBackground).toBe(true)
})
