import { ActionIcon, TextInput } from '@mantine/core'
import { useState } from 'react'
import { IconX } from '../icons.ts'
import css from './WallTimeField.module.css'
import { WallTimePicker, type WallTimePickerProps } from './WallTimePicker.tsx'

interface WallTimeFieldProps extends WallTimePickerProps {
  /** What an empty field means: `Now`, `No end`. */
  placeholder: string
  /** The value written out; a text that could not be read comes back as it is. */
  format: (value: string) => string
  /** Why the value could not be read. Said once the field is left: half a date is no mistake. */
  unread: string | undefined
  error: string | undefined
  /** Ids of what else is said about the field. */
  describedBy: string
}

/** A date and a time as a clock on a wall shows them: typed in any usual form, or picked. */
export function WallTimeField({
  placeholder,
  format,
  unread,
  error,
  describedBy,
  ...picker
}: WallTimeFieldProps) {
  const { id, label, value, onChange } = picker
  const [typed, setTyped] = useState<string>()
  const wrong = (typed === undefined ? unread : undefined) ?? error
  return (
    <TextInput
      id={id}
      label={label}
      placeholder={placeholder}
      value={typed ?? format(value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(event.currentTarget.value)
      }}
      onBlur={() => setTyped(undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') setTyped(undefined)
      }}
      error={wrong}
      // It appears as the field is left, when nobody would ask for its description any more.
      errorProps={{ role: 'alert' }}
      autoComplete="off"
      spellCheck={false}
      attributes={{ input: { 'aria-describedby': `${wrong ? `${id}-error ` : ''}${describedBy}` } }}
      classNames={{ input: css.input ?? '' }}
      rightSectionWidth={value === '' ? 36 : 66}
      rightSection={
        <div className={css.buttons}>
          {value !== '' && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={`Clear ${label}`}
              onClick={() => {
                setTyped(undefined)
                onChange('')
                document.getElementById(id)?.focus()
              }}
            >
              <IconX size={15} stroke={1.8} aria-hidden />
            </ActionIcon>
          )}
          <WallTimePicker {...picker} value={unread === undefined ? value : ''} />
        </div>
      }
    />
  )
}
