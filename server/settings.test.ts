import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readSettings, SettingsProblem } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloc-console-settings-'))
const at = (name: string) => join(folder, name)
writeFileSync(at('index.html'), '')
writeFileSync(at('secret'), ' from-a-file\n')
writeFileSync(at('nothing'), '\n')
writeFileSync(at('users.json'), '{"users":[]}')
afterAll(() => rmSync(folder, { recursive: true }))

const full = { DIST: folder, UNLOC_CLIENT_ID: 'id', UNLOC_CLIENT_SECRET: 'the-secret' }
const oidc = {
  CONSOLE_URL: 'https://keys.example',
  OIDC_ISSUER: 'https://login.example/realms/staff',
  OIDC_CLIENT_ID: 'console',
  OIDC_CLIENT_SECRET: 'oidc-secret',
  OIDC_ROLE_CLAIM: 'realm_access.roles',
  OIDC_MANAGER_ROLES: 'keys-manager, boss',
}
const problems = (env: NodeJS.ProcessEnv): string[] => {
  try {
    readSettings(env)
  } catch (cause) {
    if (cause instanceof SettingsProblem) return cause.lines
    throw cause
  }
  return []
}

test('what is left out has a default', () => {
  expect(readSettings(full)).toEqual({
    port: 8080,
    host: '127.0.0.1',
    upstream: 'https://api.unloc.app',
    credentials: { clientId: 'id', clientSecret: 'the-secret' },
    projectId: undefined,
    dist: folder,
    consoleUrl: undefined,
    usersFile: undefined,
    oidc: undefined,
    auditFile: 'data/audit.db',
    revokeCountFrom: 25,
    sessionLimits: { idleMs: 3_600_000, absoluteMs: 43_200_000 },
    trustProxy: 0,
    writesPerMinute: 1200,
  })
})

test('what is set is taken', () => {
  expect(
    readSettings({
      ...full,
      ...oidc,
      UNLOC_CLIENT_SECRET: '',
      HOST: '0.0.0.0',
      PORT: '443',
      UNLOC_CLIENT_SECRET_FILE: at('secret'),
      USERS_FILE: at('users.json'),
      SESSION_IDLE_MINUTES: '5',
      SESSION_HOURS: '1',
      CONSOLE_URL: 'https://Keys.example:443/',
    }),
  ).toMatchObject({
    port: 443,
    host: '0.0.0.0',
    consoleUrl: 'https://keys.example',
    credentials: { clientSecret: 'from-a-file' },
    usersFile: at('users.json'),
    sessionLimits: { idleMs: 300_000, absoluteMs: 3_600_000 },
    oidc: { managerRoles: ['keys-manager', 'boss'], viewerRoles: [], scope: 'openid profile email' },
  })
})

test.each<[NodeJS.ProcessEnv, string]>([
  [{ UNLOC_CLIENT_ID: ' ' }, 'UNLOC_CLIENT_ID is not set'],
  [{ UNLOC_CLIENT_SECRET: '' }, 'UNLOC_CLIENT_SECRET is not set, and neither is UNLOC_CLIENT_SECRET_FILE'],
  [{ UNLOC_CLIENT_SECRET_FILE: at('secret') }, 'are both set'],
  [{ UNLOC_CLIENT_SECRET: '', UNLOC_CLIENT_SECRET_FILE: '/nowhere/secret' }, 'cannot be read (ENOENT)'],
  [{ UNLOC_CLIENT_SECRET: '', UNLOC_CLIENT_SECRET_FILE: at('nothing') }, 'UNLOC_CLIENT_SECRET_FILE is empty'],
  [{ UNLOC_API_URL: 'http://api.unloc.app' }, 'UNLOC_API_URL must begin with https://'],
  [{ UNLOC_API_URL: 'https://api.unloc.app/v2' }, 'UNLOC_API_URL must be an origin alone'],
  [{ UNLOC_API_URL: 'https://me:pass@api.unloc.app' }, 'UNLOC_API_URL must be an origin alone'],
  [{ UNLOC_API_URL: 'api.unloc.app' }, 'UNLOC_API_URL must be an origin alone'],
  [{ UNLOC_API_URL: 'file:///etc' }, 'UNLOC_API_URL must be an origin alone'],
  [{ UNLOC_PROJECT_ID: '../x' }, 'UNLOC_PROJECT_ID is no project id'],
  [{ UNLOC_CLIENT_SECRET_FLIE: 'x' }, 'UNLOC_CLIENT_SECRET_FLIE is no setting'],
  [{ PORT: 'many' }, 'PORT must be a whole number from 0 to 65535'],
  [{ PORT: '70000' }, 'PORT must be'],
  [{ PORT: '80.5' }, 'PORT must be'],
  [{ SESSION_HOURS: '0' }, 'SESSION_HOURS must be a whole number from 1 to 168'],
  [{ CONSOLE_URL: 'http://keys.example' }, 'CONSOLE_URL must begin with https://'],
  [{ DIST: at('none') }, 'holds no built console'],
  [{ USERS_FILE: at('none.json') }, 'USERS_FILE cannot be read (ENOENT)'],
  [{ USERS_FILE: folder }, 'USERS_FILE is no file'],
])('%j: %s', (change, line) => {
  const said = problems({ ...full, ...change })
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(line)
})

describe('a door that is open', () => {
  test.each<[NodeJS.ProcessEnv, string]>([
    [{ HOST: '0.0.0.0', CONSOLE_URL: 'https://keys.example' }, 'HOST 0.0.0.0 is reached by other machines'],
    [{ HOST: '::', CONSOLE_URL: 'https://keys.example' }, 'HOST :: is reached'],
    [{ HOST: '192.168.1.4', CONSOLE_URL: 'https://keys.example' }, 'HOST 192.168.1.4 is reached'],
    [{ CONSOLE_URL: 'https://keys.example' }, 'CONSOLE_URL https://keys.example is reached'],
    [{ TRUST_PROXY: '1' }, 'TRUST_PROXY says'],
  ])('%j needs sign-in', (change, line) => {
    expect(problems({ ...full, ...change })).toEqual([
      expect.stringMatching(`^${line}.*set USERS_FILE or OIDC_ISSUER$`),
    ])
    expect(problems({ ...full, ...change, USERS_FILE: at('users.json') })).toEqual([])
  })

  test.each(['127.0.0.1', 'localhost', '::1'])('%s needs none', (HOST) => {
    expect(problems({ ...full, HOST })).toEqual([])
  })

  test('a public address needs to be told', () => {
    expect(problems({ ...full, HOST: '0.0.0.0', USERS_FILE: at('users.json') })).toEqual([
      expect.stringContaining('CONSOLE_URL is not set'),
    ])
  })
})

describe('OpenID Connect', () => {
  test('all of it', () => {
    expect(problems({ ...full, ...oidc })).toEqual([])
  })
  test.each(Object.keys(oidc))('not without %s', (name) => {
    const said = problems({ ...full, ...oidc, [name]: '' })
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(name)
  })
  test.each(['http://login.example', 'login.example', 'https://login.example?x'])(
    '%s is no issuer',
    (issuer) => {
      expect(problems({ ...full, ...oidc, OIDC_ISSUER: issuer })).toEqual([
        expect.stringContaining('OIDC_ISSUER must be the https address'),
      ])
    },
  )
})

test('everything is told at once, and no line holds a secret', () => {
  const said = problems({
    UNLOC_CLIENT_SECRET: 'the-secret',
    UNLOC_CLIENT_SECRET_FILE: at('secret'),
    OIDC_CLIENT_SECRET: 'oidc-secret',
    UNLOC_URL: 'https://the-secret.example',
    PORT: 'the-secret',
    HOST: '0.0.0.0',
    DIST: at('none'),
  })
  const named = [
    'UNLOC_URL',
    'UNLOC_CLIENT_ID',
    'UNLOC_CLIENT_SECRET',
    'PORT',
    'OIDC_ISSUER',
    'CONSOLE_URL',
    'DIST',
  ]
  for (const name of named)
    expect(said.filter((line) => line.startsWith(name)).length, name).toBeGreaterThan(0)
  expect(said.join()).not.toMatch(/the-secret|oidc-secret|from-a-file/)
})

test.each(['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
  '%s may be plain',
  (url) => {
    expect(readSettings({ ...full, UNLOC_API_URL: url }).upstream).toBe(url)
  },
)
