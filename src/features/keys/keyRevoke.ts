import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { now } from '#src/api/clock.ts'
import { afterWrite, keyStore, listKeysOf } from '#src/api/keys.ts'
import {
  listUntilSteady,
  rereadKeys,
  revokeEach,
  revokeFiltered,
  type RevokeResult,
} from '#src/api/revoke.ts'
import type { Key } from '#src/contract/key.ts'
import { isLive, keyUserId } from '#src/domain/key.ts'
import { lockZone } from '#src/domain/lock.ts'
import { bulkOutcome, revokePreview } from '#src/domain/revoke.ts'

/** What a person chose to revoke. Keys are frozen ids; people and locks go through the API's own filter. */
export type RevokeTarget =
  { kind: 'keys'; ids: string[] } | { kind: 'people'; numbers: string[] } | { kind: 'locks'; ids: string[] }

/** From this many keys up the count is typed to confirm. */
export const typedFrom = 25

const filtersOf = (target: RevokeTarget) =>
  target.kind === 'people'
    ? target.numbers.map((appUserId) => ({ appUserId }))
    : target.kind === 'locks'
      ? target.ids.map((lockId) => ({ lockId }))
      : []

/**
 * One revoke from preview to outcome. The preview of a person or lock is listed anew from the API, complete, and its
 * Subproject keys are told by a second listing; hand-picked keys are read from the index as they stand.
 */
export function useKeyRevoke(projectId: string, target: RevokeTarget) {
  const store = keyStore(projectId)
  const client = useQueryClient()
  const [frozen] = useState(() => target)
  const filters = filtersOf(frozen)
  const listed = useQuery({
    queryKey: ['p', projectId, 'revokePreview', frozen],
    gcTime: 0,
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: async () => {
      if (frozen.kind === 'keys')
        return {
          keys: frozen.ids.flatMap((id) => {
            const row = store.index.rowOf(id)
            return row === undefined ? [] : [store.index.keyAt(row)]
          }),
          ownIds: undefined,
        }
      const [all, own] = await Promise.all([
        Promise.all(filters.map((filter) => listKeysOf(projectId, filter))),
        Promise.all(
          filters.map((filter) => listKeysOf(projectId, { ...filter, excludeSubprojectKeys: true as const })),
        ),
      ])
      return { keys: all.flat(), ownIds: new Set(own.flat().map((key) => key.id)) }
    },
  })
  const [phase, setPhase] = useState<'preview' | 'sending' | 'done'>('preview')
  const [spare, setSpare] = useState(false)
  const [results, setResults] = useState<ReadonlyMap<string, RevokeResult>>(new Map())
  const [sent, setSent] = useState<Key[]>([])
  const [appeared, setAppeared] = useState<Key[]>([])
  const stopped = useRef(false)
  const busy = useRef(false)

  const zoneOf = (lockId: string) => {
    const lock = store.locks.get(lockId)
    return lock && lockZone(lock)
  }
  const all = listed.data?.keys ?? []
  const ownIds = listed.data?.ownIds
  const preview = revokePreview(
    spare && ownIds ? all.filter((key) => ownIds.has(key.id)) : all,
    now(),
    zoneOf,
  )
  const subprojectKeys = ownIds && all.filter((key) => !ownIds.has(key.id) && isLive(key.state)).length

  const note = (id: string, result: RevokeResult) => setResults((old) => new Map(old).set(id, result))

  async function sendEach(keys: Key[]) {
    await revokeEach(
      projectId,
      keys.map((key) => key.id),
      note,
      () => stopped.current,
    )
    await rereadKeys(projectId, keys)
  }

  async function sendFiltered(keys: Key[]) {
    for (const filter of filters) {
      const reached = keys.filter((key) =>
        'lockId' in filter ? key.lockId === filter.lockId : keyUserId(key) === filter.appUserId,
      )
      if (reached.length === 0) continue
      if (stopped.current) {
        for (const key of reached) note(key.id, { kind: 'notSent' })
        continue
      }
      const answer = await revokeFiltered(projectId, {
        ...filter,
        ...(spare && { excludeSubprojectKeys: true as const }),
      })
      if (answer.kind === 'failed') {
        for (const key of reached) note(key.id, answer)
        continue
      }
      const after = await listUntilSteady(projectId, filter).catch(() => undefined)
      if (!after) {
        for (const key of reached)
          note(key.id, { kind: 'unknown', words: 'Sent, but the keys could not be listed afterwards.' })
        continue
      }
      const outcome = bulkOutcome(reached, after, new Set(all.map((key) => key.id)))
      for (const key of outcome.revoked) note(key.id, { kind: 'revoked' })
      for (const key of outcome.ended)
        note(key.id, { kind: 'alreadyUnusable', words: 'It came to its end by itself.' })
      for (const key of outcome.unknown)
        note(key.id, { kind: 'unknown', words: 'Unloc no longer lists this key.' })
      for (const key of outcome.survived)
        note(
          key.id,
          answer.kind === 'unknown'
            ? answer
            : {
                kind: 'stays',
                words:
                  'Not reached: most likely from an access group, a doorbell list or another user, and removed there.',
              },
        )
      setAppeared((old) => [...new Map([...old, ...outcome.appeared].map((key) => [key.id, key])).values()])
    }
  }

  async function send(keys: Key[]) {
    // State would still be old at a second press of the same moment.
    if (busy.current || keys.length === 0) return
    busy.current = true
    stopped.current = false
    setSent((old) => [...new Map([...old, ...keys].map((key) => [key.id, key])).values()])
    setPhase('sending')
    try {
      await (frozen.kind === 'keys' ? sendEach(keys) : sendFiltered(keys))
    } finally {
      busy.current = false
      setPhase('done')
      void afterWrite(client, projectId)
    }
  }

  const failed = sent.filter((key) =>
    ['failed', 'notSent', 'unknown'].includes(results.get(key.id)?.kind ?? ''),
  )
  return {
    target: frozen,
    listed,
    preview,
    spare,
    setSpare,
    subprojectKeys,
    phase,
    sent,
    results,
    appeared,
    failed,
    send: () => send(preview.live),
    retry: () => send(failed),
    stop: () => {
      stopped.current = true
    },
  }
}
