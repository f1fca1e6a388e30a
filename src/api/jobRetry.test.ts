import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { personId } from '#src/domain/person.ts'
import { setTransport } from './call.ts'
import { addJobRecord } from './jobRecord.ts'
import { jobRetry } from './jobRetry.ts'

const kari = '+4799887766'
const created = '2026-11-22T10:00:00.000Z'

/** Answers by the end of the path; what is not named is not known. */
function door(answers: Record<string, unknown>) {
  setTransport((url) => {
    const end = url.split('?', 1)[0]!.split('/').at(-1)!
    const body = answers[end]
    return Promise.resolve(
      new Response(JSON.stringify(body ?? { title: 'Not Found' }), {
        status: body ? 200 : 404,
        headers: { 'Content-Type': 'application/json' },
      }),
    )
  })
}
afterEach(() => setTransport((url, init) => globalThis.fetch(url, init)))

const look = (projectId: string) =>
  new QueryClient({ defaultOptions: { queries: { retry: false } } }).fetchQuery(jobRetry(projectId, 'old'))
const failedKey = { id: 'k1', lockId: 'a', appUser: { id: kari }, state: 'error', created }
const job = { id: 'old', status: 'succeeded', created, resultData: { failedKeys: ['k1'] } }
const newer = (projectId: string) =>
  addJobRecord(projectId, {
    id: 'new',
    startedAt: 0,
    retryOf: 'old',
    pairs: [{ lockId: 'a', personId: personId(projectId, kari) }],
  })

test('a newer job that runs counts before its keys are listed; once over, the keys decide', async () => {
  newer('r1')
  door({
    old: { job },
    keys: { keys: [failedKey] },
    k1: { key: failedKey },
    new: { job: { id: 'new', status: 'pending' } },
  })
  expect((await look('r1')).failed.map(({ since }) => since)).toEqual(['making'])
  door({ old: { job }, keys: { keys: [failedKey] }, new: { job: { id: 'new', status: 'succeeded' } } })
  expect((await look('r1')).failed.map(({ since }) => since)).toEqual([undefined])
})

test('a job that Unloc has dropped is read from this browser’s memory and the keys', async () => {
  addJobRecord('r2', {
    id: 'old',
    startedAt: Date.parse(created) + 300,
    pairs: [{ lockId: 'a', personId: personId('r2', kari), terms: 0 }],
    terms: [{ end: '2026-12-31T23:00:00.000Z' }],
  })
  door({ keys: { keys: [failedKey] } })
  const found = await look('r2')
  expect(found.isOver).toBe(true)
  expect(found.failed).toMatchObject([{ number: kari, terms: { end: '2026-12-31T23:00:00.000Z' } }])
})

test('of a job that was started elsewhere, what its people and doors have since is found at the first look', async () => {
  const since = { ...failedKey, id: 'k2', state: 'active', created: '2026-11-22T11:00:00.000Z' }
  door({ old: { job }, keys: { keys: [failedKey, since] }, k1: { key: failedKey } })
  expect((await look('r9')).failed.map(({ since }) => since)).toEqual(['made'])
})

test('the look is whole or an error: a list that cannot be read, a job that nobody knows', async () => {
  door({ old: { job }, k1: { key: failedKey } })
  addJobRecord('r3', { id: 'old', startedAt: 0, pairs: [{ lockId: 'a', personId: personId('r3', kari) }] })
  await expect(look('r3')).rejects.toThrow('keyList')
  door({ keys: { keys: [] } })
  await expect(look('r4')).rejects.toThrow('jobGet')
})

test('a job that still runs says so', async () => {
  door({
    old: { job: { ...job, status: 'inProgress' } },
    keys: { keys: [failedKey] },
    k1: { key: failedKey },
  })
  expect((await look('r5')).isOver).toBe(false)
})
