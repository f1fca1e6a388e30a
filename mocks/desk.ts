import { z } from '#src/contract/zod.ts'

/**
 * What goes wrong on purpose. `path` is a pathname; `*` stands for anything and `:name` for one segment, so that a
 * row's path can be used as it is. With `status` or `body` the request is answered so and takes no effect; with
 * `drop` it takes effect and the answer is cut; `headers`, `delayMs` and `held` change whatever answer there is. What is
 * `held` takes effect too, and is answered once the next list of faults, or a reset, comes by the same door.
 */
export const Fault = z.strictObject({
  method: z.string(),
  path: z.string(),
  times: z._default(z.int().check(z.gte(1)), 1),
  status: z.optional(z.int().check(z.gte(200), z.lte(599))),
  /** A text is sent as it is (as text/html unless a header says otherwise), anything else as JSON. */
  body: z.optional(z.unknown()),
  headers: z.optional(z.record(z.string(), z.string())),
  delayMs: z.optional(z.number().check(z.gte(0))),
  held: z.optional(z.boolean()),
  drop: z.optional(z.boolean()),
})
export type Fault = z.infer<typeof Fault>

/** A request as it came. `status` is 0 while no answer is known. */
export interface SeenRequest {
  method: string
  /** Path and query, undecoded. */
  url: string
  body: unknown
  status: number
}

/** The first fault that waits for this request; using it takes one of its times. */
export function takeFault(faults: Fault[], method: string, pathname: string): Fault | undefined {
  const fault = faults.find(
    (f) => (f.method === '*' || f.method.toUpperCase() === method) && pathPattern(f.path).test(pathname),
  )
  if (fault && --fault.times < 1) faults.splice(faults.indexOf(fault), 1)
  return fault
}

const pathPattern = (path: string) =>
  new RegExp(
    `^${path
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/:\w+/g, '[^/]+')}$`,
  )
