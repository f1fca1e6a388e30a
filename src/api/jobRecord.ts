import { useSyncExternalStore } from 'react'
import { z } from '#src/contract/zod.ts'

/**
 * What this browser remembers of the jobs it started: enough to show them when the API lists none, and to name the
 * keys of each. People stand in it as opaque ids, never as numbers; a note's text is not kept.
 */
const JobRecord = z.object({
  id: z.string(),
  startedAt: z.number(),
  /** One entry for each key asked for. */
  pairs: z.array(z.object({ lockId: z.string(), personId: z.string() })),
})
export type JobRecord = z.infer<typeof JobRecord>

const kept = 200
const place = (projectId: string) => `unloc.jobs.${projectId}`
const listeners = new Set<() => void>()
const cache = new Map<string, JobRecord[]>()
const none: JobRecord[] = []

/** The jobs that this browser started in a project, newest first. */
export function readJobRecords(projectId: string): JobRecord[] {
  const cached = cache.get(projectId)
  if (cached) return cached
  let records = none
  try {
    const parsed = z.safeParse(z.array(JobRecord), JSON.parse(localStorage.getItem(place(projectId)) ?? '[]'))
    if (parsed.success) records = parsed.data
  } catch {
    // A blocked or spoilt store costs the memory of old jobs, nothing else.
  }
  cache.set(projectId, records)
  return records
}

export function addJobRecord(projectId: string, record: JobRecord): void {
  const records = [record, ...readJobRecords(projectId).filter((old) => old.id !== record.id)].slice(0, kept)
  cache.set(projectId, records)
  try {
    localStorage.setItem(place(projectId), JSON.stringify(records))
  } catch {
    // See above: this tab still remembers.
  }
  for (const listener of listeners) listener()
}

export const useJobRecords = (projectId: string): JobRecord[] =>
  useSyncExternalStore(
    (listener) => {
      const forget = (event: StorageEvent) => {
        if (event.key !== place(projectId)) return
        cache.delete(projectId)
        listener()
      }
      listeners.add(listener)
      window.addEventListener('storage', forget)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', forget)
      }
    },
    () => readJobRecords(projectId),
  )
