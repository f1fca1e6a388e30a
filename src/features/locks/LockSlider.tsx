import { Button } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import type { CivilDay } from '#src/domain/civilWeek.ts'
import { weekdayName } from '#src/domain/time.ts'
import { daysFrom } from '#src/domain/calendar.ts'
import css from './LockSlider.module.css'
import { momentText } from './lockWeekWords.ts'

const quarter = 15 * 60_000
const dayMs = 96 * quarter

interface LockSliderProps {
  now: number
  /** The end of what can be asked, epoch ms. */
  to: number
  days: readonly CivilDay[]
  zone: string | undefined
  /** The chosen moment; undefined: now, and it follows the clock. */
  chosen: number | undefined
  /** Who can open at that moment, in a word, to be spoken with it. */
  people: string
  onChoose: (at: number | undefined) => void
}

/** A moment of the coming week, in quarters of an hour; its first place is now. */
export function LockSlider({ now, to, days, zone, chosen, people, onChoose }: LockSliderProps) {
  const first = Math.floor(now / quarter) * quarter
  const last = Math.ceil((to - first) / quarter) - 1
  const place = chosen === undefined ? 0 : Math.min(last, Math.floor((chosen - first) / quarter))
  const choose = (to: number) => onChoose(to <= 0 ? undefined : first + Math.min(to, last) * quarter)
  const there = zone === undefined ? 'your time' : 'there'
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { PageUp: 1, PageDown: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    // The same time on another day, also over a clock change.
    const at = first + place * quarter
    const moved = zone === undefined ? at + step * dayMs : daysFrom(zone, at, step)
    choose(Math.round((moved - first) / quarter))
  }
  return (
    <div className={css.slider}>
      <div className={css.track}>
        <input
          type="range"
          aria-label="Moment"
          aria-describedby="moment-keys"
          aria-valuetext={
            chosen === undefined
              ? `Now, ${momentText(now, zone, 'time')} ${there}: ${people}`
              : `${momentText(chosen, zone, 'spoken')} ${there}: ${people}`
          }
          min={0}
          max={last}
          value={place}
          onChange={(event) => choose(event.currentTarget.valueAsNumber)}
          onKeyDown={onKeyDown}
        />
        <span id="moment-keys" className="visually-hidden">
          Arrow keys move by 15 minutes, Page up and Page down by a day, Home goes back to now.
        </span>
        <div className={css.days} aria-hidden>
          {days.slice(1).map(({ date, weekday, from }) => (
            <span key={date} style={{ insetInlineStart: `${((from - first) / (last * quarter)) * 100}%` }}>
              {weekdayName(weekday)}
            </span>
          ))}
        </div>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        aria-pressed={chosen === undefined}
        onClick={() => onChoose(undefined)}
      >
        Now
      </Button>
    </div>
  )
}
