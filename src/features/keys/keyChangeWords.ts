import type { ReplaceKind, ReplaceStep } from '#src/domain/replace.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'

/** The steps of a change in the order in which they are told: what needs somebody first. */
export const changeKinds = [
  'both',
  'unsure',
  'differs',
  'unknown',
  'stays',
  'waiting',
  'asked',
  'making',
  'works',
  'made',
  'replaced',
] as const satisfies readonly ReplaceKind[]

const sums: Record<ReplaceKind, string> = {
  waiting: 'waiting',
  asked: 'asked for',
  making: 'being made',
  works: 'working, with the old one still there',
  replaced: 'replaced',
  made: 'made',
  both: 'working beside the old one',
  unsure: 'working, the old one unknown',
  stays: 'not made',
  differs: 'not as asked for',
  unknown: 'not known yet',
}

/** How a step looks: done, in need of somebody, or still open; what only waits has no tone. */
export const stepTones: Partial<Record<ReplaceKind, 'good' | 'bad' | 'open'>> = {
  replaced: 'good',
  made: 'good',
  stays: 'bad',
  both: 'bad',
  differs: 'bad',
  unknown: 'open',
  unsure: 'open',
  making: 'open',
}

/** How many keys stand where, in words that add up: `1 not made and 2 replaced`. */
export function changeSums(steps: Iterable<ReplaceStep>, locale?: string): string {
  const counts = new Map<ReplaceKind, number>()
  for (const { kind } of steps) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return formatList(
    changeKinds.flatMap((kind) => {
      const count = counts.get(kind)
      return count === undefined ? [] : [`${formatNumber(count, locale)} ${sums[kind]}`]
    }),
    locale,
  )
}

const fieldWords = { start: 'start', end: 'end', hours: 'weekly hours' }

/** Where one key stands, and which of the two exist. */
export function stepWords(step: ReplaceStep, locale?: string): { said: string; why?: string | undefined } {
  const old = (isGone: boolean) => (isGone ? 'The old key is no longer usable.' : 'The old key stays.')
  switch (step.kind) {
    case 'waiting':
      return { said: 'Waiting. The old key stays' }
    case 'asked':
      return { said: 'Asked for. The old key stays' }
    case 'making':
      return { said: 'Being made. The old key stays' }
    case 'works':
      return { said: 'New key works, old one still there' }
    case 'replaced':
      return {
        said:
          step.oldEnd === 'revoked'
            ? 'New key works, old one revoked'
            : 'New key works, old one unusable already',
      }
    case 'made':
      return { said: 'New key works' }
    case 'both':
      return {
        said: 'New key works, old one not revoked',
        why: `The old one could not be revoked: both exist now. ${step.words ?? ''}`.trim(),
      }
    case 'unsure':
      return {
        said: 'New key works, old one unknown',
        why: step.words ?? 'Whether the old one is revoked is not known.',
      }
    case 'stays':
      return {
        said: 'New key failed',
        why: `${/[.!?]$/.test(step.reason) ? step.reason : `${step.reason}.`} ${old(step.isOldGone)}`,
      }
    case 'differs':
      return {
        said: 'New key is not what was asked for',
        why: `Its ${formatList(
          step.fields.map((field) => fieldWords[field]),
          locale,
        )} ${step.fields.length === 1 && step.fields[0] !== 'hours' ? 'differs' : 'differ'}. ${
          step.isOldGone ? old(true) : 'The old key stays, so both exist now.'
        }`,
      }
    case 'unknown':
      return { said: 'Not known yet', why: `${step.reason} ${old(step.isOldGone)}` }
  }
}
