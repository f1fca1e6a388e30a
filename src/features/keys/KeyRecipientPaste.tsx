import { Button, Textarea } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { readNumbers, type NumberEntry, type PhoneCountry } from '#src/domain/phoneEntry.ts'
import { entriesText } from './keyRecipient.ts'
import css from './KeyRecipients.module.css'

interface KeyRecipientPasteProps {
  country: PhoneCountry
  /** The numbers (E.164) that are recipients already. */
  already: readonly string[]
  onAdd: (entries: readonly NumberEntry[]) => void
}

/** A field for a list of numbers. It is read while it stands there, so that one sees what a press would add. */
export function KeyRecipientPaste({ country, already, onAdd }: KeyRecipientPasteProps) {
  const [text, setText] = useState('')
  const deferred = useDeferredValue(text)
  const entries = useMemo(() => readNumbers(deferred, country, already), [deferred, country, already])
  return (
    <div className={css.list}>
      <Textarea
        label="Numbers, one a line or with commas between them"
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
        description={entries.length > 0 ? entriesText(entries) : 'As they stand in a mail or a sheet.'}
        classNames={{ description: css.comesTo ?? '' }}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <Button
        variant="default"
        onClick={() => onAdd(deferred === text ? entries : readNumbers(text, country, already))}
      >
        Add these numbers
      </Button>
    </div>
  )
}
