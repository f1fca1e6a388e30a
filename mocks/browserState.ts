import type { Exclusively } from './handlers.ts'
import type { Saved, Unloc } from './unloc.ts'

/** Requests of other tabs are theirs: what is shared is what changes an Unloc. */
const shared = (unloc: Unloc): Saved => {
  const saved = unloc.save()
  return { ...saved, desk: { ...saved.desk, requests: [] } }
}

/** Cheap to compare after each request, and different whenever `shared` is. */
const mark = ({ scenario, start, log, desk }: Saved): string =>
  JSON.stringify([scenario, start, log.length, desk.life, desk.clockOffset, desk.faults, desk.jobElements])

/**
 * Keeps an Unloc in IndexedDB, so that a reload and a second tab are the same one. Each step holds a Web Lock: it first
 * becomes what another tab left, and saves what it changed. Without a store the Unloc lives in this page alone.
 */
export async function keepUnloc(unloc: Unloc): Promise<Exclusively> {
  const db = await openStore().catch(() => undefined)
  if (!db) return (step) => Promise.resolve(step())
  let mine: string | undefined
  return (step) =>
    navigator.locks.request('unloc-demo', async () => {
      const kept = await ask<string | undefined>(db, 'readonly', (store) => store.get('mark'))
      if (kept === undefined) mine = undefined
      else if (kept !== mine) {
        const saved = await ask<Saved | undefined>(db, 'readonly', (store) => store.get('saved'))
        if (saved) unloc.restore({ ...saved, desk: { ...saved.desk, requests: unloc.desk.requests } })
      }
      const result = step()
      const saved = shared(unloc)
      const now = mark(saved)
      if (now !== kept) {
        await ask(db, 'readwrite', (store) => {
          store.put(saved, 'saved')
          return store.put(now, 'mark')
        })
      }
      mine = now
      return result
    })
}

function openStore(): Promise<IDBDatabase> {
  const request = indexedDB.open('unloc-demo', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('unloc')
  return settled(request)
}

const ask = <T>(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T> => settled(act(db.transaction('unloc', mode).objectStore('unloc')) as IDBRequest<T>)

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The store failed'))
  })
