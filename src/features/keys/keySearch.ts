import type { KeyGrouping, KeyQuery, KeySortColumn } from '#src/domain/keyIndex.ts'

/** The filters of the keys list as they stand in the address; all plain words. */
export interface KeySearch {
  /** One or more states, joined by commas; also words that the API learnt after us. */
  state?: string
  lock?: string
  /** A person's opaque id, never a number. */
  person?: string
  /** A search text with fewer than four digits; one with more lives in the history's state. */
  q?: string
  sort?: KeySortColumn
  order?: 'desc'
  group?: KeyGrouping
}

export const sortColumns: readonly KeySortColumn[] = ['state', 'person', 'lock', 'start', 'end', 'created']

const accepts: Record<keyof KeySearch, (value: string) => boolean> = {
  state: (value) => /^[a-zA-Z]{1,40}(,[a-zA-Z]{1,40})*$/.test(value),
  lock: (value) => /^[\w-]{1,128}$/.test(value),
  person: (value) => /^[0-9a-f]{12}$/.test(value),
  q: (value) => !holdsNumber(value),
  sort: (value) => (sortColumns as readonly string[]).includes(value),
  order: (value) => value === 'desc',
  group: (value) => value === 'person' || value === 'lock',
}

/** Reads the address. A value that is not understood is left out; `strayValues` names it. */
export function readKeySearch(raw: Record<string, unknown>): KeySearch {
  return Object.fromEntries(
    Object.entries(accepts).flatMap(([name, accept]) => {
      const value = raw[name]
      return typeof value === 'string' && value !== '' && accept(value) ? [[name, value]] : []
    }),
  )
}

/** The names of values in the address that were not understood, for a note. */
export function strayValues(raw: Record<string, unknown>): string[] {
  const read = readKeySearch(raw) as Record<string, unknown>
  return Object.keys(raw).filter((name) => raw[name] !== '' && raw[name] !== read[name])
}

/** Whether a text could hold a phone number, which may not stand in an address. */
export const holdsNumber = (text: string): boolean => (text.match(/\d/g)?.length ?? 0) >= 4

/** The index's question for a search and a text: newest first, unless the person sorts. */
export function toKeyQuery(search: KeySearch, text: string): KeyQuery {
  return {
    states: search.state?.split(','),
    lockIds: search.lock === undefined ? undefined : [search.lock],
    personId: search.person,
    text,
    sort: search.sort
      ? { column: search.sort, descending: search.order === 'desc' }
      : { column: 'created', descending: true },
    group: search.group,
  }
}
