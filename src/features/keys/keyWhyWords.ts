import type { Why, WhyFinding, WhyMend, WhyVerdict } from '#src/domain/whyNot.ts'
import { describeSchedule, readSchedule } from '#src/domain/schedule.ts'
import {
  civilAt,
  formatClosing,
  formatDuration,
  formatInstant,
  formatNumber,
  instantToWall,
  wallToInstants,
} from '#src/domain/time.ts'
import { formatOwn, viewerZone, zoneLabel } from '#src/domain/calendar.ts'

/** Who and where, and the two moments: epoch ms. `zone`: the lock's, where it is known. */
export interface WhyContext {
  name: string
  door: string
  zone: string | undefined
  at: number
  now: number
}

/** Whether Unloc's word and the key's times disagree, so that neither a yes nor a no can be vouched for. */
export function isDoubted({ findings }: Pick<WhyVerdict, 'findings'>): boolean {
  const why = findings[0]?.why
  return why !== undefined && 'doubt' in why && why.doubt !== undefined
}

/** The answer, before its reason. */
export function answerWords(verdict: Pick<WhyVerdict, 'answer' | 'findings'>, isNow: boolean): string {
  if (isDoubted(verdict)) return 'This is not certain.'
  if (verdict.answer === 'untold') return 'This cannot be told.'
  return `${verdict.answer === 'opens' ? 'They can,' : 'Not'} ${isNow ? 'now' : 'then'}.`
}

/** Whether and why, in one sentence; it stands after the answer's word. */
export function whySentence({ findings }: WhyVerdict, context: WhyContext, locale?: string): string {
  const [first] = findings
  return first ? findingSentence(first, context, locale) : `${context.name} has no key to ${context.door}.`
}

/** What is to be said of one of several keys. */
export function findingSentence({ key, why }: WhyFinding, context: WhyContext, locale?: string): string {
  const { zone, at, now } = context
  const moment = (one: number) => momentThere(one, zone, at, locale)
  const doubt = 'doubt' in why && why.doubt
  // Both are told, since nobody here can know which of the two the door goes by.
  if (doubt)
    return `By its times the key ${why.kind === 'opens' ? 'opens' : 'does not open'}, but Unloc called it “${doubt.word}” when it was read at ${formatInstant(doubt.at, undefined, locale, 'time')}.`
  switch (why.kind) {
    case 'opens':
      if (why.by === 'word') return 'Unloc calls the key active; its hours cannot be read here.'
      return why.until === undefined
        ? 'The key opens, with no end.'
        : `The key opens until ${closing(why.until, zone, at, locale)}.`
    case 'before':
      return beforeSentence(key?.recurrence, why, moment, locale)
    case 'hours':
      return hoursSentence(key?.recurrence, why, zone, moment, locale)
    case 'ended':
      if (why.at === undefined) return 'The key has expired; Unloc does not tell when.'
      return `The key ${why.at > now ? 'will have ended' : 'ended'} ${moment(why.at)}.`
    case 'making':
      return why.since === undefined
        ? 'The key is being made.'
        : `The key is being made, for ${formatDuration(Math.max(0, now - why.since), locale)} now.`
    case 'failed':
      if (why.reason === undefined) return 'The key could not be made; why is not known here.'
      return key && why.by !== 'job'
        ? `The vendor’s system failed: “${why.reason}”.`
        : `The key could not be made: “${why.reason}”.`
    case 'revoked':
      return why.seenAt === undefined
        ? 'The key is revoked; Unloc does not tell since when.'
        : `The key is revoked, and this browser has seen it so since ${dayAndTime(why.seenAt, now, locale)}. Unloc does not tell when it was.`
    case 'untold':
      return untoldSentence(why)
  }
}

function beforeSentence(
  recurrence: unknown,
  { start, next, never }: Extract<Why, { kind: 'before' }>,
  moment: (at: number) => string,
  locale?: string,
) {
  if (start === undefined) return 'Unloc calls the key scheduled; when it starts cannot be read here.'
  if (never === 'end') return 'The key never opens, since it ends before it starts.'
  if (never === 'hours')
    return `The key never opens: only ${describeSchedule(recurrence, locale)} there, but it starts ${moment(start)} and ends before that.`
  if (next === start) return `The key starts ${moment(start)}.`
  return next === undefined
    ? `The key starts ${moment(start)}; when it opens then cannot be told.`
    : `The key starts ${moment(start)}, and opens first ${moment(next)}.`
}

function hoursSentence(
  recurrence: unknown,
  { next }: Extract<Why, { kind: 'hours' }>,
  zone: string | undefined,
  moment: (at: number) => string,
  locale?: string,
) {
  if (readSchedule(recurrence).kind !== 'weekly' || zone === undefined)
    return 'Unloc calls the key inactive; when it opens cannot be told here.'
  const only = `Only ${describeSchedule(recurrence, locale)} there`
  return next === undefined ? `${only}, and the key ends before that.` : `${only}, opens ${moment(next)}.`
}

function untoldSentence({ why, word }: Extract<Why, { kind: 'untold' }>): string {
  if (why === 'state')
    return word
      ? `Unloc calls the key “${word}”, which is not known here.`
      : 'Unloc tells no state of the key.'
  const hidden = {
    schedule: 'The key’s hours are in a form that is not known here',
    instant: 'The key’s start or end cannot be read here',
    zone: 'The key’s hours go by the lock’s own clock, which is not known',
  }[why]
  return `${hidden}${word ? `; now Unloc calls it “${word}”` : ''}.`
}

/** When the door opens by another key than the one that the sentence is about. */
export function nextByAnother(
  { answer, findings, next }: WhyVerdict,
  { zone, at }: WhyContext,
  locale?: string,
): string | undefined {
  const [first] = findings
  if (answer === 'opens' || next === undefined || !first) return undefined
  const own = 'next' in first.why ? first.why.next : undefined
  return own === next ? undefined : `Another key opens ${momentThere(next, zone, at, locale)}.`
}

/** What keys cannot tell. Who asks and is told that they can get in stands before a door that stays shut. */
export function lagWords(answer: WhyVerdict['answer'], isNow: boolean): string {
  if (!isNow) return 'This is what the keys say today: a forecast, if nothing changes.'
  return answer === 'opens'
    ? 'This is what the keys say. If the door stays shut all the same, the lock, its vendor’s system or the phone may be without a connection: Unloc does not tell.'
    : 'This is what the keys say. A lock or phone without a connection may lag behind.'
}

/** What a press on the way out leads to. */
export function mendWords(mend: WhyMend): string {
  switch (mend.kind) {
    case 'make':
      return 'Make a key…'
    case 'retry':
      return mend.again === undefined || mend.again.count > 1
        ? `Try ${mend.again ? `the ${formatNumber(mend.again.count)}` : 'the'} failed keys of its job again…`
        : 'Try this key again…'
    case 'extend':
      return { start: 'Change its start…', hours: 'Change its hours…', end: 'Extend the key…' }[mend.what]
    case 'wait':
      return 'See its job'
    case 'look':
      return 'See the key'
  }
}

const week = 6 * 24 * 60 * 60 * 1000

/**
 * A moment on the lock's clock, or in UTC where that is not known: `Mon 08:00` within days of `from`, else with its
 * date; which of two, where the clock shows it twice; and on the viewer's own where that shows something else.
 */
export function momentThere(at: number, zone: string | undefined, from: number, locale?: string): string {
  const near = Math.abs(at - from) < week
  const place = zone ?? 'UTC'
  const year = (one: number) => civilAt(place, one).date.slice(0, 4)
  const style = near ? 'weekday' : year(at) === year(from) ? 'day' : 'short'
  const text = formatInstant(at, place, locale, style)
  if (zone === undefined) return `${text} UTC`
  return text + whichOfTwo(at, zone) + ownClock(at, zone, locale)
}

function closing(at: number, zone: string | undefined, from: number, locale?: string): string {
  if (zone === undefined || civilAt(zone, at - 1).date !== civilAt(zone, from).date)
    return momentThere(at, zone, from, locale)
  return formatClosing(at, zone, locale) + whichOfTwo(at, zone) + ownClock(at, zone, locale)
}

function whichOfTwo(at: number, zone: string): string {
  const found = wallToInstants(instantToWall(at, zone), zone)
  if (found.kind !== 'twice') return ''
  return at >= found.later ? ' the second time' : ' the first time'
}

function ownClock(at: number, zone: string, locale?: string): string {
  const own = formatOwn(at, zone, locale)
  return own === undefined ? '' : ` ${zoneLabel(zone)} (${own} yours)`
}

/** `yesterday 14:05`, on the viewer's own clock, by which this browser saw it. */
export function dayAndTime(at: number, now: number, locale?: string, viewer = viewerZone()): string {
  const dayOf = (one: number) => Date.parse(civilAt(viewer, one).date) / 86_400_000
  const ago = dayOf(now) - dayOf(at)
  if (ago < 0 || ago > 1) return formatInstant(at, viewer, locale, ago < 300 ? 'day' : 'short')
  const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-ago, 'day')
  return `${word} ${formatInstant(at, viewer, locale, 'time')}`
}
