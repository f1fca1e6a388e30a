import * as z from 'zod/mini'

// The content security policy forbids `new Function`, which zod otherwise probes for at the first object shape.
z.config({ jitless: true })

/**
 * A field that may be absent, null, or of a kind we did not expect. A surprise is read as "not told":
 * one odd field must not cost the person the whole list (unloc-api 8, "parse leniently").
 */
export const lenient = <T extends z.ZodMiniType>(shape: T) =>
  z.catch(z.optional(z.nullable(shape)), undefined)

export { z }
