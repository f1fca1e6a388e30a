import type { WallInstants } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/time.ts'
import css from './KeyFields.module.css'
import type { KeyForm } from './keyForm.ts'
import { placeOf } from './keyFormWords.ts'

interface KeyTwiceProps {
  zone: string
  found: Extract<WallInstants, { kind: 'twice' }>
  field: 'start' | 'end'
  side: KeyForm['startSide']
  onSide: (side: 'earlier' | 'later') => void
}

/** Asks which of two is meant when the clock shows a time twice. */
export function KeyTwice({ zone, found, field, side, onSide }: KeyTwiceProps) {
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
