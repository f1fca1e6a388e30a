import { request } from 'node:http'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { startMock } from './http.ts'
import { demoCredential } from './engine/tokens.ts'

const mock = await startMock()
const P = `${mock.url}/v2/projects/${mock.projectId}`
const json = { 'content-type': 'application/json' }
let authorization = ''

const post = (url: string, body: unknown, headers: Record<string, string> = json) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })

beforeEach(async () => {
  await post(`${mock.url}/_mock/reset`, { scenario: 'everyday' })
  const grant = {
    grant_type: 'client_credentials',
    ...demoCredential,
    scope: 'project.admin',
    project_id: mock.projectId,
  }
  const token = (await (await post(`${mock.url}/v2/auth/token/`, grant)).json()) as { access_token: string }
  authorization = `Bearer ${token.access_token}`
})
afterAll(() => mock.close())

async function virtualLock(): Promise<string> {
  const { locks } = (await (await fetch(`${P}/locks`, { headers: { authorization } })).json()) as {
    locks: { id: string; vendor: string }[]
  }
  return locks.find(({ vendor }) => vendor === 'virtual')?.id ?? ''
}
const keysOf = async () => {
  const response = await fetch(`${P}/keys?appUserId=%2B4799887766`, { headers: { authorization } })
  return ((await response.json()) as { keys: { id: string }[] }).keys
}

test('a real socket carries status, time and marker of the engine', async () => {
  await post(`${mock.url}/_mock/clock`, { now: '2031-01-02T03:04:05Z' })
  const answer = await fetch(P)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('x-unloc-mock')).toBe('1')
  expect(answer.headers.get('date')).toMatch(/^Thu, 02 Jan 2031 03:04:0\d GMT$/)
})

test('a key is made and taken back', async () => {
  const headers = { ...json, authorization }
  const created = await post(
    `${P}/keys`,
    { keys: [{ lockId: await virtualLock(), appUserId: '+4799887766' }] },
    headers,
  )
  expect(created.status).toBe(202)
  await post(`${mock.url}/_mock/clock`, { advanceSeconds: 2 })
  const [key] = await keysOf()
  expect(key).toMatchObject({ state: 'active' })
  const revoked = await fetch(`${P}/keys/${key?.id ?? ''}`, { method: 'DELETE', headers })
  expect(revoked.status).toBe(200)
  const bulk = await fetch(`${P}/keys?appUserId=%2B4799887766`, { method: 'DELETE', headers })
  expect([bulk.status, await bulk.text()]).toEqual([200, ''])
})

test('a dropped answer cuts the line after the effect', async () => {
  await post(`${mock.url}/_mock/faults`, [
    { method: 'POST', path: '/v2/projects/:projectId/keys', times: 1, drop: true },
  ])
  const body = { keys: [{ lockId: await virtualLock(), appUserId: '+4799887766' }] }
  await expect(post(`${P}/keys`, body, { ...json, authorization })).rejects.toThrow()
  expect(await keysOf()).toHaveLength(1)
})

test.each(['/', '/index.html', '/sub/v2/projects/x', '/v2', '/v2/projects/%E0%A4%A/keys', '/_mock/x'])(
  'nothing lives at %s',
  async (path) => {
    // fetch would mend some of these paths.
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${mock.url}${path}`, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(404)
  },
)
