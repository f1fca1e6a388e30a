import type { FailedKey } from '#src/domain/jobRetry.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import type { KeyRetryPlan } from './keyRetry.ts'
import { counted } from './keyWords.ts'

export interface RetryNote {
  tone: 'info' | 'warn'
  text: string
}

/** What a person must know before they try failed keys again. `whom` names a key: `Anna Berg to Festsal`. */
export function retryNotes(plan: KeyRetryPlan, whom: (key: FailedKey) => string): RetryNote[] {
  const { tried, existing, later, unknown } = plan
  const all = tried.length + existing.length + later.length + unknown.length
  const notes: (RetryNote | false)[] = [
    existing.length > 0 && {
      tone: 'info',
      text: existsWords(existing, all) + `: ${some(existing.map(whom))}.`,
    },
    later.length > 0 && {
      tone: 'warn',
      text: `The failed keys do not all have the same times, hours and note. Below ${tried.length === 1 ? 'is the one' : `are the ${formatNumber(tried.length)}`} that ${tried.length === 1 ? 'stands alone' : 'share theirs'}; try the others afterwards, from the page of the job: ${some(later.map(whom))}.`,
    },
    unknown.length > 0 && {
      tone: 'warn',
      text: `${counted(unknown.length, 'key')} cannot be tried again from here, since the number, or the times and hours that were asked for, ${unknown.length === 1 ? 'is' : 'are'} not known any more: ${some(unknown.map(whom))}. Make ${unknown.length === 1 ? 'it' : 'them'} as new keys.`,
    },
    plan.startPast && {
      tone: 'info',
      text: 'The start that was asked for is past, so it is left out: the keys start as soon as they are made.',
    },
    plan.endPast && {
      tone: 'warn',
      text: 'The end that was asked for is past. Set a later one.',
    },
    plan.noteLost && {
      tone: 'info',
      text: 'Unloc does not list these keys, and this browser keeps no notes: write the note again if there was one.',
    },
  ]
  return notes.filter((note) => note !== false)
}

function existsWords(existing: readonly FailedKey[], all: number): string {
  const { length } = existing
  const [one, many] = existing.every(({ since }) => since === 'made')
    ? ['exists by now', 'exist by now']
    : existing.every(({ since }) => since === 'making')
      ? ['is being made by now', 'are being made by now']
      : ['', 'exist by now or are being made']
  if (length === all) return all === 1 ? `The key ${one}` : `All of these keys ${many}`
  const verb = length === 1 ? `${one} and is` : `${many} and are`
  return `${formatNumber(length)} of the ${formatNumber(all)} ${verb} left out`
}

const named = 4

function some(texts: readonly string[]): string {
  const more = texts.length - named
  return formatList(more > 1 ? [...texts.slice(0, named), `${formatNumber(more)} more`] : texts)
}
