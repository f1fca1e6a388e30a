import { plainPhoneText, searchDigits } from './phone.ts'

const ascii = /^[\x20-\x7e]*$/
const letters: Record<string, string> = { ø: 'o', æ: 'ae', ß: 'ss', đ: 'd', ð: 'd', ł: 'l', œ: 'oe', þ: 'th' }

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
        .replace(/[\p{M}\p{Cf}]/gu, '')
        .replace(/[øæßđðłœþ]/g, (letter) => letters[letter] ?? letter)
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
  return { inText: (folded) => folded.includes(text), inNumber: numberTest(typed) }
}

function numberTest(typed: string): (e164: string) => boolean {
  const digits = searchDigits(typed)
  if (digits === '') return () => false
  const plain = plainPhoneText(typed)
  const begins = `+${digits}`
  if (/^[\s(]*\+/.test(plain)) return (e164) => e164.startsWith(begins)
  // Two zeros may be the way to dial out, or digits within a number.
  if (/^[\s(]*00/.test(plain)) return (e164) => e164.startsWith(begins) || e164.includes(`00${digits}`)
  return (e164) => e164.includes(digits)
}
