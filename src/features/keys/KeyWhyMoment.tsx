import { useState } from 'react'
import { weekdays } from '#src/contract/recurrence.ts'
import { instantToWall } from '#src/domain/time.ts'
import { orderedWeekdays, viewerZone, zoneLabel } from '#src/domain/calendar.ts'
import { WallTimeField } from '#src/ui/form/WallTimeField.tsx'
import { exampleText, wallText } from './keyFacts.ts'
import { unreadWords } from './keyFormWords.ts'
import css from './KeyWhy.module.css'
import { quickMoments, typedMoment } from './keyWhyMoment.ts'

interface KeyWhyMomentProps {
  /** The lock's, where it is known. */
  zone: string | undefined
  now: number
  /** The chosen moment; undefined: now, and it goes with the clock. */
  at: number | undefined
  onChoose: (at: number | undefined) => void
}

const firstDay = ((weekdays.indexOf(orderedWeekdays()[0]!) + 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6

/** The moment that is asked about: now, or one that is typed or picked on the lock's clock. */
export function KeyWhyMoment({ zone, now, at, onChoose }: KeyWhyMomentProps) {
  const [text, setText] = useState<string>()
  const place = zone ?? viewerZone()
  const wall = instantToWall(now, place)
  const clock = { today: wall.slice(0, 10), now: wall.slice(11, 16) }
  const typed = text === undefined ? undefined : typedMoment(text, place, clock, now)
  const set = (value: string) => {
    setText(value)
    const read = typedMoment(value, place, clock, now)
    onChoose(read.kind === 'at' ? read.at : undefined)
  }
  return (
    <div className={css.moment}>
      <div role="group" aria-label="When" className={css.quick}>
        {quickMoments(place, now).map(({ label, at: quick }) => (
          <button
            key={quick ?? 'now'}
            type="button"
            aria-pressed={text === undefined && at === quick}
            onClick={() => {
              setText(undefined)
              onChoose(quick)
            }}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={text !== undefined}
          onClick={() => {
            if (text === undefined) set(at === undefined ? '' : instantToWall(at, place))
          }}
        >
          Another moment
        </button>
        <span className={css.quiet}>{zone ? zoneLabel(zone) : 'your time'}</span>
      </div>
      {text !== undefined && (
        <div className={css.field}>
          <WallTimeField
            id="why-moment"
            label="Moment"
            placeholder="Now"
            value={text}
            onChange={set}
            format={(value) => wallText(value)}
            today={clock.today}
            time="08:00"
            firstDayOfWeek={firstDay}
            unread={typed?.kind === 'not' ? unreadWords(typed.read, exampleText(clock)) : undefined}
            error={
              typed?.kind === 'past'
                ? 'That is past. Keys tell what is and what comes; what was is in the openings.'
                : undefined
            }
            describedBy="why-moment-note"
          />
          <p id="why-moment-note" className={css.quiet}>
            {typed?.kind === 'at'
              ? typed.note
              : typed?.kind === 'not'
                ? 'Until it is read, the answer is for now.'
                : ''}
          </p>
        </div>
      )}
    </div>
  )
}
