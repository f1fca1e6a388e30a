import { serve } from '@hono/node-server'
import { openAudit } from './audit.ts'
import { createGateway } from './app.ts'
import { readSettings } from './settings.ts'

try {
  const { port, ...settings } = readSettings(process.env)
  const gateway = createGateway({
    ...settings,
    audit: openAudit(process.env.AUDIT_FILE ?? 'audit.db'),
    log: (line) => console.log(line),
  })
  // Loopback only: there is no sign-in yet, so whoever reaches the gateway may use it.
  const server = serve({ fetch: gateway.fetch, port, hostname: '127.0.0.1' }, (info) =>
    console.log(`Unloc console on http://127.0.0.1:${info.port}`),
  )
  server.on('error', fail)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // Calls that run are let finish; a write that is cut here would end unknown.
      server.close(() => process.exit(0))
      setTimeout(() => process.exit(1), 10_000).unref()
    })
} catch (cause) {
  fail(cause)
}

function fail(cause: unknown): never {
  console.error(`The gateway does not start: ${cause instanceof Error ? cause.message : String(cause)}`)
  process.exit(1)
}
