import { metadataLimits } from '#src/domain/newKey.ts'
import { formatInstant, zoneLabel, type WallInstants } from '#src/domain/time.ts'
import type { FormPlace } from './keyForm.ts'

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
      return 'The start is more than an hour past. Choose a later one, or leave it empty for now.'
    case 'end':
      return reason.includes('after') ? 'The end must come after the start.' : 'The end is past already.'
    case 'hours':
      if (part === 'days') return 'A day can have one opening only. Take it out of one of the rows.'
      if (part === undefined) return 'Choose at least one day, or let the keys open at any time.'
      if (/integer|24/.test(reason)) return 'Write a time such as 08:00. The day ends at 24:00.'
      return 'The end must come after the beginning, on the same day.'
    case 'note':
      return `A note can have ${metadataLimits.value} characters at most.`
    default:
      return reason
  }
}

const place = (zone: string) => zoneLabel(zone).replace(/ time$/, '')

export const gapWords = (gap: WallInstants & { kind: 'gap' }, zone: string): string =>
  `This time does not exist in ${place(zone)}: the clock is put forward that night. ` +
  `Choose ${formatInstant(gap.before, zone, undefined, 'time')} or ${formatInstant(gap.after, zone, undefined, 'time')}.`

export const twiceWords = (zone: string): string =>
  `The clock in ${place(zone)} shows this time twice that night. Say which one is meant.`
