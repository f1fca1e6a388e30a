import { writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { endpoints } from '#src/contract/endpoints.ts'
import { activeHeader, gatewayPaths, requestIdHeader } from '#src/contract/gateway.ts'
import type { GatewayOptions } from './app.ts'
import { browserUnderTest, password, usersUnderTest } from './browserUnderTest.ts'
import { fakeUpstream, json } from './fakeUpstream.ts'
import { gatewayUnderTest, phone, secret } from './gatewayUnderTest.ts'
import { sessionCookie } from './signIn.ts'
import { hashPassword } from './users.ts'

const P = '/v2/projects/3f6c1a'
const keys = `${P}/keys`
const newKey = JSON.stringify({ keys: [{ lockId: 'l-1', appUserId: phone }] })
const minute = 60_000
const start = Date.parse('2026-11-23T09:00:00Z')
const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A gateway with Mona and Vera, whose clock the test turns. */
async function house(
  options: Partial<GatewayOptions> = {},
  answer: Parameters<typeof fakeUpstream>[0] = (_, response) => json(response, 200, { keys: [] }),
  answerToken?: Parameters<typeof fakeUpstream>[1],
) {
  const upstream = await fakeUpstream(answer, answerToken)
  const people = await usersUnderTest()
  const clock = { now: start }
  const gateway = await gatewayUnderTest({
    upstream: upstream.url,
    users: people.users,
    now: () => clock.now,
    ...options,
  })
  open.push(
    () => people.remove(),
    () => upstream.close(),
    () => gateway.close(),
  )
  return { upstream, people, gateway, clock, browser: () => browserUnderTest(gateway) }
}
const parsed = (answer: { text: string }) => JSON.parse(answer.text) as Record<string, unknown>
const logged = (log: string[]) => log.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('signing in', () => {
  test('who is not signed in is told how to', async () => {
    const { gateway, upstream } = await house()
    const answer = await gateway.send('GET', gatewayPaths.session)
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
    expect(parsed(answer)).toEqual({ ways: ['password'], unloc: new URL(upstream.url).host })
    expect(answer.headers).not.toHaveProperty('set-cookie')
  })

  test('name and password make a session, in a cookie that nothing else can read or set', async () => {
    const { browser } = await house()
    const mona = browser()
    const answer = await mona.signIn(' mona ')
    expect(parsed(answer)).toMatchObject({ person: { name: 'Mona', role: 'manager' } })
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-unloc-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ])
    expect(parsed(await mona.send('GET', gatewayPaths.session))).toMatchObject({
      person: { name: 'Mona', role: 'manager' },
    })
    expect(await mona.send('GET', keys)).toMatchObject({ status: 200 })
  })

  test.each([
    ['Mona', 'wrong'],
    ['Nobody', password],
    ['__proto__', password],
  ])('%s with %s is not let in, and not told which was wrong', async (name, given) => {
    const { browser, people } = await house()
    const somebody = browser()
    const answer = await somebody.signIn(name, given)
    expect(answer.status).toBe(401)
    expect(parsed(answer)).toMatchObject({ detail: 'The name or the password is not right.' })
    expect(somebody.cookies.size).toBe(0)
    // Also for a name that nobody has, so that the time does not tell.
    expect(people.verified()).toBe(1)
  })

  test.each([
    '',
    '[]',
    '{"name":"Mona"}',
    '{"name":"Mona","password":"","x":1}',
    '{"name":1,"password":"x"}',
  ])('malformed: %j', async (body) => {
    const { gateway, people } = await house()
    expect(await gateway.send('POST', gatewayPaths.session, { body })).toMatchObject({ status: 400 })
    expect(people.verified()).toBe(0)
  })

  test('an id that was there before is neither taken over nor left alive', async () => {
    const { browser, gateway } = await house()
    const mona = browser()
    const planted = 'A'.repeat(43)
    mona.cookies.set(sessionCookie, planted)
    await mona.signIn('Mona')
    const first = mona.cookies.get(sessionCookie) ?? ''
    expect(first).not.toBe(planted)
    await mona.signIn('Mona')
    for (const id of [planted, first])
      expect(
        await gateway.send('GET', keys, { headers: { cookie: `${sessionCookie}=${id}` } }),
      ).toMatchObject({ status: 401 })
    expect(await mona.send('GET', keys)).toMatchObject({ status: 200 })
  })

  test('without any way to sign in the one at the machine is a manager', async () => {
    const { gateway } = await house({ users: undefined })
    expect(parsed(await gateway.send('GET', gatewayPaths.session))).toMatchObject({
      person: { name: 'local', role: 'manager' },
      ways: [],
    })
    expect(await gateway.send('POST', gatewayPaths.session, { body: '{}' })).toMatchObject({ status: 404 })
    expect(await gateway.send('POST', keys, { body: newKey })).toMatchObject({ status: 200 })
  })

  test.each([
    '/gateway',
    '/gateway/',
    '/gateway/session/',
    '/gateway/oidc',
    '/gateway/other',
    '/gateway/Session',
  ])('%s is nothing', async (path) => {
    const { gateway } = await house()
    const answer = await gateway.send('GET', path)
    expect(answer).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    })
  })

  test('a method that the session does not know', async () => {
    const { gateway } = await house()
    expect(await gateway.send('PUT', gatewayPaths.session, { body: '{}' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST, DELETE' },
    })
  })
})

describe('without a session', () => {
  const made = 'B'.repeat(43)
  test.each([undefined, `${sessionCookie}=`, `${sessionCookie}=${made}`, `unloc-session=${made}`])(
    'cookie %s: nothing reaches Unloc',
    async (cookie) => {
      const { gateway, upstream } = await house()
      for (const [method, target, body] of [
        ['GET', keys],
        ['POST', keys, newKey],
        ['DELETE', `${keys}/k-1`],
        ['POST', '/v2/auth/resources-discovery/', '{}'],
        ['GET', '/v2/unknown'],
        ['GET', `${gatewayPaths.audit}?projectId=3f6c1a`],
      ] as const) {
        const answer = await gateway.send(method, target, {
          headers: { cookie },
          ...(body === undefined ? {} : { body }),
        })
        expect(answer, target).toMatchObject({ status: 401 })
        expect(parsed(answer)).toMatchObject({ title: 'Sign in again' })
      }
      expect(upstream.seen).toEqual([])
      expect(upstream.tokenRequests).toEqual([])
    },
  )
})

describe('the end of a session', () => {
  test('signing out ends it here, and the old cookie is worth nothing', async () => {
    const { browser, upstream } = await house()
    const [mona, other, thief] = [browser(), browser(), browser()]
    await mona.signIn('Mona')
    await other.signIn('Mona')
    thief.cookies.set(sessionCookie, mona.cookies.get(sessionCookie) ?? '')
    expect(await thief.send('GET', keys)).toMatchObject({ status: 200 })
    const answer = await mona.send('DELETE', gatewayPaths.session)
    expect(answer).toMatchObject({ status: 204, headers: { 'clear-site-data': '"cache"' } })
    expect(answer.headers['set-cookie']).toEqual([
      `${sessionCookie}=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0`,
    ])
    for (const gone of [mona, thief])
      expect(await gone.send('DELETE', `${keys}/k-1`)).toMatchObject({ status: 401 })
    expect(upstream.seen).toHaveLength(1)
    // Another browser of the same person goes on.
    expect(await other.send('GET', keys)).toMatchObject({ status: 200 })
  })

  test('an hour without anything done, however often the console looks by itself', async () => {
    const { browser, clock } = await house()
    const mona = browser()
    await mona.signIn('Mona')
    for (let at = 10; at < 60; at += 10) {
      clock.now = start + at * minute
      expect(await mona.send('GET', keys)).toMatchObject({ status: 200 })
      expect(parsed(await mona.send('GET', gatewayPaths.session))).toHaveProperty('person')
      await mona.send('POST', endpoints.resourcesDiscover.path, { body: '{}' })
    }
    clock.now = start + 60 * minute
    expect(await mona.send('GET', keys)).toMatchObject({ status: 401 })
    expect(parsed(await mona.send('GET', gatewayPaths.session))).not.toHaveProperty('person')
    // It does not come back with the clock.
    clock.now = start
    expect(await mona.send('GET', keys)).toMatchObject({ status: 401 })
  })

  test.each([
    ['a change', 'DELETE', `${keys}/k-1`, {}],
    ['a read after a press', 'GET', keys, { [activeHeader]: '1' }],
    ['a look at the session after a press', 'GET', gatewayPaths.session, { [activeHeader]: '1' }],
  ])('%s keeps it alive, up to twelve hours', async (_, method, target, headers) => {
    const { browser, clock } = await house()
    const mona = browser()
    await mona.signIn('Mona')
    for (let at = 50; at < 12 * 60; at += 50) {
      clock.now = start + at * minute
      expect(await mona.send(method, target, { headers })).toMatchObject({ status: 200 })
    }
    clock.now = start + 12 * 60 * minute
    expect(await mona.send('GET', keys)).toMatchObject({ status: 401 })
  })

  test('the eleventh browser of a person ends the first', async () => {
    const { browser } = await house()
    const browsers = Array.from({ length: 11 }, browser)
    for (const one of browsers) expect(await one.signIn('Mona')).toMatchObject({ status: 200 })
    const [first, ...rest] = await Promise.all(browsers.map((one) => one.send('GET', keys)))
    expect(first?.status).toBe(401)
    expect(rest.map(({ status }) => status)).toEqual(Array(10).fill(200))
  })

  test.each(['removed', 'made a viewer', 'given another password'])('a person is %s', async (change) => {
    const { browser, people, upstream } = await house()
    const [mona, vera] = [browser(), browser()]
    await mona.signIn('Mona')
    await vera.signIn('Vera')
    const [first, second] = people.list
    if (!first || !second) throw new Error('No users')
    const changed = {
      removed: [],
      'made a viewer': [{ ...first, role: 'viewer' as const }],
      'given another password': [{ ...first, hash: await hashPassword('a quite different one', 4) }],
    }[change]
    people.write([...(changed ?? []), second])
    expect(await mona.send('DELETE', `${keys}/k-1`)).toMatchObject({ status: 401 })
    expect(upstream.seen).toEqual([])
    expect(await vera.send('GET', keys)).toMatchObject({ status: 200 })
    expect(await mona.signIn('Mona')).toMatchObject({ status: change === 'made a viewer' ? 200 : 401 })
  })

  test('a file of users that cannot be read lets nobody in, and says so once', async () => {
    const { browser, people } = await house()
    const mona = browser()
    await mona.signIn('Mona')
    writeFileSync(people.file, '{"users": [')
    expect(await mona.send('GET', keys)).toMatchObject({ status: 401 })
    expect(await mona.signIn('Mona')).toMatchObject({ status: 401 })
    expect(people.troubles).toEqual([expect.stringContaining('is no JSON')])
    people.write(people.list)
    expect(await mona.signIn('Mona')).toMatchObject({ status: 200 })
  })
})

describe('a viewer', () => {
  const path = (template: string) => template.replace(':projectId', '3f6c1a').replaceAll(/:\w+/g, 'x-1')
  const rows = Object.entries(endpoints).filter(([name]) => name !== 'tokenCreate')
  const bulk = /Bulk$/
  const target = ([name, row]: (typeof rows)[number]) =>
    path(row.path) + (bulk.test(name) ? '?lockId=l-1' : '')
  const writes = rows.filter(([name, row]) => row.method !== 'GET' && name !== 'resourcesDiscover')
  const send = (who: ReturnType<typeof browserUnderTest>, entry: (typeof rows)[number]) =>
    who.send(entry[1].method, target(entry), entry[1].body ? { body: newKey } : {})

  test('there are writes and reads to look at', () => {
    expect(writes.length).toBeGreaterThan(3)
    expect(rows.length - writes.length).toBeGreaterThan(5)
  })
  test.each(writes)('may not: %s', async (...entry) => {
    const { browser, upstream } = await house()
    const [vera, mona] = [browser(), browser()]
    await vera.signIn('Vera')
    const answer = await send(vera, entry)
    expect(answer.status).toBe(403)
    expect(parsed(answer).detail).toMatch(/manager|viewer/)
    expect(upstream.seen).toEqual([])
    expect(upstream.tokenRequests).toEqual([])
    await mona.signIn('Mona')
    expect(await send(mona, entry)).toMatchObject({ status: 200 })
  })
  test('may read everything', async () => {
    const { browser } = await house()
    const vera = browser()
    await vera.signIn('Vera')
    for (const entry of rows.filter((one) => !writes.includes(one)))
      expect(await send(vera, entry), entry[0]).toMatchObject({ status: 200 })
  })
})

describe('calls that another site made the browser send, with a session', () => {
  const foreign: [string, Record<string, string | undefined>][] = [
    ['without the header', { 'x-unloc-console': undefined }],
    ['from another origin', { origin: 'https://elsewhere.example' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
    ['from a sandbox', { origin: 'null' }],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['typed in', { 'sec-fetch-site': 'none' }],
    [
      'from another origin that says it is the same',
      { 'sec-fetch-site': 'same-origin', origin: 'https://x.example' },
    ],
  ]
  test.each(foreign)('%s', async (_, headers) => {
    const { browser, upstream } = await house()
    const mona = browser()
    await mona.signIn('Mona')
    expect(await mona.send('DELETE', `${keys}/k-1`, { headers })).toMatchObject({ status: 403 })
    expect(await mona.send('DELETE', gatewayPaths.session, { headers })).toMatchObject({ status: 403 })
    expect(
      await mona.send('POST', gatewayPaths.session, {
        headers,
        body: JSON.stringify({ name: 'Vera', password }),
      }),
    ).toMatchObject({ status: 403 })
    expect(upstream.seen).toEqual([])
    expect(parsed(await mona.send('GET', gatewayPaths.session))).toMatchObject({ person: { name: 'Mona' } })
  })

  test.each(['cross-site', 'same-site'])('data is not told %s', async (site) => {
    const { browser } = await house()
    const mona = browser()
    await mona.signIn('Mona')
    for (const target of [keys, gatewayPaths.session, gatewayPaths.audit])
      expect(await mona.send('GET', target, { headers: { 'sec-fetch-site': site } })).toMatchObject({
        status: 403,
      })
  })

  describe('with a public address', () => {
    const consoleUrl = 'https://keys.example'
    const host = { host: 'keys.example' }
    test('its own origin may, and only under its own name', async () => {
      const { browser, gateway } = await house({ consoleUrl })
      const mona = browser()
      const own = { ...host, origin: consoleUrl, 'sec-fetch-site': 'same-origin' }
      expect(await mona.signIn('Mona', password, own)).toMatchObject({ status: 200 })
      expect(await mona.send('DELETE', `${keys}/k-1`, { headers: own })).toMatchObject({ status: 200 })
      for (const headers of [
        { ...own, origin: 'http://keys.example' },
        { ...own, origin: 'https://keys.example:8443' },
        { ...own, origin: 'https://keys.example.evil.example' },
        { ...own, host: `127.0.0.1:${gateway.port}` },
        { ...own, host: 'keys.example:8443' },
        { ...own, host: undefined },
      ])
        expect((await mona.send('DELETE', `${keys}/k-1`, { headers })).status).toBeGreaterThanOrEqual(400)
      expect(await mona.send('GET', keys, { headers: { host: 'evil.example' } })).toMatchObject({
        status: 403,
      })
    })
    test('the browser is told to come by https, and only then', async () => {
      const secure = await house({ consoleUrl })
      const plain = await house()
      expect(
        (await secure.gateway.send('GET', gatewayPaths.session, { headers: host })).headers,
      ).toMatchObject({
        'strict-transport-security': 'max-age=31536000',
      })
      expect((await plain.gateway.send('GET', gatewayPaths.session)).headers).not.toHaveProperty(
        'strict-transport-security',
      )
    })
  })
})

describe('too many', () => {
  const from = (address: string) => ({ 'x-forwarded-for': `10.9.9.9, ${address}` })

  test('wrong passwords: the flood is stopped before it costs a hash, and the person gets in from elsewhere', async () => {
    const { browser, people, clock } = await house({ trustProxy: 1 })
    const flood = browser()
    const statuses: number[] = []
    for (let i = 0; i < 40; i++)
      statuses.push((await flood.signIn('Mona', `wrong-${i}`, from('203.0.113.5'))).status)
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(30).fill(429)])
    expect(people.verified()).toBe(10)
    const refused = await flood.signIn('Mona', password, from('203.0.113.5'))
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '900' } })
    expect(parsed(refused).detail).toBe('Wait 15 minutes, then try again.')
    expect(await browser().signIn('Mona', password, from('203.0.113.6'))).toMatchObject({ status: 200 })
    clock.now += 15 * minute
    expect(await flood.signIn('Mona', password, from('203.0.113.5'))).toMatchObject({ status: 200 })
  })

  test('names from one address', async () => {
    const { browser, people } = await house()
    for (let i = 0; i < 60; i++) await browser().signIn(`name-${i}`, 'wrong')
    expect(await browser().signIn('Mona')).toMatchObject({ status: 429 })
    expect(people.verified()).toBe(60)
  })

  test('addresses for one name: for a minute, and not where the person has been before', async () => {
    const { browser, clock } = await house({ trustProxy: 1 })
    expect(await browser().signIn('Mona', password, from('192.0.2.1'))).toMatchObject({ status: 200 })
    const statuses = new Set<number>()
    for (let i = 0; i < 30; i++)
      statuses.add((await browser().signIn('Mona', 'wrong', from(`203.0.113.${i}`))).status)
    expect([...statuses]).toEqual([401])
    expect(await browser().signIn('Mona', password, from('198.51.100.7'))).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
    })
    expect(await browser().signIn('Mona', password, from('192.0.2.1'))).toMatchObject({ status: 200 })
    // Tries that were refused for others' sake are not counted against the person.
    for (let i = 0; i < 15; i++) await browser().signIn('Mona', password, from('198.51.100.7'))
    clock.now += minute
    expect(await browser().signIn('Mona', password, from('198.51.100.7'))).toMatchObject({ status: 200 })
  })

  test('an address that the caller made up counts only where a proxy is trusted', async () => {
    const { browser } = await house()
    for (let i = 0; i < 10; i++) await browser().signIn('Mona', 'wrong', from(`203.0.113.${i}`))
    expect(await browser().signIn('Mona', password, from('203.0.113.99'))).toMatchObject({ status: 429 })
  })

  test('a right password is no offence', async () => {
    const { browser } = await house()
    for (let i = 0; i < 70; i++) expect((await browser().signIn('Mona')).status).toBe(200)
  })

  test('changes of one person, not of another', async () => {
    const { browser, people, upstream, clock } = await house({ writesPerMinute: 3 })
    people.write(people.list.map((user) => ({ ...user, role: 'manager' as const })))
    const [mona, other, vera] = [browser(), browser(), browser()]
    await mona.signIn('Mona')
    await other.signIn('Mona')
    await vera.signIn('Vera')
    for (const who of [mona, other, mona])
      expect(await who.send('DELETE', `${keys}/k-1`)).toMatchObject({ status: 200 })
    const answer = await other.send('DELETE', `${keys}/k-1`)
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
    expect(parsed(answer).detail).toContain('Nothing was sent')
    expect(await vera.send('DELETE', `${keys}/k-1`)).toMatchObject({ status: 200 })
    expect(await mona.send('GET', keys)).toMatchObject({ status: 200 })
    clock.now += minute
    expect(await mona.send('DELETE', `${keys}/k-1`)).toMatchObject({ status: 200 })
    expect(upstream.seen).toHaveLength(6)
  })
})

describe('the record of changes', () => {
  const row = { id: 1, at: '', requestId: 'r', person: 'Mona', role: 'manager', action: 'keyRevoke' }
  const audit = () => ({ page: vi.fn(() => ({ rows: [row], more: false })) })
  const target = `${gatewayPaths.audit}?projectId=3f6c1a`

  test('is for managers', async () => {
    const kept = audit()
    const { browser } = await house({ audit: kept })
    const [mona, vera] = [browser(), browser()]
    await vera.signIn('Vera')
    expect(await vera.send('GET', target)).toMatchObject({ status: 403 })
    expect(kept.page).not.toHaveBeenCalled()
    await mona.signIn('Mona')
    const answer = await mona.send('GET', `${target}&before=7&limit=50&text=a%2Bb`)
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
    expect(parsed(answer)).toEqual({ rows: [row], more: false })
    expect(kept.page).toHaveBeenCalledWith({ projectId: '3f6c1a', before: 7, limit: 50, text: 'a+b' })
  })

  test.each([
    '',
    '?projectId=',
    '?projectId=a&limit=x',
    '?projectId=a&limit=501',
    '?projectId=a&projectId=b',
    '?projectId=a&odd=1',
  ])('malformed: %j', async (search) => {
    const { browser } = await house({ audit: audit() })
    const mona = browser()
    await mona.signIn('Mona')
    expect(await mona.send('GET', gatewayPaths.audit + search)).toMatchObject({ status: 400 })
  })

  test('is not written from outside, and not of another project', async () => {
    const { browser } = await house({ audit: audit(), projectId: 'other' })
    const mona = browser()
    await mona.signIn('Mona')
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(await mona.send(method, target)).toMatchObject({ status: 405 })
    expect(await mona.send('GET', target)).toMatchObject({ status: 403 })
  })
})

describe('its health', () => {
  const elsewhere = { headers: { host: '10.0.0.7:8080', 'x-unloc-console': undefined } }

  test('is told under any name, without a session', async () => {
    const { gateway, upstream } = await house({ projectId: '3f6c1a' })
    expect(await gateway.send('GET', '/healthz', elsewhere)).toMatchObject({ status: 200, text: 'alive' })
    expect(await gateway.send('GET', '/readyz', elsewhere)).toMatchObject({ status: 200, text: 'ready' })
    expect(upstream.tokenRequests).toEqual([])
    expect(gateway.log).toEqual([])
  })

  test('without tokens it is not ready, and looking does not hammer Unloc', async () => {
    let broken = true
    const { gateway, upstream, browser, clock } = await house({}, undefined, (_, response) =>
      broken ? json(response, 503, {}) : json(response, 200, { access_token: 't', expires_in: 3600 }),
    )
    const mona = browser()
    await mona.signIn('Mona')
    await mona.send('GET', keys)
    expect(upstream.tokenRequests).toHaveLength(1)
    clock.now += 30_000
    for (let i = 0; i < 20; i++)
      expect(await gateway.send('GET', '/readyz')).toMatchObject({
        status: 503,
        text: 'Unloc gives no token',
      })
    expect(upstream.tokenRequests).toHaveLength(2)
    broken = false
    clock.now += 30_000
    expect(await gateway.send('GET', '/readyz')).toMatchObject({ status: 200 })
    expect(upstream.tokenRequests).toHaveLength(3)
  })

  test('a project that is not reached says nothing of the others', async () => {
    const { gateway, browser } = await house({}, undefined, (_, response) => json(response, 403, {}))
    const mona = browser()
    await mona.signIn('Mona')
    await mona.send('GET', keys)
    expect(await gateway.send('GET', '/readyz')).toMatchObject({ status: 200 })
  })

  test('about to end it is alive and not ready', async () => {
    const { gateway } = await house({ draining: () => true })
    expect(await gateway.send('GET', '/readyz')).toMatchObject({ status: 503, text: 'ending' })
    expect(await gateway.send('GET', '/healthz')).toMatchObject({ status: 200 })
  })
})

describe('the log', () => {
  test('each call has an id, in its answer and its line', async () => {
    const { browser, gateway } = await house()
    const mona = browser()
    const ids = []
    for (const answer of [
      await mona.signIn('Mona'),
      await mona.send('GET', keys),
      await mona.send('DELETE', `${keys}/k-1`, { headers: { 'x-unloc-console': '2' } }),
      await mona.send('GET', '/nothing'),
      await mona.send('POST', keys, { body: newKey, headers: { [requestIdHeader]: 'mine' } }),
    ])
      ids.push(answer.headers[requestIdHeader])
    expect(new Set(ids).size).toBe(5)
    for (const id of ids) expect(id).toMatch(/^[a-p]{24}$/)
    expect(logged(gateway.log)).toMatchObject([
      { requestId: ids[0], row: 'signIn', person: 'Mona', method: 'POST', status: 200, level: 'info' },
      { requestId: ids[1], row: 'keyList', person: 'Mona', method: 'GET', status: 200 },
      { requestId: ids[2], row: 'foreign', method: 'DELETE', status: 403 },
      { requestId: ids[4], row: 'keyCreate', person: 'Mona', method: 'POST', status: 200 },
    ])
  })

  test('a list that breaks off half-way is cut, and a line says why; the server prints nothing', async () => {
    const printed = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')]
    const { browser, gateway } = await house({}, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
      response.write(`{"keys":["${phone}",`.padEnd(2000), () => response.destroy())
    })
    const mona = browser()
    await mona.signIn('Mona')
    for (const headers of [{}, { 'accept-encoding': 'gzip' }])
      await expect(mona.send('GET', keys, { headers })).rejects.toThrow()
    expect(logged(gateway.log).filter(({ msg }) => msg === 'The answer broke off')).toHaveLength(2)
    for (const spy of printed) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  test('over everything it holds no password, cookie, token, secret, number or address', async () => {
    let turn = 0
    const { browser, gateway, people } = await house({ trustProxy: 1 }, (_, response) => {
      turn++
      if (turn % 4 === 0) return void response.socket?.destroy()
      if (turn % 4 === 1)
        return void response.writeHead(200, { 'content-length': '50' }).write(phone, () => response.destroy())
      json(response, turn % 4 === 2 ? 200 : 500, { title: phone })
    })
    people.write([...people.list, { name: phone, role: 'manager', hash: await hashPassword(password, 4) }])
    const cookies: string[] = []
    for (const name of ['Mona', 'Vera', phone]) {
      const who = browser()
      await who.signIn(name, 'wrong-password')
      await who.signIn(name)
      cookies.push(who.cookies.get(sessionCookie) ?? '')
      for (let i = 0; i < 3; i++)
        for (const [method, target, body] of [
          ['GET', `${keys}?appUserId=${encodeURIComponent(phone)}`],
          ['DELETE', `${keys}?appUserId=${encodeURIComponent(phone)}`],
          ['POST', keys, newKey],
          ['POST', '/v2/auth/resources-discovery/', '{}'],
          ['GET', `/v2/${phone}`],
          ['GET', `${gatewayPaths.audit}?projectId=${phone}`],
          ['DELETE', keys],
        ] as const)
          await who
            .send(method, target, { ...(body && { body }), headers: { 'x-forwarded-for': '203.0.113.77' } })
            .catch(() => {})
      await who.send('DELETE', gatewayPaths.session)
    }
    expect(cookies.every((id) => id.length === 43)).toBe(true)
    expect(gateway.log.length).toBeGreaterThan(60)
    const text = gateway.log.join('')
    for (const never of [
      ...cookies,
      secret,
      password,
      'wrong-password',
      'token-1',
      '99887766',
      '3f6c1a',
      '203.0.113',
    ])
      expect(text).not.toContain(never)
  })
})
