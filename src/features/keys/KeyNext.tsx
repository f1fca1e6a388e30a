import type { Key } from '#src/contract/key.ts'
import { canTell, openings, readSchedule, type Opening } from '#src/domain/schedule.ts'
import { formatDuration, formatInstant, formatOwn } from '#src/domain/time.ts'
import { openingText } from './keyOpeningWords.ts'
import css from './KeyHoursRead.module.css'

interface KeyNextProps {
  keyOf: Key
  state: string | undefined
  zone: string | undefined
  now: number
}

const count = 5

/** When a key with weekly hours opens next, how long, and what the viewer's own clock shows then. */
export function KeyNext({ keyOf: key, state, zone, now }: KeyNextProps) {
  if (state !== 'active' && state !== 'inactive' && state !== 'scheduled') return null
  if (readSchedule(key.recurrence).kind === 'always') return null
  return (
    <>
      <h2>Next openings</h2>
      {zone === undefined || !canTell(key, zone, now) ? (
        <p className={css.none}>
          {zone === undefined && readSchedule(key.recurrence).kind === 'weekly'
            ? 'These hours go by the lock’s own clock. Its time zone is not known, so no time is given for them.'
            : 'Its times are in a form not known here, so it cannot be told when it opens.'}
        </p>
      ) : (
        <Openings next={openings(key, zone, now, count)} zone={zone} now={now} />
      )}
    </>
  )
}

function Openings({ next, zone, now }: { next: Opening[]; zone: string; now: number }) {
  if (next.length === 0) return <p className={css.none}>It does not open again before it ends.</p>
  return (
    <ul className={css.openings}>
      {next.map((opening, i) => (
        // The first may be under way, and then begins at every now anew.
        <li key={i}>
          {openingText(opening, zone)}
          {opening.to !== undefined && (
            <span className={css.length}>
              {opening.from <= now && 'still '}
              {formatDuration(opening.to - opening.from)}
            </span>
          )}
          {ownText(opening, zone)}
        </li>
      ))}
    </ul>
  )
}

function ownText({ from, to }: Opening, zone: string) {
  if (formatOwn(from, zone) === undefined && (to === undefined || formatOwn(to, zone) === undefined))
    return undefined
  const day = (at: number) => formatInstant(at, undefined, undefined, 'day')
  const date = (at: number) => formatInstant(at, undefined, undefined, 'date')
  const end =
    to === undefined
      ? ''
      : ` – ${date(from) === date(to) ? formatInstant(to, undefined, undefined, 'time') : day(to)}`
  return (
    <span className={css.own}>
      {day(from)}
      {end} on your clock
    </span>
  )
}
