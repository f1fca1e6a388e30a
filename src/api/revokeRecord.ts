import { useEffect, useState } from 'react'
import { z } from '#src/contract/zod.ts'
import type { RevokeResult } from './revoke.ts'
import { now } from './clock.ts'
import { remembered } from './remembered.ts'

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
  records.change(projectId, (known) => [record, ...known].slice(0, kept))
  let letGo: () => void = () => undefined
  own.add(id)
  void locks()?.request(lockName(id), () => new Promise<void>((done) => (letGo = done)))
  const release = () => {
    own.delete(id)
    letGo()
  }
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
      // Told to those who look for what was left behind.
      records.change(projectId, (known) => [...known])
    },
  }
}

/** Revokes that this tab has in hand, for browsers without locks. */
const own = new Set<string>()
/** Not in every browser, and nowhere on a page that came over plain HTTP from another machine. */
const locks = (): LockManager | undefined => (globalThis.navigator as Partial<Navigator> | undefined)?.locks

export const forgetRevoke = (projectId: string, id: string): void =>
  records.change(projectId, (known) => known.filter((record) => record.id !== id))

/** Revokes that were broken off: remembered, and in no living tab's hand. Newest first. */
export function useLeftRevokes(projectId: string): RevokeRecord[] {
  const known = records.useValue(projectId)
  const [held, setHeld] = useState<ReadonlySet<string>>()
  useEffect(() => {
    if (known.length === 0) return
    let gone = false
    const look = () =>
      void Promise.resolve(locks()?.query()).then((query) => {
        if (!gone) setHeld(new Set((query?.held ?? []).flatMap(({ name }) => name ?? [])))
      })
    look()
    // A tab that closes tells nobody: who comes back looks again.
    document.addEventListener('visibilitychange', look)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', look)
    }
  }, [known])
  if (!held) return []
  return known.filter(({ id }) => !held.has(lockName(id)) && !own.has(id))
}
