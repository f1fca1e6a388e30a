import { Button } from '@mantine/core'
import { weekdays } from '#src/contract/recurrence.ts'
import { readWall, type WallNow } from '#src/domain/readWall.ts'
import { instantToWall } from '#src/domain/time.ts'
import { orderedWeekdays } from '#src/domain/calendar.ts'
import { WallTimeField } from '#src/ui/form/WallTimeField.tsx'
import { exampleText, settledText, wallText } from './keyFacts.ts'
import css from './KeyFields.module.css'
import type { KeyFormContext } from './keyForm.ts'
import { clockWords, gapWays, passedWords, unreadWords } from './keyFormWords.ts'
import { clockTroubles, hasPassed, type KeyTimes } from './keyPeriod.ts'
import { KeyTwice } from './KeyTwice.tsx'
import { useKeyField } from './useKeyField.ts'

interface KeyMomentProps {
  field: 'start' | 'end'
  times: KeyTimes
  context: KeyFormContext
  /** What the clock shows now in the zone in which the field is read. */
  clock: WallNow
  now: number
  /** What an empty field means, where that is not what it means for new keys. */
  placeholder?: string
}

const firstDay = ((weekdays.indexOf(orderedWeekdays()[0]!) + 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Start or end: the field, and what the clocks at the doors make of it. */
export function KeyMoment({ field, times, context, clock, now, placeholder }: KeyMomentProps) {
  const { value, set: setValue, error } = useKeyField(field)
  const side = useKeyField(`${field}Side`)
  const troubles = clockTroubles(times, field, context)
  const gap = troubles.find(({ found }) => found.kind === 'gap')
  const twice = troubles.filter(({ found }) => found.kind === 'twice')
  const passed = field === 'start' && hasPassed(times, context, now)
  const unread = troubles[0]?.found.kind === 'unreadable' ? readWall(value, clock) : undefined

  const set = (text: string) => {
    side.set(undefined)
    const read = readWall(text, clock)
    // An empty start is now, at the moment of sending.
    if (text.trim() === '' || (read.kind === 'now' && field === 'start')) setValue('')
    else setValue(read.kind === 'wall' ? read.wall : text)
  }

  return (
    <div>
      <WallTimeField
        id={field}
        label={field === 'start' ? 'Start' : 'End'}
        placeholder={placeholder ?? (field === 'start' ? 'Now, when the keys are made' : 'No end')}
        value={value}
        onChange={set}
        format={(wall) => wallText(wall)}
        today={clock.today}
        time={field === 'start' ? '08:00' : '16:00'}
        firstDayOfWeek={firstDay}
        unread={
          unread &&
          unreadWords(unread.kind === 'not' ? unread : { kind: 'not', why: 'unclear' }, exampleText(clock))
        }
        error={gap ? clockWords(gap) : passed ? passedWords : error?.message}
        describedBy={`${field}-settled`}
      />
      <p id={`${field}-settled`} className={css.settled} role="status">
        {settledText(times, field, context)}
      </p>
      {gap?.found.kind === 'gap' && (
        <div className={css.ways}>
          {gapWays(gap.found, gap.zone).map(({ at, text }) => (
            <Button
              key={at}
              size="compact-sm"
              variant="default"
              onClick={() => setValue(instantToWall(at, gap.zone))}
            >
              Use {text}
            </Button>
          ))}
        </div>
      )}
      {!gap && twice.length > 0 && (
        <KeyTwice troubles={twice} field={field} side={side.value} onSide={side.set} />
      )}
      {passed && (
        <div className={css.ways}>
          <Button size="compact-sm" variant="default" onClick={() => set('')}>
            Start now
          </Button>
        </div>
      )}
    </div>
  )
}
