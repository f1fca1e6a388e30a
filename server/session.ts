import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '#src/contract/gateway.ts'

export interface Person {
  name: string
  role: Role
}

interface Session {
  person: Person
  /** Mark of what the person is let in by; the session ends when it is another one, or none. */
  stamp: string | undefined
  startedAt: number
  seenAt: number
}

export interface Sessions {
  /** Starts a session and returns its id, which is known to the browser alone: only its hash is kept. */
  start(person: Person, stamp?: string): string
  /**
   * Who it is, as long as the session lives. `active`: a person has done something; what the console asks for by
   * itself (jobs that are watched, the list that is read again) does not keep a session alive.
   */
  find(id: string | undefined, active: boolean): Person | undefined
  /** Ends a session, now and here: its cookie is worth nothing any more. */
  end(id: string | undefined): void
}

/** The oldest of a person's sessions go when there are more; nobody works in so many browsers. */
const mostOfOne = 10
const most = 10_000

/**
 * Sessions in memory: a gateway that starts again lets nobody in by an old cookie. `now` is epoch milliseconds.
 * `stampOf` tells what a person is let in by now, for the sessions that were started with a stamp.
 */
export function createSessions(options: {
  idleMs: number
  absoluteMs: number
  now: () => number
  stampOf?: (name: string) => string | undefined
}): Sessions {
  const { idleMs, absoluteMs, now, stampOf } = options
  const kept = new Map<string, Session>()
  const alive = ({ startedAt, seenAt, stamp, person }: Session): boolean =>
    now() < seenAt + idleMs &&
    now() < startedAt + absoluteMs &&
    (stamp === undefined || stampOf?.(person.name) === stamp)

  return {
    start(person, stamp) {
      // Insertion order is age.
      for (const [key, session] of kept) if (now() >= session.startedAt + absoluteMs) kept.delete(key)
      const own = [...kept].filter(([, session]) => session.person.name === person.name)
      for (const [key] of own.slice(0, Math.max(0, own.length - mostOfOne + 1))) kept.delete(key)
      if (kept.size >= most) kept.delete(kept.keys().next().value ?? '')
      const id = randomBytes(32).toString('base64url')
      kept.set(hashed(id), { person, stamp, startedAt: now(), seenAt: now() })
      return id
    },
    find(id, active) {
      if (id === undefined) return undefined
      const session = kept.get(hashed(id))
      if (!session) return undefined
      if (!alive(session)) {
        kept.delete(hashed(id))
        return undefined
      }
      if (active) session.seenAt = now()
      return session.person
    },
    end(id) {
      if (id !== undefined) kept.delete(hashed(id))
    },
  }
}

const hashed = (id: string) => createHash('sha256').update(id).digest('base64')
