import { gatewayProblemType } from '#src/contract/problem.ts'

/**
 * An answer of the gateway's own, in the shape of the API's errors: problem JSON (unloc-api 5.1). `maybeApplied`: of a
 * write, whether it may have taken effect all the same.
 */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
  maybeApplied?: boolean,
): Response {
  return new Response(JSON.stringify({ type: gatewayProblemType, title, detail, maybeApplied }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}
