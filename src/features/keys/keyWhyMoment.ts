import { readWall, type WallNow } from '#src/domain/readWall.ts'
import { formatInstant, instantToWall, wallToInstants } from '#src/domain/time.ts'
import { dayStart } from '#src/domain/calendar.ts'

/** A moment that one press chooses; `at` in epoch ms, undefined: now, and it goes with the clock. */
export interface QuickMoment {
  label: string
  at: number | undefined
}

/** Now, tonight and tomorrow morning in a zone; tonight only as long as it is ahead. */
export function quickMoments(zone: string, now: number, locale?: string): QuickMoment[] {
  const on = (days: number, time: string) => {
    const date = instantToWall(dayStart(zone, now, days) + 12 * 3_600_000, zone).slice(0, 10)
    return instantOf(`${date} ${time}`, zone)
  }
  const tonight = on(0, '22:00:00')
  const tomorrow = on(1, '08:00:00')
  const time = (at: number) => formatInstant(at, zone, locale, 'time')
  return [
    { label: `Now ${time(now)}`, at: undefined },
    ...(tonight !== undefined && tonight > now ? [{ label: `Tonight ${time(tonight)}`, at: tonight }] : []),
    ...(tomorrow !== undefined ? [{ label: `Tomorrow ${time(tomorrow)}`, at: tomorrow }] : []),
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
export function typedMoment(text: string, zone: string, clock: WallNow, now: number): TypedMoment {
  if (text.trim() === '') return { kind: 'now' }
  const read = readWall(text, clock)
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
