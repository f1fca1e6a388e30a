import { queryOptions, useQuery } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { Job } from '#src/contract/job.ts'
import { isFinal, pollDelay } from '#src/domain/job.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { readJobRecords } from './jobRecord.ts'
import { eachPage } from './list.ts'

export interface JobLook {
  job: Job
  /** When this browser first saw the job, and when it last saw it change: epoch ms. */
  firstAt: number
  changedAt: number
}

/** One job, watched: quickly while it moves, then slower, until its status is final. */
export const jobGet = (projectId: string, jobId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'job', jobId],
    staleTime: 0,
    queryFn: async ({ signal, client, queryKey }): Promise<JobLook> => {
      const { job } = await call('jobGet', { projectId, jobId }, { signal })
      const before = client.getQueryData<JobLook>(queryKey)
      const same = before && JSON.stringify(before.job) === JSON.stringify(job)
      const at = now()
      return { job, firstAt: before?.firstAt ?? at, changedAt: same ? before.changedAt : at }
    },
    refetchInterval: ({ state }) => {
      if (state.data && isFinal(state.data.job)) return false
      if (state.error instanceof ApiError && state.error.kind === 'missing') return false
      return pollDelay({
        startedAt: state.data?.firstAt ?? now(),
        lastChangeAt: state.data?.changedAt,
        now: now(),
        errors: state.errorUpdateCount,
      })
    },
  })

/** Where a list of jobs came from: the API's own list, or this browser's memory where the API has no list. */
export interface JobList {
  source: 'api' | 'local'
  jobs: Job[]
}

/**
 * The jobs of a project. The path of this list is a guess (unloc-api 3.1): where it answers 404 or 405, the jobs that
 * this browser started are asked for one by one. Watched while any of them runs.
 */
export const jobList = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'jobs'],
    staleTime: 0,
    queryFn: async ({ signal }): Promise<JobList> => {
      const jobs: Job[] = []
      try {
        await eachPage(
          (startAfterId) =>
            call('jobList', { projectId }, { query: { limit: pageLimit, startAfterId }, signal }),
          (page) => void jobs.push(...page.jobs),
        )
        return { source: 'api', jobs }
      } catch (error) {
        if (!(error instanceof ApiError && error.kind === 'missing')) throw error
      }
      const known = await Promise.all(
        readJobRecords(projectId)
          .slice(0, 50)
          .map(({ id, startedAt }) =>
            call('jobGet', { projectId, jobId: id }, { signal }).then(
              (answer) => answer.job,
              // How long jobs are kept is not public: one that is gone is still one that was started here.
              (): Job => ({ id, created: new Date(startedAt).toISOString() }),
            ),
          ),
      )
      return { source: 'local', jobs: known }
    },
    refetchInterval: ({ state }) =>
      state.data?.jobs.some((job) => job.status != null && !isFinal(job)) ? 3_000 : 60_000,
  })

/** How many jobs run now, for the mark in the navigation. */
export function useJobsRunning(projectId: string): number {
  const { data } = useQuery({ ...jobList(projectId), enabled: projectId !== '' })
  return data?.jobs.filter((job) => job.status != null && !isFinal(job)).length ?? 0
}
