import { memo } from 'react'
import type { CivilDay } from '#src/domain/civilWeek.ts'
import { weekdayName } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import css from './LockHeat.module.css'
import { heatStep } from './lockWeekWords.ts'

interface LockHeatRowProps {
  hour: number
  days: readonly CivilDay[]
  counts: readonly (readonly (number | undefined)[])[]
  /** Of the steps of colour. */
  bounds: readonly number[]
  /** The day whose cell the Tab key reaches, and the one that is pointed at; -1 for none in this hour. */
  stop: number
  pointed: number
  fraction: number
}

const hhmm = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const hourMs = 60 * 60_000

/** One hour of the seven days. By itself, so that a pointer that moves draws two rows anew and not a week. */
export const LockHeatRow = memo(function LockHeatRow(props: LockHeatRowProps) {
  const { hour, days, counts, bounds, stop, pointed, fraction } = props
  return (
    <tr>
      <th scope="row">{hhmm(hour)}</th>
      {days.map(({ date, weekday, hours }, day) => {
        const parts = hours[hour]!
        const count = counts[day]?.[hour]
        const name = `${weekdayName(weekday, undefined, 'long')} ${hhmm(hour)}–${hhmm(hour + 1)}`
        if (count === undefined)
          return (
            <td key={date} role="gridcell" data-gone={parts.length === 0 ? 'skipped' : 'over'}>
              {parts.length === 0 && <span aria-hidden>–</span>}
              <span className="visually-hidden">
                {parts.length === 0 ? 'skipped, the clock is put forward' : 'over'}
              </span>
            </td>
          )
        const twice = parts.reduce((sum, { from, to }) => sum + to - from, 0) > hourMs
        return (
          <td
            key={date}
            role="gridcell"
            aria-label={`${name}: ${counted(count, 'person', 'people')}${twice ? ', the clock goes back in this hour' : ''}`}
            aria-selected={day === pointed}
            tabIndex={day === stop ? 0 : -1}
            data-from={parts[0]!.from}
            data-day={day}
            data-hour={hour}
            data-step={heatStep(count, bounds)}
          >
            {/* The number stands where it changes; a column of the same number is noise. */}
            {counts[day]?.[hour - 1] !== count && count}
            {twice && <small>2×</small>}
            {day === pointed && (
              <span className={css.pointer}>
                <i style={{ top: `${fraction * 100}%` }} />
              </span>
            )}
          </td>
        )
      })}
    </tr>
  )
})
