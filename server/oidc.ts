import * as client from 'openid-client'
import { isLoopback } from './settings.ts'
import type { Person } from './session.ts'

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  scope: string
  /** Claim with the person's name; undefined: `preferred_username`, else `email`, else `sub`. */
  nameClaim: string | undefined
  /** Claim with the roles, a word or a list of words; `a.b` also reaches `b` in `a`. */
  roleClaim: string
  managerRoles: string[]
  viewerRoles: string[]
}

/** Why nobody was signed in, for the person (`message`) and in a word for the log (`why`). */
export class OidcProblem extends Error {
  override name = 'OidcProblem'
  /** Where the person wanted to go, as far as that is known. */
  returnTo: string | undefined
  constructor(
    readonly status: 400 | 403 | 502,
    readonly title: string,
    message: string,
    readonly why: string,
  ) {
    super(message)
  }
}

export interface Oidc {
  /** Where to send a browser to; `browser` is the value of its sign-in cookie. @throws OidcProblem */
  start(browser: string, returnTo: string): Promise<URL>
  /** Who came back with this query, and where they wanted to go. Each start can be finished once. @throws OidcProblem */
  finish(browser: string | undefined, search: string): Promise<{ person: Person; returnTo: string }>
}

interface Begun {
  nonce: string
  verifier: string
  returnTo: string
  browser: string
  until: number
}

export const signInLasts = 10 * 60_000
const keepAtMost = 2000

/**
 * Sign-in by an OpenID Connect provider: code flow with PKCE, state and nonce. What was begun is kept here, by its
 * state, and belongs to one browser. The provider is looked up when it is first needed, so that the gateway starts
 * without it. `now` is epoch milliseconds.
 */
export function createOidc(
  settings: OidcSettings,
  { redirectUri, now, timeoutMs = 10_000 }: { redirectUri: string; now: () => number; timeoutMs?: number },
): Oidc {
  const begun = new Map<string, Begun>()
  let known: Promise<client.Configuration> | undefined

  const provider = (): Promise<client.Configuration> => {
    known ??= discover(settings, timeoutMs).catch((cause: unknown) => {
      known = undefined
      throw unreachable(cause)
    })
    return known
  }

  return {
    async start(browser, returnTo) {
      const config = await provider()
      const [state, nonce, verifier] = [
        client.randomState(),
        client.randomNonce(),
        client.randomPKCECodeVerifier(),
      ]
      for (const [key, { until }] of begun) if (now() >= until) begun.delete(key)
      if (begun.size >= keepAtMost) begun.delete(begun.keys().next().value ?? '')
      begun.set(state, { nonce, verifier, returnTo, browser, until: now() + signInLasts })
      return client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },

    async finish(browser, search) {
      const query = new URLSearchParams(search)
      const state = query.get('state') ?? ''
      const found = begun.get(state)
      // Whoever cannot show the cookie does not use up the sign-in of the one who can.
      if (!found || found.browser !== browser || now() >= found.until) throw stale()
      begun.delete(state)
      const { returnTo } = found
      try {
        const error = query.get('error')
        if (error !== null) throw refused(error)
        return { person: personOf(await claimsOf(found, state, search), settings), returnTo }
      } catch (cause) {
        if (cause instanceof OidcProblem) cause.returnTo = returnTo
        throw cause
      }
    },
  }

  /** What the provider says of whoever came back. @throws OidcProblem */
  async function claimsOf(found: Begun, state: string, search: string): Promise<Record<string, unknown>> {
    const config = await provider()
    try {
      const tokens = await client.authorizationCodeGrant(config, new URL(`${redirectUri}${search}`), {
        pkceCodeVerifier: found.verifier,
        expectedState: state,
        expectedNonce: found.nonce,
        idTokenExpected: true,
      })
      return { ...tokens.claims() }
    } catch (cause) {
      throw failed(cause)
    }
  }
}

async function discover(settings: OidcSettings, timeoutMs: number): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings
  const url = new URL(issuer)
  return client.discovery(url, clientId, undefined, secretAsTaken(clientSecret), {
    timeout: Math.ceil(timeoutMs / 1000),
    // Settings take plain http on loopback alone.
    ...(url.protocol === 'http:' && isLoopback(url.hostname)
      ? { execute: [client.allowInsecureRequests] }
      : {}),
  })
}

/**
 * The secret in the body, which nearly all providers take; in the header only for those that say they take nothing
 * else, since they do not agree on how its `-` and `_` are written there.
 */
export const secretAsTaken =
  (secret: string): client.ClientAuth =>
  (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? []
    const inHeader = ways.includes('client_secret_basic') && !ways.includes('client_secret_post')
    const auth = inHeader ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
    auth(server, ...rest)
  }

/** @throws OidcProblem when no claim makes the person a manager or a viewer */
export function personOf(claims: Record<string, unknown>, settings: OidcSettings): Person {
  const { nameClaim, roleClaim, managerRoles, viewerRoles } = settings
  const names = [...(nameClaim === undefined ? ['preferred_username', 'email'] : [nameClaim]), 'sub']
  const name = names.flatMap((one) => wordsOf(claims, one)).find((one) => one !== '') ?? 'unnamed'
  const roles = wordsOf(claims, roleClaim)
  const has = (wanted: string[]) => wanted.some((one) => roles.includes(one))
  const role = has(managerRoles) ? 'manager' : has(viewerRoles) ? 'viewer' : undefined
  if (role === undefined)
    throw new OidcProblem(
      403,
      'You have no access to this console',
      `You are signed in at your provider as ${name}, but nobody has given you a role here. Ask whoever looks after the console.`,
      'no role',
    )
  return { name, role }
}

/** The words of a claim: its own name first, since names may hold dots, then the path that the dots make. */
function wordsOf(claims: Record<string, unknown>, claim: string): string[] {
  let value: unknown = claims[claim]
  if (value === undefined)
    value = claim
      .split('.')
      .reduce<unknown>(
        (at, key) =>
          typeof at === 'object' && at !== null && Object.hasOwn(at, key)
            ? (at as Record<string, unknown>)[key]
            : undefined,
        claims,
      )
  return [value]
    .flat()
    .filter((one) => typeof one === 'string')
    .map((one) =>
      one
        .replace(/\p{Cc}/gu, '')
        .trim()
        .slice(0, 100),
    )
}

const again = 'Go back to the console and sign in again.'
const stale = () =>
  new OidcProblem(
    400,
    'This sign-in is over',
    `It was finished already, took more than ten minutes, or was begun in another browser. ${again}`,
    'stale',
  )
const refused = (error: string) =>
  error === 'access_denied'
    ? new OidcProblem(403, 'You were not signed in', `Your provider did not let you in. ${again}`, 'denied')
    : new OidcProblem(
        502,
        'You were not signed in',
        `Your provider reported a problem. ${again}`,
        codeOf(error),
      )
const unreachable = (cause: unknown) =>
  new OidcProblem(
    502,
    'Your sign-in provider cannot be reached',
    `Nothing is wrong with your account. Try again in a moment; if it stays, tell whoever looks after the console.`,
    whyOf(cause),
  )
const failed = (cause: unknown) =>
  new OidcProblem(
    502,
    'You were not signed in',
    `The answer of your sign-in provider could not be trusted or did not come. ${again}`,
    whyOf(cause),
  )

/** Code of an error of the library or the network, without its message: that may quote the answer. */
const whyOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'unknown'
  const inner = cause.cause instanceof Error ? cause.cause : undefined
  const code = (one: Error | undefined) => (one && 'code' in one ? String(one.code) : undefined)
  return codeOf(code(inner) ?? code(cause) ?? cause.name)
}
const codeOf = (text: string) => text.replace(/[^\w.-]/g, '').slice(0, 60)
