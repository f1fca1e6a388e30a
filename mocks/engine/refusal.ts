import type { InvalidParam } from '#src/contract/problem.ts'

/** A refused request: the status and the body that the API is known to send with it (unloc-api 5.1). */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly body: Record<string, unknown>
  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

/** 400 with one entry per refused field. */
export const invalid = (invalidParams: InvalidParam[], detail = 'The request is not valid'): Refusal =>
  new Refusal(400, { title: 'Validation Error', detail, invalidParams })

/** 404 for an id that this project does not have. */
export const notFound = (what: string): Refusal =>
  new Refusal(404, { title: 'Not Found', detail: `${what} not found` })

/** 403: the token is good, the thing is not for it. */
export const forbidden = (detail: string): Refusal => new Refusal(403, { title: 'Forbidden', detail })

/** 409: the thing is in a state that does not allow it. */
export const conflict = (detail: string): Refusal => new Refusal(409, { title: 'Conflict', detail })

/** 401 for a missing, broken or expired token (unloc-api 5.1). */
export const badToken = (errorDescription: string): Refusal =>
  new Refusal(401, { error: 'JsonWebTokenError', errorDescription })

/** The token endpoint speaks OAuth: snake_case, `error` and `error_description`. */
export const oauth = (status: 400 | 401, error: string, error_description: string): Refusal =>
  new Refusal(status, { error, error_description })
