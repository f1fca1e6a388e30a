import { useCallback, useSyncExternalStore } from 'react'
import { z } from '#src/contract/zod.ts'

/** Something that this browser keeps for each project, over reloads and over tabs. */
export interface Remembered<T> {
  read: (projectId: string) => T
  write: (projectId: string, value: T) => void
  useValue: (projectId: string) => T
}

/**
 * A place in the local storage, `unloc.<name>.<projectId>`. What does not have the shape any more is forgotten; where
 * the storage is blocked, this tab still remembers. No phone number and no name of a person may be kept here.
 */
export function remembered<T>(name: string, shape: z.ZodMiniType<T>, none: T): Remembered<T> {
  const place = (projectId: string) => `unloc.${name}.${projectId}`
  const cache = new Map<string, T>()
  const listeners = new Set<() => void>()

  const load = (projectId: string): T => {
    try {
      const stored = localStorage.getItem(place(projectId))
      const parsed = stored === null ? undefined : z.safeParse(shape, JSON.parse(stored))
      return parsed?.success ? parsed.data : none
    } catch {
      return none
    }
  }
  const read = (projectId: string): T => {
    if (!cache.has(projectId)) cache.set(projectId, load(projectId))
    return cache.get(projectId) as T
  }

  return {
    read,
    write(projectId, value) {
      cache.set(projectId, value)
      try {
        localStorage.setItem(place(projectId), JSON.stringify(value))
      } catch {
        // Blocked or full: it lasts as long as the tab.
      }
      for (const listener of listeners) listener()
    },
    useValue(projectId) {
      const subscribe = useCallback(
        (listener: () => void) => {
          const otherTab = (event: StorageEvent) => {
            if (event.key !== place(projectId)) return
            cache.delete(projectId)
            listener()
          }
          listeners.add(listener)
          window.addEventListener('storage', otherTab)
          return () => {
            listeners.delete(listener)
            window.removeEventListener('storage', otherTab)
          }
        },
        [projectId],
      )
      return useSyncExternalStore(subscribe, () => read(projectId))
    },
  }
}
