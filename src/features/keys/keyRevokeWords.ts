import type { RevokeResult } from '#src/api/revoke.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'

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

/** All results in one line: `1 not revoked, 1 unusable already and 8 revoked.` */
export function sumWords(results: Iterable<Pick<RevokeResult, 'kind'>>, locale?: string): string {
  const counts = new Map<Kind, number>()
  for (const { kind } of results) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const told = resultKinds.filter((kind) => counts.has(kind))
  if (told.length === 0) return 'Nothing was sent.'
  return `${formatList(
    told.map((kind) => `${formatNumber(counts.get(kind) ?? 0, locale)} ${sums[kind]}`),
    locale,
  )}.`
}
