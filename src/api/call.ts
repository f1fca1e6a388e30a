import {
  endpoints,
  type Answer,
  type Body,
  type EndpointName,
  type Params,
  type Query,
  type Row,
} from '#src/contract/endpoints.ts'
import { activeHeader, consoleHeader } from '#src/contract/gateway.ts'
import { gatewayProblemType, Problem, problemText } from '#src/contract/problem.ts'
import { buildUrl } from '#src/contract/request.ts'
import { z } from '#src/contract/zod.ts'
import { takeActivity } from './active.ts'
import { noteServerDate } from './clock.ts'
import { takeEarly } from './early.ts'
import { ApiError, kindOfStatus, type CallName } from './error.ts'
import { noteStatus, standing } from './standing.ts'

export type Endpoints = typeof endpoints
export type BulkName = 'keyRevokeBulk' | 'sharedKeyRevokeBulk'

/** How a request leaves the browser. The demo puts its guarded fetch here; nothing else differs. */
type Transport = (url: string, init: RequestInit) => Promise<Response>
// Late-bound: a fetch that was captured at import time is not seen by the mock's in-page fallback.
let transport: Transport = (url, init) => takeEarly(url, init) ?? globalThis.fetch(url, init)
export const setTransport = (fetch: Transport): void => {
  transport = fetch
}

/** The API publishes no rate limit; four at once is polite (unloc-api 8). */
const atOnce = 4
let running = 0
const waiting: (() => void)[] = []

const timeoutMs = 30_000

interface Options<R extends Row> {
  query?: Query<R> | undefined
  body?: Body<R>
  signal?: AbortSignal | undefined
  /** Asked when the request's turn has come; what it throws keeps the request from leaving. */
  beforeSend?: (() => void) | undefined
}

/**
 * Calls one row of the contract and returns its parsed answer.
 * @throws ApiError for every answer that is not a readable 2xx, and when none came
 * @throws UnsafeRequest before sending, when a path or filter has a hole
 */
export async function call<N extends Exclude<EndpointName, BulkName>>(
  name: N,
  params: Params<Endpoints[N]>,
  { query, body, ...how }: Options<Endpoints[N]> = {},
): Promise<Answer<Endpoints[N]>> {
  const row: Row = endpoints[name]
  return (await send({ name, url: buildUrl(row, params, query as undefined), row, body, ...how })) as Answer<
    Endpoints[N]
  >
}

/** What a reader makes of an answer, or where it could not (`keys.7.id`). */
type Reading<T> = { read: T } | { unread: string[] }

/**
 * As `call` for a row that takes no body, with a reader of one's own instead of the row's shape: for long lists.
 * @throws ApiError UnsafeRequest
 */
export async function callRead<N extends Exclude<EndpointName, BulkName>, T>(
  name: N,
  params: Params<Endpoints[N]>,
  { query, ...how }: Omit<Options<Endpoints[N]>, 'body'>,
  reader: (json: unknown) => Reading<T>,
): Promise<T> {
  const row: Row = endpoints[name]
  return (await send({ name, url: buildUrl(row, params, query as undefined), row, ...how, reader })) as T
}

/**
 * Calls a path of the gateway's own and returns its parsed answer. It waits for no turn: who signs in does not queue
 * behind calls that hang. @throws ApiError
 */
export async function callGateway<Shape extends z.ZodMiniType>({
  name,
  method = 'GET',
  url,
  answer,
  body,
  signal,
}: {
  name: CallName
  method?: 'GET' | 'POST' | 'DELETE'
  url: string
  answer: Shape
  body?: unknown
  signal?: AbortSignal | undefined
}): Promise<z.infer<Shape>> {
  return (await make({ name, url, row: { method, answer }, body, signal })) as z.infer<Shape>
}

/** A request that is ready to leave. */
interface Leaving extends Pick<Options<Row>, 'signal' | 'beforeSend'> {
  name: CallName
  url: string
  row: Pick<Row, 'method' | 'answer'>
  body?: unknown
  headers?: Record<string, string>
  reader?: (json: unknown) => Reading<unknown>
}

/** Sends it when its turn has come: for `call` and its like, which alone know what may be sent. */
export async function send(leaving: Leaving): Promise<unknown> {
  // A place that gets free is handed on, so that no newcomer takes it in between.
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    leaving.beforeSend?.()
    return await make(leaving)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

async function make({ name, url, row, body, headers, signal, reader }: Leaving): Promise<unknown> {
  const writes = row.method !== 'GET'
  const turn = standing.turn()
  const response = await transport(url, {
    method: row.method,
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      // A page of another site cannot set this header without being asked first.
      ...(writes ? { [consoleHeader]: '1' } : {}),
      ...(takeActivity() ? { [activeHeader]: '1' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError({ kind: 'unreachable', endpoint: name, maybeApplied: writes, cause })
  })
  noteServerDate(response.headers.get('Date'))
  // A wrong password is no end of a session, and who may ask whether somebody is signed in is not let in by that.
  if (name !== 'signIn' && name !== 'sessionGet') noteStatus(response.status, turn)
  const text = await response.text().catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError({ kind: 'unreachable', endpoint: name, status: response.status, maybeApplied: writes })
  })
  if (!response.ok) throw refusal(name, response, text, writes)
  return read(name, reader ?? byShape(row), response, text, writes)
}

function refusal(name: CallName, response: Response, text: string, writes: boolean): ApiError {
  const problem = Problem.safeParse(parseJson(text))
  const words = problem.success ? problemText(problem.data) : plainWords(text)
  const kind = kindOfStatus(response.status)
  return new ApiError({
    kind,
    endpoint: name,
    status: response.status,
    words,
    gateway:
      problem.success && problem.data.type === gatewayProblemType ? (problem.data.title ?? '') : undefined,
    invalidParams:
      (problem.success ? problem.data.invalidParams : undefined)?.map((param) => ({
        name: param.name,
        reason: param.reason ?? '',
      })) ?? [],
    retryAfter: retryAfterMs(response.headers.get('Retry-After')),
    maybeApplied: writes && ((problem.success ? problem.data.maybeApplied : undefined) ?? kind === 'server'),
  })
}

const byShape =
  (row: Pick<Row, 'answer'>) =>
  (json: unknown): Reading<unknown> => {
    const parsed = z.safeParse(row.answer, json)
    return parsed.success ? { read: parsed.data } : { unread: pathsOf(parsed.error) }
  }

/** Where a shape did not fit. */
export const pathsOf = (error: z.core.$ZodError): string[] => [
  ...new Set(error.issues.map((issue) => issue.path.join('.') || 'the answer itself')),
]

function read(
  name: CallName,
  reader: (json: unknown) => Reading<unknown>,
  response: Response,
  text: string,
  writes: boolean,
): unknown {
  const reading = reader(text.trim() === '' ? undefined : parseJson(text))
  if ('read' in reading) return reading.read
  throw new ApiError({
    kind: 'unreadable',
    endpoint: name,
    status: response.status,
    words: `Unexpected answer at ${reading.unread.join(', ')}`,
    maybeApplied: writes,
  })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** A short plain-text body is the API's words; a page of HTML is a proxy's and says nothing to a person. */
const plainWords = (text: string): string | undefined => {
  const trimmed = text.trim()
  return trimmed && !trimmed.startsWith('<') && trimmed.length <= 300 ? trimmed : undefined
}

const retryAfterMs = (header: string | null): number | undefined => {
  if (header === null) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
