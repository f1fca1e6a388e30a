import { endpoints, type Params, type Query, type Row } from '#src/contract/endpoints.ts'
import { isBulkRevoke, readQuery } from '#src/contract/request.ts'
import { readBulkFilter } from '#src/contract/bulkRequest.ts'
import { type SeenRequest, takeFault } from './desk.ts'
import type { Engine, RevokeFilter } from './engine/engine.ts'
import { forbidden, invalid, notFound, Refusal } from './engine/refusal.ts'
import { readToken } from './engine/tokens.ts'
import type { Desk, Unloc } from './unloc.ts'

/** A request, read to its end. `url` is path and query as they came, without origin. */
export interface Wire {
  method: string
  url: string
  authorization: string | null
  contentType: string | null
  body: string
}

/** An answer, and what the door does with it: wait so long, hold it back, or cut the line instead of sending it. */
export interface Reply {
  status: number
  body: string
  headers: Record<string, string>
  delayMs: number
  held: boolean
  drop: boolean
}

/** What an endpoint's line is given. `query` is read by the row; a bulk revoke's is left to `revokeFilter`. */
export interface Call<R extends Row> {
  engine: Engine
  desk: Desk
  gatewayPlayed: boolean
  params: Params<R>
  query: Query<R>
  url: string
  body: unknown
}

/** On every answer: proof that it came from the mock and not from a host that answers 200 to everything. */
export const markerHeader = 'x-unloc-mock'

/** A mock that runs for weeks must not grow without end; what matters of older ones is counted elsewhere. */
const requestsKept = 5000

/**
 * The one way in: sees the request, lets a fault have it, asks for the token, reads params, query and body by the row,
 * and turns what comes back, or a refusal, into an answer. Pure but for the Unloc that it is given.
 */
export function serve<R extends Row>(
  unloc: Unloc,
  wire: Wire,
  row: R | undefined,
  act: (call: Call<R>) => unknown,
): Reply {
  const { desk } = unloc
  const seen: SeenRequest = { method: wire.method, url: wire.url, body: readText(wire.body), status: 0 }
  desk.requests.push(seen)
  if (desk.requests.length > requestsKept) desk.requests.shift()
  const fault = takeFault(desk.faults, wire.method, pathOf(wire.url))
  const faked = fault && (fault.status !== undefined || fault.body !== undefined)
  const { status, body } = faked
    ? { status: fault.status ?? 200, body: fault.body }
    : outcome(unloc, wire, row, act)
  seen.status = status
  const plain = reply(unloc, status, body)
  return {
    ...plain,
    headers: { ...plain.headers, ...lowerCased(fault?.headers ?? {}) },
    delayMs: fault?.delayMs ?? 0,
    held: fault?.held ?? false,
    drop: fault?.drop ?? false,
  }
}

/** A plain answer with the engine's time and the marker. A text is sent as it is, nothing as nothing, the rest as JSON. */
export function reply(unloc: Unloc, status: number, body: unknown): Reply {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  return {
    status,
    body: text,
    headers: {
      ...(text !== '' && { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' }),
      date: new Date(unloc.now()).toUTCString(),
      [markerHeader]: '1',
    },
    delayMs: 0,
    held: false,
    drop: false,
  }
}

const lowerCased = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function outcome<R extends Row>(
  unloc: Unloc,
  wire: Wire,
  row: R | undefined,
  act: (call: Call<R>) => unknown,
): { status: number; body: unknown } {
  try {
    if (!row) throw notFound('Endpoint')
    const params = matchPath(row, pathOf(wire.url))
    if (!params) throw notFound('Endpoint')
    admit(unloc, wire, row, params)
    const body = act({
      engine: unloc.engine,
      desk: unloc.desk,
      gatewayPlayed: unloc.gatewayPlayed,
      params: params as Params<R>,
      query: (isBulkRevoke(row.method, row.path) ? undefined : queryOf(row, wire.url)) as Query<R>,
      url: wire.url,
      body: row.body && readBody(row, wire),
    })
    return { status: row.status, body }
  } catch (problem) {
    if (problem instanceof Refusal) return problem
    throw problem
  }
}

/**
 * @throws Refusal 401 without a good token, 403 for a project that is not the token's (unloc-api 1.1, 5.2). Behind the
 * played gateway a browser that asks for a token or sends one is refused.
 */
function admit(unloc: Unloc, wire: Wire, row: Row, params: Record<string, string>): void {
  const { gatewayPlayed } = unloc
  if (gatewayPlayed && (row.path === endpoints.tokenCreate.path || wire.authorization !== null))
    throw forbidden('Tokens are the gateway’s own business')
  if (row.path.startsWith('/v2/auth/')) return
  const projectId = gatewayPlayed
    ? unloc.engine.world.project.id
    : readToken(wire.authorization, unloc.now()).projectId
  if (params.projectId !== projectId) throw forbidden('This token is for another project')
}

/**
 * The params of a path, or undefined when it is not exactly the row's: case and trailing slash count. Only a bulk
 * revoke may end in slashes: `DELETE …/keys/` with a lost id is the call that a careful server must not let pass as
 * nothing, and one that empties the project must be seen and counted.
 */
export function matchPath(row: Row, pathname: string): Record<string, string> | undefined {
  const slashes = isBulkRevoke(row.method, row.path) ? '/*' : ''
  const pattern = new RegExp(`^${row.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}${slashes}$`)
  const found = pattern.exec(pathname)
  if (!found) return undefined
  try {
    return Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
  } catch {
    return undefined
  }
}

const pathOf = (url: string) => url.split('?', 1)[0] ?? ''

/** Whether the API ignores an unknown or repeated word is not public; ignoring one would widen a list. @throws Refusal 400 */
function queryOf<R extends Row>(row: R, url: string): Query<R> {
  const read = readQuery(row, url.split('?').slice(1).join('?'))
  if (read.ok) return read.query
  throw invalid(read.wrong.map((name) => ({ name, reason: 'is not allowed here, or not valid' })))
}

/**
 * The filter of a bulk revoke. No word about person or lock is the whole project, as with the real API; a word that
 * is empty, malformed, repeated or unknown is refused and never widens the call. @throws Refusal 400
 */
export function revokeFilter(url: string): RevokeFilter {
  const query = new URL(url, 'http://unloc.invalid').searchParams
  const names = [...query.keys()]
  if (names.length === 0) return { unfiltered: true }
  if (names.length === 1 && query.get('excludeSubprojectKeys') === 'true')
    return { unfiltered: true, excludeSubprojectKeys: true }
  const filter = readBulkFilter(url)
  if (!filter) throw invalid([...new Set(names)].map((name) => ({ name, reason: 'is not a valid filter' })))
  return filter
}

function readText(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * JSON that is sent as JSON; the token endpoint takes a form as well (unloc-api 1.1). A body of another type counts as
 * none, as most servers have it. @throws Refusal 400
 */
function readBody(row: Row, { body, contentType }: Wire): unknown {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded' && row.path === endpoints.tokenCreate.path)
    return Object.fromEntries(new URLSearchParams(body))
  if (type !== 'application/json' || body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    throw invalid([], 'The body is not JSON')
  }
}
