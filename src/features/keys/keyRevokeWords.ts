import type { RevokeResult } from '#src/api/revoke.ts'
import { revokeMarks, sharedMark, type RevokeMark, type RevokeRecord } from '#src/api/revokeRecord.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { counted } from './keyWords.ts'

type Kind = RevokeResult['kind']

/** In the order in which they are told: trouble first. */
export const resultKinds: readonly Kind[] = [
  'failed',
  'unknown',
  'notSent',
  'stays',
  'alreadyUnusable',
  'revoked',
]

/** The result of one key. */
export const resultWords: Record<Kind, string> = {
  revoked: 'Revoked',
  alreadyUnusable: 'Was unusable already',
  failed: 'Not revoked',
  unknown: 'Unknown',
  notSent: 'Not sent',
  stays: 'Stays live',
}

/** How a result looks: done, in need of somebody, or still open; the rest has no tone. */
export const resultTones: Partial<Record<Kind, 'good' | 'bad' | 'open'>> = {
  revoked: 'good',
  failed: 'bad',
  unknown: 'open',
}

const sums: Record<Kind, string> = {
  revoked: 'revoked',
  alreadyUnusable: 'unusable already',
  failed: 'not revoked',
  unknown: 'unknown',
  notSent: 'not sent',
  stays: 'left live',
}

/**
 * All results in one line: `1 not revoked, 1 unusable already and 8 revoked.` `shared`: what became of the call for
 * shared keys, which may have gone out alone.
 */
export function sumWords(
  results: Iterable<Pick<RevokeResult, 'kind'>>,
  shared?: Pick<RevokeResult, 'kind'>,
  locale?: string,
): string {
  const counts = new Map<Kind, number>()
  for (const { kind } of results) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const told = resultKinds.filter((kind) => counts.has(kind))
  if (told.length === 0)
    return shared && shared.kind !== 'notSent'
      ? 'Only the call for shared keys was sent.'
      : 'Nothing was sent.'
  return `${formatList(
    told.map((kind) => `${formatNumber(counts.get(kind) ?? 0, locale)} ${sums[kind]}`),
    locale,
  )}.`
}

/**
 * What became of a revoke that was left behind, as a sentence. `ago`: when it began. Broken off is one of which
 * something was not sent or not answered; one that came to its end has only not been looked at.
 */
export function leftWords(record: RevokeRecord, ago: string, locale?: string): string {
  const counts = { answered: 0, unanswered: 0, notSent: 0 }
  for (const [, mark] of revokeMarks(record)) counts[placeOf(mark)]++
  const { answered, unanswered, notSent } = counts
  const shared = sharedMark(record)
  const what = record.keyIds.length > 0 ? counted(record.keyIds.length, 'key') : 'shared keys'
  if (unanswered + notSent === 0 && (!shared || placeOf(shared) === 'answered'))
    return `A revoke of ${what} that began ${ago} has come to its end, and its result was not closed.`
  const told = formatList(
    [
      ...(record.keyIds.length > 0 ? [`${formatNumber(answered, locale)} answered`] : []),
      ...(unanswered > 0 ? [`${formatNumber(unanswered, locale)} sent without an answer`] : []),
      ...(record.keyIds.length > 0 ? [`${formatNumber(notSent, locale)} not sent`] : []),
      ...(shared ? [`the call for shared keys was ${sharedPlaces[placeOf(shared)]}`] : []),
    ],
    locale,
  )
  return `A revoke of ${what} was broken off ${ago}: ${told}.`
}

const placeOf = (mark: RevokeMark) =>
  mark === 'notSent' ? 'notSent' : mark === 'sent' ? 'unanswered' : 'answered'

const sharedPlaces = { answered: 'answered', unanswered: 'sent without an answer', notSent: 'not sent' }
