import { Recurrence } from './recurrence.ts'
import { lenient, z } from './zod.ts'

/** The states that the API is known to use (unloc-api 4.1). A newer word is carried as itself. */
export const keyStates = [
  'creating',
  'scheduled',
  'active',
  'inactive',
  'error',
  'revoked',
  'expired',
] as const
export type KeyState = (typeof keyStates)[number]
/** A known word, or one that the API learnt after us. */
export type Word<T extends string> = T | (string & {})

/** A person as a key names them: `id` is the phone number in E.164. */
export const AppUser = z.looseObject({ id: lenient(z.string()), name: lenient(z.string()) })

/**
 * A key as the API lists it. Only `id` is certain (unloc-api 2.3, 8); unknown fields are kept for the raw view.
 * Instants are ISO 8601 strings. `recurrence` stays unread: the domain reads it and carries what it cannot.
 */
export const Key = z.looseObject({
  id: z.string().check(z.minLength(1)),
  lockId: lenient(z.string()),
  appUser: lenient(AppUser),
  /** Older spellings of the recipient; `keyUserId` in domain asks all three. */
  appUserId: lenient(z.string()),
  toUser: lenient(z.looseObject({ id: lenient(z.string()), userName: lenient(z.string()) })),
  state: lenient(z.string()),
  start: lenient(z.string()),
  end: lenient(z.string()),
  created: lenient(z.string()),
  recurrence: z.optional(z.unknown()),
  metadata: lenient(z.record(z.string(), z.unknown())),
})
export type Key = z.infer<typeof Key>

/** A phone number as the API takes it: `+`, 7–15 digits, no leading zero. */
export const E164 = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/))

/**
 * One key to make (unloc-api 3.4). Strict: nothing undocumented is sent, and `start` or `end` is left out, never null.
 */
export const NewKey = z.strictObject({
  lockId: z.string().check(z.minLength(1)),
  appUserId: E164,
  start: z.optional(z.string()),
  end: z.optional(z.string()),
  recurrence: z.optional(Recurrence),
  metadata: z.optional(z.record(z.string(), z.string())),
  skipInviteNotification: z.optional(z.literal(true)),
})
export type NewKey = z.infer<typeof NewKey>
