import { JobRef } from '#src/contract/job.ts'
import { Problem, problemText } from '#src/contract/problem.ts'
import { z } from '#src/contract/zod.ts'
import type { Match } from './match.ts'

const Created = z.looseObject({ keys: z.array(z.unknown()) })
const Answered = z.looseObject({ jobRef: JobRef })
/** No id or number is longer; what is, was never meant to be one. */
const longest = 200

/**
 * What a write is about, for the record: of the browser's words only ids and numbers, each once, and nothing that
 * could be a secret. `live`: how many keys a filter was found to reach.
 */
export function aboutOf(
  { params, filter }: Match,
  body: string | undefined,
  live: number | undefined,
): Record<string, unknown> {
  if (filter) return { ...filter, ...(live === undefined ? {} : { live }) }
  if (params.keyId !== undefined) return { keyId: params.keyId }
  const made = z.safeParse(Created, read(body))
  if (!made.success) return {}
  const { keys } = made.data
  return { keys: keys.length, people: each(keys, 'appUserId'), locks: each(keys, 'lockId') }
}

const each = (keys: unknown[], name: string): string[] => [
  ...new Set(
    keys.flatMap((key) => {
      const value = (key as Record<string, unknown> | null)?.[name]
      return typeof value === 'string' ? [value.slice(0, longest)] : []
    }),
  ),
]

/** How a write ended, in a few words: the job that it became, or the other side's reason. */
export function outcomeOf(text: string): string | undefined {
  const json = read(text)
  const answered = z.safeParse(Answered, json)
  if (answered.success) return answered.data.jobRef.id
  const problem = z.safeParse(Problem, json)
  return problem.success ? problemText(problem.data) : undefined
}

function read(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown
  } catch {
    return undefined
  }
}
