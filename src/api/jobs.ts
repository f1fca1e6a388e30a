import { queryOptions, useQuery } from '@tanstack/react-query'
import { pageLimit } from '#src/contract/endpoints.ts'
import type { Job } from '#src/contract/job.ts'
import { isFinal, jobPhase, jobWentBack, pollDelay } from '#src/domain/job.ts'
import { askedInTurn } from './asked.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { jobEndOf, noteJobLooks } from './jobEnds.ts'
import { readJobRecords, readOlderJobRecords, type JobRecord } from './jobRecord.ts'
import { eachPage, showPart, type ListPass } from './list.ts'
import { isHidden } from './visible.ts'

export interface JobLook {
  job: Job
  /** When this browser first saw the job, last saw it change, and last looked: epoch ms. */
  firstAt: number
  changedAt: number
  lookedAt: number
  /** Looks that had failed by then, ever. */
  errorsBefore: number
  /** Somebody looked again, by then, after this page had stopped looking. */
  resumedAt?: number | undefined
  /** What Unloc had said, until `at`, where it went back behind that since. */
  back?: { from: Job; at: number } | undefined
}

/** By project and job: the look that was asked for last, of those at one job alone. */
const looks = new Map<string, JobLook & { asked: number }>()

/** Asks for one job. A look that was asked for earlier than one that has come already gives way to that. */
async function look(
  projectId: string,
  jobId: string,
  signal: AbortSignal,
  how: { errorsBefore?: number; resumed?: boolean } = {},
): Promise<JobLook> {
  const place = `${projectId} ${jobId}`
  const { beforeSend, number } = askedInTurn()
  const { job } = await call('jobGet', { projectId, jobId }, { signal, beforeSend })
  const before = looks.get(place)
  const { errorsBefore = 0, resumed } = how
  if (before && before.asked > number()) return { ...before, errorsBefore }
  noteJobLooks(projectId, [job])
  const at = now()
  const same = before && JSON.stringify(before.job) === JSON.stringify(job)
  // After a reload, what this browser remembers of its end.
  const end = before ? undefined : jobEndOf(projectId, job)
  const from = before
    ? (before.back ?? { from: before.job, at: before.lookedAt })
    : end && { from: { id: jobId, status: end.status }, at: end.at }
  const seen = {
    asked: number(),
    job,
    firstAt: before?.firstAt ?? at,
    changedAt: same ? before.changedAt : at,
    lookedAt: at,
    errorsBefore,
    resumedAt: resumed ? at : before?.resumedAt,
    back: from && jobWentBack(from.from, job) ? from : undefined,
  }
  looks.set(place, seen)
  return seen
}

/** Ms until the next look at a job; false when it is over, or given up. `errors`: looks that failed since, in a row. */
const lookDelay = ({ job, firstAt, changedAt, resumedAt, lookedAt }: JobLook, errors: number) =>
  !isFinal(job) &&
  pollDelay({
    startedAt: firstAt,
    lastChangeAt: Math.max(changedAt, resumedAt ?? 0),
    // As of the last look and not of this render: an interval that grows with each render never comes to its end.
    now: lookedAt,
    errors,
    phase: jobPhase(job),
  })

/** Whether this page has stopped looking at a job that is not over: nothing changes, and its status is not known. */
export const hasStopped = (look: JobLook): boolean => !isFinal(look.job) && lookDelay(look, 0) === false

/** One job, watched: quickly while it moves, then slower, until its status is final. */
export const jobGet = (projectId: string, jobId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'job', jobId],
    staleTime: 0,
    queryFn: ({ signal, client, queryKey }): Promise<JobLook> => {
      const state = client.getQueryState<JobLook>(queryKey)
      return look(projectId, jobId, signal, {
        errorsBefore: state?.errorUpdateCount ?? 0,
        // Nobody else asks after that: a press, or the return to the tab.
        resumed: state?.data !== undefined && hasStopped(state.data),
      })
    },
    refetchInterval: ({ state }) => {
      if (state.error instanceof ApiError && state.error.kind === 'missing') return false
      const errors = state.errorUpdateCount - (state.data?.errorsBefore ?? 0)
      return state.data ? lookDelay(state.data, errors) : pollDelay({ startedAt: 0, now: 0, errors })
    },
  })

/** Where a list of jobs came from: the API's own list, or this browser's memory where the API has no list. */
export interface JobList extends ListPass {
  source: 'api' | 'local'
  jobs: Job[]
  /** Jobs of this browser's memory that Unloc no longer knows; how long it keeps them is not public. */
  gone: string[]
  /** How many older jobs stand there as they are remembered, without having been asked for. */
  unasked: number
  /** When this browser last saw a job change, of those that are not over; epoch ms. */
  changedAt: Record<string, number>
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
        unasked: 0,
        complete,
        asOf: now(),
        changedAt: changesOf(listed, client.getQueryData<JobList>(queryKey)),
      })
      try {
        await eachPage(
          async (startAfterId) => {
            const { beforeSend, number } = askedInTurn()
            const query = { limit: pageLimit, startAfterId }
            const page = await call('jobList', { projectId }, { query, signal, beforeSend })
            return { ...page, asked: number() }
          },
          (page) => {
            // A pass that was given up says nothing any more, be its answer here already.
            signal.throwIfAborted()
            jobs.push(...page.jobs.map((job) => laterLook(projectId, job, page.asked)))
            if (page.startAfterId)
              showPart({ client, queryKey }, list('api', [...jobs], false), (part) => part.jobs.length)
          },
        )
        noteJobLooks(projectId, jobs)
        return list('api', jobs, true)
      } catch (error) {
        if (!isMissing(error)) throw error
      }
      const gone: string[] = []
      const ask = async ({ id, startedAt }: JobRecord): Promise<Job> => {
        // What is over does not change as a rule: only the others are asked for again.
        const known = looks.get(`${projectId} ${id}`)
        if (known && isFinal(known.job)) return known.job
        try {
          return (await look(projectId, id, signal)).job
        } catch (error) {
          if (!isMissing(error)) throw error
          gone.push(id)
          return { id, type: 'createKeys', created: new Date(startedAt).toISOString() }
        }
      }
      const records = [...readJobRecords(projectId), ...readOlderJobRecords(projectId)]
      const known = await Promise.all(records.slice(0, askedAlone).map(ask))
      // Thousands of calls would be no list: of the others stands what is remembered, until somebody opens one.
      const rest = records.slice(askedAlone).map(({ id, startedAt }): Job => {
        const end = looks.get(`${projectId} ${id}`)?.job
        return end ?? { id, type: 'createKeys', created: new Date(startedAt).toISOString() }
      })
      return { ...list('local', [...known, ...rest], true), gone, unasked: rest.length }
    },
    // A hidden tab is to learn of the end too, but slowly, and only while there is one to come.
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      if (isHidden()) return (state.data?.jobs.some(isRunning) ?? false) && slowestList
      return state.data ? listDelay(state.data) : slowestList
    },
  })

/**
 * The same list for what looks on beside a page and comes late: it asks where nobody has asked yet. Asked for again, the
 * trouble of a list that has just failed would give way to a skeleton for a moment.
 */
export const jobListBeside = (projectId: string) => ({
  ...jobList(projectId),
  refetchOnMount: false,
  retryOnMount: false,
})

/** Jobs that are asked for one by one where the API lists none. */
const askedAlone = 50
const fastestList = 3_000
const slowestList = 60_000

/** Ms until the jobs are listed again: as its liveliest job asks for; what runs elsewhere shows within the minute. */
function listDelay({ jobs, changedAt, asOf }: JobList): number {
  const delays = jobs.filter(isRunning).flatMap((job) => {
    const startedAt = changedAt[job.id] ?? asOf
    return pollDelay({ startedAt, now: asOf, errors: 0, phase: jobPhase(job) }) || []
  })
  return Math.min(slowestList, ...delays.map((delay) => Math.max(fastestList, delay)))
}

function changesOf(jobs: readonly Job[], before: JobList | undefined): Record<string, number> {
  const known = new Map(before?.jobs.map((job) => [job.id, job]))
  return Object.fromEntries(
    jobs.filter(isRunning).map((job) => {
      const old = known.get(job.id)
      const same = old && JSON.stringify(old) === JSON.stringify(job)
      return [job.id, (same && before?.changedAt[job.id]) || now()]
    }),
  )
}

/** A job as the list tells it, but where it was asked for alone since. The list may tell less than that. */
function laterLook(projectId: string, job: Job, asked: number): Job {
  const alone = looks.get(`${projectId} ${job.id}`)
  return alone && alone.asked > asked ? alone.job : job
}

const isMissing = (error: unknown) => error instanceof ApiError && error.kind === 'missing'
const isRunning = (job: Job) => job.status != null && !isFinal(job)

/** How many jobs run now, for the mark in the navigation. */
export function useJobsRunning(projectId: string): number {
  const { data } = useQuery({ ...jobListBeside(projectId), enabled: projectId !== '' })
  return data?.jobs.filter(isRunning).length ?? 0
}
