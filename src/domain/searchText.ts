import { plainPhoneText, searchDigits } from './phone.ts'

const ascii = /^[\x20-\x7e]*$/
const letters: Record<string, string> = {
  ...{ ø: 'o', æ: 'ae', ß: 'ss', đ: 'd', ð: 'd', ł: 'l', œ: 'oe', þ: 'th' },
  // The one letter whose lower case hangs on what stands around it.
  ς: 'σ',
}

/**
 * Text as search compares it: lower case, accents off (å is a, ø is o, æ is ae, ß is ss), any run of white space one
 * space, invisible direction marks gone. Both the query and the searched text go through here.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  const plain = ascii.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[\p{M}\p{Cf}]/gu, '')
        .replace(/[øæßđðłœþς]/g, (letter) => letters[letter] ?? letter)
  return plain.includes('  ') || !ascii.test(plain) ? plain.replace(/\s+/g, ' ') : plain
}

export interface TextQuery {
  /** Whether a text that went through `foldText` holds the query. */
  inText: (folded: string) => boolean
  /** Whether an E.164 number is meant: `+47…` and `0047…` begin it, bare digits stand anywhere in it. */
  inNumber: (e164: string) => boolean
}

/** What a person typed into a search box, read once; undefined when it is blank and so excludes nothing. */
export function readTextQuery(typed: string): TextQuery | undefined {
  const text = foldText(typed).trim()
  if (text === '') return undefined
  const { begins, within } = readNumber(typed)
  return {
    inText: (folded) => folded.includes(text),
    inNumber: (e164) =>
      (begins !== undefined && e164.startsWith(begins)) || (within !== undefined && e164.includes(within)),
  }
}

/** How the query stands in a number: at its beginning, anywhere in it, or (both undefined) not at all. */
function readNumber(typed: string): { begins?: string; within?: string } {
  const digits = searchDigits(typed)
  if (digits === '') return {}
  const plain = plainPhoneText(typed)
  if (/^[\s(]*\+/.test(plain)) return { begins: `+${digits}` }
  // Two zeros may be the way to dial out, or digits within a number.
  if (/^[\s(]*00/.test(plain)) return { begins: `+${digits}`, within: `00${digits}` }
  return { within: digits }
}

/** A part of a text: from its first to behind its last UTF-16 unit. */
export type HitRange = readonly [from: number, to: number]

/**
 * The parts of a text, as it is shown, that a typed query finds: ascending, none touching another, no letter cut in two.
 * A text that is a number (`+47 998 87 766`) is matched as `TextQuery.inNumber` does it, whatever its spaces; every
 * other as `inText` does it. So a text has a range if and only if the search finds it.
 */
export function hitRanges(text: string, typed: string): HitRange[] {
  const query = foldText(typed).trim()
  if (query === '') return []
  if (!/^\+[\d\s]+$/.test(text))
    return foldText(text).includes(query) ? united(hitsOf(query, foldedPlaces(text))) : []
  const { begins, within } = readNumber(typed)
  const digits = placesOf(text, (letter) => letter.trim())
  return united([
    ...hitsOf(query, digits),
    ...(begins !== undefined ? hitsOf(begins, digits).filter(([from]) => from === 0) : []),
    ...(within !== undefined ? hitsOf(within, digits) : []),
  ])
}

/** A text made comparable, and for each of its UTF-16 units which part of the shown text it came from. */
interface Places {
  folded: string
  from: number[]
  to: number[]
}

function placesOf(text: string, fold: (letter: string) => string): Places {
  const places: Places = { folded: '', from: [], to: [] }
  let at = 0
  for (const letter of text) {
    const folded = fold(letter)
    const end = at + letter.length
    // What leaves nothing behind, such as an accent that stands by itself, belongs to the letter before it.
    if (folded === '' && !/\s/.test(letter))
      for (let i = places.to.length - 1; places.to[i] === at; i--) places.to[i] = end
    for (let i = 0; i < folded.length; i++) {
      places.from.push(at)
      places.to.push(end)
    }
    places.folded += folded
    at = end
  }
  return places
}

function foldedPlaces(text: string): Places {
  let last = ''
  return placesOf(text, (letter) => {
    const folded = foldText(letter)
    if (folded === ' ' && last === ' ') return ''
    last = folded.at(-1) ?? last
    return folded
  })
}

function hitsOf(query: string, { folded, from, to }: Places): HitRange[] {
  const hits: HitRange[] = []
  for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length))
    hits.push([from[at]!, to[at + query.length - 1]!])
  return hits
}

/** Those that overlap or touch as one. */
function united(hits: HitRange[]): HitRange[] {
  const apart: [number, number][] = []
  for (const [from, to] of hits.sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else apart.push([from, to])
  }
  return apart
}
