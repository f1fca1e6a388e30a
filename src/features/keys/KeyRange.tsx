import { Button } from '@mantine/core'
import { memo } from 'react'
import { weekdays } from '#src/contract/recurrence.ts'
import { formatInstant, instantToWall, orderedWeekdays, zoneLabel } from '#src/domain/time.ts'
import { WallTimePicker } from '#src/ui/form/WallTimePicker.tsx'
import css from './KeyFields.module.css'
import { wallText } from './keyFacts.ts'
import { clockTroubles, wallZones, type ClockTrouble, type KeyForm, type KeyFormContext } from './keyForm.ts'
import { clockWords, placeOf } from './keyFormWords.ts'
import { rangePresets } from './keyPresets.ts'
import { useKeyField } from './useKeyField.ts'

const firstDay = ((weekdays.indexOf(orderedWeekdays()[0]!) + 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Start and end, as the clock at the doors shows them. */
export const KeyRange = memo(function KeyRange({ context, now }: { context: KeyFormContext; now: number }) {
  const start = useKeyField('start')
  const end = useKeyField('end')
  const startSide = useKeyField('startSide')
  const endSide = useKeyField('endSide')
  const lockIds = useKeyField('lockIds').value
  const fields = { start: { ...start, side: startSide }, end: { ...end, side: endSide } }
  const zones = wallZones(lockIds, context)
  const zone = zones[0]!
  const today = instantToWall(now, zone).slice(0, 10)
  const set = (field: 'start' | 'end', wall: string) => {
    fields[field].side.set(undefined)
    fields[field].set(wall)
  }
  const picker = (field: 'start' | 'end') => {
    const { value, error, side } = fields[field]
    const troubles = clockTroubles({ start: start.value, end: end.value, lockIds }, field, context)
    const gap = troubles.find(({ found }) => found.kind !== 'twice')
    return (
      <div>
        <WallTimePicker
          id={field}
          label={field === 'start' ? 'Start' : 'End'}
          placeholder={field === 'start' ? 'Now, when the keys are made' : 'No end'}
          value={value}
          onChange={(wall) => set(field, wall)}
          format={(wall) => wallText(wall)}
          today={today}
          from={today}
          time={field === 'start' ? '08:00' : '16:00'}
          firstDayOfWeek={firstDay}
          error={gap ? clockWords(gap) : error?.message}
        />
        {gap?.found.kind === 'gap' && (
          <div className={css.ways}>
            {[gap.found.before, gap.found.after].map((at) => (
              <Button
                key={at}
                size="compact-sm"
                variant="default"
                onClick={() => set(field, instantToWall(at, gap.zone))}
              >
                Use {formatInstant(at, gap.zone, undefined, 'time')}
              </Button>
            ))}
          </div>
        )}
        {!gap && troubles[0] && (
          <Twice trouble={troubles[0]} field={field} side={side.value} onSide={side.set} />
        )}
      </div>
    )
  }
  return (
    <>
      <div className={css.ways} role="group" aria-label="Usual lengths">
        {rangePresets(now, zone).map((preset) => (
          <Button
            key={preset.word}
            size="compact-sm"
            variant="default"
            aria-pressed={preset.start === start.value && preset.end === end.value}
            onClick={() => {
              set('start', preset.start)
              set('end', preset.end)
            }}
          >
            {preset.word}
          </Button>
        ))}
      </div>
      <div className={css.pair}>
        {picker('start')}
        {picker('end')}
      </div>
      <p className={css.hint}>
        {lockIds.length === 0
          ? 'Times are those of the clock at the doors.'
          : zones.length === 1
            ? `Times are those of the clock at the doors: ${zoneLabel(zone, now)}.`
            : `Each door goes by its own clock: the doors are in ${zones.length} time zones. See the summary.`}
      </p>
    </>
  )
})

interface TwiceProps {
  trouble: ClockTrouble
  field: 'start' | 'end'
  side: KeyForm['startSide']
  onSide: (side: 'earlier' | 'later') => void
}

/** Asks which of two is meant when the clock shows a time twice. */
function Twice({ trouble: { zone, found }, field, side, onSide }: TwiceProps) {
  if (found.kind !== 'twice') return null
  return (
    <fieldset className={css.choice}>
      <legend>The clock in {placeOf(zone)} shows this time twice. Which one?</legend>
      {(['earlier', 'later'] as const).map((which) => (
        <label key={which}>
          <input type="radio" name={`${field}Side`} checked={side === which} onChange={() => onSide(which)} />
          The {which === 'earlier' ? 'first' : 'second'} ({zoneLabel(zone, found[which]).split(', ').at(-1)})
        </label>
      ))}
    </fieldset>
  )
}
