import { formatList } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import css from './KeyFields.module.css'
import type { KeyForm } from './keyForm.ts'
import { placeOf } from './keyFormWords.ts'
import type { ClockTrouble } from './keyPeriod.ts'

interface KeyTwiceProps {
  /** The zones whose clocks show it twice; one answer goes for all of them. */
  troubles: ClockTrouble[]
  field: 'start' | 'end'
  side: KeyForm['startSide']
  onSide: (side: 'earlier' | 'later') => void
}

/** Asks which of two is meant when the clock shows a time twice. */
export function KeyTwice({ troubles, field, side, onSide }: KeyTwiceProps) {
  const places = troubles.map(({ zone }) => placeOf(zone))
  const [one, ...others] = troubles
  const offset = (which: 'earlier' | 'later') =>
    one?.found.kind === 'twice' && others.length === 0
      ? ` (${zoneLabel(one.zone, one.found[which]).split(', ').at(-1)})`
      : ''
  return (
    <fieldset className={css.choice}>
      <legend>The clock in {formatList(places)} shows this time twice. Which one?</legend>
      {(['earlier', 'later'] as const).map((which) => (
        <label key={which}>
          <input type="radio" name={`${field}Side`} checked={side === which} onChange={() => onSide(which)} />
          The {which === 'earlier' ? 'first' : 'second'}
          {offset(which)}
        </label>
      ))}
    </fieldset>
  )
}
