import { Switch, Textarea } from '@mantine/core'
import { metadataLimits } from '#src/domain/newKey.ts'
import css from './KeyFields.module.css'
import { useKeyField } from './useKeyField.ts'

/** Whether the people are told, and a note for administrators. */
export function KeyExtras() {
  const notify = useKeyField('notify')
  const note = useKeyField('note')
  const left = metadataLimits.value - note.value.trim().length
  return (
    <>
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
        attributes={{ input: { 'aria-describedby': 'note-description note-left note-error' } }}
      />
      <p id="note-left" className={css.left} data-over={left < 0 || undefined}>
        {left >= 0 ? `${left} characters left` : `${-left} characters too many`}
      </p>
    </>
  )
}
