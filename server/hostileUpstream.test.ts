import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openAudit } from './audit.ts'
import { fakeUpstream, json, type FakeUpstream, type Seen } from './fakeUpstream.ts'
import { gatewayUnderTest, phone, type Answer, type GatewayUnderTest } from './gatewayUnderTest.ts'

const P = '/v2/projects/3f6c1a'
const newKey = JSON.stringify({ keys: [{ lockId: 'l-1', appUserId: phone }] })
const bulk = `${P}/keys?lockId=l-1`
const writes = [
  ['POST', `${P}/keys`],
  ['DELETE', `${P}/keys/k-1`],
  ['DELETE', bulk],
] as const

type Fault = (response: ServerResponse) => void
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

interface House {
  upstream: FakeUpstream
  gateway: GatewayUnderTest
  /** How often the call under test came. */
  arrived(): Seen[]
  send(method: string, target: string): Promise<Answer | 'broken'>
  /** What the record of writes says of each: its status, newest first. */
  recorded(): unknown[]
  /** How long the gateway waited between two tries. */
  pauses: number[]
}

/** A gateway with little patience, whose upstream is well for one call and then has a fault; it lists no keys. */
async function house(
  fault: Fault,
  { faultyList = false, totalMs = 600, headersMs = 150, countMs = 400 } = {},
): Promise<House> {
  let well = true
  const upstream = await fakeUpstream(({ method, url }, response) => {
    const counting = method === 'GET' && url.includes('lockId')
    if (well) json(response, 200, { keys: [] })
    else if (counting && !faultyList) json(response, 200, { keys: [{ id: 'k-1', state: 'active' }] })
    else fault(response)
  })
  const audit = openAudit(':memory:')
  const pauses: number[] = []
  const gateway = await gatewayUnderTest({
    upstream: upstream.url,
    audit,
    reach: {
      limits: { headersMs, totalMs, writeMs: 20, countMs, answerBytes: 64 * 1024 },
      random: () => 0.5,
      pause: (ms) => {
        pauses.push(ms)
        return Promise.resolve()
      },
    },
  })
  open.push(gateway, upstream)
  // The token is there, so that only the call itself uses up the time.
  await gateway.send('GET', `${P}/locks`)
  well = false
  const before = upstream.seen.length
  return {
    upstream,
    gateway,
    pauses,
    arrived: () =>
      upstream.seen.slice(before).filter(({ method, url }) => !(method === 'GET' && url.includes('lockId'))),
    send: (method, target) =>
      gateway.send(method, target, method === 'POST' ? { body: newKey } : {}).catch(() => 'broken' as const),
    recorded: () => audit.page({ projectId: '3f6c1a' }).rows.map(({ status }) => status),
  }
}

const html = '<!doctype html><title>Sign in</title><p>Welcome to the hotel</p>'
const page =
  (status: number, type = 'text/html', headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': type, ...headers }).end(html)
const begun = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 5000 })
  response.write(text)
}
const raw = (bytes: string) => (response: ServerResponse) => void response.socket?.end(bytes)

interface Expected {
  /** What a read ends with; `broken`: its answer began well and was then cut, so that nobody takes it for whole. */
  read: number | 'broken'
  /** How often a read is made. */
  tries: number | [number, number]
  /** What a write ends with, and whether it may have been applied; undefined where Unloc itself has answered. */
  write: number
  maybe?: boolean
}

// Packed beforehand: it takes longer than the limits of this test.
const packed = gzipSync(`{"keys":["${'x'.repeat(30_000_000)}"]}`)

const faults: [string, Fault, Expected][] = [
  ['hangs before its answer', () => {}, { read: 504, tries: [1, 3], write: 504, maybe: true }],
  ['hangs in its answer', begun('{"keys":['), { read: 'broken', tries: 1, write: 504, maybe: true }],
  ['hangs before the first byte of its body', begun(''), { read: 504, tries: 1, write: 504, maybe: true }],
  [
    'resets',
    (response) => void response.socket?.resetAndDestroy(),
    { read: 502, tries: 3, write: 502, maybe: true },
  ],
  [
    'hangs up',
    (response) => void response.socket?.destroy(),
    { read: 502, tries: 3, write: 502, maybe: true },
  ],
  [
    'hangs up in its answer',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 5000 })
      response.write('{"keys":[', () => response.socket?.destroy())
    },
    { read: 'broken', tries: 1, write: 502, maybe: true },
  ],
  ['answers 200 with a page', page(200), { read: 502, tries: 1, write: 502, maybe: true }],
  ['calls its page JSON', page(200, 'application/json'), { read: 502, tries: 1, write: 502, maybe: true }],
  ['answers 404 with a page', page(404), { read: 502, tries: 1, write: 502, maybe: true }],
  ['answers 500 with a page', page(500), { read: 502, tries: 1, write: 502, maybe: true }],
  ['answers 502 with a page', page(502), { read: 502, tries: 3, write: 502, maybe: true }],
  ['answers 503 with a page', page(503), { read: 502, tries: 3, write: 502, maybe: true }],
  ['answers 429 with a page', page(429), { read: 429, tries: 3, write: 429, maybe: false }],
  [
    'answers 401 twice',
    (response) => json(response, 401, {}),
    { read: 502, tries: 2, write: 502, maybe: false },
  ],
  ['answers 401 twice with a page', page(401), { read: 502, tries: 2, write: 502, maybe: false }],
  ['answers 429', (response) => json(response, 429, {}), { read: 429, tries: 3, write: 429 }],
  [
    'answers 429, half a minute',
    (response) => json(response, 429, {}, { 'retry-after': '30' }),
    { read: 429, tries: 1, write: 429 },
  ],
  [
    'answers 500 in its own words',
    (response) => json(response, 500, { title: 'x' }),
    { read: 500, tries: 1, write: 500 },
  ],
  [
    'answers 503 in its own words',
    (response) => json(response, 503, { title: 'x' }),
    { read: 503, tries: 3, write: 503 },
  ],
  [
    'ends its JSON half-way',
    (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[{"id":"k-1","sta'),
    // Whole on the wire, so that only the console, which reads it, can tell.
    { read: 200, tries: 1, write: 502, maybe: true },
  ],
  [
    'answers 200 with nothing',
    (response) => void response.writeHead(200).end(),
    { read: 502, tries: 1, write: 200 },
  ],
  [
    'has no end',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"keys":["')
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(16_384), () => setImmediate(more))
      }
      more()
    },
    { read: 'broken', tries: 1, write: 502, maybe: true },
  ],
  [
    'is small on the wire and huge unpacked',
    (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(packed),
    { read: 'broken', tries: 1, write: 502, maybe: true },
  ],
  [
    'drips',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"keys":["')
      const drop = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drop))
    },
    { read: 'broken', tries: 1, write: 504, maybe: true },
  ],
  ['speaks no HTTP', raw('SSH-2.0-OpenSSH_9.2\r\n'), { read: 502, tries: 3, write: 502, maybe: true }],
  [
    'has a status of its own',
    raw('HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}'),
    { read: 502, tries: 1, write: 502, maybe: true },
  ],
]

let made = 0
let sentTwice = 0
let tookPage = 0

/** The gateway stands after each fault. A socket of its own: one that was used before may be about to close. */
async function alive({ gateway }: House) {
  const host = `host: 127.0.0.1:${gateway.port}\r\nx-unloc-console: 1\r\nconnection: close`
  expect(await gateway.sendRaw(`PUT ${P}/keys HTTP/1.1\r\n${host}\r\n\r\n`)).toMatch(/^HTTP\/1.1 405 /)
}

/** Only who hangs is to be given up soon: on a busy machine the others may need longer than that too. */
const patience = (expected: Expected) =>
  expected.write === 504 ? {} : { totalMs: 10_000, headersMs: 5_000, countMs: 5_000 }

describe.each(faults)('an upstream that %s', (_, fault, expected) => {
  test('a read', async () => {
    const it = await house(fault, patience(expected))
    const got = await it.send('GET', `${P}/keys`)
    made++
    // Cut before the first byte went out, it is an error of the gateway's own.
    const status =
      got === 'broken' || (expected.read === 'broken' && got.status >= 500) ? 'broken' : got.status
    expect(status).toBe(expected.read)
    if (got !== 'broken' && /<|hotel/.test(got.text)) tookPage++
    const [least, most] =
      typeof expected.tries === 'number' ? [expected.tries, expected.tries] : expected.tries
    expect(it.arrived().length).toBeGreaterThanOrEqual(least)
    expect(it.arrived().length).toBeLessThanOrEqual(most)
    await alive(it)
  })

  test.each(writes)('%s %s', async (method, target) => {
    const it = await house(fault, patience(expected))
    const got = await it.send(method, target)
    made++
    if (got === 'broken') throw new Error('A write is always answered')
    expect(got.status).toBe(expected.write)
    const answer = (got.text === '' ? {} : JSON.parse(got.text)) as {
      maybeApplied?: boolean
      detail?: string
    }
    expect(answer.maybeApplied).toBe(expected.maybe)
    if (expected.maybe) expect(answer.detail).toContain('may have been applied')
    // Once and never again: a repeated create hands out a second key. A 401 was not looked at.
    const refusedFirst = faults.some(([name, one]) => one === fault && name.includes('401 twice'))
    const times = it.arrived().length
    if (times > (refusedFirst ? 2 : 1)) sentTwice++
    expect(times).toBe(refusedFirst ? 2 : 1)
    expect(it.recorded()).toEqual([expected.write])
    await alive(it)
  })

  test('while the keys are counted: nothing is sent', async () => {
    const it = await house(fault, { faultyList: true, ...patience(expected) })
    const got = await it.send('DELETE', bulk)
    made++
    if (got === 'broken') throw new Error('A write is always answered')
    expect([429, 502, 504]).toContain(got.status)
    expect(got.text).toMatch(/Nothing was (sent|changed)/)
    expect(JSON.parse(got.text)).toMatchObject({ maybeApplied: false })
    expect(it.upstream.seen.filter(({ method }) => method === 'DELETE')).toEqual([])
    expect(it.recorded()).toEqual([got.status])
  })
})

afterAll(() =>
  console.log(
    `Hostile upstream: ${faults.length} faults, ${made} calls over real HTTP; ${sentTwice} writes sent twice, ${tookPage} pages passed as data, every end recorded`,
  ),
)

test('a redirect is not followed', async () => {
  const elsewhere = await fakeUpstream((_, response) => json(response, 200, {}))
  open.push(elsewhere)
  for (const status of [301, 302, 303, 307, 308]) {
    const it = await house((response) => void response.writeHead(status, { location: elsewhere.url }).end())
    for (const [method, target] of [['GET', `${P}/keys`], ...writes] as const)
      expect(await it.send(method, target)).toMatchObject({ status: 502 })
  }
  expect(elsewhere.seen).toEqual([])
})

test('what is asked for is waited: Retry-After where it is short, else our own, longer each time and spread', async () => {
  const told = await house((response) => json(response, 503, {}, { 'retry-after': '0' }))
  await told.send('GET', `${P}/keys`)
  expect(told.pauses).toEqual([0, 0])
  const second = await house((response) => json(response, 429, {}, { 'retry-after': '1' }), {
    totalMs: 20_000,
  })
  await second.send('GET', `${P}/keys`)
  expect(second.pauses).toEqual([1000, 1000])
  const own = await house((response) => json(response, 503, {}))
  await own.send('GET', `${P}/keys`)
  expect(own.pauses).toEqual([200, 400])
})

test('a read that goes well at the third try is well', async () => {
  let count = 0
  const it = await house((response) =>
    ++count < 3 ? void response.socket?.destroy() : json(response, 200, { keys: [] }),
  )
  expect(await it.send('GET', `${P}/keys`)).toMatchObject({ status: 200, text: '{"keys":[]}' })
})

test('nobody there: nothing was sent', async () => {
  const it = await house(() => {})
  await it.upstream.close()
  for (const [method, target] of writes) {
    const got = await it.send(method, target)
    expect(got).toMatchObject({ status: 502 })
    if (got !== 'broken') expect(JSON.parse(got.text)).toMatchObject({ maybeApplied: false })
  }
  open.shift()
  open.shift()
  await it.gateway.close()
})
