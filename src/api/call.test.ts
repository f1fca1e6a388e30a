import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { endpoints, type EndpointName } from '#src/contract/endpoints.ts'
import { gatewayProblemType } from '#src/contract/problem.ts'
import { isBulkRevoke, UnsafeRequest } from '#src/contract/request.ts'
import { call, setTransport } from './call.ts'
import { callBulk } from './callBulk.ts'
import { takeEarly } from './early.ts'
import { ApiError } from './error.ts'
import { explain } from './explain.ts'
import { revokeFiltered } from './revoke.ts'

const projectId = '6f1d2c0e-8a54-4c1b-9b7e-2f6a90c3d511'
const answer = (body: string, init: ResponseInit = {}) =>
  setTransport(() => Promise.resolve(new Response(body, init)))
const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

afterEach(() => setTransport((url, init) => globalThis.fetch(url, init)))

// First, since the others set a transport of their own.
test('a request that left early is taken up by the first who asks for exactly that', async () => {
  const url = `/v2/projects/${projectId}/locks?limit=2`
  const early = { url, answer: Promise.resolve(new Response('{"locks":[{"id":"early"}]}')) }
  globalThis.askedEarly = early
  const asked: string[] = []
  const { fetch } = globalThis
  globalThis.fetch = (input) => {
    asked.push(input as string)
    return Promise.resolve(new Response('{"locks":[]}'))
  }
  try {
    expect(await call('lockList', { projectId }, { query: { limit: 3 } })).toMatchObject({ locks: [] })
    expect(takeEarly(url, { method: 'DELETE' })).toBeUndefined()
    expect(asked).toHaveLength(1)
    const ask = () => call('lockList', { projectId }, { query: { limit: 2 } })
    expect(await ask()).toMatchObject({ locks: [{ id: 'early' }] })
    expect(asked).toHaveLength(1)
    expect(await ask()).toMatchObject({ locks: [] })
    expect(asked).toHaveLength(2)
    // Whoever took it up leaves before it has come.
    globalThis.askedEarly = { url, answer: new Promise(() => undefined) }
    const leaving = new AbortController()
    const left = call('lockList', { projectId }, { query: { limit: 2 }, signal: leaving.signal })
    leaving.abort()
    await expect(left).rejects.toThrow('aborted')
    expect(asked).toHaveLength(2)
  } finally {
    Object.assign(globalThis, { fetch, askedEarly: undefined })
  }
})

describe('every body that an error can have is read', () => {
  test.each<[string, number, string, string | undefined]>([
    ['problem JSON', 400, '{"title":"Validation Error","detail":"Two things"}', 'Two things'],
    ['a title alone', 400, '{"title":"Validation Error"}', 'Validation Error'],
    ['a token error', 401, '{"error":"JsonWebTokenError","errorDescription":"JWT expired"}', 'JWT expired'],
    ['an OAuth error', 400, '{"error":"invalid_client"}', 'invalid_client'],
    ['plain text', 409, 'May not revoke expired keys', 'May not revoke expired keys'],
    ['a page of a proxy', 502, '<html><h1>Bad gateway</h1></html>', undefined],
    ['nothing', 500, '', undefined],
    ['truncated JSON', 500, '{"title":"Va', '{"title":"Va'],
  ])('%s', async (_, status, body, words) => {
    answer(body, { status })
    const error = await failure(call('lockList', { projectId }))
    expect(error).toMatchObject({ status, words })
    expect(explain(error).title).not.toBe('')
  })

  test('the gateway’s own trouble is not put into Unloc’s mouth', async () => {
    const own = (status: number, title: string, more: object = {}) =>
      answer(JSON.stringify({ type: gatewayProblemType, title, detail: 'In its words.', ...more }), {
        status,
      })
    own(403, 'Not permitted')
    const refused = explain(await failure(call('lockList', { projectId })))
    expect(refused).toMatchObject({ title: 'Not permitted.', words: 'In its words.', speaker: 'The gateway' })
    own(502, 'Unloc cannot be reached', { maybeApplied: false })
    const unsent = await failure(call('keyRevoke', { projectId, keyId: 'k' }))
    expect(unsent.maybeApplied).toBe(false)
    expect(explain(unsent).title).toBe('Unloc cannot be reached.')
    own(502, 'The connection to Unloc broke')
    expect((await failure(call('keyRevoke', { projectId, keyId: 'k' }))).maybeApplied).toBe(true)
    // The same words from Unloc are Unloc's.
    answer('{"title":"Not permitted","detail":"In its words."}', { status: 403 })
    expect(explain(await failure(call('lockList', { projectId })))).not.toHaveProperty('speaker')
  })

  test('the refused fields of a create', async () => {
    answer(
      '{"title":"Validation Error","invalidParams":[{"name":"keys.7.appUserId","reason":"must be E.164"}]}',
      {
        status: 400,
      },
    )
    const keys = [{ lockId: 'a', appUserId: '+4799887766' }]
    const error = await failure(call('keyCreate', { projectId }, { body: { keys } }))
    expect(error.invalidParams).toEqual([{ name: 'keys.7.appUserId', reason: 'must be E.164' }])
    expect(error.maybeApplied).toBe(false)
  })

  test('how long to wait', async () => {
    answer('', { status: 429, headers: { 'Retry-After': '3' } })
    expect(await failure(call('lockList', { projectId }))).toMatchObject({ kind: 'busy', retryAfter: 3000 })
  })

  test.each([
    ['HTML with status 200', '<!doctype html>'],
    ['truncated JSON', '{"locks":[{"id":"a"'],
    ['a key without an id', '{"locks":[{"name":"Door"}]}'],
    ['nothing', ''],
  ])('%s is not taken for an answer', async (_, body) => {
    answer(body)
    expect(await failure(call('lockList', { projectId }))).toMatchObject({ kind: 'unreadable' })
  })
})

describe('a write whose answer is lost may have taken effect', () => {
  const keys = [{ lockId: 'a', appUserId: '+4799887766' }]
  test.each<[string, () => Promise<Response>, boolean]>([
    ['a broken line', () => Promise.reject(new TypeError('Failed to fetch')), true],
    ['502', () => Promise.resolve(new Response('', { status: 502 })), true],
    ['200 with HTML', () => Promise.resolve(new Response('<html>')), true],
    ['400', () => Promise.resolve(new Response('', { status: 400 })), false],
  ])('%s', async (_, respond, maybeApplied) => {
    let sent = 0
    setTransport(() => (sent++, respond()))
    const error = await failure(call('keyCreate', { projectId }, { body: { keys } }))
    expect(error.maybeApplied).toBe(maybeApplied)
    expect(sent, 'a create is never sent again by itself').toBe(1)
  })
})

test('at most four requests are under way at once', async () => {
  let [running, most] = [0, 0]
  setTransport(async () => {
    most = Math.max(most, ++running)
    await new Promise((done) => setTimeout(done))
    running--
    return new Response('{"locks":[]}')
  })
  await Promise.all(Array.from({ length: 20 }, () => call('lockList', { projectId })))
  expect(most).toBe(4)
})

test('whatever the console asks for, no bulk DELETE without a filter leaves it', async () => {
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '.',
      '..',
      '/',
      '//',
      '%2F',
      '?',
      '#',
      'keys',
      '+4799887766',
      'undefined',
      projectId,
    ),
    fc.string(),
    fc.constantFrom(undefined, null, 0, {}, []),
  )
  const sent: string[] = []
  let bulkSent = 0
  setTransport((url, { method = 'GET' }) => {
    sent.push(`${method} ${url}`)
    if (isBulkRevoke(method, url)) {
      bulkSent++
      const query = new URL(url, 'http://unloc.test').searchParams
      expect(query.get('appUserId')?.trim() || query.get('lockId')?.trim()).toBeTruthy()
    }
    return Promise.resolve(new Response('{}'))
  })
  const patient = { signal: new AbortController().signal, onWait: () => undefined }
  const names = Object.keys(endpoints) as Exclude<EndpointName, 'keyRevokeBulk' | 'sharedKeyRevokeBulk'>[]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.record({
        projectId: fc.oneof({ weight: 3, arbitrary: fc.constant(projectId) }, odd),
        keyId: odd,
        lockId: odd,
        jobId: odd,
      }),
      fc.oneof(
        fc.dictionary(fc.constantFrom('appUserId', 'lockId', 'limit', 'excludeSubprojectKeys', 'x'), odd),
        fc.record({ lockId: fc.uuid(), appUserId: fc.constant('+4799887766') }, { requiredKeys: [] }),
      ),
      async (name, params, query) => {
        const harmless = (error: unknown) => {
          if (!(error instanceof UnsafeRequest) && !(error instanceof ApiError)) throw error
        }
        await call(name, params as never, { query: query as never }).catch(harmless)
        await callBulk('keyRevokeBulk', { projectId: params.projectId } as never, query as never).catch(
          harmless,
        )
        for (const which of ['keyRevokeBulk', 'sharedKeyRevokeBulk'] as const)
          await revokeFiltered(params.projectId as string, which, query as never, patient)
      },
    ),
    { numRuns: 3000, seed: 3 },
  )
  expect(sent.length).toBeGreaterThan(1000)
  expect(bulkSent, 'the accepting branch is reached often').toBeGreaterThan(200)
})
