import { memo, useMemo } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { KeyDoors } from './KeyDoors.tsx'
import { KeyExtras } from './KeyExtras.tsx'
import css from './KeyFields.module.css'
import type { KeyFormContext } from './keyForm.ts'
import { KeyRange } from './KeyRange.tsx'
import { KeyRecipients } from './KeyRecipients.tsx'
import { KeyRecurrence } from './KeyRecurrence.tsx'
import type { KeyRefusal } from './keyRefusal.ts'

interface KeyFieldsProps {
  keys: ReturnType<typeof useKeys>
  context: KeyFormContext
  refusal: KeyRefusal
  now: number
  /** Failed keys are tried again, so that a wrong number may have to be corrected. */
  isRetry: boolean
}

/** The inputs of the form in one column: who, which doors, when, extras. */
export const KeyFields = memo(function KeyFields({ keys, context, refusal, now, isRetry }: KeyFieldsProps) {
  const { index, locks, names, version } = keys
  const known = useMemo(() => {
    void version
    return index.numbers()
  }, [index, version])
  return (
    <div className={css.column}>
      <section className={css.section} aria-labelledby="who">
        <h2 id="who">Who</h2>
        <KeyRecipients known={known} names={names} refused={refusal.people} canCorrect={isRetry} />
      </section>
      <section className={css.section} aria-labelledby="doors">
        <h2 id="doors">Which doors</h2>
        <KeyDoors locks={locks} refused={refusal.locks} />
      </section>
      <section className={css.section} aria-labelledby="when">
        <h2 id="when">When</h2>
        <KeyRange context={context} now={now} />
        <KeyRecurrence context={context} now={now} />
      </section>
      <section className={css.section} aria-labelledby="extras">
        <h2 id="extras">Extras</h2>
        <KeyExtras />
      </section>
    </div>
  )
})
