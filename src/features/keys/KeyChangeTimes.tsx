import { Button, SegmentedControl } from '@mantine/core'
import type { Key } from '#src/contract/key.ts'
import { instantToWall, readInstant } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { commonOf, laterEnds, type ChangeModes } from './keyChange.ts'
import css from './KeyChange.module.css'
import fieldsCss from './KeyFields.module.css'
import type { KeyFormContext } from './keyForm.ts'
import { KeyMeaning } from './KeyMeaning.tsx'
import { KeyMoment } from './KeyMoment.tsx'
import { isManyZoned, readZones } from './keyPeriod.ts'
import { KeyRecurrence } from './KeyRecurrence.tsx'
import { useKeyField } from './useKeyField.ts'
import { useKeyTimes } from './useKeyTimes.ts'

interface KeyChangeTimesProps {
  olds: readonly Key[]
  modes: ChangeModes
  onModes: (modes: ChangeModes) => void
  context: KeyFormContext
  now: number
}

/** What is to change: the end, the weekly hours, and the start where it is still ahead. The rest stays with each key. */
export function KeyChangeTimes({ olds, modes, onModes, context, now }: KeyChangeTimesProps) {
  const times = useKeyTimes()
  const { set: setEnd } = useKeyField('end')
  const { set: setEndSide } = useKeyField('endSide')
  const ahead = olds.filter((key) => (readInstant(key.start) ?? now) > now).length
  const zones = readZones(times, context)
  const zone = zones[0]!
  const many = isManyZoned(times, context)
  const wall = instantToWall(now, zone)
  const clock = { today: wall.slice(0, 10), now: wall.slice(11, 16) }
  const common = commonOf(olds, ({ end }) => end ?? '')
  const moment = { times, context, clock, now }
  /** Whose clock start and end are read on: said once. */
  const clocks = many ? (
    <KeyMeaning times={times} context={context} />
  ) : (
    <p className={css.quiet}>Times are those of the clock at the doors: {zoneLabel(zone)}.</p>
  )
  return (
    <>
      <section className={fieldsCss.section} aria-labelledby="change-end">
        <h2 id="change-end">End</h2>
        <SegmentedControl
          aria-labelledby="change-end"
          value={modes.end}
          onChange={(end) => onModes({ ...modes, end })}
          data={[
            { value: 'keep', label: 'Keep as it is' },
            { value: 'until', label: 'New end' },
            { value: 'none', label: 'No end' },
          ]}
        />
        {modes.end === 'until' && (
          <div className={css.part}>
            <div className={fieldsCss.ways} role="group" aria-label="Usual lengths">
              {laterEnds(common, zone, now).map(({ word, end }) => (
                <Button
                  key={word}
                  size="compact-sm"
                  variant="default"
                  aria-pressed={times.end === end}
                  onClick={() => {
                    setEndSide(undefined)
                    setEnd(end)
                  }}
                >
                  {word}
                </Button>
              ))}
            </div>
            <KeyMoment field="end" placeholder="Type or pick the new end" {...moment} />
            {clocks}
          </div>
        )}
      </section>
      <section className={fieldsCss.section} aria-labelledby="change-hours">
        <h2 id="change-hours">Weekly hours</h2>
        <SegmentedControl
          aria-labelledby="change-hours"
          value={modes.hours}
          onChange={(hours) => onModes({ ...modes, hours })}
          data={[
            { value: 'keep', label: 'Keep as they are' },
            { value: 'change', label: 'New hours' },
          ]}
        />
        {modes.hours === 'change' && (
          <div>
            <KeyRecurrence context={context} now={now} />
          </div>
        )}
      </section>
      {ahead > 0 && (
        <section className={fieldsCss.section} aria-labelledby="change-start">
          <h2 id="change-start">Start</h2>
          <SegmentedControl
            aria-labelledby="change-start"
            value={modes.start}
            onChange={(start) => onModes({ ...modes, start })}
            data={[
              { value: 'keep', label: 'Keep as it is' },
              { value: 'from', label: 'New start' },
              { value: 'now', label: 'At once' },
            ]}
          />
          {ahead < olds.length && modes.start !== 'keep' && (
            <p className={fieldsCss.hint}>Keys that have begun already keep on from now.</p>
          )}
          {modes.start === 'from' && (
            <div className={css.part}>
              <KeyMoment field="start" placeholder="Type or pick the new start" {...moment} />
              {modes.end !== 'until' && clocks}
            </div>
          )}
        </section>
      )}
    </>
  )
}
