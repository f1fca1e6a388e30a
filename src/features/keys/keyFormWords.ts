import type { WallRead } from '#src/domain/readWall.ts'
import { metadataLimits } from '#src/domain/newKey.ts'
import {
  civilAt,
  formatInstant,
  formatList,
  formatNumber,
  weekdayName,
  type WallInstants,
} from '#src/domain/time.ts'
import { monthName, zoneLabel } from '#src/domain/calendar.ts'
import type { FormPlace } from './keyForm.ts'
import type { ClockTrouble } from './keyPeriod.ts'
import { mostKeys } from './keySend.ts'

export const passedWords =
  'The start is more than an hour past. Choose a later one, or leave it empty for now.'

/** A rule's short word as a sentence that says what to do. */
export function plainReason(
  { field, part }: FormPlace,
  reason: string,
  appUserId: string | undefined,
  lockId: string | undefined,
): string {
  switch (field) {
    case 'people':
      return appUserId === undefined ? 'Add at least one person.' : `${appUserId} is no mobile number.`
    case 'lockIds':
      return lockId === undefined
        ? 'Choose at least one door.'
        : 'One of these doors is not in this project any more. Remove it.'
    case 'start':
      return passedWords
    case 'end':
      return reason.includes('after') ? 'The end must come after the start.' : 'The end is past already.'
    case 'hours':
      if (part === 'days') return 'A day can have one opening only. Take it out of one of the rows.'
      if (part === undefined) return 'Choose at least one day, or let the keys open at any time.'
      if (/integer|24/.test(reason)) return 'Write a time such as 08:00. The day ends at 24:00.'
      return 'The end must come after the beginning.'
    case 'note':
      return `A note can have ${metadataLimits.value} characters at most.`
    default:
      return reason
  }
}

/** A zone's place: `Oslo` for Europe/Oslo. */
export const placeOf = (zone: string) => zoneLabel(zone).replace(/ time$/, '')

/** The two nearest times to one that is skipped, with their days where midnight lies between them. */
export function gapWays(
  { before, after }: Extract<WallInstants, { kind: 'gap' }>,
  zone: string,
): { at: number; text: string }[] {
  const isOneDay = civilAt(zone, before).date === civilAt(zone, after).date
  return [before, after].map((at) => {
    const time = formatInstant(at, zone, undefined, 'time')
    return { at, text: isOneDay ? time : `${weekdayName(civilAt(zone, at).weekday)} ${time}` }
  })
}

/** Why a wall-clock time cannot be used as it is. */
export function clockWords({ zone, found }: ClockTrouble): string {
  switch (found.kind) {
    case 'gap': {
      const [before, after] = gapWays(found, zone).map(({ text }) => text)
      return `This time does not exist in ${placeOf(zone)}, where the clock is put forward then. Choose ${before} or ${after}.`
    }
    case 'twice':
      return `The clock in ${placeOf(zone)} shows this time twice. Say which one is meant.`
    case 'unreadable':
      return 'This is not read as a date and a time. Correct it or clear it.'
  }
}

/** Why a typed text is no date and time, and what would be. `example` is such a text in the viewer's language. */
export function unreadWords({ why, month }: Extract<WallRead, { kind: 'not' }>, example: string): string {
  switch (why) {
    case 'noDay':
      return `Write the day too, such as ${example}.`
    case 'noTime':
      return `Write the time too, such as ${example}.`
    case 'noSuchDay':
      return month
        ? `${monthName(month.month)} has ${month.daysInMonth} days. Correct the date.`
        : `There is no such date. Write it such as ${example}.`
    case 'noSuchTime':
      return 'There is no such time. The day ends at 24:00.'
    case 'otherWeekday':
      return 'That date is another day of the week. Correct one of the two.'
    case 'passed':
      return 'That time is over today. Add the year if you mean a later one.'
    case 'unclear':
      return `Write a date and a time such as ${example}.`
  }
}

/** That keys would never open, at all doors or, when named, at those in some zones. */
export function neverWords(zones: readonly string[]): string {
  const where = zones.length > 0 ? ` at the doors on ${formatList(zones.map((zone) => zoneLabel(zone)))}` : ''
  return `These keys would never open${where}: none of the weekly hours lies between start and end. Change the dates or the hours.`
}

/** That a press asks for more keys than one press may. */
export const tooManyWords = (count: number): string =>
  `One press can ask for ${formatNumber(mostKeys)} keys at most, and these are ${formatNumber(count)}. Take out people or doors, and make the rest afterwards.`
