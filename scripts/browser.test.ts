import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('a browser that was asked for by name and does not start is an error, and no other is taken', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/browser.mjs'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, CONSOLE_CHROMIUM: '/nowhere/chromium' },
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain('CONSOLE_CHROMIUM=/nowhere/chromium does not start')
  expect(stdout).toBe('')
}, 30_000)
