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
  return { inText: (folded) => folded.includes(text), inNumber: numberTest(text.replace(/^tel:/, '')) }
}

function numberTest(text: string): (e164: string) => boolean {
  // Only what people write between the digits of a number: "gate 12" is no number.
  if (!/^[\d\s+().\-/]*$/.test(text)) return () => false
  const digits = text.replace(/\D/g, '')
  if (digits === '') return () => false
  if (/^[\s(]*\+/.test(text)) return (e164) => e164.startsWith(`+${digits}`)
  if (!/^00./.test(digits)) return (e164) => e164.includes(digits)
  const dialled = `+${digits.slice(2)}`
  return (e164) => e164.startsWith(dialled) || e164.includes(digits)
}
