import type { Key } from '#src/contract/key.ts'
import { civilWeek, type CivilDay, type Stretch } from '#src/domain/civilWeek.ts'
import { canTell, openings, type Opening } from '#src/domain/schedule.ts'
import { readInstant } from '#src/domain/time.ts'

export interface LineMark {
  kind: 'made' | 'start' | 'now' | 'end'
  /** Epoch ms. */
  at: number
  /** On the line, 0 to 1. */
  place: number
  text: string
  /** Where its label begins, 0 to 1, and in which row below the line, so that no two lie on each other. */
  label: number
  lane: number
}

/** A part of a line, 0 to 1. */
export interface LinePart {
  from: number
  to: number
}

export interface KeyLine {
  marks: LineMark[]
  /** From start to end, where these are told; undefined for a key that Unloc calls revoked or failed. */
  valid: LinePart | undefined
  /** Whether it goes on beyond the line: nothing says when it ends. */
  endless: boolean
  /** The seven days of the lock's zone from today on; undefined where they cannot be drawn or do not matter. */
  week: { days: (CivilDay & LinePart)[]; now: number; bands: (LinePart & { opening: Opening })[] } | undefined
}

/** The part of the line that a label takes at most: 100 px of the narrowest. */
export const labelWidth = 0.3
const day = 24 * 60 * 60 * 1000

/**
 * A key's life on a line that is true to scale, and the week ahead on a second one: months and hours do not fit on the
 * same. Made only from what the API told and what follows from its hours, as `keyLife` is.
 */
export function keyLine(key: Key, state: string | undefined, zone: string | undefined, now: number): KeyLine {
  const over = state === 'revoked' || state === 'error'
  const told = (iso: string | null | undefined) => readInstant(iso)
  const start = told(key.start)
  const end = over ? undefined : told(key.end)
  const moments: Pick<LineMark, 'kind' | 'at' | 'text'>[] = []
  const add = (kind: LineMark['kind'], at: number | undefined, past: string, ahead: string) => {
    if (at !== undefined) moments.push({ kind, at, text: at <= now ? past : ahead })
  }
  add('made', told(key.created), 'Asked for', 'Asked for')
  if (!over || (start !== undefined && start <= now)) add('start', start, 'Valid from', 'Becomes valid')
  add('now', now, 'Now', 'Now')
  add('end', end, 'Expired', 'Expires')
  moments.sort((a, b) => a.at - b.at)

  const first = moments[0]!.at
  const last = moments.at(-1)!.at
  const endless = !over && end === undefined && state !== 'expired'
  // Room beyond now for what has no end, so that it is seen to go on.
  const length = Math.max(last - first, day) * (endless ? 1.3 : 1)
  const placeOf = (at: number) => Math.min(1, Math.max(0, (at - first) / length))
  return {
    marks: inLanes(moments.map((moment) => ({ ...moment, place: placeOf(moment.at) }))),
    valid: over
      ? undefined
      : { from: start === undefined ? 0 : placeOf(start), to: end === undefined ? 1 : placeOf(end) },
    endless,
    week: weekOf(key, state, zone, now),
  }
}

function inLanes(marks: Omit<LineMark, 'label' | 'lane'>[]): LineMark[] {
  /** Where the last label of each row ends. */
  const ends: number[] = []
  return marks.map((mark) => {
    const label = Math.min(Math.max(0, mark.place - labelWidth / 2), 1 - labelWidth)
    const free = ends.findIndex((end) => end <= label)
    const lane = free < 0 ? ends.length : free
    ends[lane] = label + labelWidth
    return { ...mark, label, lane }
  })
}

function weekOf(key: Key, state: string | undefined, zone: string | undefined, now: number): KeyLine['week'] {
  if (state !== 'active' && state !== 'inactive' && state !== 'scheduled') return undefined
  if (zone === undefined || !canTell(key, zone, now)) return undefined
  const days = civilWeek(zone, now)
  const { from } = days[0]!
  const { to } = days.at(-1)!
  const placeOf = (at: number) => (at - from) / (to - from)
  const placed = (one: Stretch): LinePart => ({ from: placeOf(one.from), to: placeOf(one.to) })
  // What lay before the key was made was never open.
  const begin = Math.min(now, Math.max(from, readInstant(key.created) ?? from))
  const end = new Date(Math.min(to, readInstant(key.end) ?? to)).toISOString()
  const bands = openings({ ...key, end }, zone, begin, Infinity)
  return {
    days: days.map((one) => ({ ...one, ...placed(one) })),
    now: placeOf(now),
    bands: bands.map((opening) => ({ ...placed({ from: opening.from, to: opening.to ?? to }), opening })),
  }
}
