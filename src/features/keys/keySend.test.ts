import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test } from 'vitest'
import { setTransport } from '#src/api/call.ts'
import { ApiError } from '#src/api/error.ts'
import { readJobRecords } from '#src/api/jobRecord.ts'
import { personId } from '#src/domain/person.ts'
import { chunkSize, findBatch, newBatch, retryKeys, retryPair, sendKeys } from './keySend.ts'

type Answer = () => Response
const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
const started = (id: string) => json(202, { jobRef: { id } })

/** Answers calls in order and keeps what was sent. */
function door(...answers: Answer[]) {
  const sent: { url: string; method: string; keys: { appUserId: string }[] }[] = []
  setTransport((url, init) => {
    const body = init.body
      ? (JSON.parse(init.body as string) as { keys: { appUserId: string }[] })
      : undefined
    sent.push({ url, method: init.method ?? 'GET', keys: body?.keys ?? [] })
    const answer = answers[sent.length - 1]
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('cut'))
  })
  return sent
}
afterEach(() => setTransport((url, init) => globalThis.fetch(url, init)))

const keysOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ appUserId: `+47${40000000 + i}`, lockId: 'a' }))

test('chunks of at most 250, one after the other, each remembered without a number', async () => {
  const sent = door(started('j1'), started('j2'), started('j3'))
  const outcome = await sendKeys('p1', keysOf(chunkSize * 2 + 1))
  expect(sent.map(({ keys }) => keys.length)).toEqual([chunkSize, chunkSize, 1])
  expect(outcome.jobs).toEqual(['j1', 'j2', 'j3'])
  expect(outcome.failed).toBeUndefined()
  const [last] = readJobRecords('p1')
  expect(last?.pairs).toEqual([
    { lockId: 'a', personId: personId('p1', `+47${40000000 + chunkSize * 2}`), terms: 0 },
  ])
  // Neither with its plus nor as digits alone.
  expect(JSON.stringify(readJobRecords('p1'))).not.toMatch(/\+47|4000\d{4}/)
})

test('what was asked for is remembered once for each set of limits, with the mark of the press', async () => {
  door(started('j1'))
  const end = '2026-12-31T23:00:00.000Z'
  const recurrence = {
    timeSpans: [{ weekday: 'mon' as const, startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }],
  }
  const metadata = { note: 'secret words', batch: 'b1' }
  await sendKeys(
    'p7',
    [
      { appUserId: '+4740000000', lockId: 'a', end, recurrence, metadata },
      { appUserId: '+4740000000', lockId: 'b', end, recurrence, metadata },
      { appUserId: '+4740000001', lockId: 'b', metadata },
    ],
    'j0',
  )
  const [record] = readJobRecords('p7')
  expect(record).toMatchObject({ batch: 'b1', retryOf: 'j0', terms: [{ end, recurrence }, {}] })
  expect(record?.pairs.map(({ terms }) => terms)).toEqual([0, 0, 1])
  expect(JSON.stringify(record)).not.toContain('secret')
})

test('whose number was put right is remembered, as opaque ids', async () => {
  door(started('j1'))
  const insteadOf = new Map([['+4740000001', '+4790000001']])
  await sendKeys('p8', keysOf(2), 'j0', insteadOf)
  const [record] = readJobRecords('p8')
  expect(record?.pairs.map((pair) => pair.insteadOf)).toEqual([undefined, personId('p8', '+4790000001')])
})

test('a refused chunk ends the sending; those before it stand', async () => {
  const sent = door(started('j1'), json(400, { invalidParams: [{ name: 'keys.0.appUserId', reason: 'no' }] }))
  const outcome = await sendKeys('p2', keysOf(chunkSize * 3))
  expect(sent).toHaveLength(2)
  expect(outcome.jobs).toEqual(['j1'])
  expect(outcome.keys).toHaveLength(chunkSize)
  expect(outcome.failed?.keys[0]?.appUserId).toBe(`+47${40000000 + chunkSize}`)
  expect(readJobRecords('p2')).toHaveLength(1)
})

test('a lost answer is not sent again and says that it may have been done', async () => {
  const sent = door()
  const before = Date.now()
  const { failed } = await sendKeys('p3', keysOf(1))
  expect(failed?.at).toBeGreaterThanOrEqual(before)
  expect(sent).toHaveLength(1)
  expect(failed?.error instanceof ApiError && failed.error.maybeApplied).toBe(true)
})

test('a batch is looked up by its mark, along the shorter side', async () => {
  const keys = [
    { id: '1', lockId: 'a', appUser: { id: '+4740000000' }, metadata: { batch: 'mine' } },
    { id: '2', lockId: 'a', appUser: { id: '+4740000000' }, metadata: { batch: 'other' } },
    { id: '3', lockId: 'b', appUser: { id: '+4740000000' } },
  ]
  const sent = door(json(200, { keys }))
  const found = await findBatch('p4', { numbers: ['+4740000000'], lockIds: ['a', 'b'], batch: 'mine' })
  expect(found.marked.map(({ id }) => id)).toEqual(['1'])
  expect(found.unmarked).toEqual([])
  expect(sent.map(({ url }) => url)).toEqual([expect.stringContaining('appUserId=%2B4740000000')])
})

test('keys without any mark count where they were made for these people and doors since the press', async () => {
  const lostAt = Date.parse('2026-11-18T09:00:00Z')
  const key = (id: string, more: object) => ({
    id,
    lockId: 'a',
    appUser: { id: '+4740000000' },
    created: '2026-11-18T09:00:01Z',
    ...more,
  })
  const keys = [
    key('made since', {}),
    key('made since, with a note', { metadata: { note: 'x' } }),
    key('by a clock that is a little slow', { created: '2026-11-18T08:59:55Z' }),
    key('ours', { metadata: { batch: 'mine' } }),
    key('of another press', { metadata: { batch: 'other' } }),
    key('from before', { created: '2026-11-18T08:59:00Z' }),
    key('of no known time', { created: undefined }),
    key('to another door', { lockId: 'c' }),
  ]
  const lost = { numbers: ['+4740000000'], lockIds: ['a', 'b'], batch: 'mine' }
  door(json(200, { keys }), json(200, { keys }))
  const { marked, unmarked } = await findBatch('p5', { ...lost, lostAt })
  expect(marked.map(({ id }) => id)).toEqual(['ours'])
  expect(unmarked.map(({ id }) => id)).toEqual([
    'made since',
    'made since, with a note',
    'by a clock that is a little slow',
  ])
  expect((await findBatch('p5', lost)).unmarked, 'nobody knows since when').toEqual([])
})

test('marks are short and differ', () => {
  const marks = new Set(Array.from({ length: 500 }, newBatch))
  expect(marks.size).toBe(500)
  for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{10}$/)
})

describe('failed keys that are asked for again', () => {
  const created = '2026-11-22T10:00:00.000Z'
  const [kari, ola, right] = ['+4799887766', '+4741234567', '+4741234568']
  const failedKey = (id: string, number: string) => ({
    id,
    lockId: 'a',
    appUser: { id: number },
    state: 'error',
    created,
  })
  const keys = [kari, ola].map((appUserId) => ({ appUserId, lockId: 'a' }))
  /** An Unloc where a job failed for two people; `live` has a key since. Keeps what was asked for. */
  function unloc(live: string[] = [], lists = 200) {
    const asked: string[][] = []
    setTransport((url, init) => {
      const answer = (status: number, body: unknown) => Promise.resolve(json(status, body)())
      if (init.method === 'POST') {
        const body = JSON.parse(init.body as string) as { keys: { appUserId: string }[] }
        asked.push(body.keys.map(({ appUserId }) => appUserId))
        return answer(202, { jobRef: { id: `again${asked.length}` } })
      }
      if (url.endsWith('/jobs/old'))
        return answer(200, {
          job: { id: 'old', status: 'succeeded', created, resultData: { failedKeys: ['k1', 'k2'] } },
        })
      if (url.includes('/jobs/'))
        return answer(200, { job: { id: url.split('/').at(-1), status: 'pending' } })
      if (url.endsWith('/keys/k1')) return answer(lists, { key: failedKey('k1', kari) })
      if (url.endsWith('/keys/k2')) return answer(lists, { key: failedKey('k2', ola) })
      if (!url.includes('/keys')) return answer(404, { title: 'Not Found' })
      const since = live.map((number, i) => ({
        ...failedKey(`new${i}`, number),
        state: 'active',
        created: '2026-11-22T11:00:00.000Z',
      }))
      return answer(lists, { keys: [failedKey('k1', kari), failedKey('k2', ola), ...since] })
    })
    return asked
  }
  const from = (projectId: string) => ({
    jobId: 'old',
    open: [kari, ola].map((number) => retryPair({ lockId: 'a', personId: personId(projectId, number) })),
  })
  const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

  test('are looked at once more: what exists by now keeps the press from being sent', async () => {
    const asked = unloc([kari])
    const sent = await retryKeys(client(), 'again1', keys, from('again1'))
    expect(sent).toEqual({ jobs: [], keys: [], settled: [keys[0]] })
    expect(asked).toEqual([])
    await retryKeys(client(), 'again1', [keys[1]!], from('again1'))
    expect(asked).toEqual([[ola]])
  })

  test('go out once, though two tabs have the form open', async () => {
    const asked = unloc()
    const first = await retryKeys(client(), 'again2', keys, from('again2'))
    expect(first.jobs).toEqual(['again1'])
    const second = await retryKeys(client(), 'again2', keys, from('again2'))
    expect(second.settled).toEqual(keys)
    expect(asked).toEqual([[kari, ola]])
  })

  test('nor does a number that was put right elsewhere go out a second time', async () => {
    const asked = unloc()
    const corrected = [{ appUserId: right, lockId: 'a' }]
    const insteadOf = new Map([[right, kari]])
    await retryKeys(client(), 'again3', corrected, from('again3'), insteadOf)
    expect((await retryKeys(client(), 'again3', corrected, from('again3'), insteadOf)).settled).toEqual(
      corrected,
    )
    expect((await retryKeys(client(), 'again3', [keys[0]!], from('again3'))).settled).toEqual([keys[0]])
    expect(asked).toEqual([[right]])
  })

  test('are not sent where nobody could look', async () => {
    const asked = unloc([], 403)
    const sent = await retryKeys(client(), 'again4', keys, from('again4'))
    expect(sent.failed?.error).toBeInstanceOf(ApiError)
    expect(asked).toEqual([])
  })

  test('and others that the form asks for besides go out as they are', async () => {
    const asked = unloc([right])
    await retryKeys(client(), 'again5', [...keys, { appUserId: right, lockId: 'a' }], from('again5'))
    expect(asked).toEqual([[kari, ola, right]])
  })
})
