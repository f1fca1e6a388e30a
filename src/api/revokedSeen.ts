import { z } from '#src/contract/zod.ts'
import { now } from './clock.ts'
import { remembered } from './remembered.ts'

/** When this browser first saw a key revoked, by its id; the newest last. Unloc itself does not tell when it was. */
const seen = remembered('revokedSeen', z.array(z.tuple([z.string(), z.number()])), [])
/** Some 50 kB of what a browser keeps. */
const kept = 1_000

/** Remembers that these keys are seen revoked now, where that was not seen before. */
export function noteRevoked(projectId: string, keyIds: readonly string[]): void {
  const known = new Set(seen.read(projectId).map(([id]) => id))
  if (keyIds.every((id) => known.has(id))) return
  seen.change(projectId, (before) => {
    const there = new Set(before.map(([id]) => id))
    const at = now()
    const fresh = [...new Set(keyIds)].filter((id) => !there.has(id)).map((id): [string, number] => [id, at])
    return [...before, ...fresh].slice(-kept)
  })
}

/** When this browser first saw each key revoked: epoch ms by the key's id. */
export const useRevokedSeen = (projectId: string) => seen.useValue(projectId)
