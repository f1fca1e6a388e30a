import { delay, http, HttpResponse, type HttpHandler } from 'msw'
import { endpoints, type Row } from '#src/contract/endpoints.ts'
import { keyStates } from '#src/contract/key.ts'
import { z } from '#src/contract/zod.ts'
import { jobGet, jobList } from './engine/jobs.ts'
import { keyGet, keyList, keyView } from './engine/keyList.ts'
import { lockGet, lockList, projectGet } from './engine/locks.ts'
import { accessLog, managedUserList } from './engine/people.ts'
import { Refusal } from './engine/refusal.ts'
import { resourcesDiscover, tokenCreate } from './engine/tokens.ts'
import { withElements } from './jobElements.ts'
import { type Call, matchPath, reply, type Reply, revokeFilter, serve, type Wire } from './serve.ts'
import { type SideDoor, sideDoors } from './sideDoors.ts'
import type { Unloc } from './unloc.ts'

/** Runs a step while nobody else does. A door that shares its Unloc takes the lock, loads, steps and saves here. */
export type Exclusively = <T>(step: () => T) => Promise<T>
const atOnce: Exclusively = (step) => Promise.resolve(step())

// Any one state may be left out; how several are told is not public (unloc-api 3.2). Our own client sends `revoked`.
const listedKeys = {
  ...endpoints.keyList,
  query: z.extend(endpoints.keyList.query!, { excludeStates: z.optional(z.enum(keyStates)) }),
}

/**
 * Every endpoint and side door for msw: HTTP on one side, the engine on the other.
 * @param root what stands before the paths; a worker sees every request of its page, so it names its own origin and base
 */
export function handlers(unloc: Unloc, exclusively: Exclusively = atOnce, root = '*'): HttpHandler[] {
  const waiting: (() => void)[] = []
  // Put down within the step: what lets it go may be the very next one.
  const holdBack = (reply: Reply) => ({
    ...reply,
    turn: reply.held ? new Promise<void>((go) => waiting.push(go)) : undefined,
  })
  const on = <R extends Row>(row: R, act: (call: Call<R>) => unknown) =>
    http[verbs[row.method]](`${root}${row.path}`, async ({ request }) => {
      const wire = await readWire(request, '/v2/')
      // msw is more generous than the row (case, a trailing slash); what is left over meets the 404 below.
      if (!matchPath(row, wire.url.split('?', 1)[0] ?? '')) return undefined
      return send(await exclusively(() => holdBack(serve(unloc, wire, row, act))))
    })
  const beside = ({ method, path, letsGo, act }: SideDoor) =>
    http[method](`${root}${path}`, async ({ request }) => {
      const { body } = await readWire(request, '/_mock/')
      const told = await exclusively(() => sideReply(unloc, body, act))
      if (letsGo) for (const go of waiting.splice(0)) go()
      return send(told)
    })
  const nowhere = async ({ request }: { request: Request }) => {
    const wire = await readWire(request, '/v2/')
    return send(await exclusively(() => holdBack(serve(unloc, wire, undefined, () => undefined))))
  }
  return [
    on(endpoints.tokenCreate, ({ engine, body }) => tokenCreate(engine, body)),
    on(endpoints.resourcesDiscover, (call) => resourcesDiscover(call.engine, call.body, call.gatewayPlayed)),
    on(endpoints.projectGet, ({ engine }) => projectGet(engine)),
    on(endpoints.lockList, ({ engine, query }) => lockList(engine, query)),
    on(endpoints.lockGet, ({ engine, params }) => lockGet(engine, params.lockId)),
    on(listedKeys, ({ engine, query }) => keyList(engine, query)),
    on(endpoints.keyGet, ({ engine, params }) => keyGet(engine, params.keyId)),
    on(endpoints.keyCreate, ({ engine, body }) => ({ jobRef: engine.run({ name: 'keyCreate', body }) })),
    on(endpoints.keyRevoke, ({ engine, params: { keyId } }) => ({
      key: keyView(engine, engine.run({ name: 'keyRevoke', keyId }), engine.now()),
    })),
    on(endpoints.keyRevokeBulk, ({ engine, url }) =>
      engine.run({ name: 'keyRevokeBulk', filter: revokeFilter(url) }),
    ),
    on(endpoints.sharedKeyRevokeBulk, ({ engine, url }) =>
      engine.run({ name: 'sharedKeyRevokeBulk', filter: revokeFilter(url) }),
    ),
    on(endpoints.jobList, ({ engine, query, desk }) => {
      const { jobs, ...cursor } = jobList(engine, query)
      return { jobs: jobs.map((job) => withElements(job, desk.jobElements)), ...cursor }
    }),
    on(endpoints.jobGet, ({ engine, params, desk }) => ({
      job: withElements(jobGet(engine, params.jobId).job, desk.jobElements),
    })),
    on(endpoints.managedUserList, ({ engine, query }) => managedUserList(engine, query)),
    on(endpoints.accessLog, ({ engine, query }) => accessLog(engine, query)),
    ...sideDoors.map(beside),
    http.all(`${root}/v2/*`, nowhere),
    http.all(`${root}/_mock/*`, () =>
      send(reply(unloc, 404, { title: 'Not Found', detail: 'No such side door' })),
    ),
  ]
}

const verbs = { GET: 'get', POST: 'post', DELETE: 'delete' } as const

/** A console may live under a sub-path of its host; the API's own path begins at `root`. */
async function readWire(request: Request, root: string): Promise<Wire> {
  const { pathname } = new URL(request.url)
  const path = request.url.slice(request.url.indexOf(pathname, request.url.indexOf('//') + 2))
  return {
    method: request.method,
    url: path.slice(Math.max(0, path.indexOf(root))),
    authorization: request.headers.get('authorization'),
    contentType: request.headers.get('content-type'),
    body: await request.text(),
  }
}

function sideReply(unloc: Unloc, body: string, act: SideDoor['act']): Reply {
  try {
    return reply(unloc, 200, act(unloc, body === '' ? undefined : JSON.parse(body)))
  } catch (problem) {
    if (problem instanceof Refusal) return reply(unloc, problem.status, problem.body)
    return reply(unloc, 400, { title: 'Validation Error', detail: String(problem) })
  }
}

async function send(answer: Reply & { turn?: Promise<void> | undefined }): Promise<Response> {
  const { status, body, headers, delayMs, turn, drop } = answer
  if (delayMs > 0) await delay(delayMs)
  await turn
  // These statuses may have no body at all, not even an empty text.
  const bodyless = body === '' || [204, 205, 304].includes(status)
  return drop ? HttpResponse.error() : new HttpResponse(bodyless ? null : body, { status, headers })
}
