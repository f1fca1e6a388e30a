import { useCallback, useSyncExternalStore } from 'react'
import { z } from '#src/contract/zod.ts'

/** Something that this browser keeps for each project, over reloads and over tabs. */
export interface Remembered<T> {
  /** Name of the entry in the storage. */
  place: (projectId: string) => string
  read: (projectId: string) => T
  /** Changes what is kept, as it is at this moment: another tab may have written since this one read. */
  change: (projectId: string, change: (value: T) => T) => void
  useValue: (projectId: string) => T
}

/** Every place that is in use, to be emptied at once. */
const places: { forget: (projectId: string | undefined) => void }[] = []

/**
 * A place in the local storage, `unloc.<name>.<projectId>`. What does not have the shape any more is forgotten; where
 * the storage is blocked, this tab still remembers. No phone number and no name of a person may be kept here.
 */
export function remembered<T>(name: string, shape: z.ZodMiniType<T>, none: T): Remembered<T> {
  const place = (projectId: string) => `unloc.${name}.${projectId}`
  const cache = new Map<string, T>()
  /** Projects whose last write did not reach the storage. */
  const unstored = new Set<string>()
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
  const told = () => {
    for (const listener of listeners) listener()
  }
  if (typeof window !== 'undefined')
    window.addEventListener('storage', ({ key }) => {
      for (const projectId of [...cache.keys()])
        if ((key === null || key === place(projectId)) && !unstored.has(projectId)) cache.delete(projectId)
      told()
    })
  places.push({
    forget(projectId) {
      for (const known of projectId === undefined ? [...cache.keys()] : [projectId]) {
        cache.delete(known)
        unstored.delete(known)
      }
      told()
    },
  })

  return {
    place,
    read,
    change(projectId, change) {
      const before = unstored.has(projectId) ? read(projectId) : load(projectId)
      const value = change(before)
      cache.set(projectId, value)
      if (value === before) return told()
      try {
        localStorage.setItem(place(projectId), JSON.stringify(value))
        unstored.delete(projectId)
      } catch {
        // Blocked or full: it lasts as long as the tab.
        unstored.add(projectId)
      }
      told()
    },
    useValue(projectId) {
      const subscribe = useCallback((listener: () => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      }, [])
      return useSyncExternalStore(subscribe, () => read(projectId))
    },
  }
}

/**
 * Forgets what this browser keeps of a project: records of jobs, drafts, answers to questions. For a sign-out, and for
 * a demo that begins anew; the choice of colours stays.
 */
export const forgetProject = (projectId: string): void => forget(projectId)

/** Forgets what this browser keeps of every project. */
export const forgetEverything = (): void => forget(undefined)

/** As `forgetEverything`, but what the tabs share stays. */
export const forgetTab = (): void => forget(undefined, ['sessionStorage'])

function forget(
  projectId: string | undefined,
  stores: ('localStorage' | 'sessionStorage')[] = ['localStorage', 'sessionStorage'],
): void {
  const ending = projectId === undefined ? '' : `.${projectId}`
  try {
    for (const store of stores.map((name) => globalThis[name]))
      for (const name of Object.keys(store))
        if (name.startsWith('unloc.') && name.endsWith(ending)) store.removeItem(name)
  } catch {
    // Where storage is blocked nothing was kept.
  }
  for (const place of places) place.forget(projectId)
}
