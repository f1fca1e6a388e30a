import { Button, Pill, Select } from '@mantine/core'
import { useMemo, useState, type Ref } from 'react'
import { toE164, readNumbers, splitNumbers, type PhoneCountry } from '#src/domain/phoneEntry.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { PhoneInput } from '#src/ui/form/PhoneInput.tsx'
import type { Recipient } from './keyForm.ts'
import css from './KeyFields.module.css'

interface KeyRecipientsProps {
  people: Recipient[]
  onChange: (people: Recipient[]) => void
  /** Numbers that the project knows, and the names of some. */
  known: string[]
  names: ReadonlyMap<string, string>
  error: string | undefined
  inputRef: Ref<HTMLInputElement>
}

/** Who gets keys: by number, by a pasted list, or by name. */
export function KeyRecipients({ people, onChange, known, names, error, inputRef }: KeyRecipientsProps) {
  const [typed, setTyped] = useState<string | undefined>()
  const [country, setCountry] = useState<PhoneCountry>('NO')
  const [reason, setReason] = useState<string>()
  const choices = useMemo(
    () =>
      [...new Set([...names.keys(), ...known])]
        .map((number) => ({
          value: number,
          label: `${names.get(number) ?? ''} ${formatPhone(number)}`.trim(),
        }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [names, known],
  )
  const addText = (text: string) => {
    const entries = readNumbers(text, country)
    onChange([
      ...people,
      ...entries.map((entry): Recipient => {
        if (entry.kind === 'bad') return { text: entry.text, reason: entry.reason }
        return { text: entry.text, number: entry.number }
      }),
    ])
  }
  const add = () => {
    if (!typed) return
    const read = toE164(typed, country)
    if (!read.ok) return setReason(read.reason)
    onChange([
      ...people,
      { text: typed, number: read.number, ...(read.country && { country: read.country }) },
    ])
    setTyped(undefined)
    setReason(undefined)
  }
  return (
    <>
      <div className={css.add}>
        <PhoneInput
          id="recipient"
          label="Mobile number"
          value={typed}
          onChange={(next) => {
            setTyped(next)
            setReason(undefined)
          }}
          country={country}
          onCountry={setCountry}
          onPasteText={(text) => {
            if (splitNumbers(text).length > 1) {
              addText(text)
              return true
            }
            const read = toE164(text, country)
            if (read.ok) setTyped(read.number)
            return read.ok
          }}
          onEnter={add}
          describedBy="recipient-error"
          invalid={Boolean(reason ?? error)}
          ref={inputRef}
        />
        <Button variant="default" onClick={add}>
          Add
        </Button>
      </div>
      <p id="recipient-error" className={css.error}>
        {reason ?? error}
      </p>
      <Select
        aria-label="Add a known person"
        placeholder="Or a person with a key here"
        data={choices}
        value={null}
        onChange={(number) => number && onChange([...people, { text: number, number }])}
        searchable
        limit={60}
        nothingFoundMessage="No such person"
      />
      <Pill.Group>
        {people.map((person, i) => (
          <Pill
            key={i}
            size="md"
            withRemoveButton
            onRemove={() => onChange(people.filter((_, other) => other !== i))}
            removeButtonProps={{
              'aria-label': `Remove ${person.number ? formatPhone(person.number) : person.text}`,
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            {person.number
              ? `${names.get(person.number) ?? ''} ${formatPhone(person.number)}`
              : `${person.text}: ${person.reason}`}
          </Pill>
        ))}
      </Pill.Group>
    </>
  )
}
