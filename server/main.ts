import { serve } from '@hono/node-server'
import { createGateway } from './app.ts'
import { createLog } from './log.ts'
import { readSettings, SettingsProblem } from './settings.ts'
import { runUserCommand } from './userCommand.ts'
import { openUsers, readUsers } from './users.ts'

const [command, ...args] = process.argv.slice(2)
if (command === 'user') process.exitCode = await runUserCommand(args)
else if (command === undefined) start()
else fail(`${command} is nothing that it knows`)

function start(): void {
  try {
    const { port, host, usersFile, auditFile, revokeCountFrom, ...settings } = readSettings(process.env)
    void auditFile
    void revokeCountFrom
    const log = createLog()
    if (usersFile !== undefined && readUsers(usersFile).length === 0)
      throw new Error(`${usersFile} holds nobody: npm run user -- add NAME --role manager`)
    const users =
      usersFile === undefined
        ? undefined
        : openUsers(usersFile, { onTrouble: (why) => log.warn({ why }, 'Nobody is let in by password') })
    let draining = false
    const gateway = createGateway({ ...settings, users, log, draining: () => draining })
    const server = serve({ fetch: gateway.fetch, port, hostname: host }, (info) => {
      const shown = host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host
      const own = `http://${shown}:${info.port}`
      console.log(`Unloc console on ${settings.consoleUrl ?? own}`)
      const signIn = [users && 'by password', settings.oidc && `by ${settings.oidc.issuer}`].filter(Boolean)
      log.info(
        {
          listening: own,
          unloc: settings.upstream,
          signIn: signIn.join(' and ') || 'none: this machine only',
        },
        'Started',
      )
    })
    server.on('error', fail)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        // The second press ends it at once.
        if (draining) process.exit(1)
        draining = true
        log.info({ signal }, 'Ending: running calls are let finish')
        // A write that is cut here would end unknown.
        server.close(() => process.exit(0))
        setTimeout(() => {
          log.warn({}, 'Ended with calls still running')
          process.exit(1)
        }, 10_000).unref()
      })
  } catch (cause) {
    fail(cause)
  }
}

function fail(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  const lines =
    cause instanceof SettingsProblem ? ['', ...cause.lines.map((line) => `- ${line}`)] : [` ${why}`]
  console.error(`The gateway does not start:${lines.join('\n')}`)
  process.exit(1)
}
