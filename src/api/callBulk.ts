import { bulkRevokeUrl } from '#src/contract/bulkRequest.ts'
import { endpoints, type Answer, type BulkFilter, type Params, type Row } from '#src/contract/endpoints.ts'
import { shownHeader } from '#src/contract/gateway.ts'
import { send, type BulkName, type Endpoints } from './call.ts'

/**
 * The filtered bulk revoke of a person's or a lock's keys. No call without a filter can be made. `shown`: how many live
 * keys the person was shown; the gateway refuses with 412 when the project has moved away from it.
 */
export async function callBulk<N extends BulkName>(
  name: N,
  params: Params<Endpoints[N]>,
  filter: BulkFilter,
  shown?: number,
): Promise<Answer<Endpoints[N]>> {
  const row: Row = endpoints[name]
  const headers: Record<string, string> = shown === undefined ? {} : { [shownHeader]: String(shown) }
  const url = bulkRevokeUrl(endpoints[name], params, filter)
  return (await send({ name, url, row, headers })) as Answer<Endpoints[N]>
}
