import type { CivilDay } from '#src/domain/civilWeek.ts'
import type { LockWeek } from '#src/domain/lockWeek.ts'
import { formatNumber, weekdayName } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import css from './LockWho.module.css'
import { weekPeaks } from './lockWeekWords.ts'

interface LockWeekReadingProps {
  week: LockWeek
  days: readonly CivilDay[]
  zone: string
  partial: boolean
}

const people = (count: number) => counted(count, 'person', 'people')

/** The map in words. */
export function LockWeekReading({ week, days, zone, partial }: LockWeekReadingProps) {
  const peaks = weekPeaks(week, days, zone)
  const soFar = partial ? ' so far' : ''
  if (peaks.always)
    return (
      <p className={css.reading}>
        {peaks.most === 0 ? 'Nobody' : people(peaks.most)}
        {soFar}, at any time of the week.
      </p>
    )
  return (
    <>
      <p className={css.reading}>
        <span>
          Most people{soFar}: {peaks.mostAt}, {people(peaks.most)}.
        </span>{' '}
        {peaks.nobodyAt && (
          <span>
            Nobody{soFar}: {peaks.nobodyAt}.
          </span>
        )}
      </p>
      <details className={css.byDay}>
        <summary>Day by day</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Most people{soFar}</th>
              <th scope="col">When</th>
              <th scope="col">Fewest</th>
            </tr>
          </thead>
          <tbody>
            {peaks.byDay.map(({ day, most, fewest, mostAt }) => (
              <tr key={day.date}>
                <th scope="row">{weekdayName(day.weekday, undefined, 'long')}</th>
                <td>{formatNumber(most)}</td>
                <td>{most === fewest ? 'all day' : mostAt}</td>
                <td>{formatNumber(fewest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
