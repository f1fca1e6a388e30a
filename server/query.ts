import type { Query, Row } from '#src/contract/endpoints.ts'
import { UnsafeRequest } from '#src/contract/request.ts'
import { z } from '#src/contract/zod.ts'

/** The parameters that are no strings in the contract. `false` is never written: it is left out (unloc-api 8). */
const numbers = new Set(['limit'])
const flags = new Set(['excludeSubprojectKeys', 'excludeSubprojectEvents'])

/**
 * The query of a row as typed values, read from the raw text after `?`.
 * @throws UnsafeRequest for an unknown, repeated or malformed parameter, and for any on a row that takes none
 */
export function readQuery<R extends Row>(row: R, search: string): Query<R> {
  const values: Record<string, unknown> = {}
  for (const [name, text] of new URLSearchParams(search)) {
    if (Object.hasOwn(values, name)) throw new UnsafeRequest(`The parameter "${name}" stands there twice.`)
    Object.defineProperty(values, name, { value: typed(name, text), enumerable: true })
  }
  if (!row.query) {
    if (Object.keys(values).length > 0) throw new UnsafeRequest('This call takes no parameters.')
    return undefined as Query<R>
  }
  const checked = z.safeParse(row.query, values)
  if (checked.success) return checked.data as Query<R>
  const wrong = checked.error.issues.flatMap((issue) =>
    'keys' in issue ? issue.keys : issue.path.map(String),
  )
  throw new UnsafeRequest(`Unknown or malformed parameter: ${wrong.join(', ')}.`)
}

function typed(name: string, text: string): unknown {
  if (numbers.has(name)) return /^\d{1,9}$/.test(text) ? Number(text) : text
  if (flags.has(name)) return text === 'true' || text
  return text
}
