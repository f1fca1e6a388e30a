import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { endpoints } from '#src/contract/endpoints.ts'
import { activeHeader, gatewayPaths, requestIdHeader, shownHeader } from '#src/contract/gateway.ts'
import { answerApi } from './api.ts'
import type { Audit } from './audit.ts'
import { answerAudit } from './auditDoor.ts'
import { refuseForeign } from './guard.ts'
import { createHealth } from './health.ts'
import { callerAddress, createLimiter } from './limits.ts'
import { nameOf, newRequestId, silent, type Log } from './log.ts'
import { matchRequest } from './match.ts'
import { createOidc, type OidcSettings } from './oidc.ts'
import { problem } from './problem.ts'
import { readShown } from './shownCount.ts'
import { createSignIn, oidcPaths } from './signIn.ts'
import { commonHeaders, createSite } from './site.ts'
import { createTokens, type Credentials } from './token.ts'
import { createUpstream } from './upstream.ts'
import type { Users } from './users.ts'
import { withWholeBody } from './wholeBody.ts'

export interface GatewayOptions {
  /** Origin of the API, without a path. */
  upstream: string
  credentials: Credentials
  /** When set, the only project that is passed. */
  projectId?: string | undefined
  /** Folder of the built console; absent: the API alone. */
  dist?: string | undefined
  /** Origin under which people reach the console; absent: a loopback name over plain HTTP. */
  consoleUrl?: string | undefined
  /** With neither users nor a provider nobody signs in: whoever reaches the gateway is a manager. */
  users?: Users | undefined
  oidc?: OidcSettings | undefined
  sessionLimits?: { idleMs: number; absoluteMs: number }
  trustProxy?: number
  writesPerMinute?: number
  audit: Audit
  /** From so many live keys on a bulk revoke needs the number that the person was shown. */
  countFrom?: number | undefined
  /** How Unloc is reached, where a test wants it otherwise. */
  reach?: Parameters<typeof createUpstream>[1]
  /** Epoch milliseconds. */
  now?: () => number
  log?: Log
  /** True once the gateway is about to end: it is not ready any more, and still answers. */
  draining?: () => boolean
}

interface Bindings {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    /** For the log; a call without a row (a page, a file, a look at its health) is not logged. */
    row: string | undefined
    person: string | undefined
    why: string | undefined
  }
}

const maxBody = 1024 * 1024

/**
 * The gateway: serves the console, signs people in and passes the contract's calls to Unloc with a token of its own.
 * Give `fetch` of what it returns to `serve` of @hono/node-server.
 */
export function createGateway(options: GatewayOptions): Hono<Bindings> {
  const {
    upstream,
    credentials,
    projectId,
    dist,
    consoleUrl,
    users,
    sessionLimits = { idleMs: 60 * 60_000, absoluteMs: 12 * 3_600_000 },
    trustProxy = 0,
    writesPerMinute = 1200,
    audit,
    countFrom,
    reach,
    now = Date.now,
    log = silent,
    draining = () => false,
  } = options
  const unloc = createUpstream(upstream, reach)
  const health = createHealth({
    tokens: createTokens({ upstream: unloc, credentials, now }),
    projectId,
    now,
  })
  const { tokens } = health
  const site = dist === undefined ? undefined : createSite(dist)
  const oidc =
    options.oidc &&
    createOidc(options.oidc, { redirectUri: `${consoleUrl ?? ''}${gatewayPaths.oidcCallback}`, now })
  const door = createSignIn({ users, oidc, unloc: new URL(upstream).host, sessionLimits, now })
  const writes = createLimiter({ max: writesPerMinute, windowMs: 60_000, now })
  const headers = {
    ...commonHeaders,
    ...(consoleUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  const app = new Hono<Bindings>()

  app.use(async (c, next) => {
    const { incoming, outgoing } = c.env
    // The console's now follows the Date of what it is answered: only Unloc's own may count, never this machine's.
    outgoing.sendDate = false
    const started = performance.now()
    const requestId = newRequestId()
    c.set('requestId', requestId)
    await next()
    for (const [name, value] of Object.entries({ ...headers, [requestIdHeader]: requestId }))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    const facts = { requestId, row: c.get('row'), person: c.get('person'), method: incoming.method }
    if (facts.row !== undefined && incoming.method === 'GET')
      c.res = withWholeBody(c.res, (cause) => {
        log.warn({ ...facts, why: nameOf(cause) }, 'The answer broke off')
        // Cut and not ended: half a list must not look like a whole one.
        outgoing.destroy()
      })
    if (facts.row === undefined) return
    const { status } = c.res
    const ms = Math.round(performance.now() - started)
    log[status >= 500 ? 'warn' : 'info']({ ...facts, status, ms, why: c.get('why') }, 'Answered')
  })

  // Before the guard: whoever watches the gateway calls it by whatever address it has.
  app.get('/healthz', () => plain(200, 'alive'))
  app.get('/readyz', async () => {
    const state = draining() ? 'ending' : await health.state()
    return plain(state === 'ready' ? 200 : 503, state)
  })

  app.use(async (c, next) => {
    const { path } = targetOf(c)
    const page = !/^\/(v2|gateway)\//.test(path) || oidcPaths.includes(path)
    const refused = refuseForeign(
      { method: c.req.method, header: (name) => c.req.header(name), page },
      consoleUrl,
    )
    if (refused) {
      c.set('row', 'foreign')
      return refused
    }
    await next()
  })
  // A page of 2,500 keys is 630 KB, a fifth of that when packed. The console's files are packed when they are built.
  app.use(compress({ encoding: 'gzip', contentTypeFilter: /^application\/json/ }))
  app.use(
    bodyLimit({
      maxSize: maxBody,
      onError: () => problem(413, 'Too much at once', 'A call holds at most 1 MB. Nothing was sent.'),
    }),
  )

  app.all('*', async (c) => {
    const { target, path, search } = targetOf(c)
    const { method } = c.req
    const cookies = getCookie(c)
    const reads = method === 'GET' || method === 'HEAD'
    // The console looks for projects by itself, though by a POST.
    const asksOnly = reads || path === endpoints.resourcesDiscover.path
    const active = !asksOnly || c.req.header(activeHeader) === '1'

    if (path.startsWith('/gateway/')) {
      const address = callerAddress(
        c.env.incoming.socket.remoteAddress,
        c.req.header('x-forwarded-for'),
        trustProxy,
      )
      const readText = () => c.req.text()
      const answer = await door.answer({ method, path, search, cookies, active, address, readText })
      if (answer) {
        const { row, person, why, response } = answer
        // Asked for often, and of no one's interest.
        if (row !== 'session') c.set('row', row)
        c.set('person', person)
        c.set('why', why)
        return response
      }
      if (path !== gatewayPaths.audit) return problem(404, 'Not found', 'The gateway has nothing here.')
    }

    if (reads) {
      const found = await site?.(path, c.req.header('accept-encoding'))
      if (found) return method === 'HEAD' ? new Response(null, found) : found
    }
    if (path !== gatewayPaths.audit && !path.startsWith('/v2/'))
      return problem(404, 'Not found', 'The console has no such page or file.')

    c.set('row', path === gatewayPaths.audit ? 'audit' : 'none')
    const person = door.personOf(cookies, active)
    if (!person) return problem(401, 'Sign in again', 'Your session has ended. Nothing was changed.')
    c.set('person', person.name)
    if (path === gatewayPaths.audit) return answerAudit({ audit, projectId }, { method, search, person })

    const match = matchRequest(method, target)
    // Also what the role forbids: each try is a row in the record.
    if (!('status' in match) && match.role === 'manager') {
      c.set('row', match.name)
      const wait = writes.take(person.name)
      if (wait !== undefined)
        return problem(
          429,
          'Too many changes at once',
          `You have made ${writesPerMinute} changes within a minute. Nothing was sent.`,
          { 'retry-after': String(wait) },
        )
    }
    const { name, response, trouble } = await answerApi(
      { upstream: unloc, credentials, tokens, projectId, audit, countFrom, now },
      {
        method,
        target,
        readText: () => c.req.text(),
        signal: c.req.raw.signal,
        caller: { ...person, requestId: c.get('requestId') },
        shown: readShown(c.req.header(shownHeader)),
      },
    )
    c.set('row', name)
    c.set('why', trouble)
    return response
  })

  app.onError((cause, c) => {
    // Only the kind of it: a message could quote a number or an address.
    log.warn({ requestId: c.get('requestId'), row: c.get('row'), why: nameOf(cause) }, 'Failed')
    return problem(
      500,
      'The gateway failed',
      'An error in the gateway itself. What became of the call is unknown.',
    )
  })
  return app
}

/** The target as it stood on the wire: by the time the framework has parsed it, `..` and `\` are gone. */
function targetOf(c: Context<Bindings>): { target: string; path: string; search: string } {
  const target = c.env.incoming.url ?? ''
  const [path = ''] = target.split('?', 1)
  return { target, path, search: target.slice(path.length) }
}

const plain = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
