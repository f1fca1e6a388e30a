import { useState } from 'react'
import { formatPhone } from '#src/domain/phone.ts'
import type { useRoving } from '#src/ui/form/useRoving.ts'
import { IconAlertTriangle, IconCopy } from '#src/ui/icons.ts'
import type { Recipient } from './keyForm.ts'
import css from './KeyRecipients.module.css'

interface KeyRecipientChipProps {
  person: Recipient
  kind: 'good' | 'bad' | 'twice'
  name: string | undefined
  /** The API's reason, when it refused this number. */
  refused: string | undefined
  /** Whether a number that is understood can be corrected too. */
  canCorrect: boolean
  /** How the keyboard reaches the chip. */
  button: ReturnType<ReturnType<typeof useRoving>['button']>
  onChange: (text: string) => void
  onRemove: () => void
}

/** One recipient: who was understood, or why not. A bad one can be corrected where it stands. */
export function KeyRecipientChip({
  person,
  kind,
  name,
  refused,
  canCorrect,
  button,
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
          {person.insteadOf && person.number && (
            <span className={css.reason}>instead of {formatPhone(person.insteadOf)}</span>
          )}
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
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.preventDefault()
            if (event.key === 'Enter') save()
            else edit(undefined)
            requestAnimationFrame(() => document.getElementById(button.id)?.focus())
          }}
        />
      )}
      {(kind === 'bad' || (canCorrect && kind === 'good')) && edited === undefined && (
        <button
          type="button"
          className={css.correct}
          tabIndex={button.tabIndex}
          onFocus={button.onFocus}
          onClick={() => edit(kind === 'bad' ? person.text : text)}
        >
          Correct<span className="visually-hidden"> {text}</span>
        </button>
      )}
      <button
        type="button"
        {...button}
        className={css.remove}
        aria-label={`Remove ${name ?? text}`}
        onClick={onRemove}
      />
    </li>
  )
}
