import type { QueryClient } from '@tanstack/react-query'
import type { SignIn } from '#src/contract/gateway.ts'
import { gatewayPaths, Session } from '#src/contract/gateway.ts'
import { z } from '#src/contract/zod.ts'
import { callGateway } from './call.ts'
import { leave, sessionGet, settle } from './session.ts'
import { standing } from './standing.ts'

/** Signs in by name and password. @throws ApiError: `session` for a wrong one, `busy` after too many tries */
export async function signIn(client: QueryClient, body: SignIn): Promise<void> {
  const url = gatewayPaths.session
  const session = await callGateway({ name: 'signIn', method: 'POST', url, answer: Session, body })
  client.setQueryData(sessionGet().queryKey, settle(session, standing.turn()))
}

/** Ends the session, and with it everything that this browser keeps and shows, in every tab. @throws ApiError */
export async function signOut(): Promise<void> {
  await callGateway({ name: 'signOut', method: 'DELETE', url: gatewayPaths.session, answer: z.unknown() })
  await leave()
}
