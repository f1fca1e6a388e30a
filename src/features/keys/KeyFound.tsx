import { hitRanges } from '#src/domain/searchText.ts'
import { Marked } from '#src/ui/Marked.tsx'

/** A text of a row, with what the search finds in it marked. */
export const KeyFound = ({ text, typed }: { text: string; typed: string }) =>
  typed === '' ? text : <Marked text={text} ranges={hitRanges(text, typed)} />
