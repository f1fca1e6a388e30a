import { afterEach, expect, test, vi } from 'vitest'
import { call, setTransport } from './call.ts'
import { revokeEach, type RevokeResult } from './revoke.ts'

const projectId = '6f1d2c0e-8a54-4c1b-9b7e-2f6a90c3d511'
const keyIds = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8']

afterEach(() => {
  vi.useRealTimers()
  setTransport((url, init) => globalThis.fetch(url, init))
})

/** Requests that hang until they are answered, in the order in which they left. */
function held() {
  const requests: { url: string; answer: (status: number, headers?: HeadersInit) => void }[] = []
  setTransport(
    (url) =>
      new Promise((done) => {
        requests.push({
          url,
          answer: (status, headers = {}) =>
            done(new Response(status === 200 ? '{}' : '', { status, headers })),
        })
      }),
  )
  return requests
}
const settled = () => new Promise((done) => setImmediate(done))

/** A revoke of all keys under way. */
function revoking() {
  const results = new Map<string, RevokeResult>()
  const stop = new AbortController()
  const waits: (number | undefined)[] = []
  const left: string[] = []
  const ended = revokeEach(
    projectId,
    keyIds,
    { onSend: (id) => left.push(id), onResult: (id, result) => results.set(id, result) },
    { signal: stop.signal, onWait: (until) => waits.push(until) },
  )
  const kinds = async () => {
    await ended
    return keyIds.map((id) => results.get(id)?.kind)
  }
  return { kinds, stop: () => stop.abort(), waits, left }
}
const kinds = (...counts: [string, number][]) => counts.flatMap(([kind, n]) => Array<string>(n).fill(kind))

test('four at once, and after a stop not one more leaves', async () => {
  const requests = held()
  const revoke = revoking()
  await settled()
  expect(requests).toHaveLength(4)
  revoke.stop()
  for (const { answer } of requests) answer(200)
  expect(await revoke.kinds()).toEqual(kinds(['revoked', 4], ['notSent', 4]))
  expect(requests).toHaveLength(4)
})

test('a key that waits for its turn behind other requests does not leave after a stop', async () => {
  const requests = held()
  const reads = keyIds.slice(0, 4).map((keyId) => call('keyGet', { projectId, keyId }).catch(() => undefined))
  await settled()
  const revoke = revoking()
  await settled()
  expect(requests).toHaveLength(4)
  revoke.stop()
  for (const { answer } of [...requests]) answer(404)
  await Promise.all(reads)
  expect(await revoke.kinds()).toEqual(kinds(['notSent', 8]))
  expect(requests).toHaveLength(4)
})

test('one that was asked to wait is not sent again after a stop', async () => {
  const requests = held()
  const revoke = revoking()
  await settled()
  for (const { answer } of [...requests]) answer(429, { 'Retry-After': '0' })
  revoke.stop()
  expect(await revoke.kinds()).toEqual(kinds(['notSent', 8]))
  expect(requests).toHaveLength(4)
})

test('while one was asked to wait none goes out, and then all go on in order', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const requests = held()
  const revoke = revoking()
  await settled()
  requests[0]!.answer(429, { 'Retry-After': '40' })
  for (const { answer } of requests.slice(1)) answer(200)
  await settled()
  expect(requests).toHaveLength(4)
  expect(revoke.waits.at(-1)).toBeGreaterThan(Date.now() + 39_000)
  await vi.advanceTimersByTimeAsync(39_000)
  expect(requests).toHaveLength(4)
  await vi.advanceTimersByTimeAsync(1_000)
  await settled()
  expect(requests.slice(4).map(({ url }) => url.split('/').at(-1))).toEqual(['k1', 'k5', 'k6', 'k7'])
  expect(revoke.waits.at(-1)).toBeUndefined()
  for (const { answer } of requests.slice(4)) answer(200)
  await settled()
  requests.at(-1)!.answer(200)
  expect(await revoke.kinds()).toEqual(kinds(['revoked', 8]))
  expect(requests).toHaveLength(9)
})

test('a wait without a length grows with each refusal', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const requests = held()
  const stop = new AbortController()
  const gaps: number[] = []
  const ended = revokeEach(
    projectId,
    ['k1'],
    { onResult: () => undefined },
    { signal: stop.signal, onWait: (until) => void (until && gaps.push(until - Date.now())) },
  )
  for (let refusals = 0; refusals < 7; refusals++) {
    await settled()
    requests.at(-1)!.answer(429)
    await settled()
    await vi.advanceTimersByTimeAsync(31_000)
  }
  stop.abort()
  requests.at(-1)?.answer(200)
  await ended
  expect(gaps.map((gap) => Math.round(gap / 1_000))).toEqual([1, 2, 4, 8, 16, 30, 30])
})

test('when the session has ended, the rest is not sent', async () => {
  const requests = held()
  const revoke = revoking()
  await settled()
  requests[0]!.answer(401)
  await settled()
  for (const { answer } of requests.slice(1)) answer(200)
  expect(await revoke.kinds()).toEqual(kinds(['failed', 1], ['revoked', 3], ['notSent', 4]))
  expect(requests).toHaveLength(4)
})

test('never more than four requests at once, whatever ends and begins', async () => {
  const requests = held()
  const reads = Array.from({ length: 12 }, () =>
    call('keyGet', { projectId, keyId: 'k' }).catch(() => undefined),
  )
  for (let answered = 0; answered < 12; answered++) {
    await settled()
    expect(requests.length - answered).toBeLessThanOrEqual(4)
    requests[answered]!.answer(404)
    // One that begins in the same moment must not slip past those that wait.
    if (answered === 3) reads.push(call('keyGet', { projectId, keyId: 'late' }).catch(() => undefined))
  }
  await settled()
  requests.at(-1)!.answer(404)
  await Promise.all(reads)
  expect(requests).toHaveLength(13)
})
