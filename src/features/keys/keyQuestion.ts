import type { KeySearch } from './keySearch.ts'

export type KeySearchChange = Partial<Record<keyof KeySearch, string | undefined>>

/**
 * What a list is asked (filters, order, groups), while its address follows a moment behind: a press is shown at once, and
 * written when that has been painted.
 */
export interface KeyQuestion {
  shown: KeySearch
  /** As the address was last read. */
  located: KeySearch
  /** What presses have asked for and the address has not said back yet, in their order. */
  awaited: readonly KeySearch[]
}

/** The question of an address that was just opened. */
export const askedBy = (located: KeySearch): KeyQuestion => ({ shown: located, located, awaited: [] })

/** The question after a press. */
export function press(question: KeyQuestion, change: KeySearchChange): KeyQuestion {
  const shown = changed(question.shown, change)
  return { ...question, shown, awaited: [...question.awaited, shown] }
}

/**
 * The question after the address has changed. One that a press has asked for is what is shown, or was before a later
 * press; any other was reached by back, forward or a link, and stands above what was pressed before.
 */
export function locate(question: KeyQuestion, located: KeySearch): KeyQuestion {
  const at = question.awaited.findIndex((one) => isSameSearch(one, located))
  if (at >= 0) return { ...question, located, awaited: question.awaited.slice(at + 1) }
  // The same object where it says the same, so that nothing is drawn anew for it.
  return { ...askedBy(located), shown: isSameSearch(question.shown, located) ? question.shown : located }
}

/** The question when the address has said what was asked, or never will: a press that takes back another changes nothing. */
export const settle = (question: KeyQuestion): KeyQuestion =>
  question.awaited.length === 0 ? question : { ...question, awaited: [] }

/** A search with some of its values changed; those that are undefined are left out. */
export const changed = (search: KeySearch, change: KeySearchChange): KeySearch =>
  Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined))

function isSameSearch(one: KeySearch, other: KeySearch): boolean {
  const names = Object.keys({ ...one, ...other }) as (keyof KeySearch)[]
  return names.every((name) => one[name] === other[name])
}
