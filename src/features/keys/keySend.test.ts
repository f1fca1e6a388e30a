import { afterEach, expect, test } from 'vitest'
import { setTransport } from '#src/api/call.ts'
import { ApiError } from '#src/api/error.ts'
import { readJobRecords } from '#src/api/jobRecord.ts'
import { personId } from '#src/domain/person.ts'
import { chunkSize, findBatch, newBatch, sendKeys } from './keySend.ts'

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
