import { useCallback, useSyncExternalStore } from 'react'

/**
 * The console's now: the device's clock plus the offset of the last answer's `Date` header. A wrong device clock
 * must not show a key as open that Unloc holds for expired.
 */
let offset = 0
const listeners = new Set<() => void>()

/** Epoch milliseconds, as the server sees it. */
export const now = (): number => Date.now() + offset

/** Learns from an answer's `Date` header, which is whole seconds: differences under 1.5 s are noise. */
export function noteServerDate(header: string | null): void {
  const served = header === null ? NaN : Date.parse(header)
  if (Number.isNaN(served)) return
  const learnt = served + 500 - Date.now()
  if (Math.abs(learnt - offset) < 1500) return
  offset = learnt
  for (const listener of listeners) listener()
}

/** Re-renders at each step of `every` milliseconds and returns the start of the current step. */
export function useNow(every = 1000): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const timer = setInterval(listener, every)
      listeners.add(listener)
      return () => {
        clearInterval(timer)
        listeners.delete(listener)
      }
    },
    [every],
  )
  return useSyncExternalStore(subscribe, () => Math.floor(now() / every) * every)
}
