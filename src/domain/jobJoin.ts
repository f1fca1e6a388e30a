import type { Key } from '#src/contract/key.ts'
import { jobElements, jobPhase, type JobElements } from './job.ts'
import type { Job } from '#src/contract/job.ts'
import type { KeyIndex } from './keyIndex.ts'
import { isLive, keyUserId } from './key.ts'
import { jobRows, type JobPair, type JobRow } from './jobRows.ts'
import { personId } from './person.ts'
import { readInstant } from './time.ts'

const nothing: JobElements = { creating: undefined, created: undefined, failed: undefined }

/** What a job says of its keys; nothing where it is not known. */
export const elementsOf = (job: Job | undefined): JobElements => (job ? jobElements(job) : nothing)

/** The ids of the keys that a job names. */
export const idsOf = ({ creating, created, failed }: JobElements): string[] =>
  [creating, created, failed].flatMap((list) => list ?? []).flatMap(({ keyId }) => keyId ?? [])

/** A job, the keys that are listed, and what this browser asked for, in one. */
export interface JobJoined {
  rows: JobRow[]
  /**
   * A live key for a row's person and lock that is no older than the job: one that was made since, or the row's own,
   * where it came although the job called it failed (unloc-api 8).
   */
  liveOf: (row: JobRow) => Key | undefined
}

/**
 * Joins a job with the keys of the index. `startedAt` in epoch ms; `settled`: the keys were listed after the job's last
 * change, so that what a broken-off job asked for and is not listed was not made.
 */
export function joinJob(from: {
  projectId: string
  index: KeyIndex
  job: Job | undefined
  pairs: readonly JobPair[]
  startedAt: number | undefined
  settled: boolean
}): JobJoined {
  const { projectId, index, job, pairs, startedAt, settled } = from
  const elements = elementsOf(job)
  const keyOf = (id: string) => {
    const row = index.rowOf(id)
    return row === undefined ? undefined : index.keyAt(row)
  }
  const personOf = (key: Key) => {
    const number = keyUserId(key)
    return number === undefined ? undefined : personId(projectId, number)
  }
  const keysOf = keysByPair(pairs, idsOf(elements), keyOf, personOf, (lockIds) =>
    [...index.query({ lockIds }, 0)].map((row) => index.keyAt(row)),
  )
  const brokeOff =
    settled && (job?.status === 'failedValidation' || job?.status === 'failedJob')
      ? { reason: job.failureReason || undefined }
      : undefined
  const rows = jobRows({
    elements,
    pairs,
    startedAt: startedAt ?? 0,
    isWaiting: job !== undefined && jobPhase(job) === 'waiting',
    brokeOff,
    keyOf,
    keysOf,
    personOf,
  })
  const isAlive = (key: Key) => isLive(key.state ?? undefined)
  return {
    rows,
    liveOf: ({ key: own, lockId, personId }) =>
      own && isAlive(own)
        ? own
        : lockId === undefined || personId === undefined
          ? undefined
          : keysOf({ lockId, personId }).find(
              ({ key, created }) => created >= (startedAt ?? Infinity) && isAlive(key),
            )?.key,
  }
}

/** The keys of a person to a lock, from one pass over the keys to the job's locks; made when it is first asked for. */
function keysByPair(
  pairs: readonly JobPair[],
  ids: readonly string[],
  keyOf: (id: string) => Key | undefined,
  personOf: (key: Key) => string | undefined,
  keysTo: (lockIds: string[]) => Key[],
) {
  let byPair: Map<string, { key: Key; created: number }[]> | undefined
  return ({ lockId, personId }: JobPair) => {
    if (!byPair) {
      byPair = new Map()
      const locks = new Set([
        ...pairs.map((pair) => pair.lockId),
        ...ids.flatMap((id) => keyOf(id)?.lockId ?? []),
      ])
      for (const key of locks.size > 0 ? keysTo([...locks]) : []) {
        const created = readInstant(key.created)
        const person = personOf(key)
        if (created === undefined || person === undefined) continue
        const place = `${key.lockId} ${person}`
        const list = byPair.get(place)
        if (list) list.push({ key, created })
        else byPair.set(place, [{ key, created }])
      }
    }
    return byPair.get(`${lockId} ${personId}`) ?? []
  }
}
