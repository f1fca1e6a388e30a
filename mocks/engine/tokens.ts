import { type Resources, type Token, TokenRequest } from '#src/contract/project.ts'
import type { z } from '#src/contract/zod.ts'
import type { Engine } from './engine.ts'
import { mix } from './seeded.ts'
import { badToken, oauth } from './refusal.ts'

/** The one credential that the demo knows. */
export const demoCredential = { client_id: 'demo', client_secret: 'demo-secret' } as const
const lifeSeconds = 3600

/**
 * A token for the demo's project (unloc-api 1.1). It carries its own end, so the engine keeps none.
 * @throws Refusal in OAuth's words: 401 `invalid_client`, 400 for anything else that is wrong
 */
export function tokenCreate(engine: Engine, body: unknown): z.infer<typeof Token> {
  const asked = TokenRequest.safeParse(body)
  if (!asked.success) {
    const grant = (body as { grant_type?: unknown } | undefined)?.grant_type
    throw typeof grant === 'string' && grant !== 'client_credentials'
      ? oauth(400, 'unsupported_grant_type', 'Only client_credentials is supported')
      : oauth(400, 'invalid_request', `Missing or malformed: ${asked.error.issues.map(issueName).join(', ')}`)
  }
  const { client_id, client_secret, scope, project_id, organization_id } = asked.data
  checkCredential({ client_id, client_secret })
  if (scope !== 'project.admin' || organization_id !== undefined)
    throw oauth(400, 'invalid_scope', 'This credential has project.admin for one project')
  if (project_id !== engine.world.project.id)
    throw oauth(400, 'invalid_scope', 'This credential has no permission for that project')
  const now = Math.floor(engine.now() / 1000)
  return {
    access_token: seal({ projectId: project_id, scope: [scope], iat: now, exp: now + lifeSeconds }),
    token_type: 'bearer',
    expires_in: lifeSeconds,
    scope: [scope],
    project_id,
  }
}

const issueName = (issue: { path: PropertyKey[]; code?: string; keys?: string[] }) =>
  issue.path.map(String).join('.') || (issue.keys ?? ['body']).join(', ')

/** What the credential reaches (unloc-api 1.3). @throws Refusal 401 `invalid_client` */
export function resourcesDiscover(
  engine: Engine,
  body: unknown,
  gatewayPlayed: boolean,
): { resources: z.infer<typeof Resources> } {
  const asked = (typeof body === 'object' ? body : undefined) as Record<string, unknown> | null | undefined
  const empty = asked != null && Object.keys(asked).length === 0
  if (!(gatewayPlayed && empty)) checkCredential(asked ?? {})
  const { id } = engine.world.project
  return { resources: { projects: [{ projectId: id, scope: 'project.admin' }], organizations: [] } }
}

function checkCredential(given: Record<string, unknown>): void {
  if (given.client_id !== demoCredential.client_id || given.client_secret !== demoCredential.client_secret)
    throw oauth(401, 'invalid_client', 'Client authentication failed')
}

interface Claims {
  projectId: string
  scope: string[]
  /** Seconds since the epoch. */
  iat: number
  exp: number
}

/**
 * The claims of an `Authorization` header. @throws Refusal 401 when it is missing, not ours, or past its hour
 */
export function readToken(authorization: string | null, now: number): Claims {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw badToken('jwt must be provided')
  const claims = open(token)
  if (!claims) throw badToken('invalid signature')
  if (now >= claims.exp * 1000) throw badToken('JWT expired')
  return claims
}

// Looks like a JWT and proves nothing: whoever reads this file can make one.
const part = (value: unknown) =>
  btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
const sign = (text: string) => part(mix(...Array.from(text, (letter) => letter.charCodeAt(0))))

function seal(claims: Claims): string {
  const text = `${part({ alg: 'demo', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${sign(text)}`
}

function open(token: string): Claims | undefined {
  const [head, claims, signature] = token.split('.')
  if (claims === undefined || signature !== sign(`${head ?? ''}.${claims}`)) return undefined
  return JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/'))) as Claims
}
