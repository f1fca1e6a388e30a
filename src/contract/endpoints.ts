import { E164, Key, NewKey } from './key.ts'
import { Job, JobRef } from './job.ts'
import { Lock } from './lock.ts'
import { AccessEvent, ManagedUser, Project, Resources, Token, TokenRequest } from './project.ts'
import { lenient, z } from './zod.ts'

/** The names in a path template: `'/v2/projects/:projectId'` has `projectId`. */
type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** One endpoint as data. The same row types the client, the mock and the gateway. */
export interface Row<
  Path extends string = string,
  Query extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
  Body extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
  Answer extends z.ZodMiniType = z.ZodMiniType,
> {
  method: 'GET' | 'POST' | 'DELETE'
  path: Path
  /** Strict shape of the query, as typed values. Absent: the row takes none. */
  query?: Query
  /** Strict shape of the JSON body. Absent: the row takes none. */
  body?: Body
  /** Lenient shape of a 2xx answer. */
  answer: Answer
  /** The 2xx status that the mock gives; clients accept any 2xx. */
  status: 200 | 202 | 204
}

const row = <
  const Path extends string,
  Answer extends z.ZodMiniType,
  Query extends z.ZodMiniType | undefined = undefined,
  Body extends z.ZodMiniType | undefined = undefined,
>(
  r: Row<Path, Query, Body, Answer>,
): Row<Path, Query, Body, Answer> => r

/** The largest and the default page of every list (unloc-api 3.2). */
export const pageLimit = 2500

const id = z.string().check(z.minLength(1))
const paging = {
  limit: z.optional(z.int().check(z.gte(1), z.lte(pageLimit))),
  startAfterId: z.optional(id),
}
const cursor = lenient(z.string())

/** A page of `keyList` whose rows are left unread: zod takes some µs a row, which 100,000 keys feel. */
export const KeyPageEnvelope = z.looseObject({ keys: z.array(z.unknown()), startAfterId: cursor })

/** A revoke may answer with nothing, the key, or a job; none of it is documented (unloc-api 3.5). */
const RevokeAnswer = z.nullish(z.looseObject({ key: lenient(Key), jobRef: lenient(JobRef) }))

const P = '/v2/projects/:projectId'

/**
 * The filter of a bulk revoke. It cannot be empty: without one, the API revokes every key of the project.
 * Build the URL with `bulkRevokeUrl` only.
 */
export const BulkFilter = z.union([
  z.strictObject({
    appUserId: E164,
    lockId: z.optional(id),
    excludeSubprojectKeys: z.optional(z.literal(true)),
  }),
  z.strictObject({
    appUserId: z.optional(E164),
    lockId: id,
    excludeSubprojectKeys: z.optional(z.literal(true)),
  }),
])
export type BulkFilter = z.infer<typeof BulkFilter>

/** Every endpoint that the console, its gateway or its mock knows (unloc-api 3.1). */
export const endpoints = {
  tokenCreate: row({
    method: 'POST',
    path: '/v2/auth/token/',
    body: TokenRequest,
    answer: Token,
    status: 200,
  }),
  /** The browser sends `{}`; the gateway puts the credentials in. */
  resourcesDiscover: row({
    method: 'POST',
    path: '/v2/auth/resources-discovery/',
    body: z.strictObject({ client_id: z.optional(z.string()), client_secret: z.optional(z.string()) }),
    answer: z.looseObject({ resources: Resources }),
    status: 200,
  }),
  projectGet: row({
    method: 'GET',
    path: P,
    answer: z.looseObject({ project: Project }),
    status: 200,
  }),
  lockList: row({
    method: 'GET',
    path: `${P}/locks`,
    query: z.strictObject(paging),
    answer: z.looseObject({ locks: z.array(Lock), startAfterId: cursor }),
    status: 200,
  }),
  lockGet: row({
    method: 'GET',
    path: `${P}/locks/:lockId`,
    answer: z.looseObject({ lock: Lock }),
    status: 200,
  }),
  keyList: row({
    method: 'GET',
    path: `${P}/keys`,
    query: z.strictObject({
      ...paging,
      appUserId: z.optional(E164),
      lockId: z.optional(id),
      excludeStates: z.optional(z.literal('revoked')),
      excludeSubprojectKeys: z.optional(z.literal(true)),
    }),
    answer: z.looseObject({ keys: z.array(Key), startAfterId: cursor }),
    status: 200,
  }),
  keyGet: row({
    method: 'GET',
    path: `${P}/keys/:keyId`,
    answer: z.looseObject({ key: Key }),
    status: 200,
  }),
  keyCreate: row({
    method: 'POST',
    path: `${P}/keys`,
    body: z.strictObject({ keys: z.array(NewKey).check(z.minLength(1)) }),
    answer: z.looseObject({ jobRef: JobRef }),
    status: 202,
  }),
  keyRevoke: row({ method: 'DELETE', path: `${P}/keys/:keyId`, answer: RevokeAnswer, status: 200 }),
  keyRevokeBulk: row({
    method: 'DELETE',
    path: `${P}/keys`,
    query: BulkFilter,
    answer: RevokeAnswer,
    status: 200,
  }),
  sharedKeyRevokeBulk: row({
    method: 'DELETE',
    path: `${P}/shared-keys`,
    query: BulkFilter,
    answer: RevokeAnswer,
    status: 200,
  }),
  jobList: row({
    method: 'GET',
    path: `${P}/jobs`,
    query: z.strictObject(paging),
    answer: z.looseObject({ jobs: z.array(Job), startAfterId: cursor }),
    status: 200,
  }),
  jobGet: row({
    method: 'GET',
    path: `${P}/jobs/:jobId`,
    answer: z.looseObject({ job: Job }),
    status: 200,
  }),
  managedUserList: row({
    method: 'GET',
    path: `${P}/managed-users`,
    query: z.strictObject(paging),
    answer: z.looseObject({ managedUsers: z.array(ManagedUser), startAfterId: cursor }),
    status: 200,
  }),
  accessLog: row({
    method: 'GET',
    path: `${P}/logs/access`,
    query: z.strictObject({
      ...paging,
      appUserId: z.optional(E164),
      lockId: z.optional(id),
      excludeSubprojectEvents: z.optional(z.literal(true)),
    }),
    answer: z.looseObject({ accessEvents: z.array(AccessEvent), startAfterId: cursor }),
    status: 200,
  }),
} as const

export type EndpointName = keyof typeof endpoints
export type Params<R extends Row> = Record<ParamNames<R['path']>, string>
export type Query<R extends Row> = R extends { query?: infer Q extends z.ZodMiniType }
  ? z.infer<Q>
  : undefined
export type Body<R extends Row> = R extends { body?: infer B extends z.ZodMiniType } ? z.infer<B> : undefined
export type Answer<R extends Row> = z.infer<R['answer']>
