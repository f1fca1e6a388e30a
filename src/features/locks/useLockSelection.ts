import { useRef, useState } from 'react'

/**
 * Selected locks, by id, so that a new order or search keeps them. `listed`: ids of every lock that is known; one that
 * is gone from there leaves the selection and is counted.
 */
export function useLockSelection(listed: ReadonlySet<string>) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string>(undefined)
  const ids = [...chosen].filter((id) => listed.has(id))

  const select = (which: readonly string[], on: boolean) =>
    setChosen((old) => {
      const next = new Set(old)
      for (const id of which)
        if (on) next.add(id)
        else next.delete(id)
      return next
    })

  return {
    ids,
    gone: chosen.size - ids.length,
    isOn: (id: string) => chosen.has(id),
    select,
    clear: () => setChosen(new Set()),
    /** One press on a lock's box; with `range` all from the last pressed one to it, as they are shown. */
    tick(id: string, range: boolean, shown: readonly string[]) {
      const from = range && anchor.current !== undefined ? shown.indexOf(anchor.current) : -1
      const to = shown.indexOf(id)
      const which = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1)
      select(which, !chosen.has(id))
      anchor.current = id
    },
  }
}

export type LockSelection = ReturnType<typeof useLockSelection>
