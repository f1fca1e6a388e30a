import { endpoints } from '#src/contract/endpoints.ts'
import { Problem, problemText } from '#src/contract/problem.ts'
import { Token } from '#src/contract/project.ts'
import { z } from '#src/contract/zod.ts'
import { forward } from './proxy.ts'
import { startDeadline, type Upstream } from './upstream.ts'

/** Credentials of one Unloc API client (unloc-api 1.4). They never leave the gateway but for Unloc. */
export interface Credentials {
  clientId: string
  clientSecret: string
}

/** Why no token came. `refused`: these credentials do not reach this project. `credentials`: they are no good at all. */
export class TokenProblem extends Error {
  override name = 'TokenProblem'
  constructor(
    readonly kind: 'refused' | 'credentials' | 'unreachable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export interface Tokens {
  /** A token for the project that still lives a while. @throws TokenProblem */
  get(projectId: string): Promise<string>
  /** Forgets a token that upstream refused; a newer one that came meanwhile stays. */
  drop(projectId: string, token: string): void
}

/** Renewed this long before its end, so that no call starts with a token that dies on the way (unloc-api 1.1). */
const renewBefore = 5 * 60_000
/** With this left the old one is still handed out while a new one is asked for: longer than one call may take. */
const goodFor = 30_000
/** After a renewal behind that failed, so long none is tried. */
const patience = 10_000
/** More projects than this at once is somebody trying ids. */
const keepAtMost = 200

interface Kept {
  token: string
  /** Epoch ms. */
  renewAt: number
  endsAt: number
}

/**
 * One token per project, asked for once however many calls wait for it, and renewed before it ends, while calls go on
 * with the old one. `now` is epoch milliseconds.
 */
export function createTokens(options: {
  upstream: Upstream
  credentials: Credentials
  now: () => number
}): Tokens {
  const { now } = options
  const kept = new Map<string, Kept>()
  const flights = new Map<string, Promise<string>>()

  async function ask(projectId: string): Promise<string> {
    const asked = now()
    const { access_token: token, expires_in: seconds } = await askUpstream(projectId, options)
    if (kept.size >= keepAtMost) kept.delete(kept.keys().next().value ?? '')
    const life = (seconds ?? 3600) * 1000
    const renewAt = asked + Math.max(life - renewBefore, life / 2)
    kept.set(projectId, { token, renewAt, endsAt: asked + life })
    return token
  }

  function fly(projectId: string): Promise<string> {
    const flying = flights.get(projectId)
    if (flying) return flying
    const flight = ask(projectId).finally(() => flights.delete(projectId))
    flights.set(projectId, flight)
    return flight
  }

  return {
    get(projectId) {
      const held = kept.get(projectId)
      if (held && now() < held.renewAt) return Promise.resolve(held.token)
      if (!held || now() >= held.endsAt - goodFor) return fly(projectId)
      fly(projectId).catch(() => {
        held.renewAt = now() + patience
      })
      return Promise.resolve(held.token)
    },
    drop(projectId, token) {
      if (kept.get(projectId)?.token === token) kept.delete(projectId)
    },
  }
}

async function askUpstream(
  projectId: string,
  { upstream, credentials }: Parameters<typeof createTokens>[0],
): Promise<z.infer<typeof Token>> {
  const row = endpoints.tokenCreate
  const body: z.infer<typeof row.body> = {
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: 'project.admin',
    project_id: projectId,
  }
  // Not a write: nothing comes of a second token but a second token.
  const response = await forward(upstream, {
    method: row.method,
    url: row.path,
    body: JSON.stringify(body),
    writes: false,
    deadline: startDeadline(upstream.limits.tokenMs),
  })
  const json: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    const token = z.safeParse(Token, json)
    if (token.success) return token.data
  }
  const problem = Problem.safeParse(json)
  const told = (problem.success && problemText(problem.data)) || `status ${response.status}`
  // Whoever echoes what he was sent must not get it to the browser.
  const words = told.replaceAll(credentials.clientSecret, '…').replace(/\s*Nothing was (changed|sent)\.$/, '')
  if (response.ok || response.status >= 500 || response.status === 429)
    throw new TokenProblem(
      'unreachable',
      `Unloc gave no token: ${response.ok ? 'unreadable answer' : words}`.replace(/\.?$/, '.'),
    )
  const invalidClient = problem.success && problem.data.error === 'invalid_client'
  throw new TokenProblem(
    invalidClient || response.status === 401 ? 'credentials' : 'refused',
    `Unloc gave no token: ${words}`,
  )
}
