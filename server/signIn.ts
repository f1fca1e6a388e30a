import { randomBytes } from 'node:crypto'
import { gatewayPaths, SignIn, type Session as SessionAnswer, type SignInWay } from '#src/contract/gateway.ts'
import { z } from '#src/contract/zod.ts'
import { createLimiter, Crowded, takeAll, type Limiter } from './limits.ts'
import { OidcProblem, signInLasts, type Oidc } from './oidc.ts'
import { problem } from './problem.ts'
import { createSessions, type Person } from './session.ts'
import { keyOf, type Users } from './users.ts'
import { plainPage } from './site.ts'

// `__Host-`: the browser takes it for this host alone, from this host alone, over a connection that it trusts.
export const sessionCookie = '__Host-unloc-session'
/** Lax, since the provider's site sends the browser back; it is worth nothing without what was begun with it. */
export const signInCookie = '__Host-unloc-sign-in'
const cookie = (name: string, value: string, rest: string) =>
  `${name}=${value}; Path=/; HttpOnly; Secure; ${rest}`
const gone = (name: string, site: 'Strict' | 'Lax') => cookie(name, '', `SameSite=${site}; Max-Age=0`)

const minute = 60_000
/** Wrong passwords, from one address for one name, from one address, and for one name from anywhere. */
const limits = {
  pair: { max: 10, windowMs: 15 * minute },
  address: { max: 60, windowMs: 15 * minute },
  // Short: whoever knows a name could otherwise keep its owner out from everywhere.
  name: { max: 30, windowMs: minute },
  oidc: { max: 60, windowMs: 5 * minute },
}
const rememberAtMost = 5000

/** Pages that one gets to from the provider's site. */
export const oidcPaths: string[] = [gatewayPaths.oidcStart, gatewayPaths.oidcCallback, gatewayPaths.oidcDone]

/** A call to one of the paths of sign-in. */
export interface SignInCall {
  method: string
  path: string
  /** With its question mark, or empty. */
  search: string
  cookies: Record<string, string>
  /** A person has done something since the last call. */
  active: boolean
  /** What the caller is counted by. */
  address: string
  readText(): Promise<string>
}

/** `row` and `person` are for the log, as is `why`. */
export interface SignInAnswer {
  row: string
  response: Response
  person?: string | undefined
  why?: string | undefined
}

export interface SignInDoor {
  /** Who calls, by their cookie; `active` as with sessions. Without any way to sign in it is the one at the machine. */
  personOf(cookies: Record<string, string>, active: boolean): Person | undefined
  /** Answers the paths of sign-in; undefined for any other. */
  answer(call: SignInCall): Promise<SignInAnswer> | undefined
}

/** Everything between a person and a session. `unloc` is the host of the Unloc behind. */
export function createSignIn(options: {
  users?: Users | undefined
  oidc?: Oidc | undefined
  unloc: string
  sessionLimits: { idleMs: number; absoluteMs: number }
  now: () => number
}): SignInDoor {
  const { users, oidc, unloc, now } = options
  const ways: SignInWay[] = [...(users ? ['password' as const] : []), ...(oidc ? ['oidc' as const] : [])]
  const sessions = createSessions({
    ...options.sessionLimits,
    now,
    stampOf: (name) => users?.stampOf(name),
  })
  const pairs = createLimiter({ ...limits.pair, now })
  const addresses = createLimiter({ ...limits.address, now })
  const names = createLimiter({ ...limits.name, now })
  const oidcStarts = createLimiter({ ...limits.oidc, now })
  /** Address and name that went well together before: others who try this name do not keep them out. */
  const wellKnown = new Set<string>()

  const personOf: SignInDoor['personOf'] = (cookies, active) =>
    ways.length === 0 ? { name: 'local', role: 'manager' } : sessions.find(cookies[sessionCookie], active)

  const told = (person: Person | undefined, headers: [string, string][] = []): Response => {
    const answer: SessionAnswer = { ...(person ? { person: { ...person } } : {}), ways, unloc }
    return new Response(JSON.stringify(answer), {
      headers: [['content-type', 'application/json'], ['cache-control', 'no-store'], ...headers],
    })
  }

  /** A session with an id of its own; the one that the browser had before ends. */
  const begin = (cookies: Record<string, string>, person: Person, stamp?: string): [string, string] => {
    sessions.end(cookies[sessionCookie])
    return ['set-cookie', cookie(sessionCookie, sessions.start(person, stamp), 'SameSite=Strict')]
  }

  async function byPassword(call: SignInCall): Promise<SignInAnswer> {
    const { cookies, address } = call
    const row = 'signIn'
    if (!users) return { row, response: problem(404, 'Not found', 'Nobody signs in by password here.') }
    const asked = z.safeParse(SignIn, readJson(await call.readText()))
    if (!asked.success)
      return { row, response: problem(400, 'Malformed request', 'Give a name and a password.') }
    const { name, password } = asked.data
    const known = `${address} ${keyOf(name)}`
    const counted: [Limiter, string][] = [
      [addresses, address],
      [pairs, known],
      ...(wellKnown.has(known) ? [] : [[names, keyOf(name)] satisfies [Limiter, string]]),
    ]
    // Before the password is looked at: a flood must not cost a hash each.
    const wait = takeAll(counted)
    if (wait !== undefined) return { row, response: tooMany(wait), why: 'too many tries' }
    try {
      const found = await users.verify(name, password)
      if (!found) {
        const wrong = problem(401, 'Not signed in', 'The name or the password is not right.')
        return { row, response: wrong, why: 'wrong name or password' }
      }
      for (const [limiter, key] of counted) limiter.giveBack(key)
      pairs.forget(known)
      if (wellKnown.size >= rememberAtMost) wellKnown.delete(wellKnown.values().next().value ?? '')
      wellKnown.add(known)
      const { person, stamp } = found
      return { row, person: person.name, response: told(person, [begin(cookies, person, stamp)]) }
    } catch (cause) {
      if (!(cause instanceof Crowded)) throw cause
      for (const [limiter, key] of counted) limiter.giveBack(key)
      return { row, response: tooMany(5), why: 'crowded' }
    }
  }

  function signOut({ cookies }: SignInCall): SignInAnswer {
    const person = sessions.find(cookies[sessionCookie], false)
    sessions.end(cookies[sessionCookie])
    const response = new Response(null, {
      status: 204,
      headers: [
        ['cache-control', 'no-store'],
        ['clear-site-data', '"cache"'],
        ['set-cookie', gone(sessionCookie, 'Strict')],
      ],
    })
    return { row: 'signOut', person: person?.name, response }
  }

  async function oidcStart(door: Oidc, { cookies, address, search }: SignInCall): Promise<SignInAnswer> {
    const row = 'oidcStart'
    const returnTo = ownPath(new URLSearchParams(search).get('return'))
    const wait = oidcStarts.take(address)
    if (wait !== undefined)
      return {
        row,
        response: plainPage(429, 'Too many sign-ins', `Wait ${inWords(wait)}, then try again.`, {
          onwards: wayOn(returnTo),
          headers: { 'retry-after': String(wait) },
        }),
        why: 'too many tries',
      }
    // One cookie for all tabs of a browser, so that signing in with two of them works in both.
    const held = cookies[signInCookie] ?? ''
    const browser = /^[\w-]{43}$/.test(held) ? held : randomBytes(32).toString('base64url')
    const url = await door.start(browser, returnTo).catch((cause: unknown) => {
      if (cause instanceof OidcProblem) cause.returnTo = returnTo
      throw cause
    })
    return {
      row,
      response: redirect(url.href, [
        ['set-cookie', cookie(signInCookie, browser, `SameSite=Lax; Max-Age=${signInLasts / 1000}`)],
      ]),
    }
  }

  async function oidcCallback(door: Oidc, { cookies, search }: SignInCall): Promise<SignInAnswer> {
    const { person, returnTo } = await door.finish(cookies[signInCookie], search)
    return {
      row: 'oidcCallback',
      person: person.name,
      response: redirect(returnTo, [begin(cookies, person)]),
    }
  }

  /** Pages, and not problem JSON: a person sees these. */
  const inPages = async (row: string, work: Promise<SignInAnswer>): Promise<SignInAnswer> => {
    try {
      return await work
    } catch (cause) {
      if (!(cause instanceof OidcProblem)) throw cause
      const { status, title, message, returnTo, why } = cause
      return { row, response: plainPage(status, title, message, { onwards: wayOn(returnTo) }), why }
    }
  }

  return {
    personOf,
    answer(call) {
      const { method, path, cookies, active } = call
      const reads = method === 'GET' || method === 'HEAD'
      if (path === gatewayPaths.session) {
        if (reads) return Promise.resolve({ row: 'session', response: told(personOf(cookies, active)) })
        if (method === 'POST') return byPassword(call)
        if (method === 'DELETE') return Promise.resolve(signOut(call))
        return Promise.resolve({ row: 'none', response: notAllowed('GET, POST, DELETE') })
      }
      if (!oidc || !oidcPaths.includes(path)) return undefined
      if (method !== 'GET') return Promise.resolve({ row: 'none', response: notAllowed('GET') })
      if (path === gatewayPaths.oidcDone) return Promise.resolve({ row: 'oidcDone', response: done() })
      return path === gatewayPaths.oidcStart
        ? inPages('oidcStart', oidcStart(oidc, call))
        : inPages('oidcCallback', oidcCallback(oidc, call))
    },
  }
}

/** Where a page of the gateway's own leads on: a tab that was opened for the sign-in has no page to go back to. */
const wayOn = (returnTo = '/') =>
  returnTo === gatewayPaths.oidcDone
    ? { href: `${gatewayPaths.oidcStart}?return=${gatewayPaths.oidcDone}`, words: 'Sign in again' }
    : { href: returnTo, words: 'Back to the console' }

const done = () =>
  plainPage(200, 'You are signed in', 'Close this tab, and go on in the one in which you were working.', {
    onwards: { href: '/', words: 'Or open the console here' },
  })

/** A path of the console to come back to; anything that could lead elsewhere is the first page. */
export function ownPath(asked: string | null): string {
  const text = asked ?? '/'
  if (text === gatewayPaths.oidcDone) return text
  if (text.length > 2000 || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text)) return '/'
  const base = 'https://console.invalid'
  if (!URL.canParse(text, base)) return '/'
  const { origin, pathname, search, hash } = new URL(text, base)
  // What a browser reads differently from how it is written (`/.//elsewhere`) is not taken at all.
  const same = origin === base && pathname === text.split(/[?#]/)[0]
  return same && /^\/(p(\/.*)?)?$/.test(pathname) ? pathname + search + hash : '/'
}

const redirect = (to: string, headers: [string, string][]) =>
  new Response(null, { status: 303, headers: [['location', to], ['cache-control', 'no-store'], ...headers] })

const notAllowed = (allow: string) =>
  problem(405, 'Method not allowed', `This path takes ${allow}.`, { allow })

const tooMany = (seconds: number) =>
  problem(429, 'Too many tries', `Wait ${inWords(seconds)}, then try again.`, {
    'retry-after': String(seconds),
  })

const inWords = (seconds: number) =>
  seconds < 100 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
