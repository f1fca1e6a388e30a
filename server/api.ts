import { endpoints } from '#src/contract/endpoints.ts'
import { z } from '#src/contract/zod.ts'
import type { Audit } from './audit.ts'
import { aboutOf, outcomeOf } from './auditFacts.ts'
import type { Caller } from './caller.ts'
import { forward } from './proxy.ts'
import { matchRequest, type Match } from './match.ts'
import { problem } from './problem.ts'
import { refuseRole } from './role.ts'
import { countLive, refuseUnseen, standardCountFrom } from './shownCount.ts'
import { TokenProblem, type Credentials, type Tokens } from './token.ts'
import { startDeadline, type Deadline, type Upstream } from './upstream.ts'

export interface ApiOptions {
  upstream: Upstream
  credentials: Credentials
  tokens: Tokens
  /** When set, the only project that is passed. */
  projectId?: string | undefined
  /** What cannot be recorded here is not sent. */
  audit: Pick<Audit, 'begin' | 'end'>
  /** From so many live keys on a bulk revoke needs the number that the person was shown. */
  countFrom?: number | undefined
  /** Epoch milliseconds, for where Unloc does not tell its own. */
  now?: () => number
}

/** One call of the browser, after the guard: `target` is the raw request target. */
export interface ApiCall {
  method: string
  target: string
  readText(): Promise<string>
  signal: AbortSignal
  caller: Caller
  /** On a bulk revoke: what `readShown` made of the header. */
  shown: number | undefined
}

/** The row that was called, for the log (never the address: it may hold a phone number), and the answer. */
export interface ApiAnswer {
  name: string
  response: Response
  /** What whoever runs the gateway should know; for the log. */
  trouble?: string
}

/** Passes the contract's rows, and nothing else, with a token of the gateway's own. Never throws for a bad call. */
export async function answerApi(options: ApiOptions, call: ApiCall): Promise<ApiAnswer> {
  const match = matchRequest(call.method, call.target)
  if ('status' in match) {
    const { status, title, detail, allow } = match
    return { name: 'none', response: problem(status, title, detail, allow ? { allow } : {}) }
  }
  const deadline = startDeadline(options.upstream.limits.totalMs)
  const { name } = match
  if (match.role === 'manager') return { name, ...(await write(options, match, call, deadline)) }
  return { name, response: await read(options, match, call, deadline) }
}

async function read(options: ApiOptions, match: Match, call: ApiCall, deadline: Deadline): Promise<Response> {
  if (match.name === 'resourcesDiscover') return discover(options, match, deadline)
  const wrong = refuseProject(options, match)
  if (wrong) return wrong
  return send(options, match.projectId, {
    method: match.row.method,
    url: match.url,
    writes: false,
    requestId: call.caller.requestId,
    deadline,
    signal: call.signal,
  })
}

/**
 * What was checked before a write leaves: a reason why it does not, or what goes. All of it before the row in the
 * record, so that a row without an end is of a write that may have left.
 */
interface Checked {
  refused?: Response | undefined
  body?: string | undefined
  live?: number | undefined
}

async function write(
  options: ApiOptions,
  match: Match,
  call: ApiCall,
  deadline: Deadline,
): Promise<Pick<ApiAnswer, 'response' | 'trouble'>> {
  const { audit } = options
  const { caller, shown } = call
  const { refused, body, live } = await check(options, match, call, deadline)
  let row: number
  try {
    row = audit.begin({
      requestId: caller.requestId,
      person: caller.name,
      role: caller.role,
      action: match.name,
      projectId: match.projectId,
      about: aboutOf(match, body, live),
      shown: match.filter && Number.isSafeInteger(shown) ? shown : undefined,
    })
  } catch {
    return {
      trouble: 'the record of changes cannot be written',
      response: problem(
        503,
        'The change cannot be recorded',
        'The gateway could not write it into its record of changes. Nothing was sent.',
        {},
        false,
      ),
    }
  }
  const response =
    refused ??
    (await send(options, match.projectId, {
      method: match.row.method,
      url: match.url,
      body,
      writes: true,
      requestId: caller.requestId,
      deadline,
    }))
  try {
    audit.end(row, response.status, outcomeOf(await response.clone().text()))
    return { response }
  } catch {
    return {
      trouble: 'the end of a change could not be recorded',
      response: problem(
        500,
        'The answer could not be recorded',
        'It may have been applied: look at the list before you try again.',
        {},
        refused === undefined,
      ),
    }
  }
}

async function check(options: ApiOptions, match: Match, call: ApiCall, deadline: Deadline): Promise<Checked> {
  const refused = refuseRole(call.caller.role, match.role) ?? refuseProject(options, match)
  if (refused) return { refused }
  if (match.row.body) {
    const body = readBody(await call.readText())
    if (body !== undefined) return { body }
    const detail = 'The body must be a JSON object. Nothing was sent.'
    return { refused: problem(400, 'Malformed request', detail) }
  }
  // Not the shared keys: no field of a key tells who shared it, or that it was shared, so that there is no number of
  // them to show or to compare. What the person was shown is recorded all the same.
  if (match.name !== 'keyRevokeBulk' || !match.filter || match.projectId === undefined) return {}
  const { projectId, filter } = match
  const { upstream, now = Date.now, countFrom = standardCountFrom } = options
  const counting = startDeadline(upstream.limits.countMs, deadline)
  const list = (url: string) =>
    send(options, projectId, {
      method: 'GET',
      url,
      writes: false,
      requestId: call.caller.requestId,
      deadline: counting,
    })
  const counted = await countLive(projectId, filter, list, now)
  if ('refused' in counted) return counted
  return { live: counted.live, refused: refuseUnseen(counted.live, call.shown, countFrom) }
}

const refuseProject = (options: ApiOptions, { projectId }: Match): Response | undefined =>
  options.projectId === undefined || projectId === options.projectId
    ? undefined
    : problem(403, 'Not permitted', 'This console is for another project.')

/** Which projects there are, asked with the gateway's own credentials; of a gateway for one project, that one. */
async function discover(options: ApiOptions, { row, url }: Match, deadline: Deadline): Promise<Response> {
  const { clientId, clientSecret } = options.credentials
  const own = JSON.stringify({ client_id: clientId, client_secret: clientSecret })
  const response = await forward(options.upstream, {
    method: row.method,
    url,
    body: own,
    writes: false,
    deadline,
  })
  if (response.status === 401) return credentialsRefused()
  const text = await response.text().catch(() => undefined)
  // Whoever echoes what he was sent must not get it to the browser.
  if (text === undefined || text.includes(clientSecret))
    return problem(502, 'Unexpected answer from Unloc', 'Its list of projects could not be read.')
  return new Response(onlyProject(text, options.projectId), response)
}

function onlyProject(text: string, projectId: string | undefined): string {
  if (projectId === undefined) return text
  const read = z.safeParse(endpoints.resourcesDiscover.answer, readJson(text))
  if (!read.success) return text
  const projects = read.data.resources.projects?.filter((one) => one.projectId === projectId)
  return JSON.stringify({ resources: { projects: projects ?? [], organizations: [] } })
}

/**
 * Makes a call with a token. A 401 means that Unloc has not looked at the call, so that even a write may be made
 * again: once, with a new token. A second 401 is the gateway's trouble and not the person's session.
 */
async function send(
  { upstream, tokens }: ApiOptions,
  projectId: string | undefined,
  call: Parameters<typeof forward>[1],
): Promise<Response> {
  if (projectId === undefined) return problem(404, 'Not found', 'This call belongs to no project.')
  try {
    const token = await tokens.get(projectId)
    const first = await forward(upstream, { ...call, token })
    if (first.status !== 401) return first
    await first.body?.cancel()
    tokens.drop(projectId, token)
    const second = await forward(upstream, { ...call, token: await tokens.get(projectId) })
    return second.status === 401 ? credentialsRefused() : second
  } catch (cause) {
    if (!(cause instanceof TokenProblem)) throw cause
    if (cause.kind === 'credentials') return credentialsRefused()
    return cause.kind === 'refused'
      ? problem(403, 'Not permitted', `${cause.message}. Nothing was changed.`, {}, false)
      : problem(502, 'Unloc cannot be reached', `${cause.message} Nothing was changed.`, {}, false)
  }
}

const credentialsRefused = () =>
  problem(
    502,
    'The gateway is not let in',
    'Unloc refused the credentials of the gateway. Nothing was changed.',
    {},
    false,
  )

/** The body written anew, or undefined when it is no JSON object. */
function readBody(text: string): string | undefined {
  const json = readJson(text)
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? JSON.stringify(json) : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
