import { useCallback, useSyncExternalStore } from 'react'

/** Whether nobody can see this tab. */
export const isHidden = (): boolean =>
  typeof document !== 'undefined' && document.visibilityState === 'hidden'

/** Whether this tab can be seen; follows. */
export function useVisible(): boolean {
  const subscribe = useCallback((listener: () => void) => {
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  }, [])
  return useSyncExternalStore(subscribe, () => !isHidden())
}
