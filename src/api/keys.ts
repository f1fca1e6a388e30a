import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { pageLimit, type endpoints, type Query } from '#src/contract/endpoints.ts'
import type { Key, NewKey } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import { createKeyIndex, type KeyIndex } from '#src/domain/keyIndex.ts'
import { lockAddress, lockZone } from '#src/domain/lock.ts'
import { personId } from '#src/domain/person.ts'
import { askedInTurn } from './asked.ts'
import { call } from './call.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { eachPage } from './list.ts'
import { lockList } from './locks.ts'
import { personNames } from './people.ts'

/** How far the last pass over all keys came. A count is right only when it is complete. */
export interface KeyPass {
  loaded: number
  complete: boolean
  /** When the last complete pass ended, epoch ms. */
  asOf: number | undefined
}

/** All keys of a project, kept outside the query cache: sharing structure over 100,000 rows would cost 100 ms a time. */
export interface KeyStore {
  index: KeyIndex
  locks: Map<string, Lock>
  names: Map<string, string>
  pass: KeyPass
  /** Ids that left the selection because a complete pass no longer listed them. */
  onGone: Set<(ids: string[]) => void>
  listeners: Set<() => void>
}

const stores = new Map<string, KeyStore>()

export function keyStore(projectId: string): KeyStore {
  let store = stores.get(projectId)
  if (!store) {
    const fresh: KeyStore = {
      locks: new Map(),
      names: new Map(),
      pass: { loaded: 0, complete: false, asOf: undefined },
      onGone: new Set(),
      listeners: new Set(),
      index: createKeyIndex({
        projectId,
        zoneOf: (id) => zoneOf(fresh, id),
        lockName: (id) => fresh.locks.get(id)?.name ?? undefined,
        lockText: (id) => {
          const lock = fresh.locks.get(id)
          return lock && lockAddress(lock)
        },
        personName: (number) => fresh.names.get(number),
      }),
    }
    store = fresh
    stores.set(projectId, store)
  }
  return store
}

const zoneOf = (store: KeyStore, lockId: string | null | undefined): string | undefined => {
  const lock = lockId == null ? undefined : store.locks.get(lockId)
  return lock && lockZone(lock)
}

/** One page of keys, merged into what is known, with the number of its request. */
export async function keyPage(
  projectId: string,
  query: Query<(typeof endpoints)['keyList']>,
  signal?: AbortSignal,
) {
  const { beforeSend, number } = askedInTurn()
  const page = await call('keyList', { projectId }, { query, signal, beforeSend })
  keyStore(projectId).index.append(page.keys, number())
  return { ...page, asked: number() }
}

/**
 * One key with every field the API sent, merged into what is known. One that Unloc does not know leaves the lists.
 * @throws ApiError
 */
export async function readKey(projectId: string, keyId: string, signal?: AbortSignal): Promise<Key> {
  const { beforeSend, number } = askedInTurn()
  const store = keyStore(projectId)
  try {
    const { key } = await call('keyGet', { projectId, keyId }, { signal, beforeSend })
    store.index.append([key], number())
    return key
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'missing') leave(store, [keyId], number())
    throw error
  }
}

/** Takes out what Unloc no longer has, and tells whoever shows a selection. `asked`: the request that has found it. */
function leave(store: KeyStore, keyIds: readonly string[], asked: number): void {
  const deselected = store.index.remove(keyIds, asked)
  if (deselected.length > 0) for (const listener of store.onGone) listener(deselected)
}

/** The first page is small, so that rows show early; the rest comes in the largest pages the API gives. */
const firstPage = 100

/** One full pass over the keys of a project: at start, on request, and after ten minutes while the page is visible. */
export const keyPass = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'keyPass'],
    staleTime: 10 * 60_000,
    refetchInterval: 10 * 60_000,
    gcTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const store = keyStore(projectId)
      const before = store.index.version
      const first = store.pass.asOf === undefined
      let loaded = 0
      /** The number of the pass's first request. */
      let begun = 0
      const tell = (pass: Partial<KeyPass>) => {
        store.pass = { ...store.pass, ...pass }
        for (const listener of store.listeners) listener()
      }
      await eachPage(
        (startAfterId) =>
          keyPage(
            projectId,
            { limit: first && startAfterId === undefined ? firstPage : pageLimit, startAfterId },
            signal,
          ),
        (page) => {
          loaded += page.keys.length
          begun ||= page.asked
          tell(first ? { loaded, complete: false } : {})
        },
      )
      leave(store, store.index.notSeenSince(before), begun)
      tell({ loaded: store.index.size, complete: true, asOf: now() })
      return true
    },
  })

/** Calls for one look at what is being made, or for one batch that was just asked for. */
const callsAtOnce = 8

/**
 * Keys that are being made change without anybody's doing, and whoever left the page of their job must see it too: the
 * locks of the newest of them are listed again every ten seconds while they are looked at.
 */
const keysInMaking = (projectId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'keysInMaking'],
    staleTime: 0,
    refetchInterval: 10_000,
    queryFn: async () => {
      const { index } = keyStore(projectId)
      const rows = index.query({ states: ['creating'], sort: { column: 'created', descending: true } }, now())
      const lockIds = new Set<string>()
      for (const row of rows) {
        const { lockId } = index.keyAt(row)
        if (lockId != null) lockIds.add(lockId)
        if (lockIds.size === callsAtOnce) break
      }
      await Promise.all([...lockIds].map((lockId) => listKeysOf(projectId, { lockId })))
      return rows.length
    },
  })

/** All keys of a project and how far they are loaded. `version` changes with the keys, so that queries can be made anew. */
export function useKeys(projectId: string) {
  const store = keyStore(projectId)
  const locks = useQuery(lockList(projectId))
  const names = useQuery(personNames(projectId))
  const pass = useQuery(keyPass(projectId))
  useQuery(keysInMaking(projectId))
  useEffect(() => {
    if (locks.data) store.locks = locks.data
    if (names.data) store.names = names.data
    store.index.reread()
  }, [store, locks.data, names.data])
  const subscribe = useCallback(
    (listener: () => void) => {
      store.listeners.add(listener)
      const leave = store.index.subscribe(listener)
      return () => {
        store.listeners.delete(listener)
        leave()
      }
    },
    [store],
  )
  const version = useSyncExternalStore(subscribe, () => store.index.version)
  const progress = useSyncExternalStore(subscribe, () => store.pass)
  const { isFetching, error, refetch } = pass
  // One object while nothing changed, so that parts of a page can stand still at a keystroke.
  return useMemo(
    () => ({
      index: store.index,
      version,
      pass: progress,
      locks: locks.data ?? store.locks,
      names: names.data ?? store.names,
      zoneOf: (lockId: string | null | undefined) => zoneOf(store, lockId),
      loading: isFetching,
      error: error ?? null,
      locksError: locks.error,
      refetch: () => void refetch(),
    }),
    [store, version, progress, locks.data, locks.error, names.data, isFetching, error, refetch],
  )
}

/** How a listing can be watched and broken off. `onProgress` is told how many more keys came. */
export interface Listing {
  onProgress?: ((count: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Every key to which a filter applies, listed anew and merged into what is known.
 * @throws ApiError when a page cannot be read; what the signal gives as its reason when it is broken off
 */
export async function listKeysOf(
  projectId: string,
  filter: { appUserId?: string; lockId?: string; excludeSubprojectKeys?: true },
  { onProgress, signal }: Listing = {},
): Promise<Key[]> {
  const keys: Key[] = []
  await eachPage(
    (startAfterId) => keyPage(projectId, { ...filter, limit: pageLimit, startAfterId }, signal),
    (page) => {
      keys.push(...page.keys)
      onProgress?.(page.keys.length)
    },
  )
  return keys
}

/**
 * The keys of one person, listed anew whenever somebody comes to look, so that their page is right before the pass over
 * all keys is; the keys themselves are in the index. `number`: E.164, which stays out of the query's key.
 */
export const personKeys = (projectId: string, number: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'personKeys', personId(projectId, number)],
    staleTime: 0,
    queryFn: async () => {
      await listKeysOf(projectId, { appUserId: number })
      return { asOf: now() }
    },
  })

/** One key, asked for anew. */
export const keyGet = (projectId: string, keyId: string) =>
  queryOptions({
    queryKey: ['p', projectId, 'key', keyId],
    staleTime: 0,
    queryFn: ({ signal }) => readKey(projectId, keyId, signal),
  })

/** Asks for keys. The answer is a job's reference: nothing is made yet. Never sent again by itself. */
export const createKeys = (projectId: string, keys: NewKey[]) =>
  call('keyCreate', { projectId }, { body: { keys } }).then((answer) => answer.jobRef)

/**
 * Takes one key back. @throws ApiError; 404 and 409 mean that it was unusable already; and what `beforeSend` throws,
 * with nothing sent
 */
export const revokeKey = (projectId: string, keyId: string, beforeSend?: () => void) =>
  call('keyRevoke', { projectId, keyId }, { beforeSend })

/** After an own write: everything that shows keys or jobs asks again, and keys that were just asked for are listed. */
export const afterWrite = (client: QueryClient, projectId: string, asked: readonly NewKey[] = []) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['p', projectId, 'jobs'] }),
    client.invalidateQueries({ queryKey: ['p', projectId, 'key'] }),
    listNew(projectId, asked),
  ])

/** So that a small batch stands in the list of keys at once; a large one comes with the page of its job. */
async function listNew(projectId: string, keys: readonly NewKey[]): Promise<void> {
  const people = [...new Set(keys.map(({ appUserId }) => appUserId))].map((appUserId) => ({ appUserId }))
  const locks = [...new Set(keys.map(({ lockId }) => lockId))].map((lockId) => ({ lockId }))
  const filters = people.length <= locks.length ? people : locks
  if (filters.length > callsAtOnce) return
  await Promise.all(filters.map((filter) => listKeysOf(projectId, filter))).catch(() => undefined)
}
