// `npm run start:demo`: the production build behind the gateway, with the HTTP mock in Unloc's place. All on loopback.
// Env: PORT (console, default 4000), MOCK_PORT (default: any free one), SCENARIO, and the gateway's own but for Unloc's.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

// Built anew each time: a build that lies there may be older than the code.
build([])
build(['--mode', 'server', '--ssr', 'server/main.ts'])

const { module: mock } = await runnerImport('./mocks/http.ts', { logLevel: 'warn' })
const { url, projectId } = await mock.startMock({
  port: Number(process.env.MOCK_PORT ?? 0),
  scenario: process.env.SCENARIO ?? 'everyday',
})
console.log(`Demo Unloc on ${url}, project ${projectId}`)

// Nothing of a real Unloc that the environment may name.
for (const name of Object.keys(process.env)) if (name.startsWith('UNLOC_')) delete process.env[name]
Object.assign(process.env, {
  PORT: process.env.PORT ?? '4000',
  UNLOC_API_URL: url,
  UNLOC_CLIENT_ID: 'demo',
  UNLOC_CLIENT_SECRET: 'demo-secret',
  // What is done to the demo's keys does not belong among the real ones.
  AUDIT_FILE: process.env.AUDIT_FILE ?? 'data/demo-audit.db',
})
// The gateway starts on being loaded, prints its address, and ends the process on Ctrl-C.
await import('../dist-server/main.js')

function build(args) {
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', ...args], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
}
