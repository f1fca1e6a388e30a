import 'temporal-polyfill/global'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getResponse } from 'msw'
import { demoCredential } from './engine/tokens.ts'
import type { Scenario } from './engine/world.ts'
import { handlers } from './handlers.ts'
import { isScenario, type ScenarioName, scenarioNames } from './scenarios/scenarios.ts'
import { markerHeader } from './serve.ts'
import { createUnloc } from './unloc.ts'

/**
 * The demo Unloc as a real HTTP server on loopback, under the API's own paths.
 * @param options `port` 0 (the default) takes a free one; `now` is the start in epoch ms; `world` stands in the place of
 * a named scenario
 */
export async function startMock(
  options: { port?: number; scenario?: ScenarioName; world?: Scenario; now?: number } = {},
): Promise<{ url: string; projectId: string; close(): Promise<void> }> {
  const unloc = createUnloc({ ...options, deviceClock: () => Date.now() })
  const list = handlers(unloc)
  const server = createServer((incoming, outgoing) => {
    answer(list, incoming, outgoing).catch((problem: unknown) => {
      console.error(problem)
      outgoing.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    projectId: unloc.engine.world.project.id,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

async function answer(
  list: ReturnType<typeof handlers>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = incoming.url ?? '/'
  // The handlers also match below a sub-path, for a demo that lives in one; a server of its own has none.
  const ours = /^\/(v2|_mock)\//.test(path) && canDecode(path)
  const response = ours ? await getResponse(list, await toRequest(incoming, path)) : undefined
  if (!response) {
    outgoing
      .writeHead(404, { 'content-type': 'application/json', [markerHeader]: '1' })
      .end('{"title":"Not Found","detail":"The demo Unloc has /v2/ and /_mock/ only"}')
    return
  }
  if (response.type === 'error') {
    incoming.socket.destroy()
    return
  }
  const body = Buffer.from(await response.arrayBuffer())
  outgoing
    .writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length })
    .end(body)
}

// msw throws at a path that it cannot decode.
function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

async function toRequest(incoming: IncomingMessage, path: string): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value))
  const method = incoming.method ?? 'GET'
  const bodyless = method === 'GET' || method === 'HEAD'
  return new Request(`http://127.0.0.1${path}`, {
    method,
    headers,
    ...(!bodyless && { body: Buffer.concat(chunks) }),
  })
}

/** `npm run mock`: env `PORT` (default 4010) and `SCENARIO` (default `everyday`). */
export async function main(): Promise<{ close(): Promise<void> }> {
  const scenario = process.env.SCENARIO ?? 'everyday'
  if (!isScenario(scenario)) throw new Error(`SCENARIO must be one of ${scenarioNames.join(', ')}`)
  const mock = await startMock({ port: Number(process.env.PORT ?? 4010), scenario })
  const ask = JSON.stringify({
    grant_type: 'client_credentials',
    ...demoCredential,
    scope: 'project.admin',
    project_id: mock.projectId,
  })
  console.log(`Demo Unloc (${scenario}) on ${mock.url}
Project ${mock.projectId}
Try:  TOKEN=$(curl -s ${mock.url}/v2/auth/token/ -H 'Content-Type: application/json' -d '${ask}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'); curl -s '${mock.url}/v2/projects/${mock.projectId}/locks?limit=1' -H "Authorization: Bearer $TOKEN"`)
  return mock
}
