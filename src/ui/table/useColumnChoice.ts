import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { isChosen, noChoice, readChoice, type ColumnChoice } from './columnChoice.ts'

const place = (table: string) => `unloc.columns.${table}`
const listeners = new Set<() => void>()
/** Where the storage is blocked or full, this tab still remembers. */
const unstored = new Map<string, string>()

function stored(table: string): string | null {
  const own = unstored.get(table)
  if (own !== undefined) return own
  try {
    return localStorage.getItem(place(table))
  } catch {
    return null
  }
}

function store(table: string, choice: ColumnChoice): void {
  const text = JSON.stringify(choice)
  try {
    if (isChosen(choice)) localStorage.setItem(place(table), text)
    else localStorage.removeItem(place(table))
    unstored.delete(table)
  } catch {
    unstored.set(table, text)
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

export interface ColumnChoices {
  choice: ColumnChoice
  change: (change: (choice: ColumnChoice) => ColumnChoice) => void
  reset: () => void
}

/** What a person chose for a table, in this browser and for all projects; it holds nothing of what the table shows. */
export function useColumnChoice(table: string): ColumnChoices {
  const text = useSyncExternalStore(subscribe, () => stored(table))
  const choice = useMemo(() => readChoice(text), [text])
  const change = useCallback(
    // As it is at this moment: another tab may have written since.
    (change: (choice: ColumnChoice) => ColumnChoice) => store(table, change(readChoice(stored(table)))),
    [table],
  )
  const reset = useCallback(() => store(table, noChoice), [table])
  return { choice, change, reset }
}
