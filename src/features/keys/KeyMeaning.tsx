import { zoneLabel } from '#src/domain/calendar.ts'
import css from './KeyFields.module.css'
import type { KeyFormContext } from './keyForm.ts'
import { momentZone, type KeyTimes } from './keyPeriod.ts'
import { useKeyField } from './useKeyField.ts'

/** For doors in several zones: whose clock start and end are read on. */
export function KeyMeaning({ times, context }: { times: KeyTimes; context: KeyFormContext }) {
  const { set } = useKeyField('meaning')
  const ways = [
    ['wall', 'The same clock time at each door'],
    ['moment', `The same moment everywhere, read in ${zoneLabel(momentZone(times.lockIds, context))}`],
  ] as const
  return (
    <fieldset className={css.choice}>
      <legend>The doors are in several time zones. Start and end are:</legend>
      {ways.map(([way, words]) => (
        <label key={way}>
          <input
            type="radio"
            name="meaning"
            checked={(times.meaning ?? 'wall') === way}
            onChange={() => set(way)}
          />
          {words}
        </label>
      ))}
      <p className={css.hint}>Weekly hours go by each door’s own clock either way.</p>
    </fieldset>
  )
}
