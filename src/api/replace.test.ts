import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMock } from '#mocks/node.ts'
import type { Key } from '#src/contract/key.ts'
import { gatewayProblemType } from '#src/contract/problem.ts'
import { keyUserId } from '#src/domain/key.ts'
import { replacementOf, type ReplaceStep } from '#src/domain/replace.ts'
import * as calls from './call.ts'
import * as changes from './changeRecord.ts'
import { listKeysOf } from './keys.ts'
import { createKeys } from './keyWrites.ts'
import { startReplace, type ReplaceMeans, type ReplaceRun } from './replace.ts'
import { standing } from './standing.ts'

const { call, setTransport } = calls
const { readChange } = changes
const start = Date.parse('2026-11-18T09:00:00Z')
const end = '2027-03-31T16:00:00.000Z'
let mock: ReturnType<typeof createMock>
let projectId = ''
let press = 0
/** What an answer is turned into before it arrives; the request has taken effect. */
let bend: (url: string, method: string, answer: Response) => Response | Promise<Response>

beforeEach(() => {
  mock = createMock({ now: start, deviceClock: () => start, gatewayPlayed: true })
  projectId = mock.projectId
  bend = (_url, _method, answer) => answer
  setTransport(async (url, init) => bend(url, init.method ?? 'GET', await mock.fetch(url, init)))
})
afterEach(() => setTransport((url, init) => globalThis.fetch(url, init)))

const means = (): ReplaceMeans => ({
  send: async (keys) => {
    try {
      return { jobs: [(await createKeys(projectId, keys)).id] }
    } catch (error) {
      return { jobs: [], failed: { error } }
    }
  },
  // Instead of waiting, the mock's clock is turned: what Unloc takes minutes for is over in a few looks.
  pause: () => {
    mock.unloc.desk.clockOffset += 10_000
    return Promise.resolve()
  },
})

/** Active keys of different people to locks of a vendor. */
async function activeKeys(vendor: string, count: number): Promise<Key[]> {
  const { locks } = await call('lockList', { projectId }, {})
  const ids = locks.filter((lock) => lock.vendor === vendor).map(({ id }) => id)
  const keys = await listKeysOf(projectId, {})
  const people = new Set<string | undefined>()
  return keys
    .filter(({ lockId, state }) => state === 'active' && lockId != null && ids.includes(lockId))
    .filter((key) => !people.has(keyUserId(key)) && people.add(keyUserId(key)))
    .slice(0, count)
}

function change(olds: readonly Key[], more: Partial<ReplaceMeans> = {}) {
  const batch = (press++).toString(16).padStart(10, '0')
  const replacements = olds.map((old) => ({
    old,
    request: replacementOf(old, { end, recurrence: null }, { now: start, batch, notify: true }),
    hasOld: true,
  }))
  return { batch, run: startReplace(projectId, batch, replacements, { ...means(), ...more }) }
}

let paused = Promise.resolve()
/** A run that comes to stand at one of its pauses, for ever. */
function stopsAfter(count: number): Pick<ReplaceMeans, 'pause'> {
  let tell = () => undefined as void
  paused = new Promise((done) => (tell = done))
  let left = count
  return {
    pause: () => {
      if (--left > 0) return Promise.resolve()
      tell()
      return new Promise(() => undefined)
    },
  }
}

const until = (run: ReplaceRun, test: (run: ReplaceRun) => boolean) =>
  new Promise<void>((done) => {
    const look = () => {
      if (!test(run)) return
      leave()
      done()
    }
    const leave = run.subscribe(look)
    look()
  })
const rested = (run: ReplaceRun) => until(run, () => run.view().phase === 'resting')
const kinds = (run: ReplaceRun, olds: readonly Key[]) => olds.map(({ id }) => run.view().steps.get(id)?.kind)
const stepOf = (run: ReplaceRun, { id }: Key) => run.view().steps.get(id) as ReplaceStep & { newId?: string }
const stateOf = async (keyId: string) => (await call('keyGet', { projectId, keyId })).key.state

/** The writes that reached Unloc, in order. */
const writes = () =>
  mock.unloc.desk.requests
    .filter(({ method, url }) => method !== 'GET' && url.startsWith('/v2/'))
    .map(({ method, url }) => `${method} ${url.slice(url.indexOf('/keys'))}`)

test('each old key goes by its own id, and only after its new one was listed as working', async () => {
  const olds = await activeKeys('virtual', 2)
  expect(olds).toHaveLength(2)
  const seen: string[] = []
  bend = async (url, method, answer) => {
    const text = await answer.text()
    if (method === 'GET' && url.includes('/keys?'))
      for (const key of (JSON.parse(text) as { keys: Key[] }).keys)
        if (typeof key.metadata?.replaces === 'string' && key.state === 'active')
          seen.push(key.metadata.replaces)
    if (method === 'DELETE') expect(seen).toContain(url.split('/').at(-1))
    return new Response(text, answer)
  }
  const { run, batch } = change(olds)
  await rested(run)
  expect(kinds(run, olds)).toEqual(['replaced', 'replaced'])
  expect(writes()[0]).toBe('POST /keys')
  expect(writes().slice(1).sort()).toEqual(olds.map(({ id }) => `DELETE /keys/${id}`).sort())
  for (const old of olds) {
    expect(await stateOf(old.id)).toBe('revoked')
    const { key } = await call('keyGet', { projectId, keyId: stepOf(run, old).newId! })
    expect([key.state, key.end, key.lockId, keyUserId(key)]).toEqual([
      'active',
      end,
      old.lockId,
      keyUserId(old),
    ])
  }
  const record = readChange(projectId, batch)
  expect(record?.isOver).toBe(true)
  for (const old of olds) expect(JSON.stringify(record)).not.toContain(keyUserId(old))
})

test('a vendor that is down: no new key, and no old one is touched', async () => {
  const olds = await activeKeys('danalock', 2)
  expect(olds).toHaveLength(2)
  mock.unloc.engine.run({ name: 'vendorSwitch', vendor: 'danalock', reachable: false })
  const { run } = change(olds)
  await rested(run)
  for (const old of olds)
    expect(stepOf(run, old)).toMatchObject({
      kind: 'stays',
      reason: "unable to contact the vendor's lock system",
      isOldGone: false,
    })
  expect(writes()).toEqual(['POST /keys'])
  for (const old of olds) expect(await stateOf(old.id)).toBe('active')
})

test('a key that failed between the look at its job and the list gets the job’s reason at the next look', async () => {
  const olds = await activeKeys('danalock', 1)
  mock.unloc.engine.run({ name: 'vendorSwitch', vendor: 'danalock', reachable: false })
  let isMade = false
  setTransport((url, init) => {
    if (init.method === 'POST') isMade = true
    else if (isMade && url.includes('/keys?')) mock.unloc.desk.clockOffset += 120_000
    return mock.fetch(url, init)
  })
  const { run } = change(olds, { pause: () => Promise.resolve() })
  await rested(run)
  expect(stepOf(run, olds[0]!)).toMatchObject({
    kind: 'stays',
    reason: "unable to contact the vendor's lock system",
  })
})

test('one of two fails: the other is replaced, and its own old one stays', async () => {
  const [works] = await activeKeys('virtual', 1)
  const [fails] = (await activeKeys('danalock', 9)).filter((key) => keyUserId(key) !== keyUserId(works!))
  mock.unloc.engine.run({ name: 'vendorSwitch', vendor: 'danalock', reachable: false })
  const { run } = change([works!, fails!])
  await rested(run)
  expect(kinds(run, [works!, fails!])).toEqual(['replaced', 'stays'])
  expect(writes()).toEqual(['POST /keys', `DELETE /keys/${works!.id}`])
  expect(await stateOf(fails!.id)).toBe('active')
})

test('a new key that is not what was asked for does not cost the old one', async () => {
  const olds = await activeKeys('virtual', 1)
  bend = async (_url, method, answer) =>
    // As if Unloc had left out the end: such a key opens for ever.
    method === 'GET' ? new Response((await answer.text()).replaceAll(`"end":"${end}",`, ''), answer) : answer
  const { run, batch } = change(olds)
  await rested(run)
  expect(stepOf(run, olds[0]!)).toMatchObject({ kind: 'differs', fields: ['end'] })
  expect(writes()).toEqual(['POST /keys'])
  expect(readChange(projectId, batch)?.isOver).toBe(false)
})

test('the answer to the create is lost: it is not sent again, but found by its mark', async () => {
  const olds = await activeKeys('virtual', 2)
  bend = (_url, method, answer) => {
    if (method === 'POST') throw new TypeError('cut')
    return answer
  }
  const { run } = change(olds)
  await rested(run)
  expect(kinds(run, olds)).toEqual(['replaced', 'replaced'])
  expect(writes().filter((write) => write.startsWith('POST'))).toHaveLength(1)
})

test('the create never arrived: nothing is known, nothing is sent again, and nothing is revoked', async () => {
  const olds = await activeKeys('virtual', 1)
  mock.unloc.desk.faults = [{ method: 'POST', path: '*', times: 9, status: 502, body: '<html>' }]
  const { run } = change(olds, stopsAfter(4))
  await paused
  expect(stepOf(run, olds[0]!)).toMatchObject({ kind: 'unknown', isOldGone: false })
  expect(writes()).toEqual(['POST /keys'])
})

test('a refusal is told key by key, and no old one is touched', async () => {
  const olds = await activeKeys('virtual', 2)
  mock.unloc.desk.faults = [
    {
      method: 'POST',
      path: '*',
      times: 1,
      status: 400,
      body: { title: 'Validation Error', invalidParams: [{ name: 'keys.1.end', reason: 'is too late' }] },
    },
  ]
  const { run } = change(olds)
  await rested(run)
  expect(olds.map((old) => stepOf(run, old))).toEqual([
    expect.objectContaining({
      kind: 'stays',
      reason: 'Unloc refused the whole request because of another key in it.',
    }),
    expect.objectContaining({ kind: 'stays', reason: 'Unloc refused it: end is too late.' }),
  ])
  expect(writes()).toEqual(['POST /keys'])
})

test('hours that Unloc may refuse go in a call of their own', async () => {
  const olds = await activeKeys('danalock', 3)
  const batch = (press++).toString(16).padStart(10, '0')
  const replacements = olds.map((old, i) => ({
    old: i === 1 ? { ...old, recurrence: { odd: true } } : old,
    request: replacementOf(
      i === 1 ? { ...old, recurrence: { odd: true } } : old,
      { end },
      { now: start, batch, notify: true },
    ),
    hasOld: true,
  }))
  const run = startReplace(projectId, batch, replacements, means())
  await rested(run)
  expect(kinds(run, olds)).toEqual(['replaced', 'stays', 'replaced'])
  expect(await stateOf(olds[1]!.id)).toBe('active')
})

test('an old key that would not go is told as two, and goes on a press', async () => {
  const olds = await activeKeys('virtual', 1)
  mock.unloc.desk.faults = [
    { method: 'DELETE', path: '*', times: 1, status: 403, body: { title: 'The lock is being serviced' } },
  ]
  const { run, batch } = change(olds)
  await rested(run)
  expect(stepOf(run, olds[0]!)).toMatchObject({ kind: 'both', words: 'The lock is being serviced' })
  expect(readChange(projectId, batch)?.isOver).toBe(false)
  run.revokeOld(olds[0]!.id)
  await until(run, () => stepOf(run, olds[0]!).kind === 'replaced')
  expect(await stateOf(olds[0]!.id)).toBe('revoked')
})

test('a stop leaves the old keys where they are, however well the new ones work', async () => {
  const olds = await activeKeys('virtual', 2)
  const { run, batch } = change(olds)
  run.stop()
  await rested(run)
  expect(kinds(run, olds)).toEqual(['works', 'works'])
  expect(writes()).toEqual(['POST /keys'])
  expect(readChange(projectId, batch)?.isOver).toBe(false)
})

test('when Unloc asks for patience with the revokes, the change says until when, and goes on', async () => {
  const olds = await activeKeys('virtual', 1)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  let isBusy = true
  setTransport((url, init) => {
    if (init.method !== 'DELETE' || !isBusy) return mock.fetch(url, init)
    isBusy = false
    return Promise.resolve(new Response('slow down', { status: 429, headers: { 'Retry-After': '40' } }))
  })
  const { run } = change(olds)
  await until(run, () => run.view().waitUntil !== undefined)
  expect(kinds(run, olds)).toEqual(['works'])
  await vi.advanceTimersByTimeAsync(40_000)
  await rested(run)
  vi.useRealTimers()
  expect(run.view().waitUntil).toBeUndefined()
  expect(kinds(run, olds)).toEqual(['replaced'])
})

test('a new key that stops working while Unloc asks for patience does not cost the old one', async () => {
  const olds = await activeKeys('virtual', 2)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  let isBusy = true
  setTransport((url, init) => {
    if (init.method !== 'DELETE' || !isBusy) return mock.fetch(url, init)
    return Promise.resolve(new Response('slow down', { status: 429, headers: { 'Retry-After': '40' } }))
  })
  const { run } = change(olds)
  await until(run, () => run.view().waitUntil !== undefined)
  isBusy = false
  const { newId = '' } = stepOf(run, olds[0]!)
  mock.unloc.engine.run({ name: 'keyRevoke', keyId: newId })
  await vi.advanceTimersByTimeAsync(40_000)
  await rested(run)
  vi.useRealTimers()
  expect(kinds(run, olds)).toEqual(['stays', 'replaced'])
  expect(await stateOf(olds[0]!.id)).toBe('active')
  expect(writes()).toEqual(['POST /keys', `DELETE /keys/${olds[1]!.id}`])
})

test('a stop while Unloc asks for patience ends the wait, and no old key goes', async () => {
  const olds = await activeKeys('virtual', 1)
  setTransport((url, init) =>
    init.method === 'DELETE'
      ? Promise.resolve(new Response('slow down', { status: 429, headers: { 'Retry-After': '3600' } }))
      : mock.fetch(url, init),
  )
  const { run } = change(olds)
  await until(run, () => run.view().waitUntil !== undefined)
  run.stop()
  await rested(run)
  expect(run.view().waitUntil).toBeUndefined()
  expect(kinds(run, olds)).toEqual(['works'])
})

test('a new key that is listed as working, and that its job then calls failed, does not cost the old one', async () => {
  const olds = await activeKeys('virtual', 1)
  bend = async (url, method, answer) => {
    if (method !== 'GET' || !url.includes('/jobs/')) return answer
    const { job } = (await answer.json()) as { job: { resultData?: { createdKeys?: object[] } } }
    const failedKeys = job.resultData?.createdKeys
    return new Response(JSON.stringify({ job: { ...job, resultData: { failedKeys } } }))
  }
  const { pause } = stopsAfter(6)
  const { run } = change(olds, { pause: (ms) => means().pause!(ms).then(() => pause!(ms)) })
  await paused
  expect(stepOf(run, olds[0]!)).toMatchObject({ kind: 'unknown', isOldGone: false })
  expect(writes()).toEqual(['POST /keys'])
})

test('an old key that somebody else has revoked meanwhile is told as revoked, without another call', async () => {
  const olds = await activeKeys('virtual', 1)
  const { run } = change(olds)
  run.stop()
  mock.unloc.engine.run({ name: 'keyRevoke', keyId: olds[0]!.id })
  await rested(run)
  expect(stepOf(run, olds[0]!)).toMatchObject({ kind: 'replaced', oldEnd: 'revoked' })
  expect(writes()).toEqual(['POST /keys'])
})

/** What the gateway answers when nobody is signed in any more. */
const signInAgain = () =>
  Response.json(
    { type: gatewayProblemType, title: 'Sign in again', detail: 'Your session has ended.' },
    { status: 401 },
  )

test.each([
  ['a look at the new keys', (url: string, method: string) => method === 'GET' && url.includes('/keys?')],
  ['a look at the job', (url: string) => url.includes('/jobs/')],
  ['a revoke', (_: string, method: string) => method === 'DELETE'],
])('the session ends at %s: nothing is revoked before a press, also after the sign-in', async (_, isMet) => {
  const olds = await activeKeys('virtual', 2)
  let isOut = false
  setTransport((url, init) => {
    if (init.method !== 'POST' && url.startsWith('/v2/') && isMet(url, init.method ?? 'GET')) isOut = true
    return isOut ? Promise.resolve(signInAgain()) : mock.fetch(url, init)
  })
  const { run, batch } = change(olds)
  await rested(run)
  expect(standing.get()).toBe('ended')
  expect(run.view()).toMatchObject({ isGoing: false, trouble: { kind: 'session' } })
  expect(writes()).toEqual(['POST /keys'])

  setTransport((url, init) => mock.fetch(url, init))
  standing.letIn()
  await until(run, () => run.view().phase === 'watching')
  await rested(run)
  // It has looked by itself, and says how it stands. Also a look that somebody asks for does no more.
  expect(run.view()).toMatchObject({ isGoing: false, trouble: undefined })
  expect(kinds(run, olds)).toEqual(['works', 'works'])
  run.look()
  await rested(run)
  expect(writes()).toEqual(['POST /keys'])
  expect(readChange(projectId, batch)?.isOver).toBe(false)

  run.goOn()
  await until(run, () => kinds(run, olds).every((kind) => kind === 'replaced'))
  expect(writes()).toHaveLength(3)
})

test('the session ends before the create: it is told as not done, and is not sent after the sign-in', async () => {
  const olds = await activeKeys('virtual', 2)
  setTransport(() => Promise.resolve(signInAgain()))
  const { run } = change(olds)
  await rested(run)
  expect(run.view().isGoing).toBe(false)
  setTransport((url, init) => mock.fetch(url, init))
  standing.letIn()
  run.look()
  await rested(run)
  expect(stepOf(run, olds[0]!)).toMatchObject({ kind: 'stays', reason: 'Your session has ended.' })
  expect(kinds(run, olds)).toEqual(['stays', 'stays'])
  expect(writes()).toEqual([])
})

test('after a reload it is watched again, and nothing is revoked before somebody says so', async () => {
  const olds = await activeKeys('virtual', 2)
  // The page goes away at its first pause: what it had begun stands in the browser's memory alone.
  const { batch } = change(olds, stopsAfter(1))
  await paused
  vi.resetModules()
  vi.doMock('./call.ts', () => calls)
  vi.doMock('./changeRecord.ts', () => changes)
  const { resumeReplace } = await import('./replace.ts')
  const run = resumeReplace(projectId, batch, means())
  expect(run.view().isRead).toBe(false)
  await rested(run)
  expect(run.view().isRead).toBe(true)
  expect(run.view().isGoing).toBe(false)
  expect(kinds(run, olds)).toEqual(['works', 'works'])
  expect(writes()).toEqual(['POST /keys'])
  run.goOn()
  await until(run, () => kinds(run, olds).every((kind) => kind === 'replaced'))
  expect(writes()).toHaveLength(3)
})
