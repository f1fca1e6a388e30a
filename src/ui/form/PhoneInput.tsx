import { Input, Select } from '@mantine/core'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import PhoneNumberInput, {
  getCountries,
  getCountryCallingCode,
  type Country,
} from 'react-phone-number-input/mobile'
import css from './PhoneInput.module.css'

interface PhoneInputProps {
  /** For the label and what else points to the number's field. */
  id: string
  /** Digits with their calling code, as far as typed: `+4799`. */
  value: string | undefined
  onChange: (value: string | undefined) => void
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
  return (
    <PhoneNumberInput
      className={css.field ?? ''}
      defaultCountry={country}
      addInternationalOption={false}
      value={value ?? ''}
      onChange={onChange}
      onCountryChange={(next?: Country) => next && onCountry(next)}
      countrySelectComponent={CountrySelect}
      inputComponent={Input}
      numberInputProps={{
        id,
        'aria-describedby': describedBy,
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

function CountrySelect({ value, onChange }: { value?: Country; onChange: (country?: Country) => void }) {
  return (
    <Select
      aria-label="Country"
      data={countries}
      value={value ?? null}
      onChange={(country) => country && onChange(country)}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such country"
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  )
}
