import { fetch, type Response as Answer } from 'undici'
import { requestIdHeader } from '#src/contract/gateway.ts'
import { problem } from './problem.ts'
import type { Deadline, Upstream } from './upstream.ts'

export interface Call {
  method: string
  /** Path and query, built by the gateway. */
  url: string
  /** JSON text, for the rows that take a body. */
  body?: string | undefined
  token?: string | undefined
  requestId?: string | undefined
  /** Whether it may change something, so that a lost answer leaves its outcome unknown. */
  writes: boolean
  deadline: Deadline
  /** The browser's own: a read that nobody waits for any more is given up. A write is not, it would end unknown. */
  signal?: AbortSignal | undefined
}

const triesAtMost = 3
/** Between two tries at most: Unloc's own Retry-After, or our back-off. Whoever is told to wait longer waits himself. */
const pauseAtMost = 2_000
const firstPause = 200

/**
 * Makes a call upstream with a request built from nothing: of the browser's headers none goes along, and of the
 * answer only status, body and three headers come back. A redirect is not followed, and what is no JSON is not passed
 * on. What failed on the way becomes a 502 or 504 problem, which says for a write that it may have been applied.
 *
 * A GET that met trouble which may pass is made again, up to three times in all, as long as nothing of its answer
 * was passed on. A POST or DELETE is made once: a repeated create hands out a second key (unloc-api 5.4).
 */
export async function forward(upstream: Upstream, call: Call): Promise<Response> {
  const { writes, method, deadline } = call
  const { limits, random, pause } = upstream
  if (writes && deadline.left() < limits.writeMs)
    return problem(
      504,
      'Unloc is too slow',
      'It took too long before this could be sent. Nothing was sent.',
      {},
      false,
    )
  for (let tries = 1; ; tries++) {
    const { response, mayPass } = await once(upstream, call)
    if (!mayPass || method !== 'GET' || tries === triesAtMost || call.signal?.aborted) return response
    const told = retryAfterMs(response.headers.get('retry-after'))
    // Spread, so that those who were refused together do not come back together.
    const ms = told ?? firstPause * 2 ** (tries - 1) * (0.5 + random())
    if (ms > pauseAtMost || ms >= deadline.left()) return response
    const stopped = await pause(ms, either(deadline.signal, call.signal)).catch(() => 'stopped')
    if (stopped === 'stopped') return response
  }
}

/** An answer, and whether the same call may well have another one a moment later. */
interface Try {
  response: Response
  mayPass: boolean
}

/** Statuses of somebody who is busy or not there, in front of Unloc or in it. */
const passing = [429, 502, 503, 504]

async function once(upstream: Upstream, call: Call): Promise<Try> {
  const { method, url, body, token, requestId, writes, deadline } = call
  const { limits } = upstream
  try {
    const answer = await fetch(upstream.origin + url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(requestId === undefined ? {} : { [requestIdHeader]: requestId }),
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      dispatcher: writes ? upstream.writes : upstream.reads,
      signal: writes ? deadline.signal : either(deadline.signal, call.signal),
    })
    const { status } = answer
    if (answer.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
      await answer.body?.cancel()
      return final(odd(writes, 'Unloc answered with a redirect, which is not followed.'))
    }
    // The server library takes any status, and fails on it when it is too late.
    if (status > 599) {
      await answer.body?.cancel()
      return final(odd(writes, `Unloc answered with a status that there is not (${status}).`))
    }
    const pieces = read(answer, limits.answerBytes)
    if (!writes && answer.ok && status !== 204) return final(await streamed(answer, pieces))
    // A write's answer is read whole first: one that breaks off half-way must not look like a plain success.
    const response = passedOn(answer, writes, await whole(pieces))
    return { response, mayPass: passing.includes(status) }
  } catch (cause) {
    const timedOut = deadline.signal.aborted
    return { response: failure(cause, writes, timedOut), mayPass: !timedOut && !(cause instanceof TooMuch) }
  }
}

const final = (response: Response): Try => ({ response, mayPass: false })

class TooMuch extends Error {}

/** The pieces of an answer's body, up to a limit. @throws TooMuch, or what broke */
async function* read(answer: Answer, limit: number): AsyncGenerator<Uint8Array, void, void> {
  if (!answer.body) return
  let length = 0
  for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
    length += piece.length
    if (length > limit) throw new TooMuch()
    yield piece
  }
}

type Pieces = ReturnType<typeof read>

async function whole(pieces: Pieces): Promise<string> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all).toString()
}

const blank = /^[\s\uFEFF]*$/

/**
 * A list as it comes. Its beginning is waited for: it shows whether this is JSON at all (a wall that wants a sign-in
 * answers 200 and a page), and until then the call can be made again.
 */
async function streamed(answer: Answer, pieces: Pieces): Promise<Response> {
  const held: Uint8Array[] = []
  const beginning = () => Buffer.concat(held).toString()
  while (blank.test(beginning())) {
    const { done, value } = await pieces.next()
    if (done) break
    held.push(value)
  }
  if (!/^[\s\uFEFF]*[[{]/.test(beginning())) {
    await pieces.return()
    return odd(false, `Unloc answered (${answer.status}) with something that is no data.`)
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = held.shift()
      if (next) return controller.enqueue(next)
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void pieces.return().catch(() => {}),
  })
  return new Response(body, { status: answer.status, headers: passedBack(answer) })
}

/** An answer that was read whole. A 401 stays one whatever is in it: it is the token's matter. */
function passedOn(answer: Answer, writes: boolean, text: string): Response {
  const { status } = answer
  const empty = blank.test(text)
  if (empty || isJson(text) || status === 401)
    return new Response(empty || status === 204 ? null : text, { status, headers: passedBack(answer) })
  const retryAfter = answer.headers.get('retry-after')
  const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter }
  // Whoever stands in front of Unloc may say this, in a page of his own; nothing was let through.
  if (status === 429)
    return problem(
      429,
      'Unloc asks us to slow down',
      'Too many calls at once. Nothing was changed.',
      headers,
      false,
    )
  return odd(writes, `Unloc answered (${status}) with something that is no data.`, headers)
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Only what the console reads, and the kind of the body as what it was found to be. */
function passedBack(answer: Answer): Record<string, string> {
  const kind = answer.headers.get('content-type') ?? ''
  const passed = ['date', 'retry-after'].flatMap((name) => {
    const value = answer.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    'content-type': /^application\/([\w.-]+\+)?json\b/i.test(kind) ? kind : 'application/json',
    'cache-control': 'no-store',
  }
}

const fate = (writes: boolean) =>
  writes
    ? 'It may have been applied, which is unknown here: look at the list before you try again.'
    : 'Nothing was changed.'

const odd = (writes: boolean, what: string, headers: Record<string, string> = {}) =>
  problem(502, 'Unexpected answer from Unloc', `${what} ${fate(writes)}`, headers, writes)

function failure(cause: unknown, writes: boolean, timedOut: boolean): Response {
  const code = codeOf(cause)
  if (neverLeft.includes(code) || /CERT|SIGNATURE/.test(code))
    return problem(
      502,
      'Unloc cannot be reached',
      'The gateway got no connection to Unloc. Nothing was sent.',
      {},
      false,
    )
  if (timedOut || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code))
    return problem(
      504,
      'Unloc did not answer in time',
      `The gateway stopped waiting. ${fate(writes)}`,
      {},
      writes,
    )
  if (cause instanceof TooMuch) return odd(writes, 'Unloc answered with more than the gateway takes.')
  return problem(502, 'The connection to Unloc broke', `No complete answer came. ${fate(writes)}`, {}, writes)
}

/** Failures before the first byte was sent: the only ones after which a write has surely not happened. */
const neverLeft = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** The code of what is at the bottom of a failed fetch. */
function codeOf(problem: unknown): string {
  const cause = problem instanceof Error ? problem.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

const either = (one: AbortSignal, other: AbortSignal | undefined) =>
  other ? AbortSignal.any([one, other]) : one

/** Milliseconds that a Retry-After asks for, in either of its forms. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
