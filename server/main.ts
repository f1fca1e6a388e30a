import { serve } from '@hono/node-server'
import { openAudit } from './audit.ts'
import { createGateway } from './app.ts'
import { createLog, nameOf } from './log.ts'
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
    const log = createLog()
    if (usersFile !== undefined && readUsers(usersFile).length === 0)
      throw new Error(`${usersFile} holds nobody: npm run user -- add NAME --role manager`)
    const users =
      usersFile === undefined
        ? undefined
        : openUsers(usersFile, { onTrouble: (why) => log.warn({ why }, 'Nobody is let in by password') })
    const audit = openAudit(auditFile)
    let draining = false
    const gateway = createGateway({
      ...settings,
      users,
      audit,
      countFrom: revokeCountFrom,
      log,
      draining: () => draining,
    })
    const serverOptions = {
      // Who sends its head or body drop by drop is not waited for.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // Longer than proxies keep theirs (60 s): one that sends a write on a line just closed here would end unknown.
      keepAliveTimeout: 75_000,
    }
    const server = serve({ fetch: gateway.fetch, port, hostname: host, serverOptions }, (info) => {
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
    // Its kind alone: the message of what nobody foresaw may quote anything.
    process.on('uncaughtException', (cause) => {
      log.warn({ why: nameOf(cause) }, 'Ended by an error that nobody caught')
      process.exit(1)
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        // npm passes Ctrl-C on to a child that had it already.
        if (draining) return
        draining = true
        log.info({ signal }, 'Ending: running calls are let finish')
        // A write that is cut here would end unknown.
        server.close(() => {
          audit.close()
          process.exit(0)
        })
        // A line that a browser or proxy keeps open is closed as soon as its call is answered.
        setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 100)
        setTimeout(() => {
          log.warn({}, 'Ended with calls still running')
          process.exit(1)
          // Longer than the longest write may take, which is 25 s.
        }, 30_000).unref()
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
