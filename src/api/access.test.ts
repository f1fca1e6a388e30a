import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '#mocks/node.ts'
import { accessLog, keysToDoor, type AccessLog } from './access.ts'
import { setTransport } from './call.ts'
import { ApiError } from './error.ts'
import { ListError } from './list.ts'

const start = Date.parse('2026-11-18T09:00:00Z')
const henrik = '+4791620781'
let client: QueryClient

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
})
afterEach(() => {
  client.clear()
  vi.useRealTimers()
  setTransport((url, init) => globalThis.fetch(url, init))
})

/** Unloc, whose log answers by cursor; a number is a status. Tells what it was asked for. */
function unloc(pages: Record<string, object | number>) {
  const asked: string[] = []
  setTransport((url) => {
    const { searchParams } = new URL(url, 'http://unloc.test')
    asked.push(url.slice(url.indexOf('?')))
    const answer = pages[searchParams.get('startAfterId') ?? 'first'] ?? 400
    return Promise.resolve(
      typeof answer === 'number'
        ? new Response('', { status: answer })
        : new Response(JSON.stringify(answer)),
    )
  })
  return { asked, pages }
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const event = (id: string, minutes: number) => ({ id, created: ago(minutes) })
const page = (events: object[], startAfterId?: string) => ({ accessEvents: events, startAfterId })
const two = () => ({
  first: page([event('c', 3), event('a', 1)], 'a'),
  a: page([event('b', 2), event('a', 1)]) as object | number,
})
const ofLock = accessLog('p', { lockId: 'lock' })
const ids = (log: AccessLog | undefined) => log?.events.map(({ id }) => id)

describe('the log', () => {
  test('is read to its end before one is called the latest; what comes twice is one', async () => {
    unloc(two())
    const log = await client.fetchQuery(ofLock)
    expect([ids(log), log.complete]).toEqual([['a', 'b', 'c'], true])
  })

  test('shows the pages that came, as a part, and keeps them when a later one fails', async () => {
    const { pages } = unloc({ ...two(), a: 500 })
    const parts: [string[] | undefined, boolean | undefined][] = []
    const observer = new QueryObserver(client, { ...ofLock, refetchInterval: false })
    const leave = observer.subscribe(({ data }) => parts.push([ids(data), data?.complete]))
    await expect(observer.refetch({ throwOnError: true })).rejects.toBeInstanceOf(ApiError)
    expect(parts).toContainEqual([['a', 'c'], false])
    expect([ids(observer.getCurrentResult().data), observer.getCurrentResult().data?.complete]).toEqual([
      ['a', 'c'],
      false,
    ])
    pages.a = page([event('b', 2)])
    await observer.refetch()
    expect(observer.getCurrentResult().data).toMatchObject({ complete: true })
    leave()
  })

  test('that was whole stays, and as of then, when it cannot be read again', async () => {
    const { pages } = unloc(two())
    const { asOf } = await client.fetchQuery(ofLock)
    pages.first = 403
    await expect(client.fetchQuery(ofLock)).rejects.toBeInstanceOf(ApiError)
    expect(client.getQueryData(ofLock.queryKey)).toMatchObject({ complete: true, asOf })
  })

  test('whose cursor comes again is broken off, and not called complete', async () => {
    const { asked } = unloc({ first: page([event('a', 1)], 'a'), a: page([event('b', 2)], 'a') })
    await expect(client.fetchQuery(ofLock)).rejects.toBeInstanceOf(ListError)
    expect(asked).toHaveLength(2)
    expect(client.getQueryData(ofLock.queryKey)?.complete).toBe(false)
  })

  test.each([
    ['of a lock', { lockId: 'lock' }, '?limit=2500&lockId=lock'],
    ['of a person', { appUserId: henrik }, '?limit=2500&appUserId=%2B4791620781'],
    [
      'of a person at a lock',
      { appUserId: henrik, lockId: 'lock' },
      '?limit=2500&appUserId=%2B4791620781&lockId=lock',
    ],
  ])('%s is asked for by nothing else, and no number stands in what is cached', async (_, filter, query) => {
    const { asked } = unloc({ first: page([]) })
    const options = accessLog('p', filter)
    await client.fetchQuery(options)
    expect(asked.map((url) => Object.fromEntries(new URLSearchParams(url)))).toEqual([
      Object.fromEntries(new URLSearchParams(query)),
    ])
    if ('appUserId' in filter) expect(asked[0]).toContain('%2B47')
    expect(JSON.stringify(options.queryKey)).not.toContain('91620781')
  })

  test('is read again every ten seconds, and a long one seldom', () => {
    type Ask = Exclude<(typeof ofLock)['refetchInterval'], number | false | undefined>
    const every = (size: number) =>
      (ofLock.refetchInterval as Ask)({
        state: { data: { events: Array.from({ length: size }), complete: true, asOf: 0 } },
      } as unknown as Parameters<Ask>[0])
    expect([every(0), every(2499), every(2500)]).toEqual([10_000, 10_000, 120_000])
  })
})

describe('at the mock', () => {
  test('a lock’s policy decides what its log holds: all, no person, nothing at all', async () => {
    vi.useFakeTimers({ now: start, toFake: ['Date'] })
    const mock = createMock({ now: start, deviceClock: () => start, gatewayPlayed: true })
    setTransport((url, init) => mock.fetch(url, init))
    const { events, locks } = {
      events: mock.unloc.engine.world.events,
      locks: [...mock.unloc.engine.locks.values()].map(({ lock }) => lock),
    }
    const most = (policy: string) => {
      const count = (id: string) => events.filter(({ lockId }) => lockId === id).length
      return locks
        .filter((lock) => lock.privacyPolicy === policy)
        .sort((a, b) => count(b.id) - count(a.id))[0]!
    }
    const read = (policy: string) => client.fetchQuery(accessLog(mock.projectId, { lockId: most(policy).id }))
    const open = await read('public')
    expect(open.events.length).toBeGreaterThan(5)
    expect(open.events.every(({ appUserId }) => appUserId?.startsWith('+'))).toBe(true)
    const blank = await read('anonymized')
    expect(blank.events.length).toBeGreaterThan(0)
    expect(blank.events.some(({ appUserId, userName }) => appUserId || userName)).toBe(false)
    expect(await read('private')).toMatchObject({ events: [], complete: true })
  })

  test('the keys of one person to one door are listed by number, and by the lock where the number is odd', async () => {
    const asked: string[] = []
    setTransport((url) => {
      asked.push(url.slice(url.indexOf('?')))
      const keys = [
        { id: 'a', lockId: 'lock', appUser: { id: henrik } },
        { id: 'b', lockId: 'lock', appUser: { id: '916 20 781' } },
      ]
      return Promise.resolve(new Response(JSON.stringify({ keys })))
    })
    const own = await client.fetchQuery(keysToDoor('p', henrik, 'lock'))
    expect(own.ids).toEqual(['a'])
    expect(new URLSearchParams(asked[0]).get('appUserId')).toBe(henrik)
    const odd = await client.fetchQuery(keysToDoor('p', '916 20 781', 'lock'))
    expect(odd.ids).toEqual(['b'])
    expect(new URLSearchParams(asked[1]).get('appUserId')).toBeNull()
    expect(JSON.stringify(keysToDoor('p', henrik, 'lock').queryKey)).not.toContain('91620781')
  })
})
