import { hitRanges } from '#src/domain/searchText.ts'

/** Something that a search looks through and a row does not show. */
export interface FoundIn {
  /** What it is: `Note`. */
  name: string
  /** The text, from shortly before what was found. */
  text: string
}

/** A text that is searched, and what it is called. */
export type FoundText = readonly [name: string, text: unknown]

/** So much of the text stands before what was found, that it is in sight. */
const lead = 14

/**
 * Why a row is in the list, where that cannot be seen: the first of the other texts that the search finds, if it finds
 * none of those that the row shows.
 */
export function foundIn(
  typed: string,
  shown: readonly (string | undefined)[],
  others: () => readonly FoundText[],
): FoundIn | undefined {
  if (typed.trim() === '') return undefined
  const isIn = (text: unknown) => typeof text === 'string' && hitRanges(text, typed).length > 0
  if (shown.some(isIn)) return undefined
  for (const [name, text] of others()) {
    if (typeof text !== 'string') continue
    const [from] = hitRanges(text, typed)[0] ?? []
    if (from === undefined) continue
    // From the beginning of a word, which never cuts a letter in two.
    const word = from > lead ? text.lastIndexOf(' ', from - lead / 2) + 1 : 0
    return { name, text: word > 0 ? `…${text.slice(word)}` : text }
  }
  return undefined
}

/** The fields of a key's metadata, under the names that they have on its page. */
export const noteTexts = (metadata: Readonly<Record<string, unknown>> | null | undefined) =>
  Object.entries(metadata ?? {}).map(([field, text]) => [field === 'note' ? 'Note' : field, text] as const)
