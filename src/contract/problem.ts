import { lenient, z } from './zod.ts'

/** One refused field, e.g. `{ name: 'keys.0.appUserId', reason: 'must be …' }` (unloc-api 5.1). */
export const InvalidParam = z.looseObject({ name: z.string(), reason: lenient(z.string()) })
export interface InvalidParam {
  name: string
  reason: string
}

/** The `type` of a problem that the gateway itself has with a call. Unloc's own carry no such word. */
export const gatewayProblemType = 'urn:unloc-console:gateway'

/** Every error body that the API is known to send, in one shape: problem JSON, token errors, OAuth errors. */
export const Problem = z.looseObject({
  type: lenient(z.string()),
  title: lenient(z.string()),
  detail: lenient(z.string()),
  invalidParams: lenient(z.array(InvalidParam)),
  error: lenient(z.string()),
  /** Only the gateway's: whether a write may have taken effect all the same. */
  maybeApplied: lenient(z.boolean()),
  errorDescription: lenient(z.string()),
  error_description: lenient(z.string()),
})
export type Problem = z.infer<typeof Problem>

/** The API's own words in an error body, or undefined when it has none. */
export function problemText(problem: Problem): string | undefined {
  return (
    [problem.detail, problem.title, problem.errorDescription, problem.error_description, problem.error].find(
      (text) => text != null && text !== '',
    ) ?? undefined
  )
}
