import { useEffect, useState } from 'react'
import { z } from '#src/contract/zod.ts'
import type { RevokeResult } from './revoke.ts'
import { now } from './clock.ts'
import { remembered } from './remembered.ts'
import { noteRevoked } from './revokedSeen.ts'
import { holdShared, sharedNames } from './tabs.ts'

/**
 * What this browser remembers of a revoke until its outcome was seen, so that a reload or a closed tab in the middle
 * leaves behind what was sent and what was not. Ids of keys alone: whom they belong to is read from Unloc again.
 */
const RevokeRecord = z.object({
  id: z.string(),
  startedAt: z.number(),
  keyIds: z.array(z.string()),
  /** One letter for each key, as `letters` has them. */
  marks: z.string(),
  /** The same for the call that takes back shared keys, where there is one. */
  shared: z.optional(z.string()),
})
export type RevokeRecord = z.infer<typeof RevokeRecord>

/** `sent`: it left, and no answer was seen. */
export type RevokeMark = RevokeResult['kind'] | 'sent'

const letters: Record<RevokeMark, string> = {
  notSent: '.',
  sent: '>',
  revoked: 'r',
  alreadyUnusable: 'a',
  failed: 'f',
  unknown: 'u',
  stays: 's',
}
const kept = 5
const records = remembered('revokes', z.array(RevokeRecord), [])
const lockName = (id: string) => `unloc.revoke.${id}`

const markOf = (letter: string | undefined): RevokeMark =>
  (Object.keys(letters) as RevokeMark[]).find((mark) => letters[mark] === letter) ?? 'sent'

/** How far each key of a record came. */
export const revokeMarks = ({ keyIds, marks }: RevokeRecord): [keyId: string, RevokeMark][] =>
  keyIds.map((id, i) => [id, markOf(marks[i])])

/** How far the call for shared keys came; undefined where none was asked for. */
export const sharedMark = ({ shared }: RevokeRecord): RevokeMark | undefined =>
  shared === undefined ? undefined : markOf(shared)

/** A record that is being written. Nobody is offered it while the tab that writes it lives. */
export interface OpenRevokeRecord {
  mark: (keyIds: readonly string[], mark: RevokeMark) => void
  markShared: (mark: RevokeMark) => void
  /** The outcome was seen: nothing is left to remember. */
  close: () => void
  /** The rest waits until somebody takes it up. */
  leave: () => void
}

/** Begins to remember a revoke of these keys, of which none is sent yet. `withShared`: also of keys that were shared. */
export function openRevokeRecord(
  projectId: string,
  keyIds: readonly string[],
  withShared = false,
): OpenRevokeRecord {
  const id = crypto.randomUUID()
  const place = new Map(keyIds.map((keyId, i) => [keyId, i]))
  const marks = keyIds.map(() => letters.notSent)
  let record: RevokeRecord = {
    id,
    startedAt: now(),
    keyIds: [...keyIds],
    marks: marks.join(''),
    ...(withShared && { shared: letters.notSent }),
  }
  // Held before it is written, so that no other tab takes it for left behind.
  const release = holdShared(lockName(id))
  records.change(projectId, (known) => [record, ...known].slice(0, kept))
  const write = (change: Partial<RevokeRecord>) => {
    record = { ...record, ...change }
    records.change(projectId, (known) =>
      known.some((one) => one.id === id)
        ? known.map((one) => (one.id === id ? record : one))
        : // Two tabs that write at once may lose what one of them wrote. Where nothing is left at all, it was wiped.
          known.length > 0 && known.length < kept
          ? [record, ...known]
          : known,
    )
  }
  return {
    mark(which, mark) {
      if (mark === 'revoked') noteRevoked(projectId, which)
      for (const keyId of which) {
        const at = place.get(keyId)
        if (at !== undefined) marks[at] = letters[mark]
      }
      write({ marks: marks.join('') })
    },
    markShared: (mark) => write({ shared: letters[mark] }),
    close() {
      forgetRevoke(projectId, id)
      release()
    },
    leave() {
      release()
      tellOfLeft(projectId)
    },
  }
}

/** Tells those who look for what was left behind, once the browser has let go of the lock. */
const tellOfLeft = (projectId: string) =>
  setTimeout(() => records.change(projectId, (known) => [...known]), 200)

/**
 * Takes up what was left behind, so that no other tab is offered it or takes it up too. Returns how to let go of it;
 * undefined where another tab has it in hand.
 */
export async function takeUpRevoke(projectId: string, id: string): Promise<(() => void) | undefined> {
  const isHeld = await sharedNames()
  if (isHeld(lockName(id))) return undefined
  const release = holdShared(lockName(id))
  return () => {
    release()
    tellOfLeft(projectId)
  }
}

export const forgetRevoke = (projectId: string, id: string): void =>
  records.change(projectId, (known) => known.filter((record) => record.id !== id))

/** Revokes that were broken off: remembered, and in no living tab's hand. Newest first. */
export function useLeftRevokes(projectId: string): RevokeRecord[] {
  const known = records.useValue(projectId)
  const [left, setLeft] = useState<RevokeRecord[]>([])
  useEffect(() => {
    let gone = false
    const look = () =>
      void sharedNames().then((isHeld) => {
        if (!gone) setLeft(known.filter(({ id }) => !isHeld(lockName(id))))
      })
    look()
    // A tab that closes tells nobody: who comes back looks again.
    document.addEventListener('visibilitychange', look)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', look)
    }
  }, [known])
  return left
}
