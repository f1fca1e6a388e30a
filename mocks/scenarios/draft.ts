import { seededId } from '../engine/seeded.ts'
import { jobPatienceMs, jobPendingMs, type JobRecord, type KeyRecord } from '../engine/world.ts'

/** A key on its way into a scenario: what is left out is the usual. */
export type KeyDraft = Pick<KeyRecord, 'lockId' | 'appUserId' | 'created'> &
  Partial<Omit<KeyRecord, 'id' | 'lockId' | 'appUserId' | 'created'>>

/** A job that made some of the drafts, or that made none. */
export interface JobDraft {
  type?: JobRecord['type']
  created: number
  keys: KeyDraft[]
}

/** Orders the drafts by age, as the API seems to list them, and gives every key and job its id. */
export function settleDrafts(
  seed: number,
  drafts: readonly KeyDraft[],
  jobs: readonly JobDraft[],
): { keys: KeyRecord[]; jobs: JobRecord[] } {
  const ids = new Map<KeyDraft, string>()
  const keys = [...drafts]
    .sort((a, b) => a.created - b.created)
    .map((draft, n): KeyRecord => {
      const id = seededId(seed, 'key', n)
      ids.set(draft, id)
      return {
        kind: 'direct',
        confirmAt: draft.created + jobPendingMs + 1200,
        giveUpAt: draft.created + jobPatienceMs,
        revoked: false,
        ...draft,
        id,
      }
    })
  return {
    keys,
    jobs: [...jobs]
      .sort((a, b) => a.created - b.created)
      .map((job, n) => ({
        id: seededId(seed, 'job', n),
        type: job.type ?? 'createKeys',
        created: job.created,
        startsAt: job.created + jobPendingMs,
        giveUpAt: job.created + jobPatienceMs,
        keyIds: job.keys.flatMap((draft) => ids.get(draft) ?? []),
      })),
  }
}
