import { MultiSelect, Textarea } from '@mantine/core'
import { useMemo } from 'react'
import { Controller, useFormContext } from 'react-hook-form'
import type { useKeys } from '#src/api/keys.ts'
import { KeyRecipients } from './KeyRecipients.tsx'
import type { KeyForm } from './keyForm.ts'

/** The inputs of the form, one column: who, which doors, when, extras. */
export function KeyFields({ keys }: { keys: ReturnType<typeof useKeys> }) {
  const { control } = useFormContext<KeyForm>()
  const { index, locks, names, version } = keys
  const known = useMemo(() => {
    void version
    return index.numbers()
  }, [index, version])
  const doors = useMemo(
    () =>
      [...locks.values()]
        .map((lock) => ({ value: lock.id, label: lock.name ?? lock.id }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [locks],
  )
  return (
    <>
      <section>
        <h2>Who</h2>
        <Controller
          control={control}
          name="people"
          render={({ field, fieldState }) => (
            <KeyRecipients
              people={field.value}
              onChange={field.onChange}
              known={known}
              names={names}
              error={fieldState.error?.message}
              inputRef={field.ref}
            />
          )}
        />
      </section>
      <section>
        <h2>Which doors</h2>
        <Controller
          control={control}
          name="lockIds"
          render={({ field, fieldState }) => (
            <MultiSelect
              label="Doors"
              data={doors}
              value={field.value}
              onChange={field.onChange}
              ref={field.ref}
              error={fieldState.error?.message}
              searchable
              limit={100}
              nothingFoundMessage="No such door"
            />
          )}
        />
      </section>
      <section>
        <h2>Extras</h2>
        <Controller
          control={control}
          name="note"
          render={({ field, fieldState }) => (
            <Textarea label="Note" error={fieldState.error?.message} {...field} autosize minRows={2} />
          )}
        />
      </section>
    </>
  )
}
