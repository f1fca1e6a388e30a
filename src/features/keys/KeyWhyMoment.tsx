import { weekdays } from '#src/contract/recurrence.ts'
import { orderedWeekdays, viewerZone, zoneLabel } from '#src/domain/calendar.ts'
import { WallTimeField } from '#src/ui/form/WallTimeField.tsx'
import { exampleText, wallText } from './keyFacts.ts'
import { unreadWords } from './keyFormWords.ts'
import css from './KeyWhy.module.css'
import { pinned, quickMoments, wallNow, type TypedMoment, type WhyMoment } from './keyWhyMoment.ts'

interface KeyWhyMomentProps {
  /** The lock's, where it is known. */
  zone: string | undefined
  now: number
  moment: WhyMoment
  /** What the moment comes to at this door. */
  read: TypedMoment
  onChoose: (moment: WhyMoment) => void
}

const firstDay = ((weekdays.indexOf(orderedWeekdays()[0]!) + 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6

/** The moment that is asked about: now, or one that is typed or picked on the lock's clock. */
export function KeyWhyMoment({ zone, now, moment, read, onChoose }: KeyWhyMomentProps) {
  const place = zone ?? viewerZone()
  const clock = wallNow(place, now)
  const isAhead = read.kind === 'at'
  return (
    <div className={css.moment}>
      <div role="group" aria-label="When" className={css.quick}>
        {quickMoments(place, now).map(({ label, wall }) => (
          <button
            key={wall}
            type="button"
            // One that the clock has reached is now.
            aria-pressed={!moment.typed && (isAhead ? moment.wall : '') === wall}
            onClick={() => onChoose({ wall, typed: false })}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={moment.typed}
          onClick={() => onChoose({ wall: isAhead ? moment.wall : '', typed: true })}
        >
          Another moment
        </button>
        <span className={css.quiet}>{zone ? zoneLabel(zone) : 'your time'}</span>
      </div>
      {moment.typed && (
        <div className={css.field}>
          <WallTimeField
            id="why-moment"
            label="Moment"
            placeholder="Now"
            value={moment.wall}
            onChange={(text) => onChoose({ wall: pinned(text, place, now), typed: true })}
            format={(value) => wallText(value)}
            today={clock.today}
            time="08:00"
            firstDayOfWeek={firstDay}
            unread={read.kind === 'not' ? unreadWords(read.read, exampleText(clock)) : undefined}
            error={
              read.kind === 'past'
                ? 'That is past. Keys tell what is and what comes; what was is in the openings.'
                : undefined
            }
            describedBy="why-moment-note"
          />
          <p id="why-moment-note" className={css.quiet}>
            {read.kind === 'at'
              ? read.note
              : read.kind === 'not'
                ? 'Until it is read, the answer is for now.'
                : ''}
          </p>
        </div>
      )}
    </div>
  )
}
