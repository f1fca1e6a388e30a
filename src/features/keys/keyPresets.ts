import { instantToWall } from '#src/domain/time.ts'

export interface RangePreset {
  word: string
  /** Wall-clock texts of the zone; empty for now and for no end. Left out: it stays as it is. */
  start?: string
  end?: string
}

const wall = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: 'second' }).replace('T', ' ')

/** Usual lengths of a key, counted on the clock of a zone from `now` (epoch ms). */
export function rangePresets(now: number, zone: string): RangePreset[] {
  const here = Temporal.PlainDateTime.from(instantToWall(now, zone).replace(' ', 'T')).round({
    smallestUnit: 'minute',
    roundingMode: 'ceil',
  })
  const at = (time: string, days = 0) =>
    here.toPlainDate().add({ days }).toPlainDateTime(Temporal.PlainTime.from(time))
  const isPast = (time: Temporal.PlainDateTime) => Temporal.PlainDateTime.compare(time, here) <= 0
  const morning = isPast(at('06:00')) ? at('06:00', 1) : at('06:00')
  const checkIn = at('15:00')
  const nextMonth = here.toPlainDate().with({ day: 1 }).add({ months: 1 }).toPlainDateTime()
  return [
    { word: 'From now', start: '' },
    { word: 'Tonight, to 06:00', start: '', end: wall(morning) },
    {
      word: 'One night, 15:00–11:00',
      start: isPast(checkIn) ? '' : wall(checkIn),
      end: wall(at('11:00', 1)),
    },
    { word: 'One week', start: '', end: wall(here.add({ days: 7 })) },
    { word: 'To month’s end', start: '', end: wall(nextMonth) },
    { word: 'No end', end: '' },
  ]
}
