import { Switch, Textarea } from '@mantine/core'
import { useMemo } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { metadataLimits } from '#src/domain/newKey.ts'
import { KeyDoors } from './KeyDoors.tsx'
import css from './KeyFields.module.css'
import type { KeyFormContext } from './keyForm.ts'
import { KeyRange } from './KeyRange.tsx'
import { KeyRecipients } from './KeyRecipients.tsx'
import { KeyRecurrence } from './KeyRecurrence.tsx'
import type { KeyRefusal } from './keyRefusal.ts'
import { useKeyField } from './useKeyField.ts'

interface KeyFieldsProps {
  keys: ReturnType<typeof useKeys>
  context: KeyFormContext
  refusal: KeyRefusal
  now: number
}

/** The inputs of the form in one column: who, which doors, when, extras. */
export function KeyFields({ keys, context, refusal, now }: KeyFieldsProps) {
  const { index, locks, names, version } = keys
  const known = useMemo(() => {
    void version
    return index.numbers()
  }, [index, version])
  const notify = useKeyField('notify')
  const note = useKeyField('note')
  const left = metadataLimits.value - note.value.trim().length
  return (
    <div className={css.column}>
      <section className={css.section} aria-labelledby="who">
        <h2 id="who">Who</h2>
        <KeyRecipients known={known} names={names} refused={refusal.people} />
      </section>
      <section className={css.section} aria-labelledby="doors">
        <h2 id="doors">Which doors</h2>
        <KeyDoors locks={locks} refused={refusal.locks} />
      </section>
      <section className={css.section} aria-labelledby="when">
        <h2 id="when">When</h2>
        <KeyRange context={context} now={now} />
        <KeyRecurrence />
      </section>
      <section className={css.section} aria-labelledby="extras">
        <h2 id="extras">Extras</h2>
        <Switch
          id="notify"
          label="Tell them about their new keys"
          description="Unloc sends a push message to people who have the app, and a text message (SMS) to the others."
          checked={notify.value}
          onChange={(event) => notify.set(event.currentTarget.checked)}
          error={notify.error?.message}
        />
        <Textarea
          id="note"
          label="Note"
          description="Kept with each key, for the administrator who looks at it later."
          className={css.note}
          autosize
          minRows={2}
          value={note.value}
          onChange={(event) => note.set(event.currentTarget.value)}
          error={note.error?.message}
          aria-describedby="note-left"
        />
        <p id="note-left" className={css.left} data-over={left < 0 || undefined}>
          {left >= 0 ? `${left} characters left` : `${-left} characters too many`}
        </p>
      </section>
    </div>
  )
}
