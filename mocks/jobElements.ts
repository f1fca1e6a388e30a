import type { Job } from '#src/contract/job.ts'

/** How a job names its keys. The real spelling is not public (unloc-api 2.4), so that clients must read them all. */
export const elementShapes = ['id', 'keyId', 'key.id', 'none'] as const
export type ElementShape = (typeof elementShapes)[number]

/** The job with its elements spelled otherwise; `none` leaves the ids out. */
export function withElements(job: Job, shape: ElementShape): Job {
  const { resultData } = job
  if (!resultData || shape === 'id') return job
  const respell = (list: unknown[] | null | undefined) =>
    (list as { id: string; reason?: string }[]).map(({ id, ...rest }) => ({
      ...(shape === 'keyId' ? { keyId: id } : shape === 'key.id' ? { key: { id } } : {}),
      ...rest,
    }))
  const { creatingKeys, createdKeys, failedKeys } = resultData
  return {
    ...job,
    resultData: {
      creatingKeys: respell(creatingKeys),
      createdKeys: respell(createdKeys),
      failedKeys: respell(failedKeys),
    },
  }
}
