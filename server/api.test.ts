import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { answerApi } from './api.ts'
import { openAudit, type Audit } from './audit.ts'
import { fakeUpstream, json, type FakeUpstream, type Seen } from './fakeUpstream.ts'
import { phone } from './gatewayUnderTest.ts'
import { createTokens } from './token.ts'
import { createUpstream } from './upstream.ts'

const P = '/v2/projects/p-1'
const person = encodeURIComponent(phone)
const newKey = JSON.stringify({ keys: [{ lockId: 'l-1', appUserId: phone }] })
const now = Date.parse('2026-11-23T12:00:00Z')
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

type Listed = { id: string; state?: string; end?: string }
const keys = (count: number, more: Partial<Listed> = {}, from = 0): Listed[] =>
  Array.from({ length: count }, (_, i) => ({ id: `k-${from + i}`, state: 'active', ...more }))

interface House {
  upstream: FakeUpstream
  audit: Audit
  /** Calls that are no listing of keys. */
  sent: () => Seen[]
  rows: () => ReturnType<Audit['page']>['rows']
  call: (
    method: string,
    target: string,
    how?: { role?: 'viewer' | 'manager'; shown?: number; body?: string },
  ) => Promise<{ status: number; detail: string | undefined; trouble: string | undefined }>
}

/** The api with an upstream that lists `listed` (by filter, where it is a function), in pages of ten. */
async function house(
  listed: Listed[] | ((filter: URLSearchParams) => Listed[]) = [],
  { answer, broken = {} }: { answer?: Parameters<typeof fakeUpstream>[0]; broken?: Partial<Audit> } = {},
): Promise<House> {
  const upstream = await fakeUpstream((request, response) => {
    const url = new URL(request.url, 'http://x.invalid')
    if (answer && !(request.method === 'GET' && url.pathname === `${P}/keys`))
      return answer(request, response)
    if (request.method !== 'GET') return json(response, 200, {})
    const all = typeof listed === 'function' ? listed(url.searchParams) : listed
    const begin = all.findIndex(({ id }) => id === url.searchParams.get('startAfterId')) + 1
    const page = all.slice(begin, begin + 10)
    const startAfterId = begin + 10 < all.length ? page.at(-1)?.id : undefined
    json(response, 200, { keys: page, startAfterId }, { date: new Date(now).toUTCString() })
  })
  const reach = createUpstream(upstream.url, { pause: () => Promise.resolve() })
  const audit = openAudit(':memory:')
  open.push(reach, upstream)
  const credentials = { clientId: 'client', clientSecret: 'secret' }
  const options = {
    upstream: reach,
    credentials,
    tokens: createTokens({ upstream: reach, credentials, now: Date.now }),
    audit: { ...audit, ...broken },
  }
  return {
    upstream,
    audit,
    sent: () => upstream.seen.filter(({ method, url }) => !(method === 'GET' && url.startsWith(`${P}/keys`))),
    rows: () => audit.page({ projectId: 'p-1' }).rows,
    async call(method, target, { role = 'manager', shown, body = newKey } = {}) {
      const { response, trouble } = await answerApi(options, {
        method,
        target,
        readText: () => Promise.resolve(body),
        signal: new AbortController().signal,
        caller: { name: 'Kari', role, requestId: 'r-1' },
        shown,
      })
      const text = await response.text()
      const { detail } = JSON.parse(text || '{}') as { detail?: string }
      return { status: response.status, detail, trouble }
    },
  }
}

describe('roles', () => {
  const writes = [
    ['POST', `${P}/keys`],
    ['DELETE', `${P}/keys/k-1`],
    ['DELETE', `${P}/keys?lockId=l-1`],
    ['DELETE', `${P}/shared-keys?lockId=l-1`],
  ] as const
  const reads = [
    ['GET', P],
    ['GET', `${P}/locks`],
    ['GET', `${P}/locks/l-1`],
    ['GET', `${P}/keys/k-1`],
    ['GET', `${P}/jobs`],
    ['GET', `${P}/jobs/j-1`],
    ['GET', `${P}/managed-users`],
    ['GET', `${P}/logs/access`],
    ['POST', '/v2/auth/resources-discovery/'],
  ] as const

  test.each(writes)('a viewer may not %s %s, and is told why', async (method, target) => {
    const { call, upstream, rows } = await house()
    const { status, detail } = await call(method, target, { role: 'viewer' })
    expect(status).toBe(403)
    expect(detail).toContain('Your role here is viewer')
    expect(upstream.seen).toEqual([])
    expect(upstream.tokenRequests).toEqual([])
    expect(rows()).toMatchObject([{ person: 'Kari', role: 'viewer', status: 403 }])
  })

  test.each(reads)('a viewer may %s %s, which no record is kept of', async (method, target) => {
    const { call, rows } = await house()
    expect(await call(method, target, { role: 'viewer' })).toMatchObject({ status: 200 })
    expect(rows()).toEqual([])
  })

  test('a role that nobody knows may not write', async () => {
    const { call, sent } = await house()
    const role = 'admin' as 'manager'
    expect(await call('DELETE', `${P}/keys/k-1`, { role })).toMatchObject({ status: 403 })
    expect(sent()).toEqual([])
  })
})

describe('the record of writes', () => {
  test('holds who, what, about whom, and how it ended', async () => {
    const { call, rows } = await house([], {
      answer: ({ method }, response) =>
        method === 'POST'
          ? json(response, 202, { jobRef: { id: 'job-7' } })
          : json(response, 409, { detail: 'May not revoke expired keys' }),
    })
    const lock = (lockId: string, appUserId = phone) => ({ lockId, appUserId, metadata: { pin: '1234' } })
    await call('POST', `${P}/keys`, { body: JSON.stringify({ keys: [lock('l-1'), lock('l-2'), {}, null] }) })
    await call('DELETE', `${P}/keys/k-1`)
    const common = { requestId: 'r-1', person: 'Kari', role: 'manager', projectId: 'p-1' }
    expect(rows()).toMatchObject([
      {
        ...common,
        action: 'keyRevoke',
        about: { keyId: 'k-1' },
        status: 409,
        outcome: 'May not revoke expired keys',
      },
      {
        ...common,
        action: 'keyCreate',
        about: { keys: 4, people: [phone], locks: ['l-1', 'l-2'] },
        status: 202,
        outcome: 'job-7',
      },
    ])
    expect(JSON.stringify(rows())).not.toMatch(/pin|1234|secret|token-/)
  })

  test('holds a write before it leaves', async () => {
    const seen: unknown[] = []
    const it = await house([], {
      answer: (_, response) => {
        seen.push(it.rows()[0]?.action, it.rows()[0]?.status)
        json(response, 200, {})
      },
    })
    await it.call('DELETE', `${P}/keys/k-1`)
    expect(seen).toEqual(['keyRevoke', undefined])
    expect(it.rows()).toMatchObject([{ status: 200 }])
  })

  const fails = () => {
    throw new Error('disk full')
  }
  test('what cannot be recorded is not sent', async () => {
    const { call, sent } = await house([], { broken: { begin: fails } })
    for (const [method, target] of [
      ['POST', `${P}/keys`],
      ['DELETE', `${P}/keys/k-1`],
      ['DELETE', `${P}/keys?lockId=l-1`],
    ] as const) {
      const { status, detail, trouble } = await call(method, target)
      expect({ status, detail }).toMatchObject({
        status: 503,
        detail: expect.stringContaining('Nothing was sent') as string,
      })
      expect(trouble).toContain('record')
    }
    expect(sent()).toEqual([])
  })

  test('a write whose end cannot be recorded is not answered as if it were', async () => {
    const { call, rows } = await house([], { broken: { end: fails } })
    const { status, detail, trouble } = await call('DELETE', `${P}/keys/k-1`)
    expect(status).toBe(500)
    expect(detail).toContain('may have been applied')
    expect(trouble).toContain('record')
    expect(rows()[0]).not.toHaveProperty('status')
  })
})

describe('a bulk revoke and the number that was shown', () => {
  const lock = `${P}/keys?lockId=l-1`
  test.each([
    // live, shown, status
    [0, undefined, 200],
    [24, undefined, 200],
    [24, 24, 200],
    [24, 30, 200],
    [24, 23, 412],
    [24, 0, 412],
    [24, NaN, 412],
    [25, undefined, 428],
    [25, 25, 200],
    [25, 24, 412],
    [25, 26, 412],
    [25, NaN, 412],
    [34, 31, 412],
    [121, 121, 200],
    [121, undefined, 428],
  ])('%d live, %s shown: %d', async (live, shown, status) => {
    const { call, sent, rows } = await house(keys(live))
    const got = await call('DELETE', lock, shown === undefined ? {} : { shown })
    expect(got.status).toBe(status)
    expect(sent().map(({ method, url }) => `${method} ${url}`)).toEqual(
      status === 200 ? [`DELETE ${lock}`] : [],
    )
    expect(rows()).toMatchObject([
      { action: 'keyRevokeBulk', status, ...(Number.isInteger(shown) ? { shown } : {}) },
    ])
    if (status === 412 && live === 34)
      expect(got.detail).toBe('You were shown 31 keys; it would now reach 34. Nothing was sent.')
    if (status === 428) expect(got.detail).toContain(`${live} keys`)
  })

  test('counts as the console does: what is live by the clock of Unloc, each key once', async () => {
    const ended = new Date(now - 1000).toISOString()
    const ends = new Date(now + 1000).toISOString()
    const { call, sent } = await house([
      ...keys(20),
      ...keys(8, { end: ended }, 100),
      ...keys(3, { state: 'revoked' }, 200),
      ...keys(3, { state: 'error' }, 300),
      ...keys(3, { state: 'expired' }, 400),
      ...keys(4, { end: ends }, 500),
      ...keys(1, { state: 'a-new-word' }, 600),
      { id: 'k-600', state: 'a-new-word' },
    ])
    expect(await call('DELETE', lock, { shown: 26 })).toMatchObject({ status: 412 })
    expect(await call('DELETE', lock, { shown: 25 })).toMatchObject({ status: 200 })
    expect(sent()).toHaveLength(1)
  })

  test('counts what the very filter reaches', async () => {
    const listed = (filter: URLSearchParams) =>
      filter.get('appUserId') === phone ? keys(filter.get('excludeSubprojectKeys') === 'true' ? 26 : 40) : []
    const { call, upstream, rows } = await house(listed)
    const own = `${P}/keys?appUserId=${person}&excludeSubprojectKeys=true`
    expect(await call('DELETE', own, { shown: 40 })).toMatchObject({ status: 412 })
    expect(await call('DELETE', own, { shown: 26 })).toMatchObject({ status: 200 })
    expect(await call('DELETE', `${P}/keys?appUserId=${person}`, { shown: 40 })).toMatchObject({
      status: 200,
    })
    for (const { url } of upstream.seen) expect(url).toContain(`appUserId=${person}`)
    expect(rows()[1]).toMatchObject({
      about: { appUserId: phone, excludeSubprojectKeys: true, live: 26 },
      shown: 26,
    })
  })

  test('a list that has no end, or cannot be read: nothing is sent', async () => {
    let page = 0
    const lists: (() => unknown)[] = [
      () => ({ keys: keys(1), startAfterId: 'always-this' }),
      () => ({ keys: [], startAfterId: `c-${++page}` }),
      () => ({ keys: keys(1, {}, ++page), startAfterId: `c-${page}` }),
      () => ({ keys: [{ state: 'active' }] }),
      () => ({ nothing: true }),
    ]
    for (const list of lists) {
      const upstream = await fakeUpstream(({ method }, response) =>
        json(response, 200, method === 'GET' ? list() : {}),
      )
      const reach = createUpstream(upstream.url)
      open.push(reach, upstream)
      const credentials = { clientId: 'client', clientSecret: 'secret' }
      const tokens = createTokens({ upstream: reach, credentials, now: Date.now })
      const { response } = await answerApi(
        { upstream: reach, credentials, tokens, audit: openAudit(':memory:') },
        {
          method: 'DELETE',
          target: lock,
          readText: () => Promise.resolve(''),
          signal: new AbortController().signal,
          caller: { name: 'Kari', role: 'manager', requestId: 'r-1' },
          shown: 1,
        },
      )
      expect(response.status).toBe(502)
      expect(upstream.seen.filter(({ method }) => method === 'DELETE')).toEqual([])
    }
  })

  test('of shared keys there is no number to compare; what was shown is recorded', async () => {
    const { call, sent, rows } = await house(keys(100))
    expect(await call('DELETE', `${P}/shared-keys?lockId=l-1`, { shown: 3 })).toMatchObject({ status: 200 })
    expect(sent()).toHaveLength(1)
    expect(rows()).toMatchObject([{ action: 'sharedKeyRevokeBulk', about: { lockId: 'l-1' }, shown: 3 }])
  })
})

test('thousands of bent calls by either role, with right and wrong numbers', async () => {
  const { call, upstream, rows } = await house((filter) => (filter.has('lockId') ? keys(30) : keys(3)))
  const bent = ['lockId=', 'appUserId=+47', 'x=1', '', '%00', 'lockid=l-1', 'lockId[]=l-1', 'limit=1']
  const good = ['lockId=l-1', `appUserId=${person}`, 'excludeSubprojectKeys=true']
  const one = fc.record({
    role: fc.constantFrom('viewer' as const, 'manager' as const, 'manager' as const),
    method: fc.oneof(
      { weight: 3, arbitrary: fc.constant('DELETE') },
      { weight: 1, arbitrary: fc.constantFrom('POST', 'GET', 'PUT', 'delete') },
    ),
    noun: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('keys', 'shared-keys') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'keys/',
          'keys/..',
          'locks/../keys',
          'keys%2F',
          'KEYS',
          'keys/k-1',
          'keys//',
          '.',
        ),
      },
    ),
    pairs: fc.oneof(
      { weight: 3, arbitrary: fc.subarray(good, { minLength: 1 }) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...good, ...bent), { maxLength: 3 }) },
    ),
    shown: fc.constantFrom(undefined, 30, 30, 3, 29, 31, 0, NaN),
  })
  const count = { calls: 0, managers: 0, viewers: 0, guarded: 0, unfiltered: 0, unseen: 0, byViewer: 0 }
  await fc.assert(
    fc.asyncProperty(one, async ({ role, method, noun, pairs, shown }) => {
      upstream.seen.length = 0
      const query = pairs.length > 0 ? `?${pairs.join('&')}` : ''
      const how = { role, ...(shown === undefined ? {} : { shown }) }
      const { status } = await call(method, `${P}/${noun}${query}`, how)
      count.calls++
      if (status === 412 || status === 428) count.guarded++
      const writes = upstream.seen.filter((one) => one.method !== 'GET')
      if (role === 'viewer') count.byViewer += writes.length
      if (role === 'viewer' && status === 403) count.viewers++
      for (const { method, url } of writes) {
        if (method !== 'DELETE') continue
        const { pathname, searchParams } = new URL(url, 'http://x.invalid')
        if (pathname === `${P}/keys/k-1`) continue
        count.managers++
        if (!searchParams.get('lockId') && !searchParams.get('appUserId')) count.unfiltered++
        if (pathname !== `${P}/keys`) continue
        // The list has 30 wherever a lock is named, and else 3, which is below the limit.
        if (searchParams.has('lockId') ? shown !== 30 : shown !== undefined && !(shown >= 3)) count.unseen++
      }
    }),
    { numRuns: process.env.TEST_LONG ? 30_000 : 3000, seed: 20261123 },
  )
  console.log(
    `Hostile client: ${count.calls} calls; ${count.managers} filtered revokes let through, ${count.viewers} by viewers and ${count.guarded} without the right number refused; upstream saw ${count.unfiltered} without a filter, ${count.unseen} unseen, ${count.byViewer} writes by viewers`,
  )
  expect(count).toMatchObject({ unfiltered: 0, unseen: 0, byViewer: 0 })
  expect(count.managers).toBeGreaterThan(200)
  expect(count.viewers).toBeGreaterThan(200)
  expect(count.guarded).toBeGreaterThan(200)
  expect(rows()).toHaveLength(100)
}, 120_000)
