import { gatewayProblemType } from '#src/contract/problem.ts'

/** An answer of the gateway's own, in the shape of the API's errors: problem JSON (unloc-api 5.1). */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ type: gatewayProblemType, title, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}
