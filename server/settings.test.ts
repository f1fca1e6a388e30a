import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const full = { UPSTREAM: 'https://api.unloc.app', CLIENT_ID: 'id', CLIENT_SECRET: 'secret' }

test('what is left out has a default', () => {
  expect(readSettings(full)).toEqual({
    port: 4000,
    upstream: 'https://api.unloc.app',
    credentials: { clientId: 'id', clientSecret: 'secret' },
    projectId: undefined,
    dist: 'dist',
  })
})

test.each([
  [{ UPSTREAM: undefined }, 'UPSTREAM is not set'],
  [{ CLIENT_ID: ' ' }, 'CLIENT_ID is not set'],
  [{ CLIENT_SECRET: '' }, 'CLIENT_SECRET is not set'],
  [{ CLIENT_SECRET_FILE: '/nowhere/secret' }, 'ENOENT'],
  [{ UPSTREAM: 'http://api.unloc.app' }, 'https'],
  [{ UPSTREAM: 'https://api.unloc.app/v2' }, 'origin alone'],
  [{ UPSTREAM: 'api.unloc.app' }, 'origin alone'],
  [{ UPSTREAM: 'file:///etc' }, 'UPSTREAM'],
  [{ PORT: 'many' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
])('%j: %s', (change, message) => {
  expect(() => readSettings({ ...full, ...change })).toThrow(message)
})

test.each(['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
  '%s may be plain',
  (upstream) => {
    expect(readSettings({ ...full, UPSTREAM: upstream }).upstream).toBe(upstream)
  },
)
