import { endpoints } from '#src/contract/endpoints.ts'
import { Problem, problemText } from '#src/contract/problem.ts'
import { Token } from '#src/contract/project.ts'
import { z } from '#src/contract/zod.ts'

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
/** More projects than this at once is somebody trying ids. */
const keepAtMost = 200

/** One token per project, asked for once however many calls wait for it. `now` is epoch milliseconds. */
export function createTokens(options: {
  upstream: string
  credentials: Credentials
  timeoutMs: number
  now: () => number
}): Tokens {
  const { now } = options
  const kept = new Map<string, { token: string; renewAt: number }>()
  const flights = new Map<string, Promise<string>>()

  async function ask(projectId: string): Promise<string> {
    const asked = now()
    const { access_token: token, expires_in: seconds } = await askUpstream(projectId, options)
    if (kept.size >= keepAtMost) kept.delete(kept.keys().next().value ?? '')
    const life = (seconds ?? 3600) * 1000
    kept.set(projectId, { token, renewAt: asked + Math.max(life - renewBefore, life / 2) })
    return token
  }

  return {
    get(projectId) {
      const held = kept.get(projectId)
      if (held && now() < held.renewAt) return Promise.resolve(held.token)
      const flying = flights.get(projectId)
      if (flying) return flying
      const flight = ask(projectId).finally(() => flights.delete(projectId))
      flights.set(projectId, flight)
      return flight
    },
    drop(projectId, token) {
      if (kept.get(projectId)?.token === token) kept.delete(projectId)
    },
  }
}

async function askUpstream(
  projectId: string,
  { upstream, credentials, timeoutMs }: Parameters<typeof createTokens>[0],
): Promise<z.infer<typeof Token>> {
  const row = endpoints.tokenCreate
  const body: z.infer<typeof row.body> = {
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: 'project.admin',
    project_id: projectId,
  }
  let response: Response
  let text: string
  try {
    response = await fetch(upstream + row.path, {
      method: row.method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch (cause) {
    throw new TokenProblem('unreachable', 'Unloc gave no token: it could not be reached.', { cause })
  }
  const json = readJson(text)
  if (response.ok) {
    const token = z.safeParse(Token, json)
    if (token.success) return token.data
  }
  const problem = Problem.safeParse(json)
  const words = (problem.success && problemText(problem.data)) || `status ${response.status}`
  if (response.ok || response.status >= 500 || response.status === 429)
    throw new TokenProblem(
      'unreachable',
      `Unloc gave no token: ${response.ok ? 'unreadable answer' : words}.`,
    )
  const invalidClient = problem.success && problem.data.error === 'invalid_client'
  throw new TokenProblem(
    invalidClient || response.status === 401 ? 'credentials' : 'refused',
    `Unloc gave no token: ${words}`,
  )
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
