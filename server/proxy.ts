import { problem } from './problem.ts'

export interface Call {
  upstream: string
  method: string
  /** Path and query, built by the gateway. */
  url: string
  /** JSON text, for the rows that take a body. */
  body?: string | undefined
  token?: string | undefined
  timeoutMs: number
  /** The browser's own: a read that nobody waits for any more is given up. A write is not, it would end unknown. */
  signal?: AbortSignal | undefined
}

/**
 * Makes one call upstream, once, with a request built from nothing: of the browser's headers none goes along. Of the
 * answer only status, body and three headers come back. What failed on the way becomes a 502 or 504 problem, which
 * says for a write that its outcome is unknown.
 */
export async function forward({
  upstream,
  method,
  url,
  body,
  token,
  timeoutMs,
  signal,
}: Call): Promise<Response> {
  const writes = method !== 'GET'
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(upstream + url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: !writes && signal ? AbortSignal.any([timeout, signal]) : timeout,
    })
    if (answer.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400))
      return problem(
        502,
        'Unexpected answer from Unloc',
        `Unloc answered with a redirect, which is not followed.`,
      )
    // A write's answer is read whole first: one that breaks off half-way must not look like a plain success.
    const content = writes ? await answer.arrayBuffer() : answer.body
    return new Response(bodiless(answer.status) ? null : content, {
      status: answer.status,
      headers: { ...passedBack(answer.headers), 'cache-control': 'no-store' },
    })
  } catch (cause) {
    return failure(cause, writes, timeout.aborted)
  }
}

function failure(cause: unknown, writes: boolean, timedOut: boolean): Response {
  if (neverLeft(cause))
    return problem(
      502,
      'Unloc cannot be reached',
      'The gateway got no connection to Unloc. Nothing was sent.',
    )
  const fate = writes
    ? 'Whether it took effect is unknown: look at the list before you try again.'
    : 'Nothing was changed.'
  return timedOut
    ? problem(504, 'Unloc did not answer in time', `The gateway stopped waiting. ${fate}`)
    : problem(502, 'The connection to Unloc broke', `No complete answer came. ${fate}`)
}

/** Failures before the first byte was sent: the only ones after which a write has surely not happened. */
const neverLeft = (problem: unknown): boolean => {
  const cause = problem instanceof Error ? problem.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ].includes(String(code))
}

const bodiless = (status: number) => status === 204 || status === 304

function passedBack(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    ['content-type', 'date', 'retry-after'].flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}
