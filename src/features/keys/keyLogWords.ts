import type { AccessEvent } from '#src/contract/project.ts'
import { eventNumber, logDays, type LogPolicy } from '#src/domain/accessLog.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatInstant, formatList, formatNumber, readInstant } from '#src/domain/time.ts'

const actions: Record<string, string> = {
  unlocked: 'Unlocked',
  locked: 'Locked',
  viewedCode: 'Looked at the code',
}

/** What was done; a word that is not known as the API spells it. */
export const actionWord = ({ action }: AccessEvent): string =>
  !action ? 'Not told what' : Object.hasOwn(actions, action) ? actions[action]! : action

/** Who it was: the project's name for them, else their own, else the number; nobody, where the policy blanks it. */
export function openerName(event: AccessEvent, names: ReadonlyMap<string, string>): string {
  const number = eventNumber(event)
  if (number === undefined) return 'Person not told'
  return names.get(number) ?? (event.userName?.trim() || formatPhone(number))
}

/** When it was, on the lock's clock, or in UTC where that is not known; a text that cannot be read as it came. */
export function openedText(event: AccessEvent, zone: string | undefined, locale?: string): string {
  const at = readInstant(event.created)
  if (at === undefined) return event.created || 'Time not told'
  return formatInstant(at, zone ?? 'UTC', locale, 'day') + (zone === undefined ? ' UTC' : '')
}

const days = `in the last ${formatNumber(logDays)} days`

/** What an empty log means. `sure`: nothing is known that could hide openings, as policies are now. */
export interface LogEmpty {
  title: string
  text: string
}

/** Of a lock's log. Policies may have changed: what happened under another one stays as that one had it. */
export function lockLogEmpty(policy: LogPolicy): LogEmpty {
  switch (policy) {
    case 'all':
      return {
        title: `No opening ${days}.`,
        text: 'Openings of this lock are logged with the person. Any from a time when it kept them private would be missing.',
      }
    case 'withoutPerson':
      return {
        title: `No opening ${days}.`,
        text: 'Openings of this lock are logged, without the person. Any from a time when it kept them private would be missing.',
      }
    case 'none':
      return {
        title: 'This lock keeps its openings private.',
        text: 'Unloc hands out none of them, so an empty log does not mean that nobody came in.',
      }
    case 'untold':
      return {
        title: `No opening is listed ${days}.`,
        text: 'Whether nothing happened or the lock’s privacy policy hides it cannot be told: the policy is not known here.',
      }
  }
}

/** Of one key's openings. */
export function keyLogEmpty(policy: LogPolicy): LogEmpty {
  if (policy !== 'withoutPerson') return lockLogEmpty(policy)
  return {
    title: 'This lock logs openings without the person.',
    text: 'So none of them is put to this key. All openings of the lock stand on its own page.',
  }
}

/** Of a person's log. */
export const personLogEmpty = (hidden: string | undefined): LogEmpty => ({
  title: `No opening is listed ${days}.`,
  text: hidden ?? 'As far as is known, none of the doors to which they have a key hides its openings.',
})

const few = 3

/** Which of a person's doors leave openings out of their log; undefined: none that is known. Takes the doors' names. */
export function hiddenDoors(
  doors: readonly { name: string; policy: LogPolicy }[],
  locale?: string,
): string | undefined {
  const of = (policy: LogPolicy) => {
    const found = doors.filter((door) => door.policy === policy).map(({ name }) => name)
    return found.length <= few
      ? formatList(found, locale)
      : formatList(
          [...found.slice(0, few - 1), `${formatNumber(found.length - few + 1, locale)} more`],
          locale,
        )
  }
  const parts = [
    ['Logged without the person', of('withoutPerson')],
    ['Kept private', of('none')],
    ['Logged in a way that is not known here', of('untold')],
  ].flatMap(([how, names]) => (names ? [`${how}: ${names}.`] : []))
  return parts.length > 0
    ? `Openings at some of their doors may be missing here. ${parts.join(' ')}`
    : undefined
}

/** What a lock's policy means for a log that is not empty. */
export const policyNote = (policy: LogPolicy): string | undefined =>
  policy === 'none'
    ? 'This lock keeps its openings private now. What stands here was logged before, and nothing new comes.'
    : policy === 'withoutPerson'
      ? 'This lock logs openings without the person.'
      : undefined
