import { http, type HttpHandler, HttpResponse } from 'msw'
import {
  AuditQuery,
  type AuditPage,
  type AuditRow,
  gatewayPaths,
  type Session,
} from '#src/contract/gateway.ts'
import { NewKey } from '#src/contract/key.ts'
import { z } from '#src/contract/zod.ts'
import type { Entry } from './engine/engine.ts'
import type { Exclusively } from './handlers.ts'
import { markerHeader } from './serve.ts'
import type { Unloc } from './unloc.ts'

/**
 * What the demo's door says in the gateway's place: nobody signs in, whoever is here is a manager, and the record of
 * writes is the engine's own log. That holds what was accepted: refused calls are in the real one alone.
 */
export const playedGateway = (unloc: Unloc, exclusively: Exclusively, root: string): HttpHandler[] => [
  http.get(`${root}${gatewayPaths.session}`, () => {
    const session: Session = { person: { name: 'Demo', role: 'manager' }, ways: [], unloc: 'demo' }
    return answer(session)
  }),
  http.get(`${root}${gatewayPaths.audit}`, async ({ request }) => {
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    const query = z.safeParse(AuditQuery, {
      ...asked,
      ...(asked.before && { before: Number(asked.before) }),
      ...(asked.limit && { limit: Number(asked.limit) }),
    })
    if (!query.success) return answer({ title: 'Malformed request' }, 400)
    return answer(await exclusively(() => playedAudit(unloc, query.data)))
  }),
  http.all(`${root}/gateway/*`, () => answer({ title: 'Not found' }, 404)),
]

const answer = (body: object, status = 200) =>
  HttpResponse.json(body, { status, headers: { [markerHeader]: '1', 'cache-control': 'no-store' } })

/** A page of the record, newest first, made of the engine's log. */
export function playedAudit(unloc: Unloc, query: z.infer<typeof AuditQuery>): AuditPage {
  const { before = Infinity, text = '', limit = 100 } = query
  const projectId = unloc.engine.world.project.id
  if (query.projectId !== projectId) return { rows: [], more: false }
  const sought = text.toLocaleLowerCase()
  const rows = unloc.engine.log
    .flatMap((entry, place) => rowOf(entry, place + 1, projectId, unloc) ?? [])
    .filter(({ id }) => id < before)
    .filter((row) => JSON.stringify(row).toLocaleLowerCase().includes(sought))
    .reverse()
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

const Body = z.looseObject({ keys: z.array(NewKey) })

function rowOf({ at, command }: Entry, id: number, projectId: string, unloc: Unloc): AuditRow | undefined {
  const row = {
    id,
    at: new Date(at).toISOString(),
    requestId: `demo-${String(id)}`,
    person: 'Demo',
    role: 'manager',
    action: command.name,
    projectId,
  }
  switch (command.name) {
    case 'keyCreate': {
      const keys = z.safeParse(Body, command.body).data?.keys ?? []
      const each = (name: 'appUserId' | 'lockId') => [...new Set(keys.map((key) => key[name]))]
      const job = [...unloc.engine.jobs.values()].find(
        ({ type, created }) => type === 'createKeys' && created === at,
      )
      return {
        ...row,
        about: { keys: keys.length, people: each('appUserId'), locks: each('lockId') },
        status: 202,
        ...(job && { outcome: job.id }),
      }
    }
    case 'keyRevoke':
      return { ...row, about: { keyId: command.keyId }, status: 200 }
    case 'keyRevokeBulk':
    case 'sharedKeyRevokeBulk':
      return { ...row, about: { ...command.filter }, status: 200 }
    default:
      return undefined
  }
}
