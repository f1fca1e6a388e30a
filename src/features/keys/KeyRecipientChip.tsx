import { useState } from 'react'
import { formatPhone } from '#src/domain/phone.ts'
import { IconAlertTriangle, IconCopy, IconX } from '#src/ui/icons.ts'
import type { Recipient } from './keyForm.ts'
import css from './KeyRecipients.module.css'

interface KeyRecipientChipProps {
  person: Recipient
  kind: 'good' | 'bad' | 'twice'
  name: string | undefined
  /** The API's reason, when it refused this number. */
  refused: string | undefined
  place: number
  /** One chip of all is a stop of the Tab key; from there the arrow keys go on. */
  tabbable: boolean
  onFocus: () => void
  onChange: (text: string) => void
  onRemove: () => void
}

/** One recipient: who was understood, or why not. A bad one can be corrected where it stands. */
export function KeyRecipientChip({
  person,
  kind,
  name,
  refused,
  place,
  tabbable,
  onFocus,
  onChange,
  onRemove,
}: KeyRecipientChipProps) {
  const [edited, edit] = useState<string>()
  const text = person.number === undefined ? person.text : formatPhone(person.number)
  const reason = kind === 'bad' ? person.reason : kind === 'twice' ? 'listed twice, counts once' : refused
  const save = () => {
    if (edited !== undefined && edited.trim() !== '') onChange(edited)
    edit(undefined)
  }
  return (
    <li className={css.chip} data-kind={kind === 'good' && refused ? 'bad' : kind}>
      {kind !== 'good' || refused ? (
        kind === 'twice' ? (
          <IconCopy size={14} aria-hidden />
        ) : (
          <IconAlertTriangle size={14} aria-hidden />
        )
      ) : null}
      {edited === undefined ? (
        <span className={css.who}>
          {name && <span className={css.name}>{name}</span>}
          <span className="numbers">{text}</span>
          {reason && <span className={css.reason}>{reason}</span>}
        </span>
      ) : (
        <input
          className={css.edit}
          aria-label={`Correct ${text}`}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was just pressed
          autoFocus
          value={edited}
          onChange={(event) => edit(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              save()
            }
            if (event.key === 'Escape') edit(undefined)
          }}
        />
      )}
      {kind === 'bad' && edited === undefined && (
        <button
          type="button"
          className={css.correct}
          tabIndex={tabbable ? 0 : -1}
          onFocus={onFocus}
          onClick={() => edit(person.text)}
        >
          Correct<span className="visually-hidden"> {text}</span>
        </button>
      )}
      <button
        type="button"
        id={`people-${place}`}
        className={css.remove}
        aria-label={`Remove ${name ?? text}`}
        tabIndex={tabbable ? 0 : -1}
        onFocus={onFocus}
        onClick={onRemove}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
          if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
          else if (step) document.getElementById(`people-${place + step}`)?.focus()
          else return
          event.preventDefault()
        }}
      >
        <IconX size={14} aria-hidden />
      </button>
    </li>
  )
}
