import { Input, Select } from '@mantine/core'
import { useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import PhoneNumberInput, {
  getCountries,
  getCountryCallingCode,
  type Country,
} from 'react-phone-number-input/mobile'
import { listBox } from './listBox.ts'
import css from './PhoneInput.module.css'

interface PhoneInputProps {
  /** For the label and what else points to the number's field. */
  id: string
  /** Digits with their calling code, as far as typed: `+4799`. */
  value: string | undefined
  onChange: (value: string | undefined) => void
  /** How a number without a calling code is read. Only the person's own choice changes it, never a number. */
  country: Country
  onCountry: (country: Country) => void
  /** Sees a pasted text first. True: it was taken, the field stays as it is. */
  onPasteText: (text: string) => boolean
  onEnter: () => void
  describedBy?: string | undefined
  invalid?: boolean
}

/**
 * A phone number with its country. Without the `international` mode, which turns a pasted national number into a
 * foreign one.
 */
export function PhoneInput({
  id,
  value,
  onChange,
  country,
  onCountry,
  onPasteText,
  onEnter,
  describedBy,
  invalid = false,
}: PhoneInputProps) {
  // An emptied field goes back to the chosen country: else a Danish number would make the next one Danish.
  const [seen, see] = useState(value)
  const [resets, setResets] = useState(0)
  if (seen !== value) {
    see(value)
    if (!value) setResets(resets + 1)
  }
  return (
    <PhoneNumberInput
      reset={resets}
      className={css.field ?? ''}
      defaultCountry={country}
      addInternationalOption={false}
      value={value ?? ''}
      onChange={onChange}
      countrySelectComponent={CountrySelect}
      countrySelectProps={{ onPick: onCountry }}
      inputComponent={Input}
      numberInputProps={{
        id,
        // Mantine lays its own over a plain attribute.
        attributes: { input: { 'aria-describedby': describedBy } },
        'aria-invalid': invalid || undefined,
        error: invalid,
        autoComplete: 'off',
        onPaste: (event: ClipboardEvent) => {
          if (onPasteText(event.clipboardData.getData('text/plain'))) event.preventDefault()
        },
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          onEnter()
        },
      }}
    />
  )
}

const names = new Intl.DisplayNames(undefined, { type: 'region' })

/** Norway and its neighbours come first, then every country by name. No flags: those would come from another site. */
const countries = (() => {
  const near: Country[] = ['NO', 'SE', 'DK', 'FI']
  const item = (country: Country) => ({
    value: country,
    label: `${names.of(country) ?? country} +${getCountryCallingCode(country)}`,
  })
  const others = getCountries()
    .filter((country) => !near.includes(country))
    .map(item)
    .sort((a, b) => a.label.localeCompare(b.label))
  return [...near.map(item), ...others]
})()

interface CountrySelectProps {
  value?: Country
  onChange: (country?: Country) => void
  onPick: (country: Country) => void
}

function CountrySelect({ value, onChange, onPick }: CountrySelectProps) {
  return (
    <Select
      {...listBox}
      aria-label="Country"
      data={countries}
      value={value ?? null}
      onChange={(country) => {
        if (!country) return
        onPick(country)
        onChange(country)
      }}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such country"
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  )
}
