import { useMemo } from 'react'
import type { useKeys } from '#src/api/keys.ts'

/** How many keys of each lock may open it now or later, by lock id. Empty while no key is loaded. */
export function useLiveKeys(
  { index, version }: ReturnType<typeof useKeys>,
  now: number,
): Map<string, number> {
  return useMemo(() => {
    void version
    const counts = new Map<string, number>()
    for (const { id, live } of index.groups(index.query({}, now), 'lock', now))
      if (id !== undefined) counts.set(id, live)
    return counts
  }, [index, version, now])
}
