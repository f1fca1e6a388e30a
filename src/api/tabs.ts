import { useEffect } from 'react'

/** A browser without locks, or a page that is not served safely, knows of its own tab only. */
const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
const sharedHere = new Map<string, number>()

/**
 * Lets every tab of this browser know that something holds here, until the answer is called. A lock says it, since the
 * browser takes it back by itself from a tab that is closed or has crashed.
 */
export function holdShared(name: string): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  sharedHere.set(name, (sharedHere.get(name) ?? 0) + 1)
  locks?.request(name, { mode: 'shared' }, () => held).catch(() => undefined)
  return () => {
    sharedHere.set(name, (sharedHere.get(name) ?? 1) - 1)
    release()
  }
}

/** Holds it as long as the caller is mounted. */
export const useShared = (name: string | undefined): void =>
  useEffect(() => (name === undefined ? undefined : holdShared(name)), [name])

/** What holds in any tab just now. */
export async function sharedNames(): Promise<(name: string) => boolean> {
  const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {}
  const elsewhere = new Set(held.map(({ name }) => name))
  return (name) => elsewhere.has(name) || (sharedHere.get(name) ?? 0) > 0
}

/**
 * Runs the work when no other tab runs work of this name; `onWait` is told when another one does. Where the browser has
 * no locks, nothing keeps a second tab from it.
 */
export async function oneTabAtATime<T>(
  name: string,
  work: () => Promise<T>,
  onWait: () => void = () => undefined,
): Promise<T> {
  if (!locks) return work()
  const first = await locks.request(name, { ifAvailable: true }, async (lock) =>
    lock ? { done: await work() } : undefined,
  )
  if (first) return first.done
  onWait()
  return locks.request(name, work)
}
