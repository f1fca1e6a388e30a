// The one place that carries phone metadata (the mobile set, 34 kB gzipped with its parser): for forms, never for the list of keys. The same
// set as `react-phone-number-input/mobile` uses, so that a page with both holds it once.
import parsePhoneNumber, {
  type CountryCode,
  type PhoneNumber,
  validatePhoneNumberLength,
} from 'libphonenumber-js/mobile'
import { plainPhoneText } from './phone.ts'

export type PhoneCountry = CountryCode

export type ReadNumber = { ok: true; number: string; country?: PhoneCountry } | { ok: false; reason: string }

/**
 * A typed or pasted text as an E.164 mobile number. A calling code in the text is kept, whatever the country; a number
 * without one is read as that country dials it. `country` of the answer is the one recognised, to be shown back.
 */
export function toE164(text: string, defaultCountry: PhoneCountry = 'NO'): ReadNumber {
  const plain = plainPhoneText(text)
  if (!/\p{Nd}/u.test(plain)) return { ok: false, reason: plain === '' ? 'empty' : 'no digits in it' }
  const found = readings(plain)
    .map((reading) => parsePhoneNumber(reading, { defaultCountry, extract: false }))
    .find((parsed): parsed is PhoneNumber => parsed?.isValid() ?? false)
  if (!found) return { ok: false, reason: whyNot(readings(plain).at(-1)!, defaultCountry) }
  if (found.ext) return { ok: false, reason: 'has an extension' }
  const { number, country } = found
  return country ? { ok: true, number, country } : { ok: true, number }
}

/** The text, then ways to write the same number that the parser does not take: `(+47) …`, `00` from anywhere, `(0)`. */
function readings(plain: string): string[] {
  const opened = plain.replace(/^[(\s]+(?=\+|00)/, '')
  // No calling code begins with 0, so 00 after a plus can only be a second way to say plus.
  const plus = opened.replace(/^\+?[\s(]*00[\s)]*(?=[1-9])/, '+')
  // Written for callers from abroad and at home at once; the parser itself drops a trunk 0 where the country has one.
  const noTrunk = plus.startsWith('+') ? plus.replace(/\(0\)/, ' ') : plus
  return [...new Set([plain, opened, plus, noTrunk])]
}

function whyNot(text: string, defaultCountry: PhoneCountry): string {
  switch (validatePhoneNumberLength(text, { defaultCountry })) {
    case 'NOT_A_NUMBER':
      return 'not a phone number'
    case 'INVALID_COUNTRY':
      return 'no country has this calling code'
    case 'TOO_SHORT':
      return 'too short'
    case 'TOO_LONG':
      return 'too long'
    case 'INVALID_LENGTH':
      return 'wrong number of digits'
    case undefined:
      return 'not a mobile number'
  }
}

/** Cuts a pasted list at line ends, commas, semicolons and tabs. Quotes around a piece and empty pieces go. */
export const splitNumbers = (text: string): string[] =>
  text
    .split(/[\r\n\u2028\u2029,;\t]+/)
    .map((piece) =>
      piece
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
        .trim(),
    )
    .filter((piece) => plainPhoneText(piece) !== '')

export type NumberEntry =
  | { kind: 'good'; text: string; number: string; country?: PhoneCountry }
  | { kind: 'bad'; text: string; reason: string }
  /** Stands earlier in this list or was there already. */
  | { kind: 'duplicate'; text: string; number: string }

/** Reads a pasted list, one entry a piece and in its order, nothing dropped. `already`: the E.164 numbers there before. */
export function readNumbers(
  text: string,
  country: PhoneCountry = 'NO',
  already: Iterable<string> = [],
): NumberEntry[] {
  const seen = new Set(already)
  return splitNumbers(text).map((piece): NumberEntry => {
    const read = toE164(piece, country)
    if (!read.ok) return { kind: 'bad', text: piece, reason: read.reason }
    const { number, country: of } = read
    if (seen.has(number)) return { kind: 'duplicate', text: piece, number }
    seen.add(number)
    return { kind: 'good', text: piece, number, ...(of && { country: of }) }
  })
}
