/** Whether a text is a phone number as the API takes it: `+`, 7–15 digits, no leading zero (unloc-api 8). */
export const isE164 = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text)

// The lengths of the ITU's calling codes: 1 and 7 stand alone, these have two digits, all others three. The list is
// closed, so the list of keys needs no phone metadata to set the code off.
const twoDigits = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 ' +
    '60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
)

/** Calling code (with `+`) and the rest of a number, or undefined when it is not E.164. */
function splitCode(e164: string): [string, string] | undefined {
  if (!isE164(e164)) return undefined
  const length = /^[17]/.test(e164.slice(1)) ? 1 : twoDigits.has(e164.slice(1, 3)) ? 2 : 3
  return [e164.slice(0, length + 1), e164.slice(length + 1)]
}

// How the rest is grouped, by its length: what reads well in general, not what each country prefers.
const groupSizes: Record<number, number[]> = {
  4: [2, 2],
  5: [3, 2],
  6: [3, 3],
  7: [3, 2, 2],
  8: [3, 2, 3],
  9: [3, 3, 3],
  10: [3, 3, 4],
  11: [3, 4, 4],
  12: [3, 3, 3, 3],
  13: [3, 3, 3, 4],
  14: [3, 3, 4, 4],
}

function grouped(rest: string): string {
  let at = 0
  return (groupSizes[rest.length] ?? [rest.length]).map((size) => rest.slice(at, (at += size))).join(' ')
}

/** A number for reading: `+47 998 87 766`. A text that is not E.164 comes back as it is. */
export function formatPhone(e164: string): string {
  const parts = splitCode(e164)
  return parts ? `${parts[0]} ${grouped(parts[1])}` : e164
}

/**
 * A number that tells two people apart without giving it away: `+47 ••• •• 766`. Never more than three digits of the
 * rest and never more than half of it; of a text that is not E.164, none.
 */
export function maskPhone(e164: string): string {
  const parts = splitCode(e164)
  if (!parts) return e164.replace(/\p{Nd}/gu, '•')
  const shown = Math.min(3, Math.floor(parts[1].length / 2))
  let hidden = parts[1].length - shown
  return `${parts[0]} ${grouped(parts[1]).replace(/\d/g, (digit) => (hidden-- > 0 ? '•' : digit))}`
}

/**
 * A text as typed or pasted, made plain: compatibility forms folded (full-width digits, non-breaking spaces), marks
 * without a shape removed (text direction, zero width), the `tel:` of a link taken off.
 */
export function plainPhoneText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^tel: ?/i, '')
    .replace(/^%2b/i, '+')
}

/**
 * The digits to look for in phone numbers when a person searches: `+47`, `4799`, `99 88`, `0047 99` give `47`, `4799`,
 * `9988`, `4799`. Empty when the text is about something else, such as `Door 12`.
 */
export function searchDigits(text: string): string {
  const plain = plainPhoneText(text)
  return /^[+\d\s()./‐-―−-]*$/.test(plain) ? plain.replace(/\D/g, '').replace(/^00/, '') : ''
}
