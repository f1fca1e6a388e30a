import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { KeyPageEnvelope, pageLimit, type endpoints, type Query } from '#src/contract/endpoints.ts'
import type { Key } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import { createKeyIndex, type KeyIndex } from '#src/domain/keyIndex.ts'
import { type RawKey, rowProblems } from '#src/domain/keyKept.ts'
import { lockAddress, lockZone } from '#src/domain/lock.ts'
import { askedInTurn } from './asked.ts'
import { call, callRead, pathsOf } from './call.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { calmly, freeMoment, onIdle } from './idle.ts'
import { eachPage, ListError, ListStopped, ListWalk } from './list.ts'
import { lockList } from './locks.ts'
import { personNames } from './people.ts'

/** How far the last pass over all keys came. A count is right only when it is complete. */
export interface KeyPass {
  loaded: number
  complete: boolean
  /** When the last complete pass ended, epoch ms. */
  asOf: number | undefined
  /** How many keys the pass has read that is under way or was left off; undefined between passes. */
  read: number | undefined
  /** Somebody stopped the first pass: it goes on only when they say so. */
  stopped: boolean
}

/** A pass on its way from page to page. What is left off goes on from there, as long as its first page is not too old. */
interface Walk {
  pages: ListWalk<KeyPage>
  /** Epoch ms. */
  began: number
  /** `arrivals` of the index before its first page. */
  before: number
  /** The number of its first request. */
  asked: number
}

interface KeyPage {
  keys: RawKey[]
  startAfterId?: string | null | undefined
  asked: number
}

/** All keys of a project, kept outside the query cache: sharing structure over 100,000 rows would cost 100 ms a time. */
export interface KeyStore {
  index: KeyIndex
  locks: Map<string, Lock>
  names: Map<string, string>
  pass: KeyPass
  walk: Walk | undefined
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
      pass: { loaded: 0, complete: false, asOf: undefined, read: undefined, stopped: false },
      walk: undefined,
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

/** Takes out what Unloc no longer has, and tells whoever shows a selection. `asked`: the request that has found it. */
export function leave(store: KeyStore, keyIds: readonly string[], asked: number): void {
  const deselected = store.index.remove(keyIds, asked)
  if (deselected.length > 0) for (const listener of store.onGone) listener(deselected)
}

/** A page of the pass over all keys: its rows go into the index as they came, without a shape's detour. */
async function rawKeyPage(
  projectId: string,
  startAfterId: string | undefined,
  limit: number,
  signal: AbortSignal,
) {
  const { beforeSend, number } = askedInTurn()
  const how = { query: { limit, startAfterId }, signal, beforeSend }
  const page = await callRead('keyList', { projectId }, how, (json) => {
    const envelope = KeyPageEnvelope.safeParse(json)
    if (!envelope.success) return { unread: pathsOf(envelope.error) }
    const problems = rowProblems(envelope.data.keys)
    return problems.length > 0 ? { unread: problems } : { read: envelope.data }
  })
  return { keys: page.keys as RawKey[], startAfterId: page.startAfterId, asked: number() }
}

/** The first page is small, so that rows show early; the rest comes in the largest pages the API gives. */
const firstPage = 100
/** A full pass is made again after this long, and one that was left off is begun anew. */
const passAge = 10 * 60_000

function tell(store: KeyStore, pass: Partial<KeyPass>): void {
  store.pass = { ...store.pass, ...pass }
  for (const listener of store.listeners) listener()
}

function beginWalk(store: KeyStore): Walk {
  const first = store.pass.asOf === undefined
  let read = 0
  const walk: Walk = {
    began: now(),
    before: store.index.arrivals,
    asked: 0,
    pages: new ListWalk<KeyPage>(
      (page) => {
        walk.asked ||= page.asked
        store.index.append(page.keys, page.asked)
        read += page.keys.length
        tell(store, first ? { read, loaded: read } : { read })
        warmSoon(store)
      },
      (page) => page.keys.length,
    ),
  }
  return walk
}

/** What search and sort will ask for is made while nobody asks for anything. */
function warmSoon(store: KeyStore): void {
  onIdle(store, () => {
    const isMore = store.index.warm(store.pass.complete)
    if (!isMore && store.pass.complete) store.index.trim()
    return isMore
  })
}

/** Whether a pass that broke off can go on where it stood, or has to be begun anew. */
const mayGoOn = (error: unknown) =>
  !(error instanceof ListError) &&
  !(error instanceof ApiError && (error.kind === 'refused' || error.kind === 'missing'))

/**
 * One full pass over the keys of a project: at start, on request, and after ten minutes while the page is visible. One
 * that broke off, or was stopped, goes on from the page that is missing.
 */
export const keyPass = (projectId: string) => {
  const store = keyStore(projectId)
  const isHeld = () => store.pass.stopped && store.pass.asOf === undefined
  return queryOptions({
    queryKey: ['p', projectId, 'keyPass'],
    staleTime: passAge,
    refetchInterval: () => (isHeld() ? false : passAge),
    enabled: () => !isHeld(),
    gcTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      if (store.walk && now() - store.walk.began > passAge) store.walk = undefined
      tell(store, { read: store.walk ? store.pass.read : 0, stopped: false })
      const walk = (store.walk ??= beginWalk(store))
      const first = store.pass.asOf === undefined
      try {
        await walk.pages.goOn(async (startAfterId) => {
          const limit = first && startAfterId === undefined ? firstPage : pageLimit
          // The small page is drawn before a large one keeps both servers and this thread at work.
          if (first && startAfterId !== undefined && store.pass.loaded <= firstPage) await freeMoment()
          const page = await rawKeyPage(projectId, startAfterId, limit, signal)
          // What was broken off meanwhile may go on elsewhere already.
          signal.throwIfAborted()
          return page
        })
      } catch (error) {
        if (!mayGoOn(error)) store.walk = undefined
        throw error
      }
      store.walk = undefined
      leave(store, store.index.notSeenSince(walk.before), walk.asked)
      tell(store, { loaded: store.index.size, complete: true, asOf: now(), read: undefined })
      warmSoon(store)
      return true
    },
  })
}

/** Calls for one look at what is being made, or for one batch that was just asked for. */
export const callsAtOnce = 8

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
      // It is asked for when the list is drawn first, and the states of all keys are dear before any rows stand.
      await freeMoment()
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
  const client = useQueryClient()
  const locks = useQuery(lockList(projectId))
  const names = useQuery(personNames(projectId))
  const pass = useQuery(keyPass(projectId))
  useQuery(keysInMaking(projectId))
  useEffect(() => learn(store, locks.data, names.data), [store, locks.data, names.data])
  const subscribe = useCallback(
    (listener: () => void) => {
      const calm = calmly(listener, () => drawnAfter(store.pass))
      store.listeners.add(calm.call)
      const leave = store.index.subscribe(calm.call)
      return () => {
        store.listeners.delete(calm.call)
        leave()
        calm.end()
      }
    },
    [store],
  )
  const version = useSyncExternalStore(subscribe, () => store.index.version)
  const progress = useSyncExternalStore(subscribe, () => store.pass)
  const { isFetching, error, refetch } = pass
  const namesLoading = locks.isLoading || names.isLoading
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
      error: error ?? (progress.stopped && !progress.complete && !isFetching ? listStopped() : null),
      locksError: locks.error,
      /** What a search looks in besides the keys themselves is still on its way for the first time. */
      namesLoading,
      /** Reads all keys from the beginning. */
      refetch: () => {
        store.walk = undefined
        tell(store, { read: undefined })
        void refetch()
      },
      /** Goes on with a pass that broke off or was stopped. */
      goOn: () => void refetch(),
      stop: () => {
        tell(store, { stopped: true })
        void client.cancelQueries({ queryKey: keyPass(projectId).queryKey })
      },
    }),
    [
      store,
      version,
      progress,
      locks.data,
      locks.error,
      names.data,
      namesLoading,
      isFetching,
      error,
      refetch,
      client,
      projectId,
    ],
  )
}

// Made when it is told: at load, an error's stack would have the whole script parsed once more.
const listStopped = () => new ListStopped('The list of keys was not read to its end')

/**
 * How many ms what shows keys stays as it was drawn. Forty pages may come within a second or two, and people want to type
 * meanwhile; but the first rows wait for nothing, also where something else was told just before.
 */
export const drawnAfter = ({ read, loaded }: KeyPass): number =>
  read === undefined || loaded === 0 ? 0 : 200

/** The index asks for names anew only where one has changed: that costs the folding and collation of them all. */
function learn(
  store: KeyStore,
  locks: Map<string, Lock> | undefined,
  names: Map<string, string> | undefined,
): void {
  const isNews =
    (locks !== undefined &&
      !isSameMap(
        store.locks,
        locks,
        (a, b) => a.name === b.name && lockZone(a) === lockZone(b) && lockAddress(a) === lockAddress(b),
      )) ||
    (names !== undefined && !isSameMap(store.names, names, (a, b) => a === b))
  if (locks) store.locks = locks
  if (names) store.names = names
  if (!isNews) return
  store.index.reread()
  warmSoon(store)
}

function isSameMap<T>(one: Map<string, T>, other: Map<string, T>, isSame: (a: T, b: T) => boolean): boolean {
  if (one === other) return true
  if (one.size !== other.size) return false
  for (const [key, value] of one) {
    const there = other.get(key)
    if (there === undefined || !isSame(value, there)) return false
  }
  return true
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
