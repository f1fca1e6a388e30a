import { lenient, z } from './zod.ts'

/** The words of a job's status that are known (unloc-api 2.4). */
export const jobStatuses = [
  'pending',
  'inProgress',
  'succeeded',
  'failedValidation',
  'failedJob',
  'timeout',
] as const
export type JobStatus = (typeof jobStatuses)[number]

/** A job. The elements of `resultData` have no documented shape: `jobElements` in domain reads what it can. */
export const Job = z.looseObject({
  id: z.string().check(z.minLength(1)),
  type: lenient(z.string()),
  jobType: lenient(z.string()),
  status: lenient(z.string()),
  created: lenient(z.string()),
  failureReason: lenient(z.string()),
  resultData: lenient(
    z.looseObject({
      creatingKeys: lenient(z.array(z.unknown())),
      createdKeys: lenient(z.array(z.unknown())),
      failedKeys: lenient(z.array(z.unknown())),
    }),
  ),
})
export type Job = z.infer<typeof Job>

/** What a call that starts a job answers (unloc-api 2.4). */
export const JobRef = z.looseObject({
  id: z.string().check(z.minLength(1)),
  jobType: lenient(z.string()),
  jobStatusUrl: lenient(z.string()),
})
export type JobRef = z.infer<typeof JobRef>
