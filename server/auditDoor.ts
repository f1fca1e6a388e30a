import { AuditQuery, type AuditPage } from '#src/contract/gateway.ts'
import { z } from '#src/contract/zod.ts'
import { problem } from './problem.ts'
import type { Person } from './session.ts'

/** What is asked of the record of changes here. */
export interface AuditReader {
  page(query: z.infer<typeof AuditQuery>): AuditPage | Promise<AuditPage>
}

/** A page of the record of changes, for managers. `projectId`: the only project of this gateway, if it has one. */
export async function answerAudit(
  { audit, projectId }: { audit: AuditReader | undefined; projectId: string | undefined },
  { method, search, person }: { method: string; search: string; person: Person },
): Promise<Response> {
  if (!audit) return problem(404, 'Not found', 'This gateway keeps no record of changes.')
  if (method !== 'GET')
    return problem(405, 'Method not allowed', 'The record of changes can be read, and nothing else.', {
      allow: 'GET',
    })
  if (person.role !== 'manager')
    return problem(403, 'Not permitted', 'The record of changes is for managers.')
  const query = readQuery(search)
  if (!query) return problem(400, 'Malformed request', 'The record of changes does not know this query.')
  if (projectId !== undefined && query.projectId !== projectId)
    return problem(403, 'Not permitted', 'This console is for another project.')
  return Response.json(await audit.page(query), { headers: { 'cache-control': 'no-store' } })
}

function readQuery(search: string): z.infer<typeof AuditQuery> | undefined {
  const pairs = [...new URLSearchParams(search)]
  const query = Object.fromEntries(
    pairs.map(([name, value]) => [name, /^(before|limit)$/.test(name) ? Number(value) : value]),
  )
  const read = z.safeParse(AuditQuery, query)
  return read.success && Object.keys(query).length === pairs.length ? read.data : undefined
}
