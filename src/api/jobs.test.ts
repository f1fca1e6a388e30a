import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { setTransport } from './call.ts'
import { hasStopped, jobGet, jobList, type JobList, type JobLook } from './jobs.ts'

const minute = 60_000

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  setTransport((url, init) => globalThis.fetch(url, init))
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
  ['hidden', 'inProgress', 60_000],
  ['hidden', 'succeeded', false],
])('a %s tab, a job that is %s: the list is read again after %s ms', (visibilityState, status, ms) => {
  vi.stubGlobal('document', { visibilityState })
  const { refetchInterval, refetchIntervalInBackground } = jobList('p')
  type Ask = Exclude<typeof refetchInterval, number | false | undefined>
  const query = {
    state: { data: { jobs: [{ id: 'j', status }], changedAt: {}, asOf: 0 } },
  } as unknown as Parameters<Ask>[0]
  expect((refetchInterval as Ask)(query)).toBe(ms)
  expect(refetchIntervalInBackground).toBe(true)
})

/** Unloc as it answers next. */
function unloc() {
  const says = { status: 'inProgress' as string, created: 0 }
  setTransport(() => {
    const { status, created } = says
    const createdKeys = Array.from({ length: created }, (_, i) => ({ id: `${i}` }))
    return Promise.resolve(
      new Response(JSON.stringify({ job: { id: 'j', status, resultData: { createdKeys } } })),
    )
  })
  return says
}

/** Looks at a job as its page does, and tells when it would look next. */
function watch(projectId: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const options = jobGet(projectId, 'j')
  return async () => {
    const data = await client.fetchQuery(options)
    const query = client.getQueryCache().find({ queryKey: options.queryKey }) as unknown
    return { ...data, wait: (options.refetchInterval as Interval)(query as Parameters<Interval>[0]) }
  }
}

describe('a job that goes back', () => {
  test('is told of until it has caught up again, and watched on', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-18T11:03:00Z'), toFake: ['Date'] })
    const says = unloc()
    const look = watch('back')
    Object.assign(says, { status: 'succeeded', created: 2 })
    const done = await look()
    expect([done.back, done.wait]).toEqual([undefined, false])

    vi.advanceTimersByTime(minute)
    Object.assign(says, { status: 'inProgress', created: 1 })
    const again = await look()
    expect(again.back).toMatchObject({ at: done.lookedAt, from: { status: 'succeeded' } })
    expect(again.wait).toBe(1_000)

    // One step forward is not yet where it was.
    vi.advanceTimersByTime(minute)
    says.created = 2
    expect((await look()).back).toMatchObject({ at: done.lookedAt })
    says.status = 'succeeded'
    const over = await look()
    expect([over.back, over.wait]).toEqual([undefined, false])
  })

  test('is told of also after a reload, by the end that this browser remembers', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-18T09:00:00Z'), toFake: ['Date'] })
    const stored = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    })
    const load = async () => {
      vi.resetModules()
      const [{ setTransport }, { jobGet }] = await Promise.all([import('./call.ts'), import('./jobs.ts')])
      return async (status: string) => {
        const job = { id: 'j', status, created: new Date().toISOString() }
        setTransport(() => Promise.resolve(new Response(JSON.stringify({ job }))))
        return new QueryClient().fetchQuery(jobGet('reload', 'j'))
      }
    }
    const before = await load()
    const { lookedAt } = await before('failedJob')
    const after = await load()
    expect((await after('inProgress')).back).toMatchObject({ at: lookedAt, from: { status: 'failedJob' } })
    expect((await after('succeeded')).back).toBeUndefined()
  })
})

test('a slow look does not take the place of one that was asked for after it', async () => {
  const asked: ((status: string) => void)[] = []
  setTransport(
    () =>
      new Promise((settle) =>
        asked.push((status) => settle(new Response(JSON.stringify({ job: { id: 'j', status } })))),
      ),
  )
  const [one, two] = [new QueryClient(), new QueryClient()]
  const slow = one.fetchQuery(jobGet('slow', 'j'))
  const quick = two.fetchQuery(jobGet('slow', 'j'))
  await expect.poll(() => asked.length).toBe(2)
  asked[1]!('succeeded')
  await quick
  asked[0]!('inProgress')
  expect((await slow).job.status).toBe('succeeded')
})

test('a list of jobs that was asked for before a look at one of them does not set that one back', async () => {
  const asked = new Map<string, (body: unknown) => void>()
  setTransport(
    (url) =>
      new Promise((settle) =>
        asked.set(url.replace(/^.*\/jobs/, 'jobs').replace(/\?.*$/, ''), (body) =>
          settle(new Response(JSON.stringify(body))),
        ),
      ),
  )
  const client = new QueryClient()
  const listed = client.fetchQuery(jobList('late list'))
  await expect.poll(() => asked.has('jobs')).toBe(true)
  const looked = client.fetchQuery(jobGet('late list', 'j'))
  await expect.poll(() => asked.has('jobs/j')).toBe(true)
  asked.get('jobs/j')!({ job: { id: 'j', status: 'succeeded' } })
  await looked
  asked.get('jobs')!({
    jobs: [
      { id: 'j', status: 'inProgress' },
      { id: 'k', status: 'pending' },
    ],
  })
  expect((await listed).jobs.map(({ status }) => status)).toEqual(['succeeded', 'pending'])
})

test('a status that nobody knows is given up after half an hour without a change, until somebody looks again', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-18T09:00:00Z'), toFake: ['Date'] })
  const says = unloc()
  const look = watch('unknown')
  says.status = 'quantumState'
  expect((await look()).wait).toBe(1_000)
  vi.advanceTimersByTime(29 * minute)
  expect((await look()).wait).toBe(10_000)
  vi.advanceTimersByTime(minute)
  const last = await look()
  expect([last.wait, hasStopped(last)]).toEqual([false, true])
  vi.advanceTimersByTime(60 * minute)
  const again = await look()
  expect([again.wait, hasStopped(again)]).toEqual([1_000, false])
  vi.advanceTimersByTime(30 * minute)
  expect((await look()).wait).toBe(false)

  says.status = 'inProgress'
  await look()
  vi.advanceTimersByTime(5 * 60 * minute)
  expect((await look()).wait).toBe(10_000)
})

describe('how soon the jobs are listed again', () => {
  const asOf = Date.parse('2026-11-18T12:00:00Z')
  type ListInterval = Exclude<ReturnType<typeof jobList>['refetchInterval'], number | false | undefined>
  test.each<[string, [status: string | undefined, quiet: number][], number]>([
    ['nothing runs', [['succeeded', 0]], 60_000],
    ['one runs and just moved', [['inProgress', 0]], 3_000],
    ['one runs and has been quiet for hours', [['inProgress', 180 * minute]], 10_000],
    [
      'the liveliest counts',
      [
        ['inProgress', 180 * minute],
        ['pending', 1_000],
      ],
      3_000,
    ],
    ['a word that is not known, new', [['quantumState', 0]], 3_000],
    ['a word that is not known, quiet for half an hour', [['quantumState', 30 * minute]], 60_000],
    ['a job that Unloc no longer keeps', [[undefined, 0]], 60_000],
  ])('%s', (_, all, delay) => {
    const data: JobList = {
      source: 'api',
      jobs: all.map(([status], i) => ({ id: `${i}`, status })),
      gone: [],
      unasked: 0,
      changedAt: Object.fromEntries(all.map(([, quiet], i) => [`${i}`, asOf - quiet])),
      complete: true,
      asOf,
    }
    const interval = jobList('p').refetchInterval as ListInterval
    expect(interval({ state: { data } } as Parameters<ListInterval>[0])).toBe(delay)
  })

  test('the quiet time of a job goes by what the list told before', async () => {
    vi.useFakeTimers({ now: asOf, toFake: ['Date'] })
    let status = 'quantumState'
    setTransport(() => Promise.resolve(new Response(JSON.stringify({ jobs: [{ id: 'j', status }] }))))
    const client = new QueryClient()
    const list = () => client.fetchQuery(jobList('quiet'))
    expect((await list()).changedAt).toEqual({ j: asOf })
    vi.advanceTimersByTime(minute)
    expect((await list()).changedAt).toEqual({ j: asOf })
    status = 'inProgress'
    expect((await list()).changedAt).toEqual({ j: asOf + minute })
  })
})
