import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { gatewayPaths, Session, type Role } from '#src/contract/gateway.ts'
import { personHash } from '#src/domain/person.ts'
import { hasBeenActive, watchActivity } from './active.ts'
import { callGateway } from './call.ts'
import { ApiError } from './error.ts'
import { forgetEverything, forgetTab } from './remembered.ts'
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
    queryFn: async ({ client, queryKey, signal }): Promise<Session> => {
      const turn = standing.turn()
      const url = gatewayPaths.session
      const session = settle(await callGateway({ name: 'sessionGet', url, answer: Session, signal }), turn)
      // While somebody is to sign in again, the page behind stays theirs.
      const { person } = client.getQueryData<Session>(queryKey) ?? {}
      return session.person || !person ? session : { ...session, person }
    },
  })

/** Asks anew who is signed in. Never throws: who cannot ask knows no more than before. */
export const checkSession = (client: QueryClient): Promise<unknown> =>
  client.fetchQuery({ ...sessionGet(), staleTime: 0, retry: false }).catch(() => undefined)

/**
 * What the person here may do. Until the gateway has told, and where it has no sign-in, everything: it is the gateway
 * that refuses, and a manager's buttons must not come late.
 */
export const useRole = (): Role => useQuery(sessionGet()).data?.person?.role ?? 'manager'

/** Who types for long asks for nothing: the gateway is told all the same that somebody is here. */
const tellEvery = 5 * 60_000

/**
 * Follows what other tabs do with the session, reads again what failed for want of one, and lets the gateway know that
 * somebody works here.
 */
export function watchSession(client: QueryClient): void {
  watchActivity(window)
  setInterval(() => {
    if (hasBeenActive() && standing.get() === 'in') void checkSession(client)
  }, tellEvery)
  let before = standing.get()
  standing.subscribe(() => {
    const isBack = before === 'ended' && standing.get() === 'in'
    before = standing.get()
    if (isBack) void client.refetchQueries({ predicate: ({ state }) => hadNoSession(state.error) })
  })
  // The browser may show a page again as it was left: nothing is drawn there any more, or somebody else works by now.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    if (standing.get() === 'left') location.reload()
    else void checkSession(client)
  })
  window.addEventListener('storage', ({ key, newValue }) => {
    if (mine === undefined || (key !== place && key !== null) || newValue === mine) return
    // The other tab has wiped what all of them share, and somebody else may be at work there by now.
    void leave(undefined, forgetTab)
  })
}

const hadNoSession = (error: unknown) => error instanceof ApiError && error.kind === 'session'

/** Whose session this is, as a mark that tells no name: in this tab, and in the storage for the next one. */
let mine: string | undefined
const place = 'unloc.session'
const markOf = ({ person }: Session) => (person ? personHash(person.role, person.name) : undefined)

/**
 * Whose history this is, as the mark. What stands hidden in its entries (a search for a number) stays in the browser
 * after a sign-out, where no page can take it out: who reads it asks first whether it was left by the same person.
 */
export const whose = (): string | undefined => mine ?? stored()

/** Takes in what the gateway said of the session, in answer to a request of that turn. */
export function settle(session: Session, askedIn: number): Session {
  const mark = markOf(session)
  if (session.ways.length === 0 || mark === undefined) {
    // Without a way to sign in, whoever is here is always the same one.
    if (session.ways.length === 0) standing.letIn()
    else standing.shutOut(askedIn)
    return session
  }
  const known = mine ?? stored()
  mine = mark
  // What somebody else left in this browser, in this tab or an earlier one, is not for the next person.
  if (known !== undefined && known !== mark) void leave(mark)
  else {
    if (known === undefined) store(mark)
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
 * `next`: the mark of who works here from now on; they stay at the address that they asked for. `forget`: what wipes.
 */
export async function leave(next?: string, forget = forgetEverything): Promise<void> {
  standing.leave()
  // A form that goes away keeps its draft: the wiping comes after it.
  await new Promise((done) => setTimeout(done))
  forget()
  if (next !== undefined) store(next)
  // Not a reload: that would hand a search text, which may be a number, to the next person.
  location.replace(next === undefined ? import.meta.env.BASE_URL : location.pathname + location.search)
}
