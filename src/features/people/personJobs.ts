import type { JobRecord } from '#src/api/jobRecord.ts'
import type { Job } from '#src/contract/job.ts'
import { jobElements } from '#src/domain/job.ts'
import { formatList, formatNumber, readInstant } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'

/** A job, and what of it was for one person. */
export interface PersonJob {
  job: Job
  /** Epoch ms. */
  startedAt: number | undefined
  lockIds: string[]
  /** Keys asked for or made, and how many of them failed. */
  keys: number
  failed: number
}

/**
 * The jobs that made keys of a person, or were to, newest first: those that name one of the person's keys, and those of
 * this browser's memory that asked for one. `keys`: the person's keys by id.
 */
export function personJobs(
  jobs: readonly Job[],
  records: readonly JobRecord[],
  personId: string,
  keys: ReadonlyMap<string, { lockId?: string | null | undefined }>,
): PersonJob[] {
  const recordOf = new Map(records.map((record) => [record.id, record]))
  return jobs
    .flatMap((job): PersonJob[] => {
      const record = recordOf.get(job.id)
      const pairs = record?.pairs.filter((pair) => pair.personId === personId) ?? []
      const { creating = [], created = [], failed = [] } = jobElements(job)
      const idsIn = (list: typeof failed) =>
        new Set(list.flatMap(({ keyId }) => (keyId !== undefined && keys.has(keyId) ? [keyId] : [])))
      const ids = [...idsIn([...creating, ...created, ...failed])]
      if (pairs.length === 0 && ids.length === 0) return []
      const lockIds = [
        ...pairs.map(({ lockId }) => lockId),
        ...ids.flatMap((id) => keys.get(id)?.lockId ?? []),
      ]
      return [
        {
          job,
          startedAt: readInstant(job.created) ?? record?.startedAt,
          lockIds: [...new Set(lockIds)],
          // Of what was asked for, some may have no key that is listed yet.
          keys: Math.max(pairs.length, ids.length),
          failed: idsIn(failed).size,
        },
      ]
    })
    .sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0) || (a.job.id < b.job.id ? -1 : 1))
}

const few = 3

/** The doors of a job for its line: all of a few, of many the first two and how many more. */
export const doorsText = (names: readonly string[], locale?: string): string =>
  names.length <= few
    ? formatList(names, locale)
    : formatList([...names.slice(0, few - 1), counted(names.length - few + 1, 'more door')], locale)

/** `2 keys, 1 failed`. */
export const jobShare = ({ keys, failed }: PersonJob): string => {
  if (failed === 0) return counted(keys, 'key')
  return keys === failed
    ? `${counted(keys, 'key')} failed`
    : `${counted(keys, 'key')}, ${formatNumber(failed)} failed`
}
