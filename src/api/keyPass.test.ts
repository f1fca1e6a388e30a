import { QueryClient, QueryObserver, environmentManager, focusManager } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setTransport } from './call.ts'
import { ApiError } from './error.ts'
import { keyPass, keyStore } from './keys.ts'
import { readKey } from './keyReads.ts'
import { ListError } from './list.ts'

type Answer = object | number
const minute = 60_000
let projectId = ''
let projects = 0
let client: QueryClient

beforeEach(() => {
  // The second page is asked for in a free moment, which comes by itself.
  vi.useFakeTimers({ shouldAdvanceTime: true })
  // On a server nothing is read again by itself.
  environmentManager.setIsServer(() => false)
  projectId = `pass ${++projects}`
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.mount()
})
afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
  environmentManager.setIsServer(() => true)
  client.unmount()
  client.clear()
  setTransport((url, init) => globalThis.fetch(url, init))
})

/** Unloc, whose list answers by cursor; a number is a status. Tells what it was asked for. */
function unloc(pages: Record<string, Answer>) {
  const asked: string[] = []
  setTransport((url) => {
    const query = new URL(url, 'http://unloc.test').searchParams
    const cursor = query.get('startAfterId') ?? 'first'
    asked.push(`${cursor} ${query.get('limit')}`)
    const page = pages[cursor] ?? 400
    return Promise.resolve(
      typeof page === 'number' ? new Response('', { status: page }) : new Response(JSON.stringify(page)),
    )
  })
  return { asked, pages }
}

const run = () => client.fetchQuery({ ...keyPass(projectId), staleTime: 0 })
const failed = () => run().catch((error: unknown) => error)
const ids = () => {
  const { index } = keyStore(projectId)
  return Array.from(index.query({}, 0), (row) => index.keyAt(row).id)
}
const three = () => ({
  first: { keys: [{ id: 'a' }], startAfterId: 'a' },
  a: { keys: [{ id: 'b' }], startAfterId: 'b' } as Answer,
  b: { keys: [{ id: 'c' }] } as Answer,
})

test('a small page first, then the largest; the second pass has none but large ones', async () => {
  const { asked } = unloc(three())
  await run()
  expect(asked.splice(0)).toEqual(['first 100', 'a 2500', 'b 2500'])
  expect(keyStore(projectId).pass).toMatchObject({ loaded: 3, complete: true, read: undefined })
  await run()
  expect(asked).toEqual(['first 2500', 'a 2500', 'b 2500'])
})

test('a page in the middle that fails is asked for again, with what came before it; then the pass is whole', async () => {
  const { asked, pages } = unloc({ ...three(), b: 503 })
  expect(await failed()).toBeInstanceOf(ApiError)
  expect(ids()).toEqual(['a', 'b'])
  expect(keyStore(projectId).pass).toMatchObject({ loaded: 2, complete: false, read: 2 })
  pages.b = { keys: [{ id: 'c' }] }
  await run()
  expect(asked).toEqual(['first 100', 'a 2500', 'b 2500', 'b 2500'])
  expect(ids()).toEqual(['a', 'b', 'c'])
  expect(keyStore(projectId).pass).toMatchObject({ loaded: 3, complete: true })
})

test('what a pass that broke off and went on has not listed is gone, and nothing else', async () => {
  const { pages } = unloc(three())
  await run()
  const { index } = keyStore(projectId)
  index.select([0, 1, 2], true)
  Object.assign(pages, { first: { keys: [{ id: 'a' }], startAfterId: 'a' }, a: 500 })
  await failed()
  expect(ids()).toEqual(['a', 'b', 'c'])
  // Made and shown meanwhile.
  setTransport(() => Promise.resolve(new Response('{"key":{"id":"new"}}')))
  await readKey(projectId, 'new')
  unloc({ a: { keys: [{ id: 'c' }] } })
  await run()
  expect(ids()).toEqual(['a', 'c', 'new'])
  expect(index.selectedIds()).toEqual(['a', 'c'])
})

test('a pass that was left off too long ago begins anew', async () => {
  const { asked, pages } = unloc({ ...three(), a: 500 })
  await failed()
  vi.advanceTimersByTime(11 * minute)
  pages.a = { keys: [{ id: 'b' }] }
  await run()
  expect(asked).toEqual(['first 100', 'a 2500', 'first 100', 'a 2500'])
})

test.each<[string, Answer]>([
  ['a cursor that Unloc does not take', 400],
  ['a cursor that came before', { keys: [{ id: 'b' }], startAfterId: 'a' }],
])('after %s the next try begins anew', async (_, answer) => {
  const { asked, pages } = unloc({ ...three(), a: answer })
  const error = await failed()
  expect(error instanceof ApiError || error instanceof ListError).toBe(true)
  expect(keyStore(projectId).pass.complete).toBe(false)
  pages.a = { keys: [] }
  await run()
  expect(asked.slice(-2)).toEqual(['first 100', 'a 2500'])
  expect(keyStore(projectId).pass.complete).toBe(true)
})

test('a row that is no key: the page is refused as a whole, and the row is named', async () => {
  unloc({ first: { keys: [{ id: 'a' }, { id: 7 }, 'b'], startAfterId: 'a' } })
  expect(await failed()).toMatchObject({
    kind: 'unreadable',
    endpoint: 'keyList',
    words: 'Unexpected answer at keys.1.id, keys.2',
  })
  expect(ids()).toEqual([])
})

test('stopped in the middle it stays stopped, and goes on from there', async () => {
  const store = keyStore(projectId)
  const { asked, pages } = unloc(three())
  const whole = pages.a
  let release = () => {}
  setTransport((url, { signal }) => {
    const cursor = new URL(url, 'http://unloc.test').searchParams.get('startAfterId') ?? 'first'
    asked.push(cursor)
    if (cursor === 'first') return Promise.resolve(new Response(JSON.stringify(pages.first)))
    return new Promise((_, reject) => {
      release = () => reject(signal!.reason as Error)
      signal!.addEventListener('abort', release)
    })
  })
  const observer = new QueryObserver(client, keyPass(projectId))
  const leave = observer.subscribe(() => undefined)
  await vi.waitFor(() => expect(asked).toEqual(['first', 'a']))
  store.pass = { ...store.pass, stopped: true }
  await client.cancelQueries({ queryKey: keyPass(projectId).queryKey })
  expect(observer.getCurrentResult()).toMatchObject({ isFetching: false, error: null })
  expect(ids()).toEqual(['a'])
  // Neither the clock nor another look at the page goes on by itself.
  observer.setOptions(keyPass(projectId))
  await vi.advanceTimersByTimeAsync(30 * minute)
  leave()
  const back = new QueryObserver(client, keyPass(projectId))
  const leaveAgain = back.subscribe(() => undefined)
  expect(asked).toEqual(['first', 'a'])
  vi.setSystemTime(Date.now() - 25 * minute)
  const again = unloc({ ...three(), a: whole! })
  await back.refetch()
  expect(again.asked).toEqual(['a 2500', 'b 2500'])
  expect(store.pass).toMatchObject({ complete: true, stopped: false })
  leaveAgain()
})

test('read again after ten minutes while the page is seen, not while it is hidden', async () => {
  const { asked } = unloc({ first: { keys: [{ id: 'a' }] } })
  const observer = new QueryObserver(client, keyPass(projectId))
  const leave = observer.subscribe(() => undefined)
  await vi.waitFor(() => expect(keyStore(projectId).pass.complete).toBe(true))
  await vi.advanceTimersByTimeAsync(9 * minute)
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(asked).toHaveLength(2)
  focusManager.setFocused(false)
  await vi.advanceTimersByTimeAsync(60 * minute)
  expect(asked).toHaveLength(2)
  focusManager.setFocused(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(3)
  leave()
})

test('an answer that brings nothing new changes nothing that is looked at', async () => {
  unloc(three())
  await run()
  const { index } = keyStore(projectId)
  const [rows, version, key] = [index.query({ text: 'a' }, 0), index.version, index.keyAt(0)]
  await run()
  expect(index.version).toBe(version)
  expect(index.query({ text: 'a' }, 60_000)).toBe(rows)
  expect(index.keyAt(0)).toBe(key)
})
