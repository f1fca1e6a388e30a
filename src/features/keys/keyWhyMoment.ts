import { readWall, type WallNow } from '#src/domain/readWall.ts'
import { formatInstant, instantToWall, wallToInstants } from '#src/domain/time.ts'
import { dayStart } from '#src/domain/calendar.ts'

/**
 * The moment that is asked about, as what a clock at the door shows then: which instant that is, only the door decides,
 * and another may be chosen after it. Empty: now, and it goes with the clock.
 */
export interface WhyMoment {
  wall: string
  /** Whether it is typed, and not one of those that one press chooses. */
  typed: boolean
}

/** A moment that one press chooses. */
export interface QuickMoment {
  label: string
  wall: string
}

/** Now, tonight and tomorrow morning in a zone; tonight only as long as it is ahead. */
export function quickMoments(zone: string, now: number, locale?: string): QuickMoment[] {
  const on = (days: number, time: string) => {
    const date = instantToWall(dayStart(zone, now, days) + 12 * 3_600_000, zone).slice(0, 10)
    const wall = `${date} ${time}`
    return { wall, at: instantOf(wall, zone) }
  }
  const tonight = on(0, '22:00:00')
  const tomorrow = on(1, '08:00:00')
  const time = (at: number) => formatInstant(at, zone, locale, 'time')
  return [
    { label: `Now ${time(now)}`, wall: '' },
    ...[
      { word: 'Tonight', ...tonight },
      { word: 'Tomorrow', ...tomorrow },
    ].flatMap(({ word, wall, at }) =>
      at !== undefined && at > now ? [{ label: `${word} ${time(at)}`, wall }] : [],
    ),
  ]
}

/** The first instant at which a wall shows it; what is skipped is read with the clock after the jump. */
function instantOf(wall: string, zone: string): number | undefined {
  const found = wallToInstants(wall, zone)
  switch (found.kind) {
    case 'one':
      return found.at
    case 'twice':
      return found.earlier
    case 'gap':
      return found.after
    case 'unreadable':
      return undefined
  }
}

/** What a typed moment comes to. `note`: how it was understood, where that is not plain. */
export type TypedMoment =
  | { kind: 'at'; at: number; note?: string }
  | { kind: 'now' }
  | { kind: 'not'; read: Extract<ReturnType<typeof readWall>, { kind: 'not' }> }
  | { kind: 'past' }

/** Reads what was typed or picked as a moment in a zone. Of the past nothing is known: the keys tell what is, and what comes. */
export function typedMoment(text: string, zone: string, now: number): TypedMoment {
  if (text.trim() === '') return { kind: 'now' }
  const read = readWall(text, wallNow(zone, now))
  if (read.kind === 'now') return read
  if (read.kind === 'not') return read.why === 'passed' ? { kind: 'past' } : { kind: 'not', read }
  const found = wallToInstants(read.wall, zone)
  const first = instantOf(read.wall, zone)
  if (first === undefined) return { kind: 'not', read: { kind: 'not', why: 'unclear' } }
  const isLater = found.kind === 'twice' && first < now
  const at = isLater ? found.later : first
  if (at < now) return { kind: 'past' }
  if (found.kind === 'twice')
    return {
      kind: 'at',
      at,
      note: `The clock there shows that time twice; ${isLater ? 'the second' : 'the first'} is meant.`,
    }
  if (found.kind === 'gap')
    return {
      kind: 'at',
      at,
      note: `The clock there skips that time; ${formatInstant(at, zone, undefined, 'time')} is meant.`,
    }
  return { kind: 'at', at }
}

/** What the clock of a zone shows. */
export function wallNow(zone: string, now: number): WallNow {
  const wall = instantToWall(now, zone)
  return { today: wall.slice(0, 10), now: wall.slice(11, 16) }
}

/** What was typed, with a day that is meant by today spelled out: it is to stay that day. */
export function pinned(text: string, zone: string, now: number): string {
  const read = readWall(text, wallNow(zone, now))
  return read.kind === 'wall' ? read.wall : text
}
