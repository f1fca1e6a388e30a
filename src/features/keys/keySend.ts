import type { QueryClient } from '@tanstack/react-query'
import { addJobRecord } from '#src/api/jobRecord.ts'
import { now } from '#src/api/clock.ts'
import { lookForRetry } from '#src/api/jobRetry.ts'
import { listKeysOf } from '#src/api/keys.ts'
import { createKeys } from '#src/api/keyWrites.ts'
import { oneTabAtATime } from '#src/api/tabs.ts'
import { packTerms } from '#src/api/terms.ts'
import type { Key, NewKey } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { readInstant } from '#src/domain/time.ts'

/** Keys per call, and so per job (unloc-api 8). */
export const chunkSize = 250

/** Keys of one press. A job is cut far smaller; this keeps a slip from becoming a flood (unloc-api 8). */
export const mostKeys = 10_000

/** A short mark that the keys of one press share, in `metadata.batch`. */
export const newBatch = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export interface Sent {
  /** The jobs that were started, in order, and the keys that they are to make. */
  jobs: string[]
  keys: NewKey[]
  /** The call that ended the sending, with what it asked for and when, epoch ms. Nothing after it was sent. */
  failed?: { error: unknown; keys: NewKey[]; at: number }
  /** Keys that exist by now, or were asked for elsewhere since the form was opened. Nothing was sent because of them. */
  settled?: NewKey[]
}

/**
 * Asks for keys in chunks, one after the other, and remembers each job. Nothing is ever sent again by itself. `retryOf`
 * is the job whose failed keys these are; `insteadOf` has the numbers that were corrected for it, by the new ones.
 */
export async function sendKeys(
  projectId: string,
  keys: NewKey[],
  retryOf?: string,
  insteadOf: ReadonlyMap<string, string> = new Map(),
): Promise<Sent> {
  const sent: Sent = { jobs: [], keys: [] }
  for (let from = 0; from < keys.length; from += chunkSize) {
    const chunk = keys.slice(from, from + chunkSize)
    const at = now()
    try {
      const { id } = await createKeys(projectId, chunk)
      addJobRecord(projectId, { id, startedAt: now(), ...recordOf(projectId, chunk, retryOf, insteadOf) })
      sent.jobs.push(id)
      sent.keys.push(...chunk)
    } catch (error) {
      return { ...sent, failed: { error, keys: chunk, at } }
    }
  }
  return sent
}

/** Failed keys of a job that were open when the form began, each as `retryPair` has it. */
export interface RetryFrom {
  jobId: string
  open: readonly string[]
}

/** A failed key of a job by its door and its person (opaque id). */
export const retryPair = ({ lockId, personId }: { lockId: string; personId: string }): string =>
  `${lockId} ${personId}`

/**
 * Asks for failed keys of a job again, after one more look: the form may have stood open for long, and another tab may
 * have been quicker. Nothing is sent where any of them is settled by now; two tabs do this one after the other.
 */
export async function retryKeys(
  client: QueryClient,
  projectId: string,
  keys: NewKey[],
  { jobId, open }: RetryFrom,
  insteadOf: ReadonlyMap<string, string> = new Map(),
): Promise<Sent> {
  const wasOpen = new Set(open)
  return oneTabAtATime(`unloc.retry.${projectId} ${jobId}`, async () => {
    let still: Set<string>
    try {
      const { failed } = await lookForRetry(client, projectId, jobId)
      still = new Set(failed.filter(({ since }) => since === undefined).map(retryPair))
    } catch (error) {
      return { jobs: [], keys: [], failed: { error, keys, at: now() } }
    }
    const settled = keys.filter(({ lockId, appUserId }) => {
      const pair = retryPair({
        lockId,
        personId: personId(projectId, insteadOf.get(appUserId) ?? appUserId),
      })
      return wasOpen.has(pair) && !still.has(pair)
    })
    return settled.length > 0 ? { jobs: [], keys: [], settled } : sendKeys(projectId, keys, jobId, insteadOf)
  })
}

/** What is remembered of a call: whom and what it was for, and the limits that the keys must have when they are read back. */
function recordOf(
  projectId: string,
  keys: NewKey[],
  retryOf: string | undefined,
  insteadOf: ReadonlyMap<string, string>,
) {
  const { terms, places } = packTerms(keys)
  const pairs = keys.map(({ lockId, appUserId }, i) => {
    const before = insteadOf.get(appUserId)
    return {
      lockId,
      personId: personId(projectId, appUserId),
      terms: places[i]!,
      ...(before !== undefined && { insteadOf: personId(projectId, before) }),
    }
  })
  const batch = keys[0]?.metadata?.batch
  return {
    pairs,
    terms,
    ...(batch !== undefined && { batch }),
    ...(retryOf !== undefined && { retryOf }),
  }
}

/** A press whose answer was lost. */
export interface LostPress {
  numbers: readonly string[]
  lockIds: readonly string[]
  batch: string
  /** When the call was sent, epoch ms; unknown for a draft of an older console. */
  lostAt?: number | undefined
}

/** The server's clock and ours may differ by this much. */
const clockSlackMs = 10_000

/**
 * What Unloc lists by now of a press whose answer was lost. `marked` bear its mark. `unmarked` bear none at all, since
 * Unloc might not give it back, and were made for its people and doors since it was sent. Listed by person or by lock,
 * whichever takes fewer calls.
 * @throws ApiError when a list cannot be read
 */
export async function findBatch(
  projectId: string,
  { numbers, lockIds, batch, lostAt }: LostPress,
): Promise<{ marked: Key[]; unmarked: Key[] }> {
  const filters =
    numbers.length <= lockIds.length
      ? numbers.map((appUserId) => ({ appUserId }))
      : lockIds.map((lockId) => ({ lockId }))
  const keys = (await Promise.all(filters.map((filter) => listKeysOf(projectId, filter)))).flat()
  const [people, doors] = [new Set<string | undefined>(numbers), new Set<unknown>(lockIds)]
  return {
    marked: keys.filter(({ metadata }) => metadata?.batch === batch),
    unmarked: keys.filter(
      (key) =>
        lostAt !== undefined &&
        key.metadata?.batch == null &&
        (readInstant(key.created) ?? -Infinity) >= lostAt - clockSlackMs &&
        people.has(keyUserId(key)) &&
        doors.has(key.lockId),
    ),
  }
}
