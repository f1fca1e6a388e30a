import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { shownHeader } from '#src/contract/gateway.ts'
import { answerApi } from './api.ts'
import type { Audit } from './audit.ts'
import { refuseForeign } from './guard.ts'
import { problem } from './problem.ts'
import { readShown } from './shownCount.ts'
import { commonHeaders, createSite } from './site.ts'
import { createTokens, type Credentials } from './token.ts'
import { createUpstream, type Upstream } from './upstream.ts'

export interface GatewayOptions {
  /** Origin of the API, without a path. */
  upstream: string
  credentials: Credentials
  /** When set, the only project that is passed. */
  projectId?: string | undefined
  /** Folder of the built console; absent: the API alone. */
  dist?: string | undefined
  audit: Audit
  /** From so many live keys on a bulk revoke needs the number that the person was shown. */
  countFrom?: number | undefined
  /** How Unloc is reached, where a test wants it otherwise. */
  reach?: Parameters<typeof createUpstream>[1]
  /** Epoch milliseconds; for the life of tokens only. */
  now?: () => number
  log?: (line: string) => void
}

const maxBody = 1024 * 1024

/**
 * The gateway: serves the console and passes the contract's calls to Unloc with a token of its own. Give `fetch` of
 * what it returns to `serve` of @hono/node-server, on loopback.
 */
export function createGateway(options: GatewayOptions): Hono<{ Bindings: HttpBindings }> {
  const {
    upstream,
    credentials,
    projectId,
    dist,
    audit,
    countFrom,
    reach,
    now = Date.now,
    log = () => {},
  } = options
  const unloc: Upstream = createUpstream(upstream, reach)
  const tokens = createTokens({ upstream: unloc, credentials, now })
  const site = dist === undefined ? undefined : createSite(dist)
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.use(async (c, next) => {
    // The console's now follows the Date of what it is answered: only Unloc's own may count, never this machine's.
    c.env.outgoing.sendDate = false
    await next()
    for (const [name, value] of Object.entries(commonHeaders))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  })
  app.use(async (c, next) => {
    const refused = refuseForeign({ method: c.req.method, header: (name) => c.req.header(name) })
    if (refused) return refused
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
    // The target as it stood on the wire: by the time the framework has parsed it, `..` and `\` are gone.
    const target = c.env.incoming.url ?? ''
    const { method } = c.req
    const path = target.split('?', 1)[0] ?? ''
    if (method === 'GET' || method === 'HEAD') {
      const found = await site?.(path, c.req.header('accept-encoding'))
      if (found) return method === 'HEAD' ? new Response(null, found) : found
    }
    const started = performance.now()
    const { name, response, trouble } = await answerApi(
      { upstream: unloc, credentials, tokens, projectId, audit, countFrom, now },
      {
        method,
        target,
        readText: () => c.req.text(),
        signal: c.req.raw.signal,
        caller: { name: 'nobody', role: 'manager', requestId: randomUUID() },
        shown: readShown(c.req.header(shownHeader)),
      },
    )
    if (trouble !== undefined) log(`trouble: ${trouble}`)
    if (name !== 'none')
      log(`${method} ${name} ${response.status} ${Math.round(performance.now() - started)} ms`)
    return response
  })
  app.onError((cause) => {
    // Only the kind of it: a message could quote a number or an address.
    log(`failed: ${cause.name}`)
    return problem(
      500,
      'The gateway failed',
      'An error in the gateway itself. What became of the call is unknown.',
    )
  })
  return app
}
