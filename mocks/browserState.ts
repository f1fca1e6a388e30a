import { z } from '#src/contract/zod.ts'
import { Fault } from './desk.ts'
import type { Entry } from './engine/engine.ts'
import type { Exclusively } from './handlers.ts'
import { elementShapes } from './jobElements.ts'
import { scenarioNames } from './scenarios/scenarios.ts'
import type { Saved, Unloc } from './unloc.ts'

/** On this channel every tab hears, itself too, that what is shared has changed. */
export const changeChannel = 'unloc-demo'

/** What an earlier version of the demo left may have another shape, and its log other commands. */
const Kept = z.object({
  scenario: z.enum(scenarioNames),
  seed: z.number(),
  start: z.number(),
  log: z.array(z.object({ at: z.number(), command: z.looseObject({ name: z.string() }) })),
  desk: z.object({
    life: z.number(),
    clockOffset: z.number(),
    faults: z.array(Fault),
    jobElements: z.enum(elementShapes),
  }),
})

/** Requests of other tabs are theirs: what is shared is what changes an Unloc. */
const shared = (unloc: Unloc): Saved => {
  const saved = unloc.save()
  return { ...saved, desk: { ...saved.desk, requests: [] } }
}

/** Cheap to compare after each request, and different whenever `shared` is. */
const mark = ({ scenario, start, log, desk }: Saved): string =>
  JSON.stringify([scenario, start, log.length, desk.life, desk.clockOffset, desk.faults, desk.jobElements])

/** Becomes what another tab or an earlier load of the page left; begins anew where that cannot be understood. */
function take(unloc: Unloc, left: unknown): void {
  const { requests } = unloc.desk
  const kept = z.safeParse(Kept, left)
  try {
    if (!kept.success) throw kept.error
    const { log, desk, ...rest } = kept.data
    unloc.restore({ ...rest, log: log as unknown as Entry[], desk: { ...desk, requests } })
  } catch {
    unloc.reset()
  }
}

/**
 * Keeps an Unloc in IndexedDB, so that a reload and a second tab are the same one. Each step holds a Web Lock: it first
 * becomes what another tab left, and saves what it changed. Without a store, or on plain http from another machine,
 * where no locks are, the Unloc lives in this page alone.
 */
export async function keepUnloc(unloc: Unloc): Promise<Exclusively> {
  const locks = navigator.locks as LockManager | undefined
  const db = locks && (await openStore().catch(() => undefined))
  if (!db) return (step) => Promise.resolve(step())
  const changes = new BroadcastChannel(changeChannel)
  let mine: string | undefined
  return (step) =>
    locks.request('unloc-demo', async () => {
      const kept = await ask<string | undefined>(db, 'readonly', (store) => store.get('mark'))
      if (kept !== undefined && kept !== mine)
        take(unloc, await ask<unknown>(db, 'readonly', (store) => store.get('saved')))
      const result = step()
      const saved = shared(unloc)
      const now = mark(saved)
      if (now !== kept) {
        await ask(db, 'readwrite', (store) => {
          store.put(saved, 'saved')
          return store.put(now, 'mark')
        })
        changes.postMessage('changed')
      }
      mine = now
      return result
    })
}

/** @throws where the browser keeps nothing for this site */
async function openStore(): Promise<IDBDatabase> {
  const request = indexedDB.open('unloc-demo', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('unloc')
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('No store'))
  })
}

/** Resolves when it is written, not when it is asked for: a full disk shows only then. */
const ask = <T>(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction('unloc', mode)
    const request = act(transaction.objectStore('unloc')) as IDBRequest<T>
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error ?? new Error('The store failed'))
  })
