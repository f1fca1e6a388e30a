import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Job } from '#src/contract/job.ts'
import { isFinal } from '#src/domain/job.ts'
import { elementsOf, idsOf, joinJob } from '#src/domain/jobJoin.ts'
import { failedKeys, type FailedKey } from '#src/domain/jobRetry.ts'
import { numberAskedFor } from '#src/domain/person.ts'
import { readInstant } from '#src/domain/time.ts'
import { call } from './call.ts'
import { ApiError } from './error.ts'
import { listJobKeys } from './jobKeys.ts'
import { readJobRecords } from './jobRecord.ts'
import { keyStore } from './keys.ts'

/** What failed in a job, as of just now. */
export interface JobRetryLook {
  /** Epoch ms; undefined where nobody tells. */
  startedAt: number | undefined
  /** While the job runs, nothing of it has failed for good. */
  isOver: boolean
  failed: FailedKey[]
}

/**
 * Looks what failed in a job and which of it exists by now: the job, the keys of all its people and doors listed anew,
 * and the jobs that try it again already. Each visit looks anew, and the look is whole or an error (unloc-api 5.4, 8).
 * @throws ApiError; 404 where neither Unloc nor this browser knows the job
 */
export const jobRetry = (projectId: string, jobId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'jobRetry', jobId],
    staleTime: Infinity,
    refetchOnMount: 'always',
    gcTime: 0,
    queryFn: ({ client }) => lookForRetry(client, projectId, jobId),
  })

/** One such look, kept nowhere: right before the keys are asked for again. @throws ApiError */
export async function lookForRetry(
  client: QueryClient,
  projectId: string,
  jobId: string,
): Promise<JobRetryLook> {
  const records = readJobRecords(projectId)
  const record = records.find(({ id }) => id === jobId)
  const job = await jobIfKnown(projectId, jobId)
  if (!job && !record) throw new ApiError({ kind: 'missing', endpoint: 'jobGet', status: 404 })
  const pairs = record?.pairs ?? []
  const wanted = { ids: idsOf(elementsOf(job)), pairs }
  const { index } = keyStore(projectId)
  const areKnown = wanted.ids.every((id) => index.rowOf(id) !== undefined)
  await listJobKeys(client, projectId, wanted)
  // Whom and which doors a foreign job is about stands in its keys: only now it is known what to list.
  if (!areKnown) await listJobKeys(client, projectId, wanted)

  const newer = records.filter(({ retryOf }) => retryOf === jobId)
  const making = await Promise.all(
    newer.map(async ({ id, pairs }) => {
      const other = await jobIfKnown(projectId, id)
      return other && !isFinal(other) ? pairs : []
    }),
  )
  const startedAt = readInstant(job?.created) ?? record?.startedAt
  const joined = joinJob({ projectId, index, job, pairs, startedAt, settled: true })
  return {
    startedAt,
    isOver: job === undefined || isFinal(job),
    failed: failedKeys(joined, {
      pairs,
      terms: record?.terms ?? [],
      numberOf: (id) => index.numberOf(id) ?? numberAskedFor(projectId, id),
      making: making.flat(),
      corrected: newer.flatMap(({ pairs }) =>
        pairs.flatMap(({ lockId, insteadOf }) =>
          insteadOf === undefined ? [] : [{ lockId, personId: insteadOf }],
        ),
      ),
    }),
  }
}

const jobIfKnown = async (projectId: string, jobId: string): Promise<Job | undefined> => {
  try {
    return (await call('jobGet', { projectId, jobId })).job
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'missing') return undefined
    throw error
  }
}
