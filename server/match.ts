import { endpoints, type BulkFilter, type EndpointName, type Row } from '#src/contract/endpoints.ts'
import type { Role } from '#src/contract/gateway.ts'
import { buildUrl, isBulkRevoke, readQuery, UnsafeRequest } from '#src/contract/request.ts'
import { bulkRevokeUrl, readBulkFilter } from '#src/contract/bulkRequest.ts'

/** A call that may go on: the row it is, the project it is for, and the address that the gateway built anew for it. */
export interface Match {
  name: EndpointName
  row: Row
  /** Who may: a row that needs a manager is a write. */
  role: Role
  /** The ids in the path. */
  params: Record<string, string>
  /** Absent on rows without a project in their path. */
  projectId: string | undefined
  /** On a bulk revoke alone, and never empty. */
  filter: BulkFilter | undefined
  /** Path and query for upstream, from the read values and never from the client's text. */
  url: string
}

/** A call that does not go on, as a problem for the browser. */
export interface Refused {
  status: 400 | 404 | 405
  title: string
  detail: string
  /** The methods that the path knows, for a 405. */
  allow?: string
}

/**
 * What passes, and who may. The token is missing: it is the gateway's own affair, the browser neither asks for one nor
 * sees one. Discovery is a POST that only reads.
 */
const roles: Record<Exclude<EndpointName, 'tokenCreate'>, Role> = {
  resourcesDiscover: 'viewer',
  projectGet: 'viewer',
  lockList: 'viewer',
  lockGet: 'viewer',
  keyList: 'viewer',
  keyGet: 'viewer',
  keyCreate: 'manager',
  keyRevoke: 'manager',
  keyRevokeBulk: 'manager',
  sharedKeyRevokeBulk: 'manager',
  jobList: 'viewer',
  jobGet: 'viewer',
  managedUserList: 'viewer',
  accessLog: 'viewer',
}
const rows = Object.entries(roles).map(([name, role]) => {
  const known = name as keyof typeof roles
  return { name: known, role, row: endpoints[known] }
})

/** What an id may be made of. Unloc's are UUIDs (unloc-api 1.5); the room beyond that is for other systems' ids. */
const id = /^(?!\.+$)[\w.:~-]{1,200}$/

/**
 * Finds the contract row of a call, or the reason why it does not go on. Pure: takes the method and the raw request
 * target as it stood on the wire, before any library has tidied it.
 */
export function matchRequest(method: string, target: string): Match | Refused {
  const [path = '', ...rest] = target.split('?')
  const search = rest.join('?')
  if (!path.startsWith('/v2/')) return unknown()
  // Whatever two readers could read differently is refused before it is matched.
  if (target.includes('#') || /[\\;\s]|\/\/|\/\.{1,2}(\/|$)|%2f|%5c|%2e/i.test(path))
    return malformed('The path is not plain.')

  const found = rows.flatMap((one) => {
    const params = readPath(one.row.path, path)
    return params ? [{ ...one, params }] : []
  })
  if (found.length === 0) return unknown()
  const hit = found.find(({ row }) => row.method === method)
  if (!hit) {
    const allow = [...new Set(found.map(({ row }) => row.method))].join(', ')
    return { status: 405, title: 'Method not allowed', detail: `This path takes ${allow}.`, allow }
  }
  try {
    return { ...hit, projectId: hit.params.projectId, ...rebuild(hit, path, search) }
  } catch (problem) {
    if (problem instanceof UnsafeRequest) return malformed(problem.message)
    throw problem
  }
}

/** Builds the address anew, so that nothing reaches upstream that was not read and understood here. */
function rebuild(
  { row, params }: { row: Row; params: Record<string, string> },
  path: string,
  search: string,
): Pick<Match, 'url' | 'filter'> {
  if (!isBulkRevoke(row.method, path)) {
    const read = readQuery(row, search)
    if (!read.ok) throw new UnsafeRequest(`Unknown or malformed parameter: ${read.wrong.join(', ')}.`)
    return { url: buildUrl(row, params, read.query), filter: undefined }
  }
  const filter = readBulkFilter(`${path}?${search}`)
  if (!filter || (filter.lockId !== undefined && !id.test(filter.lockId)))
    throw new UnsafeRequest('A bulk revoke needs a person or a lock, well formed. It was not sent.')
  return { url: bulkRevokeUrl(row, params, filter), filter }
}

function readPath(template: string, path: string): Record<string, string> | undefined {
  const names = template.split('/')
  const values = path.split('/')
  if (names.length !== values.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, name] of names.entries()) {
    const value = values[at] ?? ''
    if (!name.startsWith(':')) {
      if (name !== value) return undefined
      continue
    }
    const decoded = decode(value)
    if (decoded === undefined || !id.test(decoded)) return undefined
    params[name.slice(1)] = decoded
  }
  return params
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const unknown = (): Refused => ({
  status: 404,
  title: 'Not found',
  detail: 'The gateway passes only the calls that the console makes, and this is none of them.',
})
const malformed = (detail: string): Refused => ({ status: 400, title: 'Malformed request', detail })
