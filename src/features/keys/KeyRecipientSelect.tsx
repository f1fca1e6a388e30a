import { Select } from '@mantine/core'
import { memo, useMemo, useState } from 'react'
import { formatPhone } from '#src/domain/phone.ts'
import { listBox } from '#src/ui/form/listBox.ts'
import { useKeyField } from './useKeyField.ts'

interface KeyRecipientSelectProps {
  known: readonly string[]
  names: ReadonlyMap<string, string>
}

/** A person whom the project knows, found by name or number. */
export const KeyRecipientSelect = memo(function KeyRecipientSelect({
  known,
  names,
}: KeyRecipientSelectProps) {
  const { value: people, set: setPeople } = useKeyField('people')
  const [search, setSearch] = useState('')
  const choices = useMemo(
    () =>
      [...new Set([...names.keys(), ...known])]
        .map((number) => ({
          value: number,
          label: [names.get(number), formatPhone(number)].filter(Boolean).join('  '),
        }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [names, known],
  )
  return (
    <Select
      {...listBox}
      aria-label="Add a person by name"
      placeholder="Or find a person by name"
      data={choices}
      value={null}
      onChange={(number) => {
        if (!number) return
        setPeople([...people, { text: number, number }])
        setSearch('')
      }}
      searchValue={search}
      onSearchChange={setSearch}
      searchable
      limit={60}
      nothingFoundMessage="Nobody of that name is known here"
    />
  )
})
