import { lenient, z } from './zod.ts'

export const Project = z.looseObject({
  id: z.string().check(z.minLength(1)),
  name: lenient(z.string()),
  organizationId: lenient(z.string()),
})
export type Project = z.infer<typeof Project>

/**
 * A project's own record of a person. The property names are not public (unloc-api 2.5): `managedUserId` and
 * `managedUserName` in domain ask every likely spelling.
 */
export const ManagedUser = z.looseObject({
  id: lenient(z.string()),
  appUserId: lenient(z.string()),
  phoneNumber: lenient(z.string()),
  firstName: lenient(z.string()),
  lastName: lenient(z.string()),
  name: lenient(z.string()),
  metadata: lenient(z.record(z.string(), z.unknown())),
})
export type ManagedUser = z.infer<typeof ManagedUser>

/** One opening in the access log (unloc-api 2.7). */
export const AccessEvent = z.looseObject({
  id: z.string().check(z.minLength(1)),
  action: lenient(z.string()),
  created: lenient(z.string()),
  keyId: lenient(z.string()),
  lockId: lenient(z.string()),
  lockName: lenient(z.string()),
  appUserId: lenient(z.string()),
  userName: lenient(z.string()),
})
export type AccessEvent = z.infer<typeof AccessEvent>

/** What a set of credentials can reach (unloc-api 1.3). Ids, not names. */
export const Resources = z.looseObject({
  projects: lenient(z.array(z.looseObject({ projectId: z.string(), scope: lenient(z.string()) }))),
  organizations: lenient(z.array(z.looseObject({ organizationId: z.string(), scope: lenient(z.string()) }))),
})

/** OAuth names are snake_case; everything else in the API is camelCase (unloc-api 1.1). */
export const TokenRequest = z.strictObject({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string(),
  project_id: z.optional(z.string()),
  organization_id: z.optional(z.string()),
})
export const Token = z.looseObject({
  access_token: z.string(),
  token_type: lenient(z.string()),
  expires_in: lenient(z.number()),
  scope: lenient(z.union([z.array(z.string()), z.string()])),
  project_id: lenient(z.string()),
  organization_id: lenient(z.string()),
})
