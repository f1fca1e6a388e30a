import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { GatewayOptions } from './app.ts'
import { openAudit } from './audit.ts'
import { fakeUpstream, json, type FakeUpstream } from './fakeUpstream.ts'
import { gatewayUnderTest, phone, secret, type GatewayUnderTest } from './gatewayUnderTest.ts'

const P = '/v2/projects/3f6c1a'
const person = encodeURIComponent(phone)
const newKey = JSON.stringify({ keys: [{ lockId: 'l-1', appUserId: phone }] })
const open: { close(): Promise<void> }[] = []

async function house(
  answer: Parameters<typeof fakeUpstream>[0],
  {
    answerToken,
    ...options
  }: {
    answerToken?: Parameters<typeof fakeUpstream>[1]
    projectId?: string
    now?: () => number
    reach?: GatewayOptions['reach']
  } = {},
): Promise<{ upstream: FakeUpstream; gateway: GatewayUnderTest }> {
  const upstream = await fakeUpstream(answer, answerToken)
  const gateway = await gatewayUnderTest({ upstream: upstream.url, ...options })
  open.push(gateway, upstream)
  return { upstream, gateway }
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const ok: Parameters<typeof fakeUpstream>[0] = (_, response) => json(response, 200, { fine: true })
const detail = (text: string) => (JSON.parse(text) as { detail: string }).detail

describe('what goes along and what comes back', () => {
  test('the request is built from nothing', async () => {
    const { upstream, gateway } = await house(ok)
    await gateway.send('GET', `${P}/keys?appUserId=${person}`, {
      headers: {
        authorization: 'Bearer of-the-browser',
        cookie: 'a=b',
        'x-forwarded-for': '10.0.0.1',
        'x-http-method-override': 'DELETE',
        'x-own': 'x',
      },
    })
    const [seen] = upstream.seen
    expect(seen).toMatchObject({ method: 'GET', url: `${P}/keys?appUserId=${person}` })
    expect(seen?.headers).toMatchObject({ authorization: 'Bearer token-1', host: new URL(upstream.url).host })
    for (const name of ['cookie', 'x-forwarded-for', 'x-own', 'x-unloc-console', 'x-http-method-override'])
      expect(seen?.headers).not.toHaveProperty(name)
  })

  test('status, kind, Date, Retry-After and body come back, and no other header', async () => {
    const date = 'Wed, 18 Nov 2026 09:00:00 GMT'
    const { gateway } = await house((_, response) =>
      json(
        response,
        429,
        { title: 'Slow' },
        { date, 'retry-after': '7', 'set-cookie': 'a=b', location: 'https://x.example' },
      ),
    )
    const answer = await gateway.send('GET', `${P}/locks`)
    expect(answer).toMatchObject({ status: 429, text: '{"title":"Slow"}' })
    expect(answer.headers).toMatchObject({
      date,
      'retry-after': '7',
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect(answer.headers).not.toHaveProperty('location')
  })

  test('a list goes packed to whoever can unpack it, and one that breaks off does not look whole', async () => {
    const list = { keys: Array.from({ length: 500 }, (_, i) => ({ id: `key-${i}`, state: 'active' })) }
    let cut = Infinity
    const { gateway } = await house((_, response) => {
      const text = JSON.stringify(list)
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
      if (cut < text.length) response.write(text.slice(0, cut), () => response.destroy())
      else response.end(text)
    })
    const plain = await gateway.send('GET', `${P}/keys`)
    const packed = await gateway.send('GET', `${P}/keys`, { headers: { 'accept-encoding': 'gzip, br' } })
    expect(plain.headers).not.toHaveProperty('content-encoding')
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
    expect(packed.text).toBe(plain.text)
    expect(packed.size).toBeLessThan(plain.size / 5)
    cut = 5000
    await expect(
      gateway.send('GET', `${P}/keys`, { headers: { 'accept-encoding': 'gzip' } }),
    ).rejects.toThrow()
  })

  test("an answer of the gateway's own tells no time", async () => {
    const { gateway } = await house((_, response) => void response.socket?.destroy())
    for (const target of [`${P}/keys`, `${P}/unknown`, '/v2/auth/token/'])
      expect((await gateway.send('GET', target)).headers).not.toHaveProperty('date')
  })

  test('a 204 comes back as it is', async () => {
    const { gateway } = await house((_, response) => void response.writeHead(204).end())
    expect(await gateway.send('DELETE', `${P}/keys/k-1`)).toMatchObject({ status: 204, text: '' })
  })

  test('a body is passed as the JSON that it is', async () => {
    const { upstream, gateway } = await house((_, response) => json(response, 202, { jobRef: { id: 'j' } }))
    expect(await gateway.send('POST', `${P}/keys`, { body: ` ${newKey}\n` })).toMatchObject({ status: 202 })
    expect(upstream.seen[0]).toMatchObject({ method: 'POST', body: newKey })
  })

  test.each(['', 'keys=1', '[]', '"text"', 'null', '{"keys":'])(
    'a body that is no JSON object: %j',
    async (body) => {
      const { upstream, gateway } = await house(ok)
      expect(await gateway.send('POST', `${P}/keys`, { body })).toMatchObject({ status: 400 })
      expect(upstream.seen).toEqual([])
    },
  )

  test('discovery gets the credentials of the gateway, whatever the browser sent', async () => {
    const { upstream, gateway } = await house(ok)
    await gateway.send('POST', '/v2/auth/resources-discovery/', { body: '{"client_id":"mine"}' })
    expect(JSON.parse(upstream.seen[0]?.body ?? '')).toEqual({ client_id: 'client', client_secret: secret })
    expect(upstream.seen[0]?.headers).not.toHaveProperty('authorization')
    expect(upstream.tokenRequests).toEqual([])
  })

  test('a discovery that echoes the secret does not get it to the browser', async () => {
    const { gateway } = await house(({ body }, response) => json(response, 400, { detail: body }))
    const { status, text } = await gateway.send('POST', '/v2/auth/resources-discovery/', { body: '{}' })
    expect(status).toBe(502)
    expect(text).not.toContain(secret)
  })

  test('a gateway for one project tells of no other', async () => {
    const projects = ['other', '3f6c1a'].map((projectId) => ({ projectId, scope: 'project.admin' }))
    const { gateway } = await house((_, response) => json(response, 200, { resources: { projects } }), {
      projectId: '3f6c1a',
    })
    const { text } = await gateway.send('POST', '/v2/auth/resources-discovery/', { body: '{}' })
    expect(JSON.parse(text)).toMatchObject({ resources: { projects: [{ projectId: '3f6c1a' }] } })
    expect(text).not.toContain('other')
  })

  test('a gateway for one project passes no other', async () => {
    const { upstream, gateway } = await house(ok, { projectId: '3f6c1a' })
    expect(await gateway.send('GET', '/v2/projects/other/keys')).toMatchObject({ status: 403 })
    expect(await gateway.send('GET', `${P}/keys`)).toMatchObject({ status: 200 })
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('limits', () => {
  const large = JSON.stringify({ keys: 'x'.repeat(1024 * 1024) })
  test('more than 1 MB is a 413 and goes nowhere', async () => {
    const { upstream, gateway } = await house(ok)
    expect(await gateway.send('POST', `${P}/keys`, { body: large })).toMatchObject({ status: 413 })
    expect(upstream.seen).toEqual([])
  })
  test('also when its length is not told', async () => {
    const { upstream, gateway } = await house(ok)
    const headers = { 'transfer-encoding': 'chunked' }
    expect(await gateway.send('POST', `${P}/keys`, { body: large, headers })).toMatchObject({ status: 413 })
    expect(upstream.seen).toEqual([])
  })
})

test.each([
  ['DELETE', `${P}/keys/k-1`, ''],
  ['POST', `${P}/keys`, newKey],
])(
  'a browser that goes away before its answer: a %s is seen through and recorded, a read is given up',
  async (method, path, body) => {
    const held = new Map<string, ServerResponse>()
    const cut: string[] = []
    const upstream = await fakeUpstream(({ method }, response) => {
      held.set(method, response)
      response.on('close', () => response.writableEnded || cut.push(method))
    })
    const audit = openAudit(':memory:')
    const rows = () => audit.page({ projectId: '3f6c1a' }).rows
    const gateway = await gatewayUnderTest({ upstream: upstream.url, audit })
    open.push(gateway, upstream)
    const goAway = async (method: string, path: string, body: string) => {
      const head = [
        `${method} ${path} HTTP/1.1`,
        `host: 127.0.0.1:${gateway.port}`,
        'x-unloc-console: 1',
        `content-length: ${body.length}`,
      ]
      const socket = connect(gateway.port, '127.0.0.1')
      socket.write([...head, '', body].join('\r\n'))
      await expect.poll(() => held.has(method)).toBe(true)
      socket.destroy()
    }
    await goAway(method, path, body)
    await goAway('GET', `${P}/keys`, '')
    // The read went after the write: had that been broken off too, it would have been so by now.
    await expect.poll(() => cut).toEqual(['GET'])
    expect(rows()[0]).not.toHaveProperty('status')
    json(held.get(method)!, 200, { fine: true })
    await expect.poll(() => rows()[0]).toMatchObject({ status: 200 })
  },
)

describe('tokens', () => {
  test('100 calls at once ask for one', async () => {
    const { upstream, gateway } = await house(ok)
    const answers = await Promise.all(Array.from({ length: 100 }, () => gateway.send('GET', `${P}/keys`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200))
    expect(upstream.tokenRequests).toHaveLength(1)
    expect(JSON.parse(upstream.tokenRequests[0]?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: secret,
      scope: 'project.admin',
      project_id: '3f6c1a',
    })
  })

  test('each project has its own', async () => {
    const { upstream, gateway } = await house(ok)
    await gateway.send('GET', '/v2/projects/a/keys')
    await gateway.send('GET', '/v2/projects/b/keys')
    expect(upstream.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
  })

  /** Tokens live an hour. `callAt` makes a call at a minute and tells which token it went with, or its status. */
  async function clocked(answerToken?: Parameters<typeof fakeUpstream>[1]) {
    let now = 0
    const { upstream, gateway } = await house(ok, { now: () => now, ...(answerToken && { answerToken }) })
    const callAt = async (minute: number) => {
      now = minute * 60_000
      const { status } = await gateway.send('GET', `${P}/keys`)
      return status === 200 ? upstream.seen.at(-1)?.headers.authorization : status
    }
    return { callAt, upstream }
  }
  const one = 'Bearer token-1'
  const two = 'Bearer token-2'

  test('a new one is asked for before the old one ends, behind the calls', async () => {
    const { callAt, upstream } = await clocked()
    expect(await callAt(0)).toBe(one)
    expect(await callAt(54)).toBe(one)
    expect(upstream.tokenRequests).toHaveLength(1)
    expect(await callAt(56)).toBe(one)
    await vi.waitFor(async () => expect(await callAt(56)).toBe(two))
    expect(upstream.tokenRequests).toHaveLength(2)
  })

  test.each([59.6, 61])('one that is about to end, or has, is not used: at minute %d', async (minute) => {
    const { callAt, upstream } = await clocked()
    expect([await callAt(0), await callAt(minute)]).toEqual([one, two])
    expect(upstream.tokenRequests).toHaveLength(2)
  })

  test('while no new one comes, calls go on with the old one as long as it lives', async () => {
    const { callAt } = await clocked((_, response, count) =>
      count === 1
        ? json(response, 200, { access_token: 'token-1', expires_in: 3600 })
        : json(response, 500, {}),
    )
    const used = []
    for (const minute of [0, 56, 57, 58, 59.9]) used.push(await callAt(minute))
    expect(used).toEqual([one, one, one, one, 502])
  })

  test('100 calls with one that was revoked ask for one new one', async () => {
    const { upstream, gateway } = await house(({ headers }, response) =>
      headers.authorization === one ? json(response, 401, {}) : json(response, 200, {}),
    )
    const answers = await Promise.all(Array.from({ length: 100 }, () => gateway.send('GET', `${P}/keys`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200))
    expect(upstream.tokenRequests).toHaveLength(2)
  })

  test('an endpoint that hangs is waited for once and not for ever, and the next call asks anew', async () => {
    const { upstream, gateway } = await house(ok, {
      reach: { limits: { tokenMs: 100 } },
      answerToken: (_, response, count) =>
        count > 1 && json(response, 200, { access_token: 'token-2', expires_in: 3600 }),
    })
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.send('GET', `${P}/keys`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([502]))
    expect(upstream.tokenRequests).toHaveLength(1)
    expect(detail(answers[0]?.text ?? '')).toBe(
      'Unloc gave no token: The gateway stopped waiting. Nothing was changed.',
    )
    expect(await gateway.send('GET', `${P}/keys`)).toMatchObject({ status: 200 })
  })

  test('an endpoint that echoes the secret does not get it to the browser', async () => {
    const { gateway } = await house(ok, {
      answerToken: ({ body }, response) => json(response, 403, { detail: `no: ${body}` }),
    })
    const { status, text } = await gateway.send('GET', `${P}/keys`)
    expect(status).toBe(403)
    expect(text).not.toContain(secret)
  })

  test.each([
    ['GET', `${P}/keys`],
    ['POST', `${P}/keys`],
    ['DELETE', `${P}/keys/k-1`],
  ])('a 401 leads to a new token and one more %s', async (method, target) => {
    const { upstream, gateway } = await house(({ headers }, response) =>
      headers.authorization === 'Bearer token-1' ? json(response, 401, {}) : json(response, 200, {}),
    )
    const body = method === 'POST' ? { body: newKey } : {}
    expect(await gateway.send(method, target, body)).toMatchObject({ status: 200 })
    expect(upstream.seen.map((one) => one.body)).toEqual(Array(2).fill(method === 'POST' ? newKey : ''))
    expect(upstream.tokenRequests).toHaveLength(2)
  })

  test('a second 401 is the trouble of the gateway, not of the session', async () => {
    const { upstream, gateway } = await house((_, response) =>
      json(response, 401, { error: 'JsonWebTokenError' }),
    )
    expect(await gateway.send('DELETE', `${P}/keys/k-1`)).toMatchObject({ status: 502 })
    expect(upstream.seen).toHaveLength(2)
  })

  test.each([
    [401, { error: 'invalid_client' }, 502],
    [400, { error: 'invalid_client' }, 502],
    [403, { detail: 'no permission' }, 403],
    [404, { title: 'unknown project' }, 403],
    [500, 'broken', 502],
    [429, {}, 502],
    [200, { nothing: true }, 502],
  ])('no token (%i %j): %i, and the call stays here', async (status, body, expected) => {
    const { upstream, gateway } = await house(ok, {
      answerToken: (_, response) => json(response, status, body),
    })
    const answer = await gateway.send('POST', `${P}/keys`, { body: newKey })
    expect(answer.status).toBe(expected)
    expect(detail(answer.text)).toContain('Nothing was changed')
    expect(upstream.seen).toEqual([])
  })

  test('a failed request for a token is not remembered', async () => {
    const { gateway } = await house(ok, {
      answerToken: (_, response, count) =>
        count === 1 ? json(response, 503, {}) : json(response, 200, { access_token: 't', expires_in: 3600 }),
    })
    expect(await gateway.send('GET', `${P}/keys`)).toMatchObject({ status: 502 })
    expect(await gateway.send('GET', `${P}/keys`)).toMatchObject({ status: 200 })
  })
})

describe('calls that another site made the browser send', () => {
  const foreign: [string, Record<string, string | undefined>][] = [
    ['without the header', { 'x-unloc-console': undefined }],
    ['with another value of it', { 'x-unloc-console': 'yes' }],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['typed in', { 'sec-fetch-site': 'none' }],
    ['from another origin', { origin: 'https://elsewhere.example' }],
    ['from a sandbox', { origin: 'null' }],
    ['under another name', { host: 'unloc.elsewhere.example' }],
    ['under a name that begins well', { host: 'localhost.elsewhere.example:4000' }],
  ]
  test.each(foreign)('%s', async (_, headers) => {
    const { upstream, gateway } = await house(ok)
    expect(await gateway.send('DELETE', `${P}/keys/k-1`, { headers })).toMatchObject({ status: 403 })
    expect(await gateway.send('POST', `${P}/keys`, { headers, body: newKey })).toMatchObject({ status: 403 })
    expect(upstream.seen).toEqual([])
    expect(upstream.tokenRequests).toEqual([])
  })

  test('from the console itself', async () => {
    const { gateway } = await house(ok)
    const headers = { 'sec-fetch-site': 'same-origin', origin: `http://127.0.0.1:${gateway.port}` }
    expect(await gateway.send('DELETE', `${P}/keys/k-1`, { headers })).toMatchObject({ status: 200 })
  })

  test('a preflight gets no leave', async () => {
    const { gateway } = await house(ok)
    const { headers } = await gateway.send('OPTIONS', `${P}/keys`, {
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('a read under a name that was pointed here is refused too', async () => {
    const { upstream, gateway } = await house(ok)
    expect(await gateway.send('GET', `${P}/keys`, { headers: { host: 'elsewhere.example' } })).toMatchObject({
      status: 403,
    })
    expect(upstream.seen).toEqual([])
  })
})

test('neither answers nor log lines hold the secret, a token or a phone number', async () => {
  let turn = 0
  const { gateway } = await house(({ method }, response) => {
    if (method === 'GET' && turn % 4 === 0) return json(response, 200, { keys: [] })
    turn++
    if (turn % 3 === 0) return void response.socket?.destroy()
    json(response, turn % 2 ? 200 : 500, {})
  })
  const texts: string[] = []
  for (let at = 0; at < 6; at++) {
    for (const [method, target, options] of [
      ['GET', `${P}/keys?appUserId=${person}`, {}],
      ['DELETE', `${P}/keys?appUserId=${person}`, {}],
      ['POST', `${P}/keys`, { body: newKey }],
      ['POST', '/v2/auth/resources-discovery/', { body: '{}' }],
      ['GET', `${P}/keys?appUserId=${person}&odd=1`, {}],
      ['DELETE', `${P}/keys?appUserId=+4799887766`, {}],
    ] as const)
      texts.push((await gateway.send(method, target, options)).text)
  }
  expect(gateway.log.length).toBeGreaterThan(10)
  for (const text of [...texts, ...gateway.log]) expect(text).not.toMatch(/a-secret|token-\d|99887766|3f6c1a/)
})
