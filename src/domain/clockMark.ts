import { openings, type Opening, type Timing } from './schedule.ts'
import { readCivil, instantToWall, nextClockChange, readInstant, wallToInstants } from './time.ts'

/** What a clock change does to an opening. */
export interface ClockMark {
  way: 'back' | 'forward'
  /** Ms by which the hours are really longer than they read on the clock; negative when shorter. */
  extra: number
  /** In how many openings the hours fall: a repeated hour can give them twice. */
  parts: number
  /** It lasts over days, so that the night of the change is one of many. */
  isLong: boolean
}

const day = 24 * 60 * 60 * 1000

/** What the clock of a zone shows, counted as if no clock ever changed. */
const faceAt = (zone: string, at: number) => Date.parse(`${instantToWall(at, zone).replace(' ', 'T')}Z`)

/**
 * The mark of an opening on whose days the zone's clock changes, or undefined. Its real length is held against the
 * same timing by a clock that never changes, both told by `openings`. `from` (epoch ms) is where the openings began.
 * @throws RangeError when the zone is unknown
 */
export function clockMark(
  { from: opens, to: closes }: Opening,
  timing: Timing,
  zone: string,
  from: number,
): ClockMark | undefined {
  if (closes === undefined) return undefined
  const change = changeOn(zone, opens, closes)
  if (change === undefined) return undefined
  const [faceFrom, faceTo] = [faceAt(zone, opens), faceAt(zone, closes)]
  if (closes - opens > 1.5 * day) {
    const extra = closes - opens - (faceTo - faceFrom)
    // A spring and an autumn in one stretch leave nothing to say.
    return extra === 0 ? undefined : { way: extra > 0 ? 'back' : 'forward', extra, parts: 1, isLong: true }
  }
  const first = Math.max(from, readInstant(timing.start) ?? from)
  const end = readInstant(timing.end)
  const { recurrence } = timing
  const unchanging = {
    recurrence,
    end: end === undefined ? undefined : new Date(faceAt(zone, end)).toISOString(),
  }
  const faces = openings(unchanging, 'UTC', Math.max(faceAt(zone, first), faceFrom - 2 * day), 8).filter(
    (face) => face.from < faceTo && face.to !== undefined && face.to > faceFrom,
  )
  const parts = openings(timing, zone, Math.max(first, opens - 2 * day), 8).filter(
    (part) =>
      part.to !== undefined &&
      faces.some((face) => faceAt(zone, part.from) < face.to! && faceAt(zone, part.to!) > face.from),
  )
  const way = faceAt(zone, change) - faceAt(zone, change - 1) > 1 ? 'forward' : 'back'
  // Cut by start and end within a repeated hour, an opening can read as none at all.
  if (faces.length === 0) return { way, extra: closes - opens - (faceTo - faceFrom), parts: 1, isLong: false }
  return { way, extra: length(parts) - length(faces), parts: parts.length, isLong: false }
}

const length = (all: Opening[]) => all.reduce((sum, { from, to }) => sum + (to! - from), 0)

/** The first clock change on the civil days that an opening touches. */
function changeOn(zone: string, opens: number, closes: number): number | undefined {
  // Most openings are far from one, which is quicker to see than where their days begin and end.
  if ((nextClockChange(zone, opens - 2 * day) ?? Infinity) > closes + 2 * day) return undefined
  const begin = midnight(readCivil(zone, opens).date, zone)[0]
  const after = Temporal.PlainDate.from(readCivil(zone, closes - 1).date).add({ days: 1 })
  const change = nextClockChange(zone, begin - 1)
  return change !== undefined && change < midnight(after.toString(), zone)[1] ? change : undefined
}

/** The first and last instant that can be called a day's 00:00: some zones skip or repeat it. */
function midnight(date: string, zone: string): [number, number] {
  const found = wallToInstants(`${date} 00:00`, zone)
  switch (found.kind) {
    case 'one':
      return [found.at, found.at]
    case 'twice':
      return [found.earlier, found.later]
    case 'gap':
      return [found.before, found.after]
    case 'unreadable':
      throw new RangeError(`${date} in ${zone}`)
  }
}
