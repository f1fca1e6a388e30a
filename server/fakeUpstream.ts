import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { endpoints } from '#src/contract/endpoints.ts'

export interface Seen {
  method: string
  /** The raw request target. */
  url: string
  headers: IncomingHttpHeaders
  body: string
}

export interface FakeUpstream {
  url: string
  /** Every call but those for a token. */
  seen: Seen[]
  tokenRequests: Seen[]
  close(): Promise<void>
}

/**
 * An upstream for the gateway's tests that can misbehave: `answer` writes (or cuts, or never sends) what it likes.
 * Tokens are `token-1`, `token-2`, … unless `answerToken` says otherwise.
 */
export async function fakeUpstream(
  answer: (request: Seen, response: ServerResponse) => void,
  answerToken: (request: Seen, response: ServerResponse, count: number) => void = (_, response, count) =>
    json(response, 200, { access_token: `token-${count}`, token_type: 'bearer', expires_in: 3600 }),
): Promise<FakeUpstream> {
  const seen: Seen[] = []
  const tokenRequests: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
      if (one.url === endpoints.tokenCreate.path) answerToken(one, response, tokenRequests.push(one))
      else {
        seen.push(one)
        answer(one, response)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    tokenRequests,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
