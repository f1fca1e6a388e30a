import { addJobRecord } from '#src/api/jobRecord.ts'
import { now } from '#src/api/clock.ts'
import { createKeys } from '#src/api/keys.ts'
import type { NewKey } from '#src/contract/key.ts'
import { personId } from '#src/domain/person.ts'

/** Keys per call, and so per job (unloc-api 8). */
export const chunkSize = 250

/** A short mark that keys of one press share, in `metadata.batch`. */
export const newBatch = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Asks for keys in chunks, one after the other, and remembers each job. Nothing is sent again after a failure.
 * @throws ApiError of the chunk that failed; `onChunk` has told of those before it
 */
export async function sendKeys(
  projectId: string,
  keys: NewKey[],
  onChunk: (chunk: NewKey[], jobId: string) => void,
): Promise<string[]> {
  const jobs: string[] = []
  for (let from = 0; from < keys.length; from += chunkSize) {
    const chunk = keys.slice(from, from + chunkSize)
    const { id } = await createKeys(projectId, chunk)
    addJobRecord(projectId, {
      id,
      startedAt: now(),
      pairs: chunk.map(({ lockId, appUserId }) => ({ lockId, personId: personId(projectId, appUserId) })),
    })
    jobs.push(id)
    onChunk(chunk, id)
  }
  return jobs
}
