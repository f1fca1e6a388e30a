import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeUpstream, json, type FakeUpstream } from './fakeUpstream.ts'
import { gatewayUnderTest, type GatewayUnderTest } from './gatewayUnderTest.ts'
import { createSite } from './site.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloc-console-site-'))
const page =
  '<!doctype html><meta property="csp-nonce" nonce=""><link href="/assets/a.css"><div id="root"></div>'
let upstream: FakeUpstream
let gateway: GatewayUnderTest
beforeAll(async () => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true })
  writeFileSync(join(folder, 'outside.txt'), 'not yours')
  writeFileSync(join(folder, 'dist/index.html'), page)
  writeFileSync(join(folder, 'dist/favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'dist/assets/main-a1.js'), 'start()')
  writeFileSync(join(folder, 'dist/assets/main-a1.js.br'), brotliCompressSync('start()'))
  writeFileSync(join(folder, 'dist/assets/main-a1.js.gz'), gzipSync('start()'))
  writeFileSync(join(folder, 'dist/assets/small-c3.js'), 'small()')
  upstream = await fakeUpstream((_, response) => json(response, 200, {}))
  gateway = await gatewayUnderTest({ upstream: upstream.url, dist: join(folder, 'dist') })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
  rmSync(folder, { recursive: true })
})

describe('the page', () => {
  test.each(['/', '/p', '/p/', '/p/3f6c1a/keys', '/p/3f6c1a/keys?state=active', '/index.html'])(
    '%s',
    async (path) => {
      const { status, headers, text } = await gateway.send('GET', path)
      expect(status).toBe(200)
      expect(text).toContain('<div id="root">')
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      })
    },
  )

  test('has a nonce of its own each time, the same in header and page', async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(async () => {
        const { headers, text } = await gateway.send('GET', '/')
        const policy = String(headers['content-security-policy'])
        const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
        expect(nonce).toMatch(/^[\w+/]{20,}$/)
        expect(text).toContain(`<meta property="csp-nonce" nonce="${nonce}">`)
        expect(policy).toContain("default-src 'none'")
        expect(policy).toContain("require-trusted-types-for 'script'; trusted-types default")
        expect(policy).not.toContain('unsafe')
        return nonce
      }),
    )
    expect(new Set(nonces).size).toBe(3)
  })

  test('HEAD has the headers alone', async () => {
    const { status, headers, text } = await gateway.send('HEAD', '/')
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain('nonce-')
    expect(text).toBe('')
  })
})

test('files with a hash in their name stay, others are asked for again', async () => {
  const script = await gateway.send('GET', '/assets/main-a1.js')
  expect(script).toMatchObject({ status: 200, text: 'start()' })
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  const icon = await gateway.send('GET', '/favicon.svg')
  expect(icon.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' })
})

describe('packed', () => {
  const get = async (path: string, accepted: string) => {
    const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
      headers: { 'accept-encoding': accepted },
    })
    const { headers } = response
    return {
      text: await response.text(),
      encoding: headers.get('content-encoding'),
      vary: headers.get('vary'),
      type: headers.get('content-type'),
      cached: headers.get('cache-control'),
    }
  }

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['BR', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip;q=0.5', 'gzip'],
    ['br;q=0.000, gzip; q=0', null],
    ['identity', null],
    ['', null],
    ['brotli, xgzip', null],
  ])('%j gets %j', async (accepted, encoding) => {
    expect(await get('/assets/main-a1.js', accepted)).toEqual({
      text: 'start()',
      encoding,
      vary: 'accept-encoding',
      type: 'text/javascript; charset=utf-8',
      cached: 'public, max-age=31536000, immutable',
    })
  })

  test('what the build has not packed goes out as it is', async () => {
    expect(await get('/assets/small-c3.js', 'br, gzip')).toMatchObject({ text: 'small()', encoding: null })
  })

  test.each(['br', 'gzip'])('the page as %s, still with a nonce of its own each time', async (accepted) => {
    const [one, two] = await Promise.all([get('/p/3f6c1a/keys', accepted), get('/p/3f6c1a/keys', accepted)])
    expect(one).toMatchObject({ encoding: accepted, vary: 'accept-encoding', cached: 'no-store' })
    const nonce = ({ text }: { text: string }) => /csp-nonce" nonce="([^"]+)"/.exec(text)?.[1]
    expect(nonce(one)).toBeTruthy()
    expect(nonce(one)).not.toBe(nonce(two))
  })
})

test.each([
  '/assets/main-a1.js.br',
  '/assets/main-a1.js.gz',
  '/assets/gone-b2.js',
  '/assets/',
  '/unknown',
  '/people',
  '/v2',
  '/v2/unknown',
  '/v2/projects/x/unknown',
  '/mockServiceWorker.js',
  '/../outside.txt',
  '/assets/../../outside.txt',
  '/assets/%2e%2e/%2e%2e/outside.txt',
  '/..%2foutside.txt',
])('%s is a problem, never the page or another file', async (path) => {
  const { status, headers, text } = await gateway.send('GET', path)
  expect([400, 404]).toContain(status)
  expect(headers['content-type']).toBe('application/problem+json')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(text).not.toContain('root')
  expect(text).not.toContain('not yours')
})

test('a backslash is refused before anything looks at it', async () => {
  expect(await gateway.send('GET', '/assets\\..\\..\\outside.txt')).toMatchObject({ status: 400, text: '' })
})

test('a page without the place for a nonce is refused at start', () => {
  writeFileSync(join(folder, 'index.html'), '<div id="root"></div>')
  expect(() => createSite(folder)).toThrow('csp-nonce')
})
