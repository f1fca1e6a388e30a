import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { gatewayPaths } from '#src/contract/gateway.ts'
import { browserUnderTest, type BrowserUnderTest } from './browserUnderTest.ts'
import { fakeUpstream, json } from './fakeUpstream.ts'
import { gatewayUnderTest } from './gatewayUnderTest.ts'
import { personOf, secretAsTaken, type OidcSettings } from './oidc.ts'
import { ownPath, sessionCookie, signInCookie } from './signIn.ts'

const settings = (issuer: string): OidcSettings => ({
  issuer,
  clientId: 'console',
  clientSecret: 'oidc-secret',
  scope: 'openid profile email',
  nameClaim: undefined,
  roleClaim: 'realm_access.roles',
  managerRoles: ['keys-manager'],
  viewerRoles: ['keys-viewer'],
})

let provider: OAuth2Server
/** What the provider says of whoever signs in. */
let claims: Record<string, unknown>
const open: (() => unknown)[] = []
beforeAll(async () => {
  provider = new OAuth2Server()
  await provider.issuer.keys.generate('RS256')
  await provider.start(0, '127.0.0.1')
  provider.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => {
    // The mock names nobody as the audience, and a fixed subject.
    Object.assign(token.payload, { aud: 'console', sub: 'subject-1', ...claims })
  })
})
beforeEach(() => {
  claims = { preferred_username: 'Olga', realm_access: { roles: ['other', 'keys-manager'] } }
})
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})
afterAll(() => provider.stop())

async function house(change: Partial<OidcSettings> = {}) {
  const upstream = await fakeUpstream((_, response) => json(response, 200, {}))
  const clock = { now: Date.now() }
  const gateway = await gatewayUnderTest((origin) => ({
    upstream: upstream.url,
    consoleUrl: origin,
    oidc: { ...settings(provider.issuer.url ?? ''), ...change },
    now: () => clock.now,
  }))
  open.push(
    () => upstream.close(),
    () => gateway.close(),
  )
  return { gateway, clock, browser: () => browserUnderTest(gateway) }
}

/** Begins, and follows the way to the provider and back: the path of the callback with its query. */
async function wayBack(browser: BrowserUnderTest, returnTo = '/p/3f6c1a/keys?state=active'): Promise<string> {
  const begun = await browser.send('GET', `${gatewayPaths.oidcStart}?return=${encodeURIComponent(returnTo)}`)
  expect(begun.status).toBe(303)
  const there = await fetch(String(begun.headers.location), { redirect: 'manual' })
  const { pathname, search } = new URL(there.headers.get('location') ?? '')
  expect(pathname).toBe(gatewayPaths.oidcCallback)
  return pathname + search
}
const who = async (browser: BrowserUnderTest) =>
  (JSON.parse((await browser.send('GET', gatewayPaths.session)).text) as { person?: unknown }).person

describe('with a real provider', () => {
  test('there and back again, to where the person was', async () => {
    const { browser } = await house()
    const olga = browser()
    const begun = await olga.send('GET', `${gatewayPaths.oidcStart}?return=/p/3f6c1a/keys`)
    const there = new URL(String(begun.headers.location))
    expect(there.origin + there.pathname).toBe(`${provider.issuer.url}/authorize`)
    const asked = Object.fromEntries(there.searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: 'console',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/)
    expect(begun.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-unloc-sign-in=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=600$/,
      ),
    ])

    const callback = await wayBack(olga)
    // The browser comes from the provider's site.
    const back = await olga.send('GET', callback, {
      headers: { 'sec-fetch-site': 'cross-site', 'x-unloc-console': undefined },
    })
    expect(back).toMatchObject({ status: 303, headers: { location: '/p/3f6c1a/keys?state=active' } })
    expect(back.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-unloc-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ])
    expect(await who(olga)).toEqual({ name: 'Olga', role: 'manager' })
    expect(await olga.send('DELETE', '/v2/projects/3f6c1a/keys/k-1')).toMatchObject({ status: 200 })
    await olga.send('DELETE', gatewayPaths.session)
    expect(await who(olga)).toBeUndefined()
  })

  test('a viewer is one', async () => {
    claims = { ...claims, realm_access: { roles: 'keys-viewer' } }
    const { browser } = await house()
    const olga = browser()
    await olga.send('GET', await wayBack(olga))
    expect(await who(olga)).toMatchObject({ role: 'viewer' })
    expect(await olga.send('DELETE', '/v2/projects/3f6c1a/keys/k-1')).toMatchObject({ status: 403 })
  })

  test.each([
    ['no role of ours', { roles: ['other'] }],
    ['no claim', undefined],
    ['a claim of another kind', { roles: { 'keys-manager': true } }],
  ])('%s: not let in, in plain words', async (_, realm_access) => {
    claims = { ...claims, realm_access }
    const { browser, gateway } = await house()
    const olga = browser()
    const answer = await olga.send('GET', await wayBack(olga))
    expect(answer).toMatchObject({
      status: 403,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    })
    expect(answer.text).toContain('signed in at your provider as Olga, but nobody has given you a role here')
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
    expect(olga.cookies.has(sessionCookie)).toBe(false)
    expect(gateway.log.join('')).toContain('"why":"no role"')
  })

  test('a tab that was opened for the sign-in alone ends at a page that says so', async () => {
    const { browser } = await house()
    const olga = browser()
    const back = await olga.send('GET', await wayBack(olga, gatewayPaths.oidcDone))
    expect(back).toMatchObject({ status: 303, headers: { location: gatewayPaths.oidcDone } })
    // The browser still comes from the provider's site, and shows its cookie to nobody on that way.
    const page = await olga.send('GET', gatewayPaths.oidcDone, {
      headers: { 'sec-fetch-site': 'cross-site', 'x-unloc-console': undefined, cookie: undefined },
    })
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
    expect(page.text).toContain('<h1>You are signed in</h1>')
    expect(page.text).toContain('Close this tab')
    expect(await who(olga)).toMatchObject({ name: 'Olga' })
  })

  test.each([
    ['/p/3f6c1a/keys?state=active', 'href="/p/3f6c1a/keys?state=active">Back to the console'],
    ['/p/3f6c1a/keys?q="><b>', 'href="/p/3f6c1a/keys?q=%22%3E%3Cb%3E">Back'],
    [gatewayPaths.oidcDone, `href="${gatewayPaths.oidcStart}?return=${gatewayPaths.oidcDone}">Sign in again`],
  ])('who is not let in on the way to %s is led on from there', async (returnTo, link) => {
    const { browser } = await house()
    const olga = browser()
    const callback = await wayBack(olga, returnTo)
    const denied = await olga.send('GET', callback.replace(/code=[\w-]+/, 'error=access_denied'))
    expect(denied).toMatchObject({ status: 403 })
    expect(denied.text).toContain(link)
    claims = { realm_access: { roles: ['other'] } }
    expect((await olga.send('GET', await wayBack(olga, returnTo))).text).toContain(link)
  })

  test('no line of the log holds a code, a state, a secret, a cookie or the way there', async () => {
    const { browser, gateway } = await house()
    const olga = browser()
    const callback = await wayBack(olga, '/p/3f6c1a/keys?q=Styrerom')
    await olga.send('GET', callback)
    await olga.send('GET', callback)
    await olga.send(
      'GET',
      (await wayBack(olga)).replace(/code=[\w-]+/, 'error=made-up-by-somebody&error_description=x'),
    )
    expect(gateway.log.length).toBeGreaterThan(4)
    const text = gateway.log.join('')
    const query = new URL(callback, 'http://x').searchParams
    for (const never of [...query.values(), ...olga.cookies.values(), 'oidc-secret', 'Styrerom', 'callback?'])
      expect(text).not.toContain(never)
    expect(text).toContain('"person":"Olga"')
  })

  test('two tabs may sign in at once', async () => {
    const { browser } = await house()
    const olga = browser()
    const [first, second] = [await wayBack(olga, '/p/a/keys'), await wayBack(olga, '/p/b/keys')]
    expect(await olga.send('GET', first)).toMatchObject({ status: 303, headers: { location: '/p/a/keys' } })
    expect(await olga.send('GET', second)).toMatchObject({ status: 303, headers: { location: '/p/b/keys' } })
  })
})

test.each<[string[] | undefined, 'body' | 'header']>([
  [undefined, 'body'],
  [['none'], 'body'],
  [['client_secret_basic', 'client_secret_post'], 'body'],
  [['client_secret_basic', 'private_key_jwt'], 'header'],
])('a provider that takes %j gets the secret in its %s', (ways, place) => {
  const [body, headers] = [new URLSearchParams(), new Headers()]
  const server = {
    issuer: 'https://login.example',
    ...(ways && { token_endpoint_auth_methods_supported: ways }),
  }
  void secretAsTaken('oidcsecret')(server, { client_id: 'console' }, body, headers)
  const header = `Basic ${Buffer.from('console:oidcsecret').toString('base64')}`
  expect([body.get('client_secret'), headers.get('authorization')]).toEqual(
    place === 'body' ? ['oidcsecret', null] : [null, header],
  )
})

describe('a callback that is not what was begun', () => {
  const spoilt: [string, (callback: string, olga: BrowserUnderTest, clock: { now: number }) => string][] = [
    ['with another state', (callback) => callback.replace(/state=[\w-]+/, `state=${'s'.repeat(43)}`)],
    ['without a state', (callback) => callback.replace(/&?state=[\w-]+/, '')],
    ['without anything', () => gatewayPaths.oidcCallback],
    ['in another browser', (callback, olga) => (olga.cookies.set(signInCookie, 'B'.repeat(43)), callback)],
    ['without the cookie', (callback, olga) => (olga.cookies.clear(), callback)],
    ['after ten minutes', (callback, _, clock) => ((clock.now += 600_000), callback)],
  ]
  test.each(spoilt)('%s', async (_, spoil) => {
    const { browser, clock } = await house()
    const olga = browser()
    const answer = await olga.send('GET', spoil(await wayBack(olga), olga, clock))
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('This sign-in is over')
    expect(olga.cookies.has(sessionCookie)).toBe(false)
  })

  test('a second time', async () => {
    const { browser } = await house()
    const olga = browser()
    const callback = await wayBack(olga)
    expect(await olga.send('GET', callback)).toMatchObject({ status: 303 })
    olga.cookies.delete(sessionCookie)
    expect(await olga.send('GET', callback)).toMatchObject({ status: 400 })
    expect(await who(olga)).toBeUndefined()
  })

  test("somebody else's try does not use up the person's own", async () => {
    const { browser } = await house()
    const [olga, thief] = [browser(), browser()]
    const callback = await wayBack(olga)
    expect(await thief.send('GET', callback)).toMatchObject({ status: 400 })
    expect(await olga.send('GET', callback)).toMatchObject({ status: 303 })
  })

  test.each([
    ['another code', (callback: string) => callback.replace(/code=[\w-]+/, 'code=made-up')],
    ['no code', (callback: string) => callback.replace(/code=[\w-]+&/, '')],
  ])('with %s', async (_, spoil) => {
    const { browser } = await house()
    const olga = browser()
    expect(await olga.send('GET', spoil(await wayBack(olga)))).toMatchObject({ status: 502 })
    expect(await who(olga)).toBeUndefined()
  })

  test.each<[string, Record<string, unknown>]>([
    ['for another nonce', { nonce: 'other' }],
    ['for another client', { aud: 'other' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['that is over', { exp: 1000 }],
  ])('with an identity %s', async (_, change) => {
    const { browser } = await house()
    const olga = browser()
    const callback = await wayBack(olga)
    claims = { ...claims, ...change }
    const answer = await olga.send('GET', callback)
    expect(answer.status).toBe(502)
    expect(answer.text).toContain('could not be trusted')
    expect(await who(olga)).toBeUndefined()
  })

  test.each([
    ['access_denied', 403, 'did not let you in'],
    ['<script>', 502, 'reported a problem'],
  ])('the provider says %s', async (error, status, words) => {
    const { browser } = await house()
    const olga = browser()
    const callback = (await wayBack(olga)).replace(/code=[\w-]+/, `error=${encodeURIComponent(error)}`)
    const answer = await olga.send('GET', callback)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(words)
    expect(answer.text).not.toContain('<script>')
  })
})

test('a provider that cannot be reached is said in plain words, and asked again the next time', async () => {
  const { browser, gateway } = await house()
  const { port } = provider.address()
  await provider.stop()
  const olga = browser()
  const answer = await olga.send('GET', gatewayPaths.oidcStart)
  expect(answer.status).toBe(502)
  expect(answer.text).toContain('Your sign-in provider cannot be reached')
  expect(gateway.log.join('')).toContain('ECONNREFUSED')
  await provider.start(port, '127.0.0.1')
  expect(await olga.send('GET', gatewayPaths.oidcStart)).toMatchObject({ status: 303 })
})

test('begun too often from one address', async () => {
  const { browser } = await house()
  for (let i = 0; i < 60; i++) await browser().send('GET', gatewayPaths.oidcStart)
  const answer = await browser().send('GET', gatewayPaths.oidcStart)
  expect(answer).toMatchObject({
    status: 429,
    headers: { 'retry-after': expect.stringMatching(/^\d+$/) as string },
  })
})

test('a page is got, not written', async () => {
  const { browser } = await house()
  for (const path of [gatewayPaths.oidcStart, gatewayPaths.oidcCallback])
    expect(await browser().send('POST', path, { body: '{}' })).toMatchObject({ status: 405 })
})

describe('who it is', () => {
  const to = settings('https://login.example')
  test.each<[Record<string, unknown>, Partial<OidcSettings>, unknown]>([
    [{ email: 'o@x.example', sub: '1' }, {}, { name: 'o@x.example', role: 'manager' }],
    [{ sub: '1' }, {}, { name: '1', role: 'manager' }],
    [{ preferred_username: '', sub: '1' }, {}, { name: '1', role: 'manager' }],
    [{ name: 'Olga\u0000\n Berg', sub: '1' }, { nameClaim: 'name' }, { name: 'Olga Berg', role: 'manager' }],
    [
      { sub: '1', realm_access: undefined, 'https://x/roles': ['keys-viewer'] },
      { roleClaim: 'https://x/roles' },
      { name: '1', role: 'viewer' },
    ],
    [
      { sub: '1', realm_access: { roles: ['keys-viewer', 'keys-manager'] } },
      {},
      { name: '1', role: 'manager' },
    ],
  ])('%j %j', (claims, change, person) => {
    expect(personOf({ realm_access: { roles: ['keys-manager'] }, ...claims }, { ...to, ...change })).toEqual(
      person,
    )
  })
  test.each([
    { realm_access: { roles: ['Keys-Manager'] } },
    { realm_access: 'keys-manager' },
    { realm_access: null },
    { roles: ['keys-manager'] },
    {},
  ])('%j has no role', (claims) => {
    expect(() => personOf(claims, to)).toThrow('nobody has given you a role')
  })
})

describe('where to go afterwards', () => {
  test.each([
    '/',
    '/p',
    '/p/3f6c1a',
    gatewayPaths.oidcDone,
    '/p/3f6c1a/keys?state=active&q=a%20b',
    '/p/3f6c1a/keys/k-1#note',
  ])('%s', (path) => {
    expect(ownPath(path)).toBe(path)
  })
  test.each([
    null,
    '',
    'p/x',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/p/..//evil.example',
    '/p/../..//evil.example',
    '/p/%2e%2e//evil.example',
    '\\\\evil.example',
    'https://evil.example/p/x',
    'javascript:alert(1)',
    '/gateway/oidc',
    '/gateway/oidc/done?x',
    '/v2/projects',
    '/p\\..\\x',
    '/p/\u0000',
    '/pretend',
    `/p/${'x'.repeat(2000)}`,
  ])('%j is the first page', (path) => {
    expect(ownPath(path)).toBe('/')
  })
})
