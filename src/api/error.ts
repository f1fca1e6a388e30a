import type { EndpointName } from '#src/contract/endpoints.ts'
import type { InvalidParam } from '#src/contract/problem.ts'

/**
 * What kind of trouble a call met:
 * `unreachable` no answer came · `refused` 4xx · `session` 401 · `forbidden` 403 · `missing` 404/405 ·
 * `conflict` 409 · `busy` 429 · `server` 5xx · `unreadable` an answer that is not what the contract says.
 */
export type ApiErrorKind =
  | 'unreachable'
  | 'refused'
  | 'session'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'busy'
  | 'server'
  | 'unreadable'

/** A row of the contract, or one of the gateway's own. */
export type CallName = EndpointName | 'sessionGet' | 'signIn' | 'signOut' | 'auditList'

/** The one error of every call. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly kind: ApiErrorKind
  readonly endpoint: CallName
  readonly status: number | undefined
  /** The other side's own words, as it sent them. */
  readonly words: string | undefined
  /** The gateway's name for trouble of its own; undefined where Unloc itself has answered, or nobody. */
  readonly gateway: string | undefined
  readonly invalidParams: InvalidParam[]
  /** Milliseconds that the API asked us to wait. */
  readonly retryAfter: number | undefined
  /** True when a write may or may not have taken effect: read before trying again. */
  readonly maybeApplied: boolean

  constructor(facts: {
    kind: ApiErrorKind
    endpoint: CallName
    status?: number | undefined
    words?: string | undefined
    gateway?: string | undefined
    invalidParams?: InvalidParam[]
    retryAfter?: number | undefined
    maybeApplied?: boolean
    cause?: unknown
  }) {
    super(`${facts.endpoint}: ${facts.words ?? facts.kind}`, { cause: facts.cause })
    this.kind = facts.kind
    this.endpoint = facts.endpoint
    this.status = facts.status
    this.words = facts.words
    this.gateway = facts.gateway
    this.invalidParams = facts.invalidParams ?? []
    this.retryAfter = facts.retryAfter
    this.maybeApplied = facts.maybeApplied ?? false
  }
}

/** The kind of a status that is not 2xx. */
export function kindOfStatus(status: number): ApiErrorKind {
  if (status === 401) return 'session'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 405) return 'missing'
  if (status === 409) return 'conflict'
  if (status === 429) return 'busy'
  return status >= 500 ? 'server' : 'refused'
}
