import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from '#src/contract/zod.ts'
import type { OidcSettings } from './oidc.ts'
import type { Credentials } from './token.ts'

export interface Settings {
  port: number
  host: string
  /** Origin of the API, without a path. */
  upstream: string
  credentials: Credentials
  projectId: string | undefined
  /** Folder of the built console. */
  dist: string
  /** Origin under which people reach the console; undefined: a loopback name, over plain HTTP. */
  consoleUrl: string | undefined
  usersFile: string | undefined
  oidc: OidcSettings | undefined
  auditFile: string
  /** Number of keys from which a bulk revoke needs the count that the person was shown. */
  revokeCountFrom: number
  sessionLimits: { idleMs: number; absoluteMs: number }
  /** How many proxies of one's own stand before the gateway, whose X-Forwarded-For may be believed. */
  trustProxy: number
  writesPerMinute: number
}

/** Everything that is wrong with the settings, one line each. No line quotes a secret. */
export class SettingsProblem extends Error {
  override name = 'SettingsProblem'
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
  }
}

const loopbackHosts = ['localhost', '127.0.0.1', '::1', '[::1]']
/** Whether a host name or address is this machine and nothing else. */
export const isLoopback = (host: string): boolean => loopbackHosts.includes(host.toLowerCase())

const text = z.string()
const origin = (example: string) =>
  z.pipe(
    z.string().check(
      z.refine(isOrigin, `must be an origin alone, such as ${example}`),
      z.refine(
        (value) => !isOrigin(value) || isSafe(value),
        'must begin with https:// (plain http is for this machine alone)',
      ),
    ),
    z.transform((value) => new URL(value).origin),
  )
const address = (value: string) => (URL.canParse(value) ? new URL(value) : undefined)
const isOrigin = (value: string) => {
  const url = address(value)
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    `${url.pathname}${url.search}${url.hash}${url.username}${url.password}` === '/'
  )
}
const isSafe = (value: string) => {
  const url = address(value)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
}
const issuer = z
  .string()
  .check(
    z.refine(
      (value) => isSafe(value) && !/[?#]/.test(value),
      'must be the https address of the provider, such as https://login.example/realms/staff',
    ),
  )
const whole = (from: number, to: number) =>
  z.pipe(
    z
      .string()
      .check(
        z.refine(
          (value) => /^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to,
          `must be a whole number from ${from} to ${to}`,
        ),
      ),
    z.transform(Number),
  )
const words = z.pipe(
  text,
  z.transform((value) =>
    value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
)

/** Every setting that the gateway knows. */
const shapes = {
  PORT: whole(0, 65_535),
  HOST: text.check(z.regex(/^[\w.:-]+$/, 'must be an address or name to listen on, such as 0.0.0.0')),
  CONSOLE_URL: origin('https://keys.example.com'),
  DIST: text,
  UNLOC_API_URL: origin('https://api.unloc.app'),
  UNLOC_CLIENT_ID: text,
  UNLOC_CLIENT_SECRET: text,
  UNLOC_CLIENT_SECRET_FILE: text,
  UNLOC_PROJECT_ID: text.check(z.regex(/^[\w.:~-]{1,200}$/, 'is no project id')),
  USERS_FILE: text,
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_CLIENT_SECRET_FILE: text,
  OIDC_SCOPE: text.check(z.regex(/^[\w.:/ -]+$/, 'must be a list of words with blanks between')),
  OIDC_NAME_CLAIM: text,
  OIDC_ROLE_CLAIM: text,
  OIDC_MANAGER_ROLES: words,
  OIDC_VIEWER_ROLES: words,
  AUDIT_FILE: text,
  REVOKE_COUNT_FROM: whole(1, 1_000_000),
  SESSION_IDLE_MINUTES: whole(1, 1440),
  SESSION_HOURS: whole(1, 168),
  TRUST_PROXY: whole(0, 5),
  WRITES_PER_MINUTE: whole(1, 100_000),
}
type Name = keyof typeof shapes

/**
 * The gateway's settings from the environment; an empty value is one that is not set.
 * @throws SettingsProblem with all that is missing or cannot be meant
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const lines: string[] = []
  const read = <N extends Name>(name: N): z.infer<(typeof shapes)[N]> | undefined => {
    const value = env[name]?.trim()
    if (!value) return undefined
    const result = z.safeParse(shapes[name], value)
    if (result.success) return result.data as z.infer<(typeof shapes)[N]>
    // The first only: what comes after it is said of a value that was not understood.
    lines.push(`${name} ${result.error.issues[0]?.message ?? 'cannot be read'}`)
    return undefined
  }
  const given = (name: Name) => (env[name] ?? '').trim() !== ''
  const need = (name: Name, why = ''): void => {
    if (!given(name)) lines.push(`${name} is not set${why}`)
  }
  const secret = (name: 'UNLOC_CLIENT_SECRET' | 'OIDC_CLIENT_SECRET', needed: boolean): string => {
    const file = read(`${name}_FILE`)
    if (file !== undefined && given(name)) lines.push(`${name} and ${name}_FILE are both set: one is enough`)
    else if (file !== undefined) {
      const content = attempt(() => readFileSync(file, 'utf8').trim())
      if (content.failed) lines.push(`${name}_FILE cannot be read (${content.failed})`)
      else if (content.value === '') lines.push(`${name}_FILE is empty`)
      return content.value ?? ''
    } else if (needed && !given(name)) lines.push(`${name} is not set, and neither is ${name}_FILE`)
    return read(name) ?? ''
  }

  const known = new Set<string>(Object.keys(shapes))
  for (const name of Object.keys(env))
    if (/^(UNLOC|OIDC)_/.test(name) && !known.has(name))
      lines.push(`${name} is no setting of the gateway: is it misspelt?`)

  const host = read('HOST') ?? '127.0.0.1'
  const consoleUrl = read('CONSOLE_URL')
  const usersFile = read('USERS_FILE')
  need('UNLOC_CLIENT_ID')
  const settings: Settings = {
    port: read('PORT') ?? 8080,
    host,
    upstream: read('UNLOC_API_URL') ?? 'https://api.unloc.app',
    credentials: {
      clientId: read('UNLOC_CLIENT_ID') ?? '',
      clientSecret: secret('UNLOC_CLIENT_SECRET', true),
    },
    projectId: read('UNLOC_PROJECT_ID'),
    dist: read('DIST') ?? 'dist',
    consoleUrl,
    usersFile,
    oidc: undefined,
    auditFile: read('AUDIT_FILE') ?? 'data/audit.db',
    revokeCountFrom: read('REVOKE_COUNT_FROM') ?? 25,
    sessionLimits: {
      idleMs: (read('SESSION_IDLE_MINUTES') ?? 60) * 60_000,
      absoluteMs: (read('SESSION_HOURS') ?? 12) * 3_600_000,
    },
    trustProxy: read('TRUST_PROXY') ?? 0,
    writesPerMinute: read('WRITES_PER_MINUTE') ?? 1200,
  }

  if (usersFile !== undefined) {
    const found = attempt(() => statSync(usersFile).isFile())
    if (found.failed)
      lines.push(
        `USERS_FILE cannot be read (${found.failed}): npm run user -- add NAME --role manager makes it`,
      )
    else if (!found.value) lines.push('USERS_FILE is no file')
  }
  if (attempt(() => statSync(join(settings.dist, 'index.html'))).failed)
    lines.push(`DIST ${settings.dist} holds no built console: npm run build makes it`)
  const oidcNames = (Object.keys(shapes) as Name[]).filter((name) => name.startsWith('OIDC_'))
  if (oidcNames.some(given)) {
    need('OIDC_ISSUER')
    need('OIDC_CLIENT_ID')
    need('OIDC_ROLE_CLAIM', ': it names the claim that holds a person’s roles')
    if (!given('OIDC_MANAGER_ROLES') && !given('OIDC_VIEWER_ROLES'))
      lines.push('OIDC_MANAGER_ROLES and OIDC_VIEWER_ROLES are not set: nobody would get in')
    need('CONSOLE_URL', ': the provider sends people back to it')
    settings.oidc = {
      issuer: read('OIDC_ISSUER') ?? '',
      clientId: read('OIDC_CLIENT_ID') ?? '',
      clientSecret: secret('OIDC_CLIENT_SECRET', true),
      scope: read('OIDC_SCOPE') ?? 'openid profile email',
      nameClaim: read('OIDC_NAME_CLAIM'),
      roleClaim: read('OIDC_ROLE_CLAIM') ?? '',
      managerRoles: read('OIDC_MANAGER_ROLES') ?? [],
      viewerRoles: read('OIDC_VIEWER_ROLES') ?? [],
    }
  }
  const open = !isLoopback(host)
    ? `HOST ${host} is reached by other machines`
    : consoleUrl !== undefined && !isLoopback(new URL(consoleUrl).hostname)
      ? `CONSOLE_URL ${consoleUrl} is reached by other machines`
      : settings.trustProxy > 0
        ? 'TRUST_PROXY says that a proxy lets others in'
        : undefined
  if (open !== undefined && !given('USERS_FILE') && !oidcNames.some(given))
    lines.push(`${open}, and nobody would have to sign in: set USERS_FILE or OIDC_ISSUER`)
  if (!isLoopback(host)) need('CONSOLE_URL', `: with HOST ${host} the gateway must know its own address`)

  if (lines.length > 0) throw new SettingsProblem([...new Set(lines)])
  return settings
}

/** What a call gives, or the system's code for why it does not (never its message, which may quote). */
function attempt<T>(read: () => T): { value?: T; failed?: string } {
  try {
    return { value: read() }
  } catch (cause) {
    return { failed: cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable' }
  }
}
