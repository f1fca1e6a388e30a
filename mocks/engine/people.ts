import type { AccessEvent, ManagedUser } from '#src/contract/project.ts'
import type { Engine } from './engine.ts'
import { keyFind } from './keyFind.ts'
import { page, type Paging } from './page.ts'

const logDays = 60

/** A page of the project's own records of people (unloc-api 2.5). Their id is the number. @throws Refusal 400 */
export function managedUserList(
  engine: Engine,
  query: Paging,
): { managedUsers: ManagedUser[]; startAfterId?: string } {
  const { items, ...cursor } = page(engine.world.users, query, (user) => user.id ?? '')
  return { managedUsers: items.map((user) => structuredClone(user)), ...cursor }
}

/** A page of openings, newest first, of the last 60 days (unloc-api 3.7). @throws Refusal 400 */
export function accessLog(
  engine: Engine,
  query: Paging & {
    appUserId?: string | undefined
    lockId?: string | undefined
    excludeSubprojectEvents?: true | undefined
  },
): { accessEvents: AccessEvent[]; startAfterId?: string } {
  const now = engine.now()
  const since = new Date(now - logDays * 86_400_000).toISOString()
  const until = new Date(now).toISOString()
  const { items, ...cursor } = page(
    engine.world.events,
    query,
    (event) => event.id,
    undefined,
    ({ created, appUserId, lockId, keyId }) =>
      // Both are `Z` and milliseconds, so that they compare as text.
      created != null &&
      created > since &&
      created <= until &&
      (query.appUserId === undefined || appUserId === query.appUserId) &&
      (query.lockId === undefined || lockId === query.lockId) &&
      !(query.excludeSubprojectEvents && keyFind(engine, keyId ?? '')?.kind === 'subproject'),
  )
  return { accessEvents: items.map((event) => ({ ...event })), ...cursor }
}
