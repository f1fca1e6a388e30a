import { useEffect, useState } from 'react'
import { z } from '#src/contract/zod.ts'
import type { RevokeResult } from './revoke.ts'
import { now } from './clock.ts'
import { remembered } from './remembered.ts'
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

/** How far each key of a record came. */
export const revokeMarks = ({ keyIds, marks }: RevokeRecord): [keyId: string, RevokeMark][] =>
  keyIds.map((id, i) => [
    id,
    (Object.keys(letters) as RevokeMark[]).find((mark) => letters[mark] === marks[i]) ?? 'sent',
  ])

/** A record that is being written. Nobody is offered it while the tab that writes it lives. */
export interface OpenRevokeRecord {
  mark: (keyIds: readonly string[], mark: RevokeMark) => void
  /** The outcome was seen: nothing is left to remember. */
  close: () => void
  /** The rest waits until somebody takes it up. */
  leave: () => void
}

/** Begins to remember a revoke of these keys, of which none is sent yet. */
export function openRevokeRecord(projectId: string, keyIds: readonly string[]): OpenRevokeRecord {
  const id = crypto.randomUUID()
  const place = new Map(keyIds.map((keyId, i) => [keyId, i]))
  const marks = keyIds.map(() => letters.notSent)
  const record = { id, startedAt: now(), keyIds: [...keyIds], marks: marks.join('') }
  // Held before it is written, so that no other tab takes it for left behind.
  const release = holdShared(lockName(id))
  records.change(projectId, (known) => [record, ...known].slice(0, kept))
  return {
    mark(which, mark) {
      for (const keyId of which) {
        const at = place.get(keyId)
        if (at !== undefined) marks[at] = letters[mark]
      }
      records.change(projectId, (known) =>
        known.map((one) => (one.id === id ? { ...one, marks: marks.join('') } : one)),
      )
    },
    close() {
      forgetRevoke(projectId, id)
      release()
    },
    leave() {
      release()
      // Tells those who look for what was left behind, once the browser has let go of the lock.
      setTimeout(() => records.change(projectId, (known) => [...known]), 200)
    },
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
