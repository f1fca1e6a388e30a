import { toE164, type NumberEntry, type PhoneCountry } from '#src/domain/phoneEntry.ts'
import { formatNumber } from '#src/domain/time.ts'
import type { KeyForm, Recipient } from './keyForm.ts'
import { counted } from './keyWords.ts'

/** Reads a typed text as a recipient: with its number and country, or with the reason why it is none. */
export function readRecipient(text: string, country: PhoneCountry): Recipient {
  const read = toE164(text, country)
  if (!read.ok) return { text, reason: read.reason }
  return { text, number: read.number, ...(read.country && { country: read.country }) }
}

/** The recipients with a pasted list behind them, nothing dropped: what is wrong is seen and mended, not lost. */
export const addRecipients = (people: readonly Recipient[], entries: readonly NumberEntry[]): Recipient[] => [
  ...people,
  ...entries.map((entry): Recipient => {
    if (entry.kind === 'bad') return { text: entry.text, reason: entry.reason }
    const country = entry.kind === 'good' ? entry.country : undefined
    return { text: entry.text, number: entry.number, ...(country && { country }) }
  }),
]

/** What a pasted list comes to: `298 usable, 2 not usable, 1 listed already`. Tells only what there is. */
export function entriesText(entries: readonly NumberEntry[]): string {
  const count = (kind: NumberEntry['kind']) => entries.filter((entry) => entry.kind === kind).length
  const [bad, twice] = [count('bad'), count('duplicate')]
  return [
    counted(count('good'), 'usable number'),
    bad > 0 && `${formatNumber(bad)} not usable`,
    twice > 0 && `${formatNumber(twice)} listed already`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** What each recipient is in the list; one whose number stands earlier counts no second time. */
export function chipKinds(people: readonly Recipient[]): ('good' | 'bad' | 'twice')[] {
  const seen = new Set<string>()
  return people.map(({ number }) => {
    if (number === undefined) return 'bad'
    if (seen.has(number)) return 'twice'
    seen.add(number)
    return 'good'
  })
}

/** A recipient corrected in its place. The new number stands for the one before: it gets that one's keys and no others. */
export function corrected(before: Recipient, after: Recipient): Recipient {
  const first = before.insteadOf ?? before.number
  return first === undefined || first === after.number ? after : { ...after, insteadOf: first }
}

/** The numbers that were corrected, by the new ones. */
export const correctedFrom = ({ people }: Pick<KeyForm, 'people'>): Map<string, string> =>
  new Map(people.flatMap(({ number, insteadOf }) => (number && insteadOf ? [[number, insteadOf]] : [])))
