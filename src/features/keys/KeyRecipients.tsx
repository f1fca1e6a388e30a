import { Button, Input } from '@mantine/core'
import { memo, useMemo, useState } from 'react'
import {
  readNumbers,
  splitNumbers,
  toE164,
  type NumberEntry,
  type PhoneCountry,
} from '#src/domain/phoneEntry.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { PhoneInput } from '#src/ui/form/PhoneInput.tsx'
import { IconCircleCheck } from '#src/ui/icons.ts'
import { KeyRecipientList } from './KeyRecipientList.tsx'
import { KeyRecipientPaste } from './KeyRecipientPaste.tsx'
import { KeyRecipientSelect } from './KeyRecipientSelect.tsx'
import type { Recipient } from './keyForm.ts'
import { addRecipients, entriesText, readRecipient } from './keyRecipient.ts'
import fields from './KeyFields.module.css'
import css from './KeyRecipients.module.css'
import { useKeyField } from './useKeyField.ts'

interface KeyRecipientsProps {
  /** Numbers that have a key in the project, and the names of some. */
  known: readonly string[]
  names: ReadonlyMap<string, string>
  /** Numbers that Unloc refused, with its words. */
  refused: ReadonlyMap<string, string>
  /** Whether a number that is understood can be corrected where it stands. */
  canCorrect: boolean
}

const countryNames = new Intl.DisplayNames(undefined, { type: 'region' })

/** Who gets keys: by number, by a pasted list, or by name. */
export const KeyRecipients = memo(function KeyRecipients({
  known,
  names,
  refused,
  canCorrect,
}: KeyRecipientsProps) {
  const { value: people, set: setPeople, error } = useKeyField('people')
  const { value: typed, set: setTyped } = useKeyField('typed')
  const [country, setCountry] = useState<PhoneCountry>('NO')
  const [isPasting, setPasting] = useState(false)
  const [tried, setTried] = useState(false)
  const [said, say] = useState('')
  const already = useMemo(() => people.flatMap(({ number }) => number ?? []), [people])
  const addList = (entries: readonly NumberEntry[]) => {
    setPeople(addRecipients(people, entries))
    say(`Added: ${entriesText(entries)}.`)
  }
  const add = () => {
    if (!typed) return
    if (typed.number === undefined) return setTried(true)
    setPeople([...people, typed])
    setTyped(null)
    setTried(false)
    say(`${formatPhone(typed.number)} added.`)
  }
  const setText = (text: string | undefined) => {
    setTried(false)
    setTyped(text ? readRecipient(text, country) : null)
  }
  const trouble = tried && typed?.reason ? `This number is not usable: ${typed.reason}.` : error?.message

  return (
    <>
      <Input.Label htmlFor="people">Mobile number</Input.Label>
      <div className={css.add}>
        <PhoneInput
          id="people"
          value={typed?.text}
          onChange={setText}
          country={country}
          onCountry={setCountry}
          onPasteText={(text) => {
            if (splitNumbers(text).length > 1) {
              addList(readNumbers(text, country, already))
              return true
            }
            const read = toE164(text, country)
            if (read.ok) setText(read.number)
            return read.ok
          }}
          onEnter={add}
          describedBy="people-read people-error"
          invalid={trouble !== undefined}
        />
        <Button variant="default" onClick={add}>
          Add
        </Button>
      </div>
      <p id="people-read" className={css.read}>
        {typed?.number ? (
          <>
            <IconCircleCheck size={15} aria-hidden /> {readBack(typed, names)}
          </>
        ) : (
          'One number, or a whole list pasted at once.'
        )}
      </p>
      <p id="people-error" className={fields.error}>
        {trouble}
      </p>
      <div className={css.other}>
        <KeyRecipientSelect known={known} names={names} />
        <Button
          variant="subtle"
          color="gray"
          aria-expanded={isPasting}
          onClick={() => setPasting(!isPasting)}
        >
          Paste a list
        </Button>
      </div>
      {isPasting && (
        <KeyRecipientPaste
          country={country}
          already={already}
          onAdd={(entries) => {
            addList(entries)
            setPasting(false)
          }}
        />
      )}
      <KeyRecipientList names={names} refused={refused} country={country} canCorrect={canCorrect} />
      <div className="visually-hidden" role="status">
        {said}
      </div>
    </>
  )
})

/** A number as it was understood: name, country and every digit. */
function readBack({ number = '', country }: Recipient, names: ReadonlyMap<string, string>): string {
  return [names.get(number), country && countryNames.of(country), formatPhone(number)]
    .filter(Boolean)
    .join(' · ')
}
