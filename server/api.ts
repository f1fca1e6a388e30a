import type { Caller } from './caller.ts'
import { forward } from './proxy.ts'
import { matchRequest, type Match } from './match.ts'
import { problem } from './problem.ts'
import { TokenProblem, type Credentials, type Tokens } from './token.ts'

export interface ApiOptions {
  upstream: string
  credentials: Credentials
  tokens: Tokens
  /** When set, the only project that is passed. */
  projectId?: string | undefined
  timeoutMs: number
}

/** One call of the browser, after the guard: `target` is the raw request target. */
export interface ApiCall {
  method: string
  target: string
  readText(): Promise<string>
  signal: AbortSignal
  caller: Caller
}

/** The row that was called, for the log (never the address: it may hold a phone number), and the answer. */
export interface ApiAnswer {
  name: string
  response: Response
}

/** Passes the contract's rows, and nothing else, with a token of the gateway's own. Never throws for a bad call. */
export async function answerApi(options: ApiOptions, call: ApiCall): Promise<ApiAnswer> {
  const match = matchRequest(call.method, call.target)
  if ('status' in match) {
    const { status, title, detail, allow } = match
    return { name: 'none', response: problem(status, title, detail, allow ? { allow } : {}) }
  }
  return { name: match.name, response: await pass(options, match, call) }
}

async function pass(options: ApiOptions, match: Match, call: ApiCall): Promise<Response> {
  const { upstream, timeoutMs, credentials } = options
  const body = match.row.body ? readBody(await call.readText()) : undefined
  if (match.row.body && body === undefined)
    return problem(400, 'Malformed request', 'The body must be a JSON object. Nothing was sent.')
  const { method } = match.row
  const common = { upstream, method, url: match.url, timeoutMs, signal: call.signal }

  if (match.name === 'resourcesDiscover') {
    const { clientId, clientSecret } = credentials
    const own = JSON.stringify({ client_id: clientId, client_secret: clientSecret })
    const response = await forward({ ...common, body: own })
    return response.status === 401 ? credentialsRefused() : response
  }
  if (match.projectId === undefined) return problem(404, 'Not found', 'This call belongs to no project.')
  if (options.projectId !== undefined && match.projectId !== options.projectId)
    return problem(403, 'Not permitted', 'This console is for another project.')
  return withToken(options.tokens, match.projectId, (token) => forward({ ...common, body, token }))
}

/**
 * Makes a call with a token. A 401 means that Unloc has not looked at the call, so that even a write may be made
 * again: once, with a new token. A second 401 is the gateway's trouble and not the person's session.
 */
async function withToken(
  tokens: Tokens,
  projectId: string,
  make: (token: string) => Promise<Response>,
): Promise<Response> {
  try {
    const token = await tokens.get(projectId)
    const first = await make(token)
    if (first.status !== 401) return first
    await first.body?.cancel()
    tokens.drop(projectId, token)
    const second = await make(await tokens.get(projectId))
    return second.status === 401 ? credentialsRefused() : second
  } catch (cause) {
    if (!(cause instanceof TokenProblem)) throw cause
    if (cause.kind === 'credentials') return credentialsRefused()
    return cause.kind === 'refused'
      ? problem(403, 'Not permitted', `${cause.message}. Nothing was changed.`)
      : problem(502, 'Unloc cannot be reached', `${cause.message} Nothing was changed.`)
  }
}

const credentialsRefused = () =>
  problem(
    502,
    'The gateway is not let in',
    'Unloc refused the credentials of the gateway. Nothing was changed.',
  )

/** The body written anew, or undefined when it is no JSON object. */
function readBody(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? JSON.stringify(json)
      : undefined
  } catch {
    return undefined
  }
}
