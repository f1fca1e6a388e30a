import type { Key } from '#src/contract/key.ts'
import { openings } from '#src/domain/schedule.ts'
import { readInstant } from '#src/domain/time.ts'

/** One moment in a key's life. `at` undefined: it happened, but nothing says when. */
export interface LifeMoment {
  at: number | undefined
  text: string
  kind: 'past' | 'now' | 'ahead'
}

/**
 * A key's life, made only from what the API gave (created, start, end, state), what follows from its hours, and when
 * this browser first saw it revoked (`seenAt`). When a key was revoked or failed the API does not tell, so no time is
 * claimed for it.
 */
export function keyLife(
  key: Key,
  state: string | undefined,
  zone: string | undefined,
  now: number,
  seenAt?: number,
): LifeMoment[] {
  const moments: LifeMoment[] = []
  const add = (at: number | undefined, past: string, ahead: string) => {
    if (at !== undefined)
      moments.push({ at, text: at <= now ? past : ahead, kind: at <= now ? 'past' : 'ahead' })
  }
  const over = state === 'revoked' || state === 'error'
  add(readInstant(key.created), 'Asked for', 'Asked for')
  const start = readInstant(key.start)
  if (!over || (start !== undefined && start <= now)) add(start, 'Valid from here on', 'Becomes valid')
  const end = readInstant(key.end)
  if (!over) add(end, 'Expired', 'Expires')
  // A clock that was turned back has not seen it yet.
  if (state === 'revoked' && seenAt !== undefined && seenAt <= now)
    moments.push({ at: seenAt, text: 'First seen revoked by this browser', kind: 'past' })
  if (state === 'active' || state === 'inactive' || state === 'scheduled') {
    const next = openings(key, zone, now, 2).find((opening) => opening.from > now)
    if (next && next.from !== start) add(next.from, '', 'Opens again')
    const current = openings(key, zone, now, 1).find((opening) => opening.from <= now)
    if (current?.to !== undefined && current.to !== end) add(current.to, '', 'Closes, by its weekly hours')
  }
  moments.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
  const ahead = moments.findIndex((moment) => moment.kind === 'ahead')
  const here: LifeMoment = { at: now, text: nowText(state), kind: 'now' }
  moments.splice(ahead < 0 ? moments.length : ahead, 0, here)
  return moments
}

function nowText(state: string | undefined): string {
  switch (state) {
    case 'creating':
      return 'Now: being made by the lock system'
    case 'scheduled':
      return 'Now: waits for its start'
    case 'active':
      return 'Now: opens the door'
    case 'inactive':
      return 'Now: outside its weekly hours'
    case 'error':
      return 'Now: could not be made. Unloc does not tell when'
    case 'revoked':
      return 'Now: revoked. Unloc does not tell since when'
    case 'expired':
      return 'Now: expired'
    default:
      return `Now: ${state ?? 'state not told'}`
  }
}
