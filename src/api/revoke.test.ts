import { afterEach, expect, test } from 'vitest'
import { call, setTransport } from './call.ts'
import { revokeEach, type RevokeResult } from './revoke.ts'

const projectId = '6f1d2c0e-8a54-4c1b-9b7e-2f6a90c3d511'
const keyIds = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8']

afterEach(() => setTransport((url, init) => globalThis.fetch(url, init)))

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
  let isStopped = false
  const ended = revokeEach(
    projectId,
    keyIds,
    (id, result) => results.set(id, result),
    () => isStopped,
  )
  const kinds = async () => {
    await ended
    return keyIds.map((id) => results.get(id)?.kind)
  }
  return { kinds, stop: () => (isStopped = true) }
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
