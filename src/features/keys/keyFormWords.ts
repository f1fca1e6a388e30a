import { metadataLimits } from '#src/domain/newKey.ts'
import { formatInstant, zoneLabel } from '#src/domain/time.ts'
import type { ClockTrouble, FormPlace } from './keyForm.ts'

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
      return 'The end must come after the beginning.'
    case 'note':
      return `A note can have ${metadataLimits.value} characters at most.`
    default:
      return reason
  }
}

/** A zone's place: `Oslo` for Europe/Oslo. */
export const placeOf = (zone: string) => zoneLabel(zone).replace(/ time$/, '')

/** Why a wall-clock time cannot be used as it is. */
export function clockWords({ zone, found }: ClockTrouble): string {
  switch (found.kind) {
    case 'gap': {
      const [before, after] = [found.before, found.after].map((at) =>
        formatInstant(at, zone, undefined, 'time'),
      )
      return `This time does not exist in ${placeOf(zone)}, where the clock is put forward then. Choose ${before} or ${after}.`
    }
    case 'twice':
      return `The clock in ${placeOf(zone)} shows this time twice. Say which one is meant.`
    case 'unreadable':
      return 'Choose a date and a time.'
  }
}
