import type { Job } from '#src/contract/job.ts'
import type { Key, KeyState, NewKey, Word } from '#src/contract/key.ts'
import { differsFromAsked, type AskedDifference } from './asked.ts'
import { jobElements, jobPhase } from './job.ts'
import { allowed, keyUserId } from './key.ts'
import { metadataLimits } from './newKey.ts'
import { isObject } from './schedule.ts'
import { readInstant } from './time.ts'

// The API knows no update of a key (unloc-api 3.1, 8): a key is changed by making another and revoking it once the
// other is seen working. Never the other way round, and never on a guess: what cannot be told leaves the old one.

/** What a change can do about a key: `make`: a new one, with nothing to revoke; `not`: nothing, as things stand. */
export type ReplaceVerdict = { kind: 'replace' } | { kind: 'make' | 'not'; reason: string }

/** Whether a key in this state (`stateAt`) can be replaced, with the reason for a person when not. */
export function replaceVerdict(key: Key, state: Word<KeyState> | undefined): ReplaceVerdict {
  if (keyUserId(key) === undefined || key.lockId == null)
    return { kind: 'not', reason: 'Unloc does not tell whom or which lock it is for.' }
  if (state === 'creating')
    return { kind: 'not', reason: 'It is still being made. Change it once it is there.' }
  if (allowed('revoke', { state }, 'manager').ok) return { kind: 'replace' }
  const reason =
    state === 'expired'
      ? 'It has expired, so there is nothing to revoke.'
      : state === 'revoked'
        ? 'It is revoked already.'
        : 'It was never made, so there is nothing to revoke.'
  return { kind: 'make', reason }
}

/** What is to change in a key. Left out: as the key has it. null: from now, no end, at any time. */
export interface KeyChange {
  start?: string | null
  end?: string | null
  recurrence?: NewKey['recurrence'] | null
}

/** The name in a new key's metadata under which the id of the key stands that it replaces. */
export const replacesMark = 'replaces'

/**
 * The key to ask for in the place of another. What the change does not name is carried over, hours that nobody here
 * can read included. A start that has come is left out: Unloc takes none that is past. `now` in epoch ms.
 */
export function replacementOf(
  old: Key,
  change: KeyChange,
  { now, batch, notify }: { now: number; batch: string; notify: boolean },
): NewKey {
  const begins = readInstant(old.start)
  const isAhead = begins !== undefined && begins > now
  const start = !isAhead ? undefined : change.start === undefined ? old.start : change.start
  const end = change.end === undefined ? old.end : change.end
  const recurrence = change.recurrence === undefined ? carriedHours(old.recurrence) : change.recurrence
  return {
    lockId: old.lockId ?? '',
    appUserId: keyUserId(old) ?? '',
    ...(start != null && { start }),
    ...(end != null && { end }),
    ...(recurrence != null && { recurrence }),
    metadata: carriedMetadata(old, batch),
    ...(!notify && { skipInviteNotification: true as const }),
  }
}

/** As they came, but for the spelling of their list, which has two (unloc-api 4.3). */
function carriedHours(recurrence: unknown): NewKey['recurrence'] | null {
  if (recurrence == null) return null
  const list = isObject(recurrence) && recurrence.timeSpans === undefined ? recurrence.timespans : undefined
  return (list === undefined ? recurrence : { timeSpans: list }) as NewKey['recurrence']
}

/** The old key's pairs with the new marks. Names that begin with `unloc` are Unloc's own and cannot be sent. */
function carriedMetadata(old: Key, batch: string): Record<string, string> {
  const own = Object.entries(old.metadata ?? {}).filter(
    (pair): pair is [string, string] =>
      typeof pair[1] === 'string' && !/^unloc/i.test(pair[0]) && !['batch', replacesMark].includes(pair[0]),
  )
  return {
    ...Object.fromEntries(own),
    batch,
    // Without it the new key is found by what its job names, if that is certain.
    ...(own.length + 2 <= metadataLimits.pairs && { [replacesMark]: old.id }),
  }
}

/** The limits of a key that was asked for. */
export type Asked = Parameters<typeof differsFromAsked>[0]

/** One key's place in a change: whom and what it was asked for, and which key it is to replace. */
export interface ReplacePair {
  oldId: string
  lockId: string
  /** Opaque. */
  personId: string
}

/**
 * The new key of a pair among keys that were listed: by its mark, else by the ids that its job names, where nothing
 * else can be meant. `others`: all pairs of the change.
 */
export function newKeyOf(
  pair: ReplacePair,
  listed: readonly Key[],
  context: {
    batch: string
    named: ReadonlySet<string>
    others: readonly ReplacePair[]
    personOf: (key: Key) => string | undefined
  },
): Key | undefined {
  const marked = listed.find(
    ({ metadata }) => metadata?.batch === context.batch && metadata[replacesMark] === pair.oldId,
  )
  if (marked) return marked
  const isSame = (lockId: string | null | undefined, personId: string | undefined) =>
    lockId === pair.lockId && personId === pair.personId
  if (context.others.filter(({ lockId, personId }) => isSame(lockId, personId)).length !== 1) return undefined
  const meant = listed.filter(
    (key) =>
      context.named.has(key.id) &&
      typeof key.metadata?.[replacesMark] !== 'string' &&
      isSame(key.lockId, context.personOf(key)),
  )
  return meant.length === 1 ? meant[0] : undefined
}

/** What has been seen of one pair. Everything that is not known is left out. */
export interface ReplaceFacts {
  /** `waiting`: its call is still to come. `lost`: it left, and no answer came. `notSent`: it never will leave. */
  call: 'waiting' | 'sent' | 'lost' | 'refused' | 'notSent'
  /** The API's words about a call that it refused. */
  words?: string | undefined
  asked: Asked
  job?: Job | 'missing' | undefined
  /** The keys were listed after the job was looked at. */
  isListed: boolean
  found?: Key | undefined
  /** The state of `found` (`stateAt`). */
  state?: Word<KeyState> | undefined
  /** Whether there was something to revoke when the change was asked for. */
  hasOld: boolean
  /** The old key is revoked, or it opens nothing any more for another reason. */
  oldEnd?: 'revoked' | 'ended' | undefined
  /** How its revoke ended, if one was tried and did not do. */
  revoke?: { kind: 'failed' | 'unknown'; words?: string | undefined } | undefined
}

/** Where one pair stands. `newId` and `isOldGone` say which of the two keys exist. */
export type ReplaceStep =
  | { kind: 'waiting' | 'asked' }
  | { kind: 'making'; newId: string }
  /** The new key works; the old one may go. */
  | { kind: 'works'; newId: string }
  | { kind: 'replaced'; newId: string; oldEnd: 'revoked' | 'ended' }
  /** The new key works, and there was nothing to revoke. */
  | { kind: 'made'; newId: string }
  /** The new key works, and the old one could not be revoked, or nobody knows. */
  | { kind: 'both' | 'unsure'; newId: string; words?: string | undefined }
  /** There is no new key that works. `isReasonToCome`: its job is not over yet, and tells the reason when it is. */
  | { kind: 'stays'; reason: string; newId?: string; isOldGone: boolean; isReasonToCome?: true }
  /** The new key is there, and is not what was asked for. */
  | { kind: 'differs'; newId: string; fields: AskedDifference['limit'][]; isOldGone: boolean }
  | { kind: 'unknown'; reason: string; newId?: string; isOldGone: boolean }
export type ReplaceKind = ReplaceStep['kind']

/**
 * Where a pair stands by what has been seen of it. `works`, the only step from which the old key is revoked, needs a
 * new key that Unloc lists as active, scheduled or inactive, with the end and hours that were asked for (unloc-api 8).
 */
export function replaceStep(facts: ReplaceFacts): ReplaceStep {
  const { call, asked, job, found, state, oldEnd } = facts
  const isOldGone = oldEnd !== undefined
  const stays = (reason: string): ReplaceStep => ({
    kind: 'stays',
    reason,
    isOldGone,
    ...(found && { newId: found.id }),
  })
  const unknown = (reason: string): ReplaceStep => ({
    kind: 'unknown',
    reason,
    isOldGone,
    ...(found && { newId: found.id }),
  })
  const phase = job !== undefined && job !== 'missing' ? jobPhase(job) : undefined
  const isBroken = phase === 'failed' && facts.isListed

  if (!found) {
    if (call === 'waiting') return { kind: 'waiting' }
    if (call === 'notSent') return stays('It was not asked for: the change was stopped before.')
    if (call === 'refused') return stays(facts.words ?? 'Unloc refused to make it.')
    if (isBroken) return stays(jobReason(job as Job, undefined) ?? 'The job that was to make it broke off.')
    if (!facts.isListed) return { kind: 'asked' }
    if (call === 'lost')
      return unknown('The answer to the request was lost, and no such key is listed so far.')
    if (job === 'missing') return unknown('Unloc no longer knows the job, and no such key is listed so far.')
    return phase === 'done'
      ? unknown('The job is done, and no such key is listed so far.')
      : { kind: 'asked' }
  }

  const newId = found.id
  switch (state) {
    case 'creating':
      return isBroken
        ? stays(`${jobReason(job as Job, newId) ?? 'The job broke off'}. It is still listed as being made.`)
        : { kind: 'making', newId }
    case 'error': {
      const reason = job && job !== 'missing' ? jobReason(job, newId) : undefined
      const isReasonToCome = !reason && (phase === 'waiting' || phase === 'running')
      return { ...stays(reason ?? 'Unloc could not make it.'), ...(isReasonToCome && { isReasonToCome }) }
    }
    case 'revoked':
      return stays('Somebody has revoked it.')
    case 'expired':
      return stays('It has come to its end already.')
    case 'active':
    case 'scheduled':
    case 'inactive': {
      const differs = differsFromAsked(asked, found).map(({ limit }) => limit)
      // Asked for at once, and listed for later: whoever has the old key could not get in until then.
      if (state === 'scheduled' && asked.start === undefined) differs.unshift('start')
      if (differs.length > 0) return { kind: 'differs', newId, fields: differs, isOldGone }
      if (!oldEnd && job && job !== 'missing' && isFailedIn(job, newId))
        return unknown('Its job says that it failed, and Unloc lists it as if it worked.')
      if (!facts.hasOld) return { kind: 'made', newId }
      if (oldEnd) return { kind: 'replaced', newId, oldEnd }
      if (!facts.revoke) return { kind: 'works', newId }
      return { kind: facts.revoke.kind === 'failed' ? 'both' : 'unsure', newId, words: facts.revoke.words }
    }
    default:
      return unknown(
        state ? `Unloc lists it as “${state}”, a state not known here.` : 'Unloc does not tell its state.',
      )
  }
}

/** Whether a job names this very key among those that failed. */
const isFailedIn = (job: Job, keyId: string): boolean =>
  jobElements(job).failed?.some((element) => element.keyId === keyId) ?? false

/** Why a job did not make a key, in its words: the key's own reason, else what all its failures share, else its own. */
function jobReason(job: Job, keyId: string | undefined): string | undefined {
  const failed = jobElements(job).failed ?? []
  const own = failed.find((element) => element.keyId !== undefined && element.keyId === keyId)?.reason
  const shared = [...new Set(failed.flatMap(({ reason }) => reason ?? []))]
  return own ?? (shared.length === 1 ? shared[0] : undefined) ?? job.failureReason ?? undefined
}

/** Whether more may come of a step without anybody's doing: such pairs are looked at again. */
export const isMoving = (step: ReplaceStep): boolean =>
  step.kind === 'stays'
    ? step.isReasonToCome === true
    : step.kind === 'waiting' || step.kind === 'asked' || step.kind === 'making' || step.kind === 'unknown'

/** Whether a pair needs nobody any more. Two keys where one was meant are not the end of it. */
export const isOver = (step: ReplaceStep): boolean =>
  step.kind === 'replaced' || step.kind === 'made' || (step.kind === 'stays' && !isMoving(step))
