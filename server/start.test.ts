import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fakeUpstream, json } from './fakeUpstream.ts'

// The gateway as a process of its own, loaded as in development.

const folder = mkdtempSync(join(tmpdir(), 'unloc-console-start-'))
writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="">')
afterAll(() => rmSync(folder, { recursive: true }))
const load = "await (await import('vite')).runnerImport('./server/main.ts', { logLevel: 'warn' })"

function gateway(env: Record<string, string>): {
  child: ChildProcess
  said: () => string
  heard: (words: RegExp) => Promise<string>
} {
  const child = spawn(process.execPath, ['--input-type=module', '-e', load], {
    env: { PATH: process.env.PATH, DIST: folder, AUDIT_FILE: join(folder, 'audit.db'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      for (const look of waiting) look()
    })
  return {
    child,
    said: () => said,
    heard: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = words.exec(said)
          if (found) resolve(found[1] ?? '')
        }
        waiting.add(look)
        child.once('exit', () => reject(new Error(said)))
        look()
      }),
  }
}

test('wrong settings: one line each, no secret, and it ends', async () => {
  const { child, said } = gateway({
    UNLOC_CLIENT_SECRET: 'the-secret',
    PORT: 'x',
    HOST: '0.0.0.0',
    UNLOC_PROJEKT_ID: 'x',
  })
  expect(await once(child, 'close')).toEqual([1, null])
  expect(said().trim().split('\n').sort()).toEqual([
    expect.stringMatching(/^- CONSOLE_URL is not set/),
    expect.stringMatching(
      /^- HOST 0\.0\.0\.0 is reached by other machines, and nobody would have to sign in/,
    ),
    expect.stringMatching(/^- PORT must be a whole number/),
    '- UNLOC_CLIENT_ID is not set',
    expect.stringMatching(/^- UNLOC_PROJEKT_ID is no setting/),
    'The gateway does not start:',
  ])
})

test('a call that runs when it is told to end gets its answer', async () => {
  const held: ServerResponse[] = []
  const upstream = await fakeUpstream((_, response) => void held.push(response))
  const { child, heard } = gateway({
    UNLOC_API_URL: upstream.url,
    UNLOC_CLIENT_ID: 'c',
    UNLOC_CLIENT_SECRET: 'the-secret',
  })
  const origin = await heard(/Unloc console on (http:\S+)/)
  const call = fetch(`${origin}/v2/projects/3f6c1a/keys/k-1`, {
    method: 'DELETE',
    headers: { 'x-unloc-console': '1' },
  })
  await expect.poll(() => held.length, { timeout: 20_000 }).toBe(1)
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  await heard(/("msg":"Ending)/)
  await expect(fetch(origin)).rejects.toThrow()
  for (const response of held) json(response, 200, { revoked: true })
  const answer = await call
  expect([answer.status, await answer.text()]).toEqual([200, '{"revoked":true}'])
  expect(await ended).toEqual([0, null])
  await upstream.close()
})
