import type { Params, Query, Row } from './endpoints.ts'
import { z } from './zod.ts'

/** A request that was refused before it was built: a hole in a path or a filter that could widen the call. */
export class UnsafeRequest extends Error {
  override name = 'UnsafeRequest'
}

/**
 * The path of a row with its params filled in. An empty, dotted or blank param would name another, wider endpoint
 * (`DELETE …/keys/` with no id is the bulk revoke), so each is refused.
 * @throws UnsafeRequest
 */
export function buildPath<R extends Row>(row: R, params: Params<R>): string {
  return row.path.replace(/:(\w+)/g, (_, name: string) => {
    const value: unknown = (params as Record<string, unknown>)[name]
    if (
      typeof value !== 'string' ||
      value.trim() === '' ||
      /^\.+$/.test(value.trim()) ||
      /[/\\?#]/.test(value)
    )
      throw new UnsafeRequest(`${row.method} ${row.path}: "${name}" cannot stand in a path`)
    return encodeURIComponent(value)
  })
}

/**
 * Path and query of a row, ready for the wire. `true` and numbers are written out, `undefined` is left out, and `+`
 * becomes `%2B` (a bare plus would arrive as a space). Bulk revokes go through `bulkRevokeUrl` instead.
 * @throws UnsafeRequest
 */
export function buildUrl<R extends Row>(row: R, params: Params<R>, query?: Query<R>): string {
  if (isBulkRevoke(row.method, row.path)) throw new UnsafeRequest('Build a bulk revoke with bulkRevokeUrl')
  const path = buildPath(row, params)
  // A key whose id is "keys" would make the path of a single revoke read as the bulk one.
  if (isBulkRevoke(row.method, path))
    throw new UnsafeRequest('This id would turn one revoke into a bulk revoke')
  return withQuery(path, query ?? {})
}

/** Parameters that are no texts in the contract. `false` is never written: it is left out (unloc-api 8). */
const numbers = new Set(['limit'])
const flags = new Set(['excludeSubprojectKeys', 'excludeSubprojectEvents'])

/**
 * A row's query as typed values, read from the raw text after `?`, or the names that stand there twice, are not the
 * row's, or are malformed. Gateway and mock ask this; a word that was ignored could widen a list.
 */
export function readQuery<R extends Row>(
  row: R,
  search: string,
): { ok: true; query: Query<R> } | { ok: false; wrong: string[] } {
  const values = new Map<string, unknown>()
  for (const [name, text] of new URLSearchParams(search)) {
    if (values.has(name)) return { ok: false, wrong: [name] }
    values.set(name, typedValue(name, text))
  }
  // A strict shape: fromEntries defines own properties, so that `__proto__` is refused like any other name.
  const checked = z.safeParse(row.query ?? z.strictObject({}), Object.fromEntries(values))
  if (checked.success) return { ok: true, query: checked.data as Query<R> }
  const wrong = checked.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String),
  )
  return { ok: false, wrong }
}

function typedValue(name: string, text: string): unknown {
  if (numbers.has(name)) return /^\d{1,9}$/.test(text) ? Number(text) : text
  if (flags.has(name)) return text === 'true' || text
  return text
}

/** Whether a method and path (a template or a finished one, slashes at its end or not) is a bulk revoke. */
export const isBulkRevoke = (method: string, path: string): boolean =>
  method.toUpperCase() === 'DELETE' && /\/(shared-)?keys\/*$/i.test(path.split(/[?#]/, 1)[0] ?? '')

/** A path with its query; what is undefined or false is left out. */
export function withQuery(path: string, query: object): string {
  const pairs = Object.entries(query as Record<string, unknown>).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || value === true
      ? [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`]
      : [],
  )
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}
