import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { gatewayPaths, Session, type Role, type SignIn } from '#src/contract/gateway.ts'
import { z } from '#src/contract/zod.ts'
import { personHash } from '#src/domain/person.ts'
import { callGateway } from './call.ts'
import { ApiError } from './error.ts'
import { forgetEverything } from './remembered.ts'
import { standing } from './standing.ts'

/**
 * Who is signed in, asked for beside the first keys and never before them. Whoever reads it learns of a sign-in in
 * another tab too.
 */
export const sessionGet = () =>
  queryOptions({
    queryKey: ['session'],
    staleTime: Infinity,
    gcTime: Infinity,
    queryFn: async ({ signal }) => {
      const turn = standing.turn()
      const url = gatewayPaths.session
      return settle(await callGateway({ name: 'sessionGet', url, answer: Session, signal }), turn)
    },
  })

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

/**
 * What the person here may do. Until the gateway has told, and where it has no sign-in, everything: it is the gateway
 * that refuses, and a manager's buttons must not come late.
 */
export const useRole = (): Role => useQuery(sessionGet()).data?.person?.role ?? 'manager'

/** Follows what other tabs do with the session, and reads again what failed for want of one. */
export function watchSession(client: QueryClient): void {
  let before = standing.get()
  standing.subscribe(() => {
    const isBack = before === 'ended' && standing.get() === 'in'
    before = standing.get()
    if (isBack) void client.refetchQueries({ predicate: ({ state }) => hadNoSession(state.error) })
  })
  window.addEventListener('storage', ({ key, newValue }) => {
    if (mine === undefined || (key !== place && key !== null) || newValue === mine) return
    void leave()
  })
}

const hadNoSession = (error: unknown) => error instanceof ApiError && error.kind === 'session'

/** Whose session this is, as a mark that tells no name: in this tab, and in the storage for the next one. */
let mine: string | undefined
const place = 'unloc.session'
const markOf = ({ person }: Session) => (person ? personHash(person.role, person.name) : undefined)

function settle(session: Session, askedIn: number): Session {
  const mark = markOf(session)
  if (mark === undefined && session.ways.length > 0) {
    standing.shutOut(askedIn)
    return session
  }
  const known = mine ?? stored()
  mine = mark
  // What somebody else left in this browser, in this tab or an earlier one, is not for the next person.
  if (known !== undefined && known !== mark) void leave(mark)
  else {
    if (mark !== undefined && known === undefined) store(mark)
    standing.letIn()
  }
  return session
}

function stored(): string | undefined {
  try {
    return localStorage.getItem(place) ?? undefined
  } catch {
    return undefined
  }
}

function store(mark: string): void {
  try {
    localStorage.setItem(place, mark)
  } catch {
    // Blocked: it lasts as long as the tab.
  }
}

/**
 * Wipes what is remembered and loads the console anew, so that nothing of the last person is left in memory either.
 * `next`: the mark of who works here from now on; they stay at the address that they asked for.
 */
async function leave(next?: string): Promise<void> {
  standing.leave()
  // A form that goes away keeps its draft: the wiping comes after it.
  await new Promise((done) => setTimeout(done))
  forgetEverything()
  if (next !== undefined) store(next)
  // Not a reload: that would hand a search text, which may be a number, to the next person.
  location.replace(next === undefined ? import.meta.env.BASE_URL : location.pathname + location.search)
}
