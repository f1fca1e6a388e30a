import { infiniteQueryOptions } from '@tanstack/react-query'
import { AuditPage, gatewayPaths } from '#src/contract/gateway.ts'
import { callGateway } from './call.ts'

/** Rows of one page. */
const limit = 100

/** A page of the record of writes, newest first, that hold `text`. @throws ApiError, `forbidden` for a viewer */
export function auditPage(
  projectId: string,
  { text, before, signal }: { text?: string; before?: number | undefined; signal?: AbortSignal },
  size = limit,
): Promise<AuditPage> {
  const query = new URLSearchParams({ projectId, limit: String(size) })
  if (before !== undefined) query.set('before', String(before))
  if (text) query.set('text', text)
  const url = `${gatewayPaths.audit}?${query}`
  return callGateway({ name: 'auditList', url, answer: AuditPage, ...(signal && { signal }) })
}

/** The record of writes, page after page as somebody asks for more. */
export const auditList = (projectId: string, text: string) =>
  infiniteQueryOptions({
    queryKey: ['p', projectId, 'audit', text],
    staleTime: 0,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => auditPage(projectId, { text, before: pageParam, signal }),
    getNextPageParam: ({ rows, more }) => (more ? rows.at(-1)?.id : undefined),
  })
