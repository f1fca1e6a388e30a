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
  /** One letter for each key, as `letters` has them. How far it came since it began stands in a place of its own. */
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

/**
 * Where the marks of a record that is being written stand, apart from its ids: ten thousand ids are 400 KB, too much
 * to write again at each key. Nobody but the tab that revokes writes here.
 */
const progressPlace = (projectId: string, id: string) => `unloc.revokeMarks.${id}.${projectId}`
type Progress = Pick<RevokeRecord, 'marks' | 'shared'>
/** For a browser that stores nothing: as long as the tab lives. */
const unstored = new Map<string, Progress>()

function readProgress(projectId: string, { id, marks, shared }: RevokeRecord): Progress {
  const place = progressPlace(projectId, id)
  const [stored, storedShared] = storedText(place)?.split('|') ?? []
  if (stored === undefined) return unstored.get(place) ?? { marks, ...(shared !== undefined && { shared }) }
  return { marks: stored, ...(storedShared !== undefined && { shared: storedShared }) }
}

function writeProgress(projectId: string, { id, marks, shared }: RevokeRecord): void {
  const place = progressPlace(projectId, id)
  try {
    localStorage.setItem(place, shared === undefined ? marks : `${marks}|${shared}`)
    unstored.delete(place)
  } catch {
    unstored.set(place, { marks, ...(shared !== undefined && { shared }) })
  }
}

function forgetProgress(projectId: string, id: string): void {
  const place = progressPlace(projectId, id)
  unstored.delete(place)
  try {
    localStorage.removeItem(place)
  } catch {
    // Blocked: nothing was kept.
  }
}

function storedText(place: string): string | undefined {
  try {
    return localStorage.getItem(place) ?? undefined
  } catch {
    return undefined
  }
}

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
  writeProgress(projectId, record)
  records.change(projectId, (known) => {
    for (const dropped of known.slice(kept - 1)) forgetProgress(projectId, dropped.id)
    return [record, ...known].slice(0, kept)
  })
  const write = (change: Partial<Progress>) => {
    record = { ...record, ...change }
    const isStored = !unstored.has(progressPlace(projectId, id))
    // Wiped meanwhile, as by a sign-out: it stays wiped.
    if (isStored && storedText(progressPlace(projectId, id)) === undefined) return
    writeProgress(projectId, record)
    // Two tabs that began at once may have lost what one of them wrote.
    if (isStored && !storedText(records.place(projectId))?.includes(id))
      records.change(projectId, (known) => [record, ...known].slice(0, kept))
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

export function forgetRevoke(projectId: string, id: string): void {
  records.change(projectId, (known) => known.filter((record) => record.id !== id))
  forgetProgress(projectId, id)
}

/** Every revoke that is remembered, with how far it came. Newest first. */
export const readRevokes = (projectId: string): RevokeRecord[] =>
  records.read(projectId).map((record) => ({ ...record, ...readProgress(projectId, record) }))

/** Revokes that were broken off: remembered, and in no living tab's hand. Newest first. */
export function useLeftRevokes(projectId: string): RevokeRecord[] {
  const known = records.useValue(projectId)
  const [left, setLeft] = useState<RevokeRecord[]>([])
  useEffect(() => {
    let gone = false
    const look = () =>
      void sharedNames().then((isHeld) => {
        if (gone) return
        setLeft(readRevokes(projectId).filter(({ id }) => !isHeld(lockName(id))))
      })
    look()
    // A tab that closes tells nobody: who comes back looks again.
    document.addEventListener('visibilitychange', look)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', look)
    }
  }, [known, projectId])
  return left
}
