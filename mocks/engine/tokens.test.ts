import { expect, test } from 'vitest'
import { demoProjectId } from '../scenarios/project.ts'
import { Refusal } from './refusal.ts'
import { monday, tinyWorld } from '../scenarios/tinyWorld.ts'
import { demoCredential, readToken, resourcesDiscover, tokenCreate } from './tokens.ts'

const { engine } = tinyWorld()
const good = {
  grant_type: 'client_credentials',
  ...demoCredential,
  scope: 'project.admin',
  project_id: demoProjectId,
}
const hour = 3_600_000

function refusalOf(act: () => unknown): { status: number } & Record<string, unknown> {
  try {
    act()
  } catch (problem) {
    if (problem instanceof Refusal) return { status: problem.status, ...problem.body }
    throw problem
  }
  throw new Error('It was accepted')
}

test('a token is good for its hour and no longer', () => {
  const token = tokenCreate(engine, good)
  expect(token).toMatchObject({
    token_type: 'bearer',
    expires_in: 3600,
    scope: ['project.admin'],
    project_id: demoProjectId,
  })
  const bearer = `Bearer ${token.access_token}`
  expect(token.access_token.split('.')).toHaveLength(3)
  expect(readToken(bearer, monday).projectId).toBe(demoProjectId)
  expect(readToken(bearer, monday + hour - 1).projectId).toBe(demoProjectId)
  const expired = { status: 401, error: 'JsonWebTokenError', errorDescription: 'JWT expired' }
  expect(refusalOf(() => readToken(bearer, monday + hour))).toEqual(expired)
})

const { access_token } = tokenCreate(engine, good)
const [head, claims, signature] = access_token.split('.')
test.each<[what: string, header: string | null]>([
  ['none', null],
  ['empty', ''],
  ['another scheme', `Basic ${access_token}`],
  ['no scheme', access_token],
  ['noise', 'Bearer abc'],
  ['three parts of noise', 'Bearer a.b.c'],
  ['another signature', `Bearer ${head}.${claims}.x${signature}`],
  ['other claims', `Bearer ${head}.${btoa('{"projectId":"x","exp":9999999999}')}.${signature}`],
])('a bad token: %s', (_, header) => {
  expect(refusalOf(() => readToken(header, monday))).toMatchObject({
    status: 401,
    error: 'JsonWebTokenError',
  })
})

test.each<[what: string, body: unknown, status: number, error: string]>([
  ['unknown client', { ...good, client_id: 'x' }, 401, 'invalid_client'],
  ['wrong secret', { ...good, client_secret: 'demo' }, 401, 'invalid_client'],
  ['no secret', { ...good, client_secret: undefined }, 400, 'invalid_request'],
  ['another grant', { ...good, grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['no grant', { ...good, grant_type: undefined }, 400, 'invalid_request'],
  ['camelCase', { ...good, projectId: 'x' }, 400, 'invalid_request'],
  ['no body', undefined, 400, 'invalid_request'],
  ['a scope that it has not', { ...good, scope: 'organization.admin' }, 400, 'invalid_scope'],
  ['another project', { ...good, project_id: 'x' }, 400, 'invalid_scope'],
  ['no project', { ...good, project_id: undefined }, 400, 'invalid_scope'],
])('a token is refused: %s', (_, body, status, error) => {
  const refusal = refusalOf(() => tokenCreate(engine, body))
  expect(refusal).toMatchObject({ status, error })
  expect(Object.keys(refusal).sort()).toEqual(['error', 'error_description', 'status'])
})

test('discovery tells the project to whom it belongs', () => {
  const resources = { projects: [{ projectId: demoProjectId, scope: 'project.admin' }], organizations: [] }
  expect(resourcesDiscover(engine, demoCredential, false)).toEqual({ resources })
  expect(resourcesDiscover(engine, {}, true)).toEqual({ resources })
  for (const [body, played] of [
    [{}, false],
    [undefined, false],
    [undefined, true],
    [{ client_id: 'demo' }, true],
  ] as const)
    expect(refusalOf(() => resourcesDiscover(engine, body, played))).toMatchObject({
      status: 401,
      error: 'invalid_client',
    })
})
