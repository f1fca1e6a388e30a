import { lenient, z } from './zod.ts'

// What the console and its own gateway say to each other, beside the API's rows. The demo's door answers the same.

/** `viewer` reads; `manager` may do everything that the console can. */
export const Role = z.enum(['viewer', 'manager'])
export type Role = z.infer<typeof Role>

/** The gateway's own paths. Everything else under `/gateway/` is a 404. */
export const gatewayPaths = {
  /** GET: who is signed in. POST `SignIn`: sign in by password. DELETE: sign out. */
  session: '/gateway/session',
  /** A page to navigate to: OpenID Connect sign-in; `?return=` is a path of the console to come back to. */
  oidcStart: '/gateway/oidc',
  oidcCallback: '/gateway/oidc/callback',
  /** To come back to in a tab that was opened for the sign-in alone: a page that says so. */
  oidcDone: '/gateway/oidc/done',
  /** GET, managers only: a page of the record of writes, `AuditQuery` → `AuditPage`. */
  audit: '/gateway/audit',
} as const

/** A header that no foreign page can set without being asked first; every write carries it with the value `1`. */
export const consoleHeader = 'x-unloc-console'
/**
 * On reads, with the value `1`: the person has pressed or touched something since the last call. Writes say so by
 * themselves; what the console asks for unasked (jobs that are watched, lists read again) keeps no session alive.
 */
export const activeHeader = 'x-unloc-active'
/** On a bulk revoke: how many live keys the person was shown, as a decimal number. */
export const shownHeader = 'x-unloc-shown'
/** On every answer of the gateway; the same id stands in its log and in the record of writes. */
export const requestIdHeader = 'x-request-id'

/** How one can sign in here. None at all: a gateway on its own machine only, whoever reaches it is a manager. */
export const SignInWay = z.enum(['password', 'oidc'])
export type SignInWay = z.infer<typeof SignInWay>

/** The answer to GET and POST `session`, always 200 for GET: `person` is absent when nobody is signed in. */
export const Session = z.looseObject({
  person: lenient(z.looseObject({ name: z.string(), role: Role })),
  ways: z.array(SignInWay),
  /** Host of the Unloc that is behind, such as `api.unloc.app`; the demo says `demo`. */
  unloc: z.string(),
})
export type Session = z.infer<typeof Session>

export const SignIn = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  password: z.string().check(z.minLength(1), z.maxLength(1000)),
})
export type SignIn = z.infer<typeof SignIn>

/**
 * One write, as the record holds it. `status`: what the browser was answered; absent when the gateway ended before an
 * answer, so that nobody knows whether it took effect.
 */
export const AuditRow = z.looseObject({
  id: z.int(),
  /** ISO instant, the gateway's clock. */
  at: z.string(),
  requestId: z.string(),
  person: z.string(),
  role: z.string(),
  /** Name of the contract's row, such as `keyCreate` or `keyRevokeBulk`. */
  action: z.string(),
  projectId: lenient(z.string()),
  /** What the write was about: people's numbers, lock ids, key id, number of keys. JSON of the gateway's own making. */
  about: lenient(z.record(z.string(), z.unknown())),
  /** Keys that the person was shown before a bulk revoke. */
  shown: lenient(z.number()),
  status: lenient(z.int()),
  /** The API's words for a refusal, or the job's id. */
  outcome: lenient(z.string()),
})
export type AuditRow = z.infer<typeof AuditRow>

/** Newest first. `before`: ids below this one; `text`: found anywhere in a row, letters of either case. */
export const AuditQuery = z.strictObject({
  projectId: z.string().check(z.minLength(1)),
  before: z.optional(z.int()),
  text: z.optional(z.string().check(z.maxLength(200))),
  limit: z.optional(z.int().check(z.gte(1), z.lte(500))),
})
export const AuditPage = z.looseObject({ rows: z.array(AuditRow), more: z.boolean() })
export type AuditPage = z.infer<typeof AuditPage>
