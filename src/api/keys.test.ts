import { afterEach, expect, test } from 'vitest'
import { setTransport } from './call.ts'
import { drawnAfter, keyStore, listKeysOf } from './keys.ts'
import { readKey } from './keyReads.ts'

afterEach(() => setTransport((url, init) => globalThis.fetch(url, init)))

/** Holds every request back until its answer is given. */
function heldBack() {
  const asked: { url: string; answer: (body: unknown) => void }[] = []
  setTransport(
    (url) =>
      new Promise((settle) =>
        asked.push({ url, answer: (body) => settle(new Response(JSON.stringify(body))) }),
      ),
  )
  return asked
}

const stateOf = (projectId: string, id: string) => {
  const { index } = keyStore(projectId)
  const row = index.rowOf(id)
  return row === undefined ? undefined : index.keyAt(row).state
}

test('answers that come in another order than they were asked for: the last asked for stays', async () => {
  const asked = heldBack()
  const ofLock = listKeysOf('p1', { lockId: 'a' })
  const ofPerson = listKeysOf('p1', { appUserId: '+4799887766' })
  const alone = readKey('p1', 'k')
  await expect.poll(() => asked.length).toBe(3)
  asked[2]!.answer({ key: { id: 'k', state: 'revoked' } })
  await alone
  asked[1]!.answer({
    keys: [
      { id: 'k', state: 'active' },
      { id: 'other', state: 'creating' },
    ],
  })
  await ofPerson
  asked[0]!.answer({ keys: [{ id: 'k', state: 'creating' }, { id: 'third' }] })
  await ofLock
  expect(stateOf('p1', 'k')).toBe('revoked')
  expect([stateOf('p1', 'other'), keyStore('p1').index.size]).toEqual(['creating', 3])
})

test('each page has its own place in the order: what came between two of them is older than the second', async () => {
  const asked = heldBack()
  const list = listKeysOf('p2', { lockId: 'a' })
  await expect.poll(() => asked.length).toBe(1)
  const between = readKey('p2', 'k')
  await expect.poll(() => asked.length).toBe(2)
  asked[0]!.answer({ keys: [{ id: 'first' }], startAfterId: 'first' })
  await expect.poll(() => asked.length).toBe(3)
  asked[2]!.answer({ keys: [{ id: 'k', state: 'active' }] })
  await list
  asked[1]!.answer({ key: { id: 'k', state: 'creating' } })
  await between
  expect(stateOf('p2', 'k')).toBe('active')
})

test('a request that waits for its turn is as new as the moment at which it leaves', async () => {
  const asked = heldBack()
  const fill = [1, 2, 3, 4].map((i) => readKey('p3', `filler ${i}`))
  await expect.poll(() => asked.length).toBe(4)
  const waiting = readKey('p3', 'k')
  asked[0]!.answer({ key: { id: 'filler 1' } })
  await expect.poll(() => asked.length).toBe(5)
  asked[4]!.answer({ key: { id: 'k', state: 'active' } })
  await waiting
  expect(stateOf('p3', 'k')).toBe('active')
  // Asked for before it, and answered after it.
  asked[1]!.answer({ key: { id: 'k', state: 'creating' } })
  await fill[1]
  expect(stateOf('p3', 'k')).toBe('active')
  for (const one of asked.slice(2, 4)) one.answer({ key: { id: 'x' } })
  await Promise.all(fill)
})

test.each([
  ['the first page comes', 0, 0, 0],
  ['the pass goes on', 2600, 2600, 200],
  ['a later pass begins', 0, 2600, 200],
  ['no pass is under way', undefined, 2600, 0],
])('when %s, the list is drawn again after %s read and %s loaded: %s ms', (_, read, loaded, ms) => {
  expect(drawnAfter({ read, loaded, complete: false, asOf: undefined, stopped: false })).toBe(ms)
})
