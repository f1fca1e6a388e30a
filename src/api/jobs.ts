import { queryOptions, useQuery } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { Job } from '#src/contract/job.ts'
import { isFinal, pollDelay } from '#src/domain/job.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { noteJobLooks } from './jobEnds.ts'
import { readJobRecords, type JobRecord } from './jobRecord.ts'
import { eachPage, showPart, type ListPass } from './list.ts'
import { isHidden } from './tabs.ts'

export interface JobLook {
  job: Job
  /** When this browser first saw the job, last saw it change, and last looked: epoch ms. */
  firstAt: number
  changedAt: number
  lookedAt: number
  /** Looks that had failed by then, ever. */
  errorsBefore: number
}

/** One job, watched: quickly while it moves, then slower, until its status is final. */
export const jobGet = (projectId: string, jobId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'job', jobId],
    staleTime: 0,
    queryFn: async ({ signal, client, queryKey }): Promise<JobLook> => {
      const { job } = await call('jobGet', { projectId, jobId }, { signal })
      noteJobLooks(projectId, [job])
      const state = client.getQueryState<JobLook>(queryKey)
      const before = state?.data
      const same = before && JSON.stringify(before.job) === JSON.stringify(job)
      const at = now()
      return {
        job,
        firstAt: before?.firstAt ?? at,
        changedAt: same ? before.changedAt : at,
        lookedAt: at,
        errorsBefore: state?.errorUpdateCount ?? 0,
      }
    },
    refetchInterval: ({ state }) => {
      if (state.data && isFinal(state.data.job)) return false
      if (state.error instanceof ApiError && state.error.kind === 'missing') return false
      // As of the last look and not of this render: an interval that grows with each render never comes to its end.
      return pollDelay({
        startedAt: state.data?.firstAt ?? 0,
        lastChangeAt: state.data?.changedAt,
        now: state.data?.lookedAt ?? 0,
        errors: state.errorUpdateCount - (state.data?.errorsBefore ?? 0),
      })
    },
  })

/** Where a list of jobs came from: the API's own list, or this browser's memory where the API has no list. */
export interface JobList extends ListPass {
  source: 'api' | 'local'
  jobs: Job[]
  /** Jobs of this browser's memory that Unloc no longer knows; how long it keeps them is not public. */
  gone: string[]
}

/**
 * The jobs of a project. The path of this list is a guess (unloc-api 3.1): where it answers 404 or 405, the jobs that
 * this browser started are asked for one by one. Watched while any of them runs.
 */
export const jobList = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'jobs'],
    staleTime: 0,
    queryFn: async ({ signal, client, queryKey }): Promise<JobList> => {
      const jobs: Job[] = []
      const list = (source: JobList['source'], listed: Job[], complete: boolean): JobList => ({
        source,
        jobs: listed,
        gone: [],
        complete,
        asOf: now(),
      })
      try {
        await eachPage(
          (startAfterId) =>
            call('jobList', { projectId }, { query: { limit: pageLimit, startAfterId }, signal }),
          (page) => {
            jobs.push(...page.jobs)
            if (page.startAfterId)
              showPart({ client, queryKey }, list('api', [...jobs], false), (part) => part.jobs.length)
          },
        )
        noteJobLooks(projectId, jobs)
        return list('api', jobs, true)
      } catch (error) {
        if (!isMissing(error)) throw error
      }
      // What is over does not change: only the others are asked for again.
      const over = new Map(
        client
          .getQueryData<JobList>(queryKey)
          ?.jobs.filter(isFinal)
          .map((job) => [job.id, job]),
      )
      const gone: string[] = []
      const ask = async ({ id, startedAt }: JobRecord): Promise<Job> => {
        const done = over.get(id)
        if (done) return done
        try {
          return (await call('jobGet', { projectId, jobId: id }, { signal })).job
        } catch (error) {
          if (!isMissing(error)) throw error
          gone.push(id)
          return { id, type: 'createKeys', created: new Date(startedAt).toISOString() }
        }
      }
      const known = await Promise.all(readJobRecords(projectId).slice(0, 50).map(ask))
      noteJobLooks(projectId, known)
      return { ...list('local', known, true), gone }
    },
    // A hidden tab is to learn of the end too, but slowly, and only while there is one to come.
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      const runs = state.data?.jobs.some(isRunning) ?? false
      if (isHidden()) return runs && 60_000
      return runs ? 3_000 : 60_000
    },
  })

const isMissing = (error: unknown) => error instanceof ApiError && error.kind === 'missing'
const isRunning = (job: Job) => job.status != null && !isFinal(job)

/** How many jobs run now, for the mark in the navigation. */
export function useJobsRunning(projectId: string): number {
  const { data } = useQuery({ ...jobList(projectId), enabled: projectId !== '' })
  return data?.jobs.filter(isRunning).length ?? 0
}
