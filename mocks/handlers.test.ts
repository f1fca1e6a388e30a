import { beforeEach, expect, test, vi } from 'vitest'
import { type EndpointName, endpoints } from '#src/contract/endpoints.ts'
import type { Job } from '#src/contract/job.ts'
import { NewKey } from '#src/contract/key.ts'
import { Problem } from '#src/contract/problem.ts'
import { bulkRevokeUrl } from '#src/contract/bulkRequest.ts'
import { z } from '#src/contract/zod.ts'
import { monday } from './scenarios/tinyWorld.ts'
import { demoCredential } from './engine/tokens.ts'
import { createMock } from './node.ts'
import { unknownFields } from './unknownFields.ts'

const device = { now: monday }
let mock: ReturnType<typeof createMock>
let authorization = ''
const P = `/v2/projects/${createMock({ now: monday }).projectId}`
const json = { 'content-type': 'application/json' }
const grant = { grant_type: 'client_credentials', ...demoCredential, scope: 'project.admin' }

beforeEach(async () => {
  device.now = monday
  mock = createMock({ now: monday, deviceClock: () => device.now })
  await renew()
})

async function renew() {
  const response = await ask('POST', '/v2/auth/token/', { ...grant, project_id: mock.projectId })
  authorization = `Bearer ${(response.body as { access_token: string }).access_token}`
}

async function ask(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = { authorization },
) {
  const response = await mock.fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && json) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  }
}
const get = async (url: string) => (await ask('GET', url)).body as Record<string, unknown>
const side = (path: string, body?: unknown) =>
  ask(body === undefined ? 'GET' : 'POST', `/_mock/${path}`, body, {})
const keysOf = async (query = '') =>
  (await get(`${P}/keys${query}`)).keys as {
    id: string
    lockId: string
    state: string
    appUser: { id: string }
  }[]
const stateOf = async (id: string) => ((await get(`${P}/keys/${id}`)).key as { state: string }).state
const lockOf = (vendor: string) =>
  mock.unloc.engine.world.locks.find((lock) => lock.vendor === vendor)?.lock.id ?? ''
const create = (keys: object[]) => ask('POST', `${P}/keys`, { keys })

// A new row does not compile here until it has a call.
const calls: Record<EndpointName, () => Promise<[url: string, body?: unknown]>> = {
  tokenCreate: () => Promise.resolve(['/v2/auth/token/', { ...grant, project_id: mock.projectId }]),
  resourcesDiscover: () => Promise.resolve(['/v2/auth/resources-discovery/', demoCredential]),
  projectGet: () => Promise.resolve([P]),
  lockList: () => Promise.resolve([`${P}/locks`]),
  lockGet: () => Promise.resolve([`${P}/locks/${lockOf('salto')}`]),
  keyList: () => Promise.resolve([`${P}/keys?limit=2500&excludeStates=revoked&excludeSubprojectKeys=true`]),
  keyGet: async () => [`${P}/keys/${(await keysOf())[0]?.id ?? ''}`],
  keyCreate: () =>
    Promise.resolve([`${P}/keys`, { keys: [{ lockId: lockOf('virtual'), appUserId: '+4799887766' }] }]),
  keyRevoke: async () => [`${P}/keys/${(await keysOf()).find((key) => key.state === 'scheduled')?.id ?? ''}`],
  keyRevokeBulk: () =>
    Promise.resolve([
      bulkRevokeUrl(endpoints.keyRevokeBulk, { projectId: mock.projectId }, { appUserId: '+4799887766' }),
    ]),
  sharedKeyRevokeBulk: () => Promise.resolve([`${P}/shared-keys?lockId=${lockOf('salto')}`]),
  jobList: () => Promise.resolve([`${P}/jobs`]),
  jobGet: async () => [`${P}/jobs/${((await get(`${P}/jobs`)).jobs as Job[]).at(-1)?.id ?? ''}`],
  managedUserList: () => Promise.resolve([`${P}/managed-users`]),
  accessLog: () => Promise.resolve([`${P}/logs/access?excludeSubprojectEvents=true`]),
}

test.each(Object.keys(calls) as EndpointName[])(
  '%s answers in the contract’s shape and holds no more',
  async (name) => {
    const row = endpoints[name]
    const [url, body] = await calls[name]()
    const answer = await ask(row.method, url, body)
    expect([answer.status, answer.text]).toEqual([row.status, expect.anything()])
    expect(answer.headers.get('x-unloc-mock')).toBe('1')
    expect(answer.headers.get('date')).toBe(new Date(monday).toUTCString())
    if (answer.body !== undefined) {
      expect(answer.headers.get('content-type')).toBe('application/json')
      expect(unknownFields(row.answer, answer.body)).toEqual([])
      expect(answer.text).not.toMatch(/kind|accessGroup|doorbell|sharedBy|confirmAt|subproject|percent|total/)
    }
    expect(mock.unloc.engine.unfilteredDeletes).toBe(0)
  },
)

// Under `unknown` in the contract stand these; here they are held to what the mock promises.
const Element = z.strictObject({ id: z.string() })
const FailedElement = z.strictObject({ id: z.string(), reason: z.string() })
test('job elements hold id, and reason when failed; a recurrence is one that could be sent', async () => {
  const { jobs } = (await get(`${P}/jobs`)) as { jobs: Job[] }
  let failed = 0
  for (const { resultData } of jobs) {
    for (const element of [...(resultData?.creatingKeys ?? []), ...(resultData?.createdKeys ?? [])])
      expect(Element.safeParse(element).success).toBe(true)
    for (const element of resultData?.failedKeys ?? [])
      expect([FailedElement.safeParse(element).success, failed++]).toEqual([true, expect.anything()])
  }
  expect(failed).toBeGreaterThan(3)
  for (const { recurrence } of (await keysOf()) as { recurrence?: unknown }[])
    expect(NewKey.shape.recurrence.safeParse(recurrence).success).toBe(true)
})

test('unknownFields finds what a lenient parse would not', () => {
  const { answer } = endpoints.lockGet
  expect(unknownFields(answer, { lock: { id: 'x', batteryStatus: null, address: { street: '' } } })).toEqual(
    [],
  )
  expect(unknownFields(answer, { lock: { id: 'x', kind: 'a' } })).toEqual(['.lock.kind: unknown'])
  expect(unknownFields(answer, { lock: { id: 'x', name: 7, address: { road: '' } } })).toEqual([
    '.lock.name: wrong kind',
    '.lock.address.road: unknown',
  ])
  expect(unknownFields(answer, { lock: {} })).toEqual(['.lock.id: missing'])
  expect(
    unknownFields(endpoints.keyList.answer, { keys: [{ id: 'x' }, { id: 'y', appUser: { nick: '' } }] }),
  ).toEqual(['.keys.1.appUser.nick: unknown'])
})

test.each<[what: string, method: string, url: string, status: number]>([
  ['unknown lock', 'GET', `${P}/locks/x`, 404],
  ['unknown key', 'GET', `${P}/keys/x`, 404],
  ['unknown job', 'GET', `${P}/jobs/x`, 404],
  ['revoke of an unknown key', 'DELETE', `${P}/keys/x`, 404],
  ['another project', 'GET', '/v2/projects/x/keys', 403],
  ['another project’s bulk revoke', 'DELETE', '/v2/projects/x/keys', 403],
  ['no such path', 'GET', `${P}/doors`, 404],
  ['no such method', 'POST', `${P}/locks`, 404],
  ['a slash too many', 'GET', `${P}/keys/`, 404],
  ['a slash too few', 'POST', '/v2/auth/token', 404],
  ['capitals', 'GET', P.replace('projects', 'Projects'), 404],
  ['limit above the maximum', 'GET', `${P}/keys?limit=2501`, 400],
  ['limit zero', 'GET', `${P}/keys?limit=0`, 400],
  ['limit no number', 'GET', `${P}/locks?limit=many`, 400],
  ['empty limit', 'GET', `${P}/locks?limit=`, 400],
  ['unknown cursor', 'GET', `${P}/keys?startAfterId=x`, 400],
  ['a bare plus', 'GET', `${P}/keys?appUserId=+4799887766`, 400],
  ['empty lock', 'GET', `${P}/keys?lockId=`, 400],
  ['unknown word', 'GET', `${P}/keys?userId=%2B4799887766`, 400],
  ['a word given twice', 'GET', `${P}/keys?limit=1&limit=2`, 400],
  ['unknown state', 'GET', `${P}/keys?excludeStates=gone`, 400],
  ['two states', 'GET', `${P}/keys?excludeStates=revoked,expired`, 400],
  ['boolean in capitals', 'GET', `${P}/keys?excludeSubprojectKeys=TRUE`, 400],
  ['a query where none is', 'GET', `${P}?x=1`, 400],
])('refused: %s', async (_, method, url, status) => {
  const answer = await ask(method, url)
  expect(answer.status).toBe(status)
  expect(unknownFields(Problem, answer.body)).toEqual([])
  expect(mock.unloc.engine.unfilteredDeletes).toBe(0)
})

test.each<[body: string, headers: Record<string, string>]>([
  ['{"keys":', json],
  ['{"keys":[]}', { 'content-type': 'text/plain' }],
  ['keys=', { 'content-type': 'application/x-www-form-urlencoded' }],
])('a create whose body is no JSON is refused: %s', async (body, headers) => {
  const answer = await mock.fetch(`${P}/keys`, {
    method: 'POST',
    body,
    headers: { ...headers, authorization },
  })
  expect(answer.status).toBe(400)
})

test('a token may be asked by form, wants its hour, and is renewed', async () => {
  const form = new URLSearchParams({ ...grant, project_id: mock.projectId })
  const response = await mock.fetch('/v2/auth/token/', { method: 'POST', body: form })
  expect(await response.json()).toMatchObject({ token_type: 'bearer' })
  // No other endpoint is known to take a form.
  const discovery = { method: 'POST', body: new URLSearchParams(demoCredential) }
  expect((await mock.fetch('/v2/auth/resources-discovery/', discovery)).status).toBe(401)
  expect((await ask('GET', P, undefined, {})).status).toBe(401)
  await side('clock', { advanceSeconds: 3600 })
  const late = await ask('GET', P)
  expect([late.status, late.body]).toEqual([
    401,
    { error: 'JsonWebTokenError', errorDescription: 'JWT expired' },
  ])
  await renew()
  expect((await ask('GET', P)).status).toBe(200)
})

test('pages follow the cursor to the end, and filters narrow', async () => {
  const all = await keysOf()
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await get(`${P}/keys?limit=300${cursor}`)
    seen.push(...(page.keys as { id: string }[]).map((key) => key.id))
    cursor = typeof page.startAfterId === 'string' ? `&startAfterId=${page.startAfterId}` : ''
  } while (cursor !== '')
  expect(seen).toEqual(all.map((key) => key.id))

  const { id } = all[0]?.appUser ?? { id: '' }
  const person = encodeURIComponent(id)
  expect(await keysOf(`?appUserId=${person}`)).toEqual(all.filter((key) => key.appUser.id === id))
  const lockId = all[0]?.lockId ?? ''
  expect(await keysOf(`?lockId=${lockId}`)).toEqual(all.filter((key) => key.lockId === lockId))
  for (const state of ['revoked', 'expired', 'active'])
    expect(await keysOf(`?excludeStates=${state}`)).toEqual(all.filter((key) => key.state !== state))
  const direct = await keysOf('?excludeSubprojectKeys=true')
  expect(direct.length).toBeGreaterThan(600)
  expect(direct.length).toBeLessThan(700)
  expect(await keysOf(`?lockId=unknown`)).toEqual([])

  const people = await get(`${P}/managed-users?limit=100`)
  const rest = await get(
    `${P}/managed-users?startAfterId=${encodeURIComponent(people.startAfterId as string)}`,
  )
  expect((rest.managedUsers as unknown[]).length).toBe(mock.unloc.engine.world.users.length - 100)
})

test('the access log ends after 60 days and hides what privacy hides', async () => {
  const { accessEvents } = (await get(`${P}/logs/access`)) as {
    accessEvents: { created: string; lockId: string; appUserId: string }[]
  }
  expect(accessEvents.length).toBeGreaterThan(50)
  const policies = new Map(mock.unloc.engine.world.locks.map(({ lock }) => [lock.id, lock.privacyPolicy]))
  for (const event of accessEvents) {
    expect(Date.parse(event.created)).toBeGreaterThan(monday - 60 * 86_400_000)
    expect(policies.get(event.lockId)).not.toBe('private')
    expect(event.appUserId !== '').toBe(policies.get(event.lockId) === 'public')
  }
})

test('the access log can be narrowed to a person or lock, and spare Subproject events', async () => {
  const read = async (query: string) =>
    (await get(`${P}/logs/access?${query}`)).accessEvents as {
      keyId: string
      lockId: string
      appUserId: string
    }[]
  const all = await read('')
  const { lockId, appUserId } = all.find((event) => event.appUserId !== '') ?? { lockId: '', appUserId: '' }
  expect(await read(`lockId=${lockId}`)).toEqual(all.filter((event) => event.lockId === lockId))
  expect(await read(`appUserId=${encodeURIComponent(appUserId)}`)).toEqual(
    all.filter((event) => event.appUserId === appUserId),
  )
  const kinds = new Map(mock.unloc.engine.world.keys.map((key) => [key.id, key.kind]))
  const spared = await read('excludeSubprojectEvents=true')
  expect(spared).toEqual(all.filter((event) => kinds.get(event.keyId) !== 'subproject'))
  expect(spared.length).toBeLessThan(all.length)
})

test('a door is tried through the side door: the try is kept, and the log holds what the API would', async () => {
  const keys = await keysOf()
  // Somebody's front door hides what happens there.
  const hidden = keys.find(({ state }) => state === 'active')?.lockId
  for (const { lock } of mock.unloc.engine.world.locks) if (lock.id === hidden) lock.privacyPolicy = 'private'
  const policies = new Map(
    mock.unloc.engine.world.locks.map(({ lock }) => [lock.id, lock.privacyPolicy] as const),
  )
  const of = (state: string, policy: string) =>
    keys.find((key) => key.state === state && policies.get(key.lockId) === policy)?.id ?? ''
  const read = async () => (await get(`${P}/logs/access`)).accessEvents as { keyId: string }[]
  const before = (await read()).length
  const open = async (keyId: string) => (await side('open', { keyId })).body
  expect(await open(of('active', 'public'))).toEqual({
    at: monday,
    keyId: of('active', 'public'),
    lockId: keys.find(({ id }) => id === of('active', 'public'))?.lockId,
    opened: true,
  })
  expect(await open(of('active', 'private'))).toMatchObject({ opened: true })
  expect(await open(of('scheduled', 'public'))).toMatchObject({ opened: false, why: 'scheduled' })
  expect((await side('tries')).body).toMatchObject({
    tries: [{ opened: true }, { opened: true }, { opened: false }],
  })
  const log = await read()
  expect(log).toHaveLength(before + 1)
  expect(log[0]).toMatchObject({ keyId: of('active', 'public'), action: 'unlocked' })
  expect((await side('open', { keyId: 'unknown' })).status).toBe(404)
  expect((await side('open', {})).status).toBe(400)
  expect((await side('open', { keyId: 'a', at: 1 })).status).toBe(400)
})

test('a phone is found by a name and looked at, and no number stands in an address', async () => {
  const { people } = (await side('people', { text: 'usman' })).body as {
    people: { id: string; number: string; name: string }[]
  }
  const [usman] = people
  expect(usman?.name).toBe('Usman Hussain')
  const { keys } = (await side('phone', { personId: usman?.id })).body as { keys: { id: string }[] }
  const listed = await keysOf(`?appUserId=${encodeURIComponent(usman?.number ?? '')}`)
  expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(keys.map(({ id }) => id)))
  expect(keys.length).toBeGreaterThan(0)
  for (const body of [{}, { personId: 1 }]) expect((await side('phone', body)).status).toBe(400)
})

test.each([
  'appUserId=',
  'lockId=',
  'lockId=%20',
  'appUserId=+4799887766',
  'appUserId=4799887766',
  'user=%2B4799887766',
  'appUserId=%2B4799887766&state=active',
  'appUserId=%2B4799887766&appUserId=%2B4740600000',
  'lockId=a&lockId=a',
  'excludeSubprojectKeys=false',
  'excludeSubprojectKeys=',
  'appUserId=%2B4799887766&excludeSubprojectKeys=false',
  'appUserId=%2B4799887766&lockId=',
  '=',
])('a bulk revoke with a bad filter is refused and takes nothing: ?%s', async (query) => {
  for (const path of ['keys', 'keys/', 'shared-keys']) {
    const before = await keysOf()
    expect((await ask('DELETE', `${P}/${path}?${query}`)).status).toBe(400)
    expect(await keysOf()).toEqual(before)
  }
  expect(mock.unloc.engine.unfilteredDeletes).toBe(0)
})

test.each(['keys', 'keys/', 'keys?', 'keys?excludeSubprojectKeys=true', 'shared-keys'])(
  'DELETE …/%s takes the whole project, and is counted',
  async (path) => {
    const before = (await keysOf()).filter((key) => key.state === 'active').length
    expect((await ask('DELETE', `${P}/${path}`)).status).toBe(200)
    const after = (await keysOf()).filter((key) => key.state === 'active').length
    expect(after).toBeLessThan(before)
    // Group and doorbell keys survive any call.
    expect(after).toBeGreaterThan(0)
    expect((await side('requests')).body).toMatchObject({ unfilteredDeletes: 1 })
  },
)

test('a person’s keys go, but not those of a group, a doorbell or a sharer', async () => {
  const record = mock.unloc.engine.world.keys.find((key) => key.kind === 'accessGroup' && !key.revoked)
  const person = encodeURIComponent(record?.appUserId ?? '')
  const answer = await ask('DELETE', `${P}/keys?appUserId=${person}`)
  expect([answer.status, answer.body]).toEqual([200, undefined])
  const left = (await keysOf(`?appUserId=${person}`)).filter((key) => key.state === 'active')
  const kinds = mock.unloc.engine.world.keys
    .filter((key) => left.some(({ id }) => id === key.id))
    .map((key) => key.kind)
  expect(kinds).toContain('accessGroup')
  expect(kinds.some((kind) => kind === 'direct' || kind === 'subproject')).toBe(false)
})

test('the clock is turned and runs on', async () => {
  const now = async () => ((await side('state')).body as { now: string }).now
  await side('clock', { now: '2026-06-01T10:00:00+02:00' })
  expect(await now()).toBe('2026-06-01T08:00:00.000Z')
  device.now += 1500
  expect(await now()).toBe('2026-06-01T08:00:01.500Z')
  await side('clock', { advanceSeconds: 3600 })
  expect(await now()).toBe('2026-06-01T09:00:01.500Z')
  await side('clock', { now: monday, advanceSeconds: -1 })
  expect(await now()).toBe(new Date(monday - 1000).toISOString())
  await side('reset', {})
  expect(await now()).toBe(new Date(device.now).toISOString())
})

test('a reset begins anew, in the scenario and at the moment that were asked', async () => {
  const before = await keysOf()
  await create([{ lockId: lockOf('virtual'), appUserId: '+4799887766' }])
  await ask('DELETE', `${P}/keys`)
  const answer = await side('reset', { scenario: 'vendorOutage', now: '2026-03-02T08:00:00Z' })
  expect(answer.body).toMatchObject({
    scenario: 'vendorOutage',
    now: new Date(monday).toISOString(),
    projectId: mock.projectId,
  })
  expect((await side('requests')).body).toEqual({ requests: [], unfilteredDeletes: 0 })
  expect((await keysOf()).length).toBeGreaterThan(700)
  await side('reset', { scenario: 'everyday' })
  expect(await keysOf()).toEqual(before)
})

test('a vendor is switched off and on', async () => {
  await side('vendors', { vendor: 'virtual', reachable: false })
  expect((await side('state')).body).toMatchObject({
    vendors: expect.arrayContaining([{ vendor: 'virtual', reachable: false }]) as unknown,
  })
  const { jobRef } = (await create([{ lockId: lockOf('virtual'), appUserId: '+4799887766' }])).body as {
    jobRef: { id: string }
  }
  await side('clock', { advanceSeconds: 2 })
  expect((await get(`${P}/jobs/${jobRef.id}`)).job).toMatchObject({
    status: 'failedJob',
    resultData: { failedKeys: [{ reason: "unable to contact the vendor's lock system" }] },
  })
  expect((await side('vendors', { vendor: 'nobody', reachable: true })).status).toBe(400)
})

test('faults: an answer of one’s own, so often, and without effect', async () => {
  await side('faults', [
    {
      method: 'POST',
      path: endpoints.keyCreate.path,
      times: 2,
      status: 503,
      body: 'Bad gateway',
      headers: { 'Retry-After': '3' },
    },
    { method: '*', path: '/v2/*/locks', times: 1, status: 429 },
  ])
  const key = { lockId: lockOf('virtual'), appUserId: '+4799887766' }
  for (const status of [503, 503, 202]) {
    const response = await mock.fetch(`${P}/keys`, {
      method: 'POST',
      body: JSON.stringify({ keys: [key] }),
      headers: { ...json, authorization },
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '3' : null)
    expect(response.headers.get('content-type')).toBe(status === 503 ? 'text/html' : 'application/json')
    expect(response.headers.get('x-unloc-mock')).toBe('1')
  }
  expect(await keysOf('?appUserId=%2B4799887766')).toHaveLength(1)
  expect((await ask('GET', `${P}/locks`)).status).toBe(429)
  expect((await ask('GET', `${P}/locks`)).status).toBe(200)
  expect((await side('state')).body).toMatchObject({ faults: [] })
})

test('faults: a cut answer has taken effect, a 204 has no body, a delay delays', async () => {
  await side('faults', [{ method: 'POST', path: '*', drop: true }])
  const key = { lockId: lockOf('virtual'), appUserId: '+4799887766' }
  await expect(create([key])).rejects.toThrow('Failed to fetch')
  expect(await keysOf('?appUserId=%2B4799887766')).toHaveLength(1)
  await side('faults', [
    { method: 'DELETE', path: '*', status: 204, body: 'x' },
    { method: 'GET', path: P, delayMs: 30 },
  ])
  expect((await ask('DELETE', `${P}/keys/x`)).status).toBe(204)
  const began = performance.now()
  expect((await ask('GET', P)).status).toBe(200)
  expect(performance.now() - began).toBeGreaterThan(25)
  await side('faults', [{ method: 'GET', path: P, times: 9, status: 500 }])
  await side('faults', [])
  expect((await ask('GET', P)).status).toBe(200)
})

test.each([
  ['the next list', () => side('faults', [])],
  ['a reset', () => side('reset', {})],
])('faults: what is held takes effect at once, and is answered with %s', async (_, letGo) => {
  await side('faults', [{ method: 'POST', path: '*', held: true }])
  let isAnswered = false
  const answer = create([{ lockId: lockOf('virtual'), appUserId: '+4799887766' }]).finally(
    () => (isAnswered = true),
  )
  await vi.waitFor(async () => expect(await keysOf('?appUserId=%2B4799887766')).toHaveLength(1))
  await side('clock', { advanceSeconds: 60 })
  expect(isAnswered).toBe(false)
  await letGo()
  expect((await answer).status).toBe(202)
})

test.each([
  ['id', (id: string) => ({ id })],
  ['keyId', (id: string) => ({ keyId: id })],
  ['key.id', (id: string) => ({ key: { id } })],
  ['none', () => ({})],
] as const)('faults: job elements as %s', async (jobElements, element) => {
  const { job } = (await get(`${P}/jobs/${await failedJob()}`)) as { job: Job }
  const failed = job.resultData?.failedKeys as { id: string; reason: string }[]
  await side('faults', [{ jobElements }])
  const changed = (await get(`${P}/jobs/${job.id}`)).job as Job
  expect(changed.resultData?.failedKeys).toEqual(failed.map(({ id, reason }) => ({ ...element(id), reason })))
  expect(((await get(`${P}/jobs`)).jobs as Job[]).find(({ id }) => id === job.id)).toEqual(changed)
})
const failedJob = async () =>
  ((await get(`${P}/jobs`)).jobs as Job[]).find(({ status }) => status === 'failedJob')?.id ?? ''

test.each<[path: string, body: unknown]>([
  ['faults', { method: 'GET' }],
  ['faults', [{ method: 'GET', path: '*', statsu: 500 }]],
  ['faults', [{ jobElements: 'x' }]],
  ['clock', { now: 'soon' }],
  ['clock', { days: 1 }],
  ['reset', { scenario: 'x' }],
  ['vendors', { vendor: 'virtual' }],
])('a side door refuses what it does not know: %s %j', async (path, body) => {
  expect((await side(path, body)).status).toBe(400)
})

test('requests are seen as they came', async () => {
  await side('reset', {})
  await ask('GET', `${P}/keys?appUserId=%2B4799887766&limit=1`)
  await ask('POST', `${P}/keys`, { keys: [] })
  await ask('DELETE', `${P}/keys?appUserId=+4799887766`)
  expect((await side('requests')).body).toEqual({
    requests: [
      { method: 'GET', url: `${P}/keys?appUserId=%2B4799887766&limit=1`, status: 200 },
      { method: 'POST', url: `${P}/keys`, body: { keys: [] }, status: 400 },
      { method: 'DELETE', url: `${P}/keys?appUserId=+4799887766`, status: 400 },
    ],
    unfilteredDeletes: 0,
  })
})

test('below a sub-path the console’s requests are the API’s own', async () => {
  const answer = await mock.fetch(`https://host.example/unloc-console${P}`, { headers: { authorization } })
  expect(answer.status).toBe(200)
  expect(mock.unloc.desk.requests.at(-1)?.url).toBe(P)
})

test('where the door plays the gateway no token is asked for, sent or taken', async () => {
  mock = createMock({ now: monday, gatewayPlayed: true })
  expect((await ask('GET', P, undefined, {})).status).toBe(200)
  expect((await ask('POST', '/v2/auth/resources-discovery/', {}, {})).body).toMatchObject({
    resources: { projects: [{ projectId: mock.projectId }] },
  })
  expect((await ask('GET', '/v2/projects/x', undefined, {})).status).toBe(403)
  expect((await ask('POST', '/v2/auth/token/', { ...grant, project_id: mock.projectId }, {})).status).toBe(
    403,
  )
  expect((await ask('GET', P)).status).toBe(403)
})

test('the main job, told by the API alone', async () => {
  const keys = ['virtual', 'danalock', 'dormakaba-dkey'].flatMap((vendor) =>
    ['+4799887766', '+4790000001'].map((appUserId) => ({ lockId: lockOf(vendor), appUserId })),
  )
  const { jobRef } = (await create(keys)).body as { jobRef: { id: string; jobStatusUrl: string } }
  const job = async () => (await get(jobRef.jobStatusUrl)).job as Job
  expect(await job()).toMatchObject({ status: 'pending' })
  await side('clock', { advanceSeconds: 1 })
  expect(await job()).toMatchObject({ status: 'inProgress' })
  await side('clock', { advanceSeconds: 60 })
  const done = await job()
  expect([done.status, done.resultData?.createdKeys?.length, done.resultData?.failedKeys?.length]).toEqual([
    'succeeded',
    3,
    3,
  ])
  const [made] = done.resultData?.createdKeys as { id: string }[]
  const id = made?.id ?? ''
  expect(await stateOf(id)).toBe('active')
  expect((await ask('DELETE', `${P}/keys/${id}`)).body).toMatchObject({ key: { id, state: 'revoked' } })
  expect(await stateOf(id)).toBe('revoked')
  expect((await ask('DELETE', `${P}/keys/${id}`)).status).toBe(409)
})
