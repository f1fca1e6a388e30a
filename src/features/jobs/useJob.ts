import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError } from '#src/api/error.ts'
import { jobKeys } from '#src/api/jobKeys.ts'
import { useJobEnds } from '#src/api/jobEnds.ts'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { jobGet } from '#src/api/jobs.ts'
import { useKeys } from '#src/api/keys.ts'
import type { Key } from '#src/contract/key.ts'
import { isFinal, jobElements, jobPhase, jobProgress, type JobElements } from '#src/domain/job.ts'
import { isLive, keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { readInstant } from '#src/domain/time.ts'
import { personFinder } from './jobPeople.ts'
import { jobRows, type JobPair, type JobRow } from './jobRows.ts'

const nothing: JobElements = { creating: undefined, created: undefined, failed: undefined }
const noPairs: JobPair[] = []

/** Everything a job's page shows: the job as the API tells it, joined with its keys and with what this browser asked for. */
export function useJob(projectId: string, jobId: string) {
  const asked = useQuery(jobGet(projectId, jobId))
  const keys = useKeys(projectId)
  const record = useJobRecords(projectId).find(({ id }) => id === jobId)
  const endedAt = useJobEnds(projectId).find(({ id }) => id === jobId)?.at
  const { index, version, names } = keys

  const job = asked.data?.job
  const missing = asked.error instanceof ApiError && asked.error.kind === 'missing'
  const isWaiting = job !== undefined && jobPhase(job) === 'waiting'
  const over = job ? isFinal(job) : missing
  const startedAt = readInstant(job?.created) ?? record?.startedAt ?? asked.data?.firstAt
  const pairs = record?.pairs ?? noPairs
  const elements = useMemo(() => (job ? jobElements(job) : nothing), [job])
  const ids = useMemo(
    () =>
      [elements.creating, elements.created, elements.failed]
        .flatMap((list) => list ?? [])
        .flatMap(({ keyId }) => keyId ?? []),
    [elements],
  )
  const changedAt = asked.data?.changedAt ?? 0
  const listed = useQuery({
    ...jobKeys(projectId, jobId, changedAt, { ids, pairs }),
    enabled: job !== undefined || (missing && record !== undefined),
  })

  const find = useMemo(() => personFinder(projectId, index, names), [projectId, index, names])
  const joined = useMemo(() => {
    void version
    const keyOf = (id: string) => {
      const row = index.rowOf(id)
      return row === undefined ? undefined : index.keyAt(row)
    }
    const personOf = (key: Key) => {
      const number = keyUserId(key)
      return number === undefined ? undefined : personId(projectId, number)
    }
    const keysOf = keysByPair(pairs, ids, keyOf, personOf, (lockIds) =>
      [...index.query({ lockIds }, 0)].map((row) => index.keyAt(row)),
    )
    const rows = jobRows({
      elements,
      pairs,
      startedAt: startedAt ?? 0,
      isWaiting,
      keyOf,
      keysOf,
      personOf,
    })
    /** A key that was made for the same person and lock after this job's own failed. */
    const madeSince = (row: JobRow) =>
      row.lockId === undefined || row.personId === undefined
        ? undefined
        : keysOf({ lockId: row.lockId, personId: row.personId }).find(
            ({ key, created }) =>
              key.id !== row.keyId && created > (startedAt ?? Infinity) && isLive(key.state ?? undefined),
          )?.key
    return { rows, madeSince }
  }, [version, index, elements, ids, pairs, startedAt, isWaiting, projectId])

  return {
    asked,
    job,
    missing,
    isFinal: over,
    record,
    startedAt,
    endedAt,
    keys,
    /** Who an opaque id is. */
    find,
    progress: job ? jobProgress(job, record?.pairs.length) : undefined,
    ...joined,
    listed,
    /** The keys were read again since the job last changed. */
    settled: listed.data?.changedAt === changedAt && !listed.isFetching,
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

export type JobView = ReturnType<typeof useJob>
