import { Button } from '@mantine/core'
import { memo } from 'react'
import { instantToWall } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import css from './KeyFields.module.css'
import type { KeyFormContext } from './keyForm.ts'
import { KeyMeaning } from './KeyMeaning.tsx'
import { KeyMoment } from './KeyMoment.tsx'
import { isManyZoned, readZones } from './keyPeriod.ts'
import { rangePresets } from './keyPresets.ts'
import { useKeyField } from './useKeyField.ts'
import { useKeyTimes } from './useKeyTimes.ts'

/** Start and end, as the clock at the doors shows them. */
export const KeyRange = memo(function KeyRange({ context, now }: { context: KeyFormContext; now: number }) {
  const times = useKeyTimes()
  const fields = {
    start: [useKeyField('start'), useKeyField('startSide')],
    end: [useKeyField('end'), useKeyField('endSide')],
  } as const
  const preset = (field: 'start' | 'end', wall: string | undefined) => {
    if (wall === undefined) return
    const [{ set }, side] = fields[field]
    side.set(undefined)
    set(wall)
  }
  const isTold = times.lockIds.some((id) => context.zoneOf(id) !== undefined)
  const zones = readZones(times, context)
  const zone = zones[0]!
  const many = isManyZoned(times, context)
  const wall = instantToWall(now, zone)
  const clock = { today: wall.slice(0, 10), now: wall.slice(11, 16) }
  return (
    <>
      <div className={css.ways} role="group" aria-label="Usual lengths">
        {rangePresets(now, zone).map(({ word, start, end }) => (
          <Button
            key={word}
            size="compact-sm"
            variant="default"
            aria-pressed={(start ?? times.start) === times.start && (end ?? times.end) === times.end}
            onClick={() => {
              preset('start', start)
              preset('end', end)
            }}
          >
            {word}
          </Button>
        ))}
      </div>
      <div className={css.pair}>
        <KeyMoment field="start" times={times} context={context} clock={clock} now={now} />
        <KeyMoment field="end" times={times} context={context} clock={clock} now={now} />
      </div>
      {many && (times.start !== '' || times.end !== '') ? (
        <KeyMeaning times={times} context={context} />
      ) : (
        <p className={css.hint}>
          {times.lockIds.length === 0
            ? 'Times are those of the clock at the doors.'
            : many
              ? 'Each door goes by its own clock: the doors are in several time zones. See the summary.'
              : isTold
                ? `Times are those of the clock at the doors: ${zoneLabel(zone)}.`
                : `Unloc tells no time zone here. Times are taken in ${zoneLabel(zone)}.`}
        </p>
      )}
    </>
  )
})
