import { BulkFilter, type Params, type Row } from './endpoints.ts'
import { buildPath, isBulkRevoke, UnsafeRequest, withQuery } from './request.ts'

/**
 * The URL of a bulk revoke, or nothing at all. The filter's shape cannot be empty, and the finished URL is read back
 * the way a server reads it: what arrives must be exactly what was asked (unloc-api 3.5, 8).
 * @throws UnsafeRequest when the filter is empty or malformed, or would not survive the trip
 */
export function bulkRevokeUrl<R extends Row>(row: R, params: Params<R>, filter: BulkFilter): string {
  if (!isBulkRevoke(row.method, row.path)) throw new UnsafeRequest(`${row.path} is not a bulk revoke`)
  const checked = BulkFilter.safeParse(filter)
  if (!checked.success) throw new UnsafeRequest('A bulk revoke needs a person or a lock')
  const url = withQuery(buildPath(row, params), checked.data)
  const arrived = readBulkFilter(url)
  const same = (['appUserId', 'lockId', 'excludeSubprojectKeys'] as const).every(
    (name) => arrived?.[name] === checked.data[name],
  )
  if (!same) throw new UnsafeRequest('The filter of a bulk revoke would not arrive as it was asked')
  return url
}

/**
 * The filter that a server reads in a bulk revoke's URL, or undefined when it holds none, a malformed one, a repeated
 * one, or a word that no filter has. Client, gateway and mock ask this before such a call goes on.
 */
export function readBulkFilter(url: string): BulkFilter | undefined {
  const query = new URL(url, 'http://unloc.invalid').searchParams
  const filter: Record<string, unknown> = {}
  for (const [name, value] of query) {
    if (name in filter) return undefined
    filter[name] = name === 'excludeSubprojectKeys' ? value === 'true' || value : value
  }
  const checked = BulkFilter.safeParse(filter)
  if (!checked.success || checked.data.lockId?.trim() === '') return undefined
  return checked.data
}
