import type { AskedDifference } from '#src/domain/asked.ts'
import { describeSchedule, type Timing } from '#src/domain/schedule.ts'
import { formatInstant, readInstant } from '#src/domain/time.ts'
import { formatOwn, zoneLabel } from '#src/domain/calendar.ts'
import type { JobUnlike } from './jobAsked.ts'

/**
 * How keys differ from what was asked, as the rest of a sentence that begins with their names: `has no end, asked was
 * 31 Dec 2026, 18:00. It opens until it is revoked.` Times are on the clock of the lock; without its zone in UTC.
 */
export function unlikeWords(
  { key, asked, differences }: Pick<JobUnlike, 'key' | 'asked' | 'differences'>,
  zone: string | undefined,
  many = false,
  locale?: string,
): string {
  const text = differences.map((one) => differenceWords(one, asked, key, zone, many, locale)).join('; ')
  return `${text}.${consequence(differences, many)}`
}

function differenceWords(
  { limit, kind }: AskedDifference,
  asked: Timing,
  key: Timing,
  zone: string | undefined,
  many: boolean,
  locale: string | undefined,
): string {
  const has = many ? 'have' : 'has'
  const own = many ? 'their' : 'its'
  if (limit === 'hours') {
    const [wish, is] = [asked.recurrence, key.recurrence].map((one) => describeSchedule(one, locale))
    switch (kind) {
      case 'missing':
        return `${has} no weekly hours, asked was ${wish}`
      case 'added':
        return `${has} weekly hours that nobody asked for: ${is}`
      case 'other':
        return `${has} the weekly hours ${is}, asked was ${wish}`
      case 'unreadable':
        return `${has} weekly hours that this console cannot read, asked was ${asked.recurrence == null ? 'always' : wish}`
    }
  }
  const at = (iso: string | null | undefined) => momentWords(iso, zone, locale)
  const verb = limit === 'end' ? (many ? 'end' : 'ends') : many ? 'start' : 'starts'
  switch (kind) {
    case 'missing':
      return `${has} no ${limit}, asked was ${at(asked[limit])}`
    case 'added':
      return `${verb} ${at(key[limit])}, and no ${limit} was asked for`
    case 'other':
      return `${verb} ${at(key[limit])}, asked was ${at(asked[limit])}`
    case 'unreadable':
      return `${has} “${key[limit]}” as ${own} ${limit}, which cannot be read; asked was ${asked[limit] == null ? 'none' : at(asked[limit])}`
  }
}

/** What is worst about it: a key without its end opens for ever. */
function consequence(differences: readonly AskedDifference[], many: boolean): string {
  const lacks = (limit: AskedDifference['limit']) =>
    differences.some((one) => one.limit === limit && one.kind === 'missing')
  if (lacks('end')) return many ? ' They open until they are revoked.' : ' It opens until it is revoked.'
  if (lacks('hours')) return many ? ' They open at any hour.' : ' It opens at any hour.'
  if (lacks('start')) return many ? ' They open from now on.' : ' It opens from now on.'
  return ''
}

function momentWords(iso: string | null | undefined, zone: string | undefined, locale: string | undefined) {
  const at = readInstant(iso)
  if (at === undefined) return `“${iso ?? ''}”`
  if (zone === undefined) return `${formatInstant(at, 'UTC', locale)} UTC`
  const text = formatInstant(at, zone, locale)
  return formatOwn(at, zone, locale) === undefined ? text : `${text} (${zoneLabel(zone)})`
}

const short = {
  missing: 'no',
  added: 'added',
  other: 'another',
  unreadable: 'unreadable',
} satisfies Record<AskedDifference['kind'], string>

/** The same for the key's row, in a few words: `Not as asked: no end, other hours`. */
export const unlikeMark = (differences: readonly AskedDifference[]): string =>
  `Not as asked: ${differences
    .map(({ limit, kind }) =>
      limit === 'hours' && kind === 'other' ? 'other hours' : `${short[kind]} ${limit}`,
    )
    .join(', ')}`
