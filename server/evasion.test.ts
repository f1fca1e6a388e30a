import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fakeUpstream, json, type FakeUpstream } from './fakeUpstream.ts'
import { gatewayUnderTest, type GatewayUnderTest } from './gatewayUnderTest.ts'

const P = '/v2/projects/3f6c1a'
let upstream: FakeUpstream
let gateway: GatewayUnderTest
beforeAll(async () => {
  upstream = await fakeUpstream(({ method }, response) =>
    json(response, 200, method === 'GET' ? { keys: [] } : {}),
  )
  gateway = await gatewayUnderTest({ upstream: upstream.url })
})
beforeEach(() => {
  upstream.seen.length = 0
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

/** Ways to make a bulk revoke arrive without its filter. Not one may reach upstream. */
test.each([
  `${P}/keys`,
  `${P}/keys?`,
  `${P}/keys/`,
  `${P}/keys//`,
  `${P}/keys/?`,
  `${P}//keys`,
  `${P}/shared-keys`,
  `${P}/shared-keys/`,
  `${P}/keys?lockId`,
  `${P}/keys?lockId=`,
  `${P}/keys?lockId=%20`,
  `${P}/keys?lockId=%00`,
  `${P}/keys?lockId=%E2%80%8B`,
  `${P}/keys?lockId=&appUserId=`,
  `${P}/keys?lockId=l-1&lockId=`,
  `${P}/keys?lockid=l-1`,
  `${P}/keys?lockId[]=l-1`,
  `${P}/keys?appUserId=+4799887766`,
  `${P}/keys?appUserId=%2B`,
  `${P}/keys?appUserId=undefined`,
  `${P}/keys?excludeSubprojectKeys=true`,
  `${P}/keys?limit=1`,
  `${P}/keys#?lockId=l-1`,
  `${P}/keys?#lockId=l-1`,
  `${P}/keys%3FlockId=l-1`,
  `${P}/keys;lockId=l-1`,
  `${P}/keys%20`,
  `${P}/keys/.`,
  `${P}/keys/..`,
  `${P}/keys/x/..`,
  `${P}/keys/%2e`,
  `${P}/keys/%2e%2e/keys`,
  `${P}/keys/%2F`,
  `${P}/locks/../keys`,
  `${P}/locks/..%2fkeys`,
  `${P}/locks/%2e%2e/keys`,
  `${P}/locks\\..\\keys`,
  `${P}/Keys`,
  `/v2/projects/./3f6c1a/keys`,
  `/v2/projects/3f6c1a%2Fkeys`,
  `/./v2/projects/3f6c1a/keys`,
  `//v2/projects/3f6c1a/keys`,
  `/p/../v2/projects/3f6c1a/keys`,
])('DELETE %s', async (target) => {
  const { status } = await gateway.send('DELETE', target)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(upstream.seen).toEqual([])
})

/** The same by other methods and bytes, for servers that take an override or an absolute address. */
test.each([
  ['an override header', `POST ${P}/keys HTTP/1.1\r\nx-http-method-override: DELETE`],
  ['an unknown method', `PURGE ${P}/keys HTTP/1.1`],
  ['an absolute address', `DELETE http://127.0.0.1${P}/keys HTTP/1.1`],
  ['a tab in the path', `DELETE ${P}/keys\t?lockId=l-1 HTTP/1.1`],
  ['a second request line', `DELETE ${P}/keys/k-1 HTTP/1.1\r\n\r\nDELETE ${P}/keys HTTP/1.1`],
  ['a lower-case method', `delete ${P}/keys?lockId=l-1 HTTP/1.1`],
])('%s', async (_, lines) => {
  await gateway.sendRaw(
    `${lines}\r\nhost: 127.0.0.1:${gateway.port}\r\nx-unloc-console: 1\r\nconnection: close\r\n\r\n`,
  )
  expect(upstream.seen).toEqual([])
})

test('over HTTP, thousands of bent bulk revokes: each that arrives has its filter', async () => {
  const text = fc.constantFrom(
    ...['lockId=l-1', 'appUserId=%2B4799887766', 'lockId=', 'appUserId=+47', 'x=1', '', '%00'],
  )
  const call = fc.tuple(
    fc.constantFrom('keys', 'shared-keys', 'keys/', 'keys/..', 'locks/../keys', 'keys%2F', 'KEYS'),
    fc.array(text, { minLength: 1, maxLength: 3 }),
  )
  await fc.assert(
    fc.asyncProperty(call, async ([noun, pairs]) => {
      await gateway.send('DELETE', `${P}/${noun}?${pairs.join('&')}`)
    }),
    { numRuns: 3000, seed: 7 },
  )
  const sent = upstream.seen.filter(({ method }) => method !== 'GET')
  for (const { method, url } of sent) {
    expect(method).toBe('DELETE')
    expect(url).toMatch(/\/(shared-)?keys\?.*(lockId=l-1|appUserId=%2B4799887766)/)
  }
  expect(sent.length).toBeGreaterThan(100)
}, 30_000)
