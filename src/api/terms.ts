import type { NewKey } from '#src/contract/key.ts'
import { z } from '#src/contract/zod.ts'

/** The limits that a key was asked for with, as they were sent. */
export const Terms = z.object({
  start: z.optional(z.string()),
  end: z.optional(z.string()),
  recurrence: z.optional(z.unknown()),
})
export type Terms = z.infer<typeof Terms>

/** The different limits among these requests, and for each request the place of its own among them. */
export function packTerms(requests: readonly NewKey[]): { terms: Terms[]; places: number[] } {
  const known = new Map<string, number>()
  const terms: Terms[] = []
  const places = requests.map(({ start, end, recurrence }) => {
    const one = {
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(recurrence && { recurrence }),
    }
    const text = JSON.stringify(one)
    const place = known.get(text) ?? terms.push(one) - 1
    known.set(text, place)
    return place
  })
  return { terms, places }
}
