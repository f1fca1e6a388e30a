import { Button, MultiSelect, Pill, type ComboboxItem } from '@mantine/core'
import { memo, useMemo } from 'react'
import type { Lock } from '#src/contract/lock.ts'
import { lockAddress, lockName, lockZone, vendorName } from '#src/domain/lock.ts'
import { formatList, zoneLabel } from '#src/domain/time.ts'
import { listBox } from '#src/ui/form/listBox.ts'
import { useRoving } from '#src/ui/form/useRoving.ts'
import css from './KeyFields.module.css'
import { useKeyField } from './useKeyField.ts'

interface KeyDoorsProps {
  locks: ReadonlyMap<string, Lock>
  /** Locks that Unloc refused, with its words. */
  refused: ReadonlyMap<string, string>
}

interface Door extends ComboboxItem {
  more: string
  address: string | undefined
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Which doors: found by name, address, vendor or zone. */
export const KeyDoors = memo(function KeyDoors({ locks, refused }: KeyDoorsProps) {
  const { value, set, error } = useKeyField('lockIds')
  const roving = useRoving('lockIds', value.length, (place) => set(value.filter((_, i) => i !== place)))
  const doors = useMemo(
    () =>
      [...locks.values()]
        .map((lock): Door => {
          const address = lockAddress(lock)
          const zone = lockZone(lock)
          return {
            value: lock.id,
            label: lockName(lock),
            address,
            more: [address, vendorName(lock), zone ? zoneLabel(zone) : 'time zone not known']
              .filter(Boolean)
              .join(' · '),
          }
        })
        .sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true })),
    [locks],
  )
  const byId = useMemo(() => new Map(doors.map((door) => [door.value, door])), [doors])
  // A lock that went away still stands among the chosen, so that it can be seen and removed.
  const data = [
    ...doors,
    ...value
      .filter((id) => !byId.has(id))
      .map((id) => ({
        value: id,
        label: locks.size === 0 ? 'A door, not loaded yet' : `Not in this project: ${id}`,
        more: '',
      })),
  ]
  const address = byId.get(value.at(-1) ?? '')?.address
  const sameAddress = address
    ? doors.filter((door) => door.address === address).map((door) => door.value)
    : []
  const more = sameAddress.filter((id) => !value.includes(id))
  const marked = value.filter((id) => refused.has(id))
  const [first] = marked

  return (
    <>
      <MultiSelect
        {...listBox}
        id="lockIds"
        aria-label="Doors"
        placeholder={value.length === 0 ? 'Name, address, vendor or time zone' : undefined}
        data={data}
        value={value}
        onChange={set}
        error={
          first === undefined
            ? error?.message
            : `Unloc refused ${formatList(marked.map((id) => byId.get(id)?.label ?? id))}: ${refused.get(first)}`
        }
        searchable
        hidePickedOptions
        limit={100}
        nothingFoundMessage={locks.size === 0 ? 'The doors are not loaded yet' : 'No such door'}
        filter={({ options, search, limit }) => {
          const words = fold(search).split(/\s+/).filter(Boolean)
          return (options as Door[])
            .filter((door) => {
              const text = fold(`${door.label} ${door.more}`)
              return words.every((word) => text.includes(word))
            })
            .slice(0, limit)
        }}
        renderOption={({ option }) => (
          <span className={css.option}>
            <span>{option.label}</span>
            <span>{(option as Door).more}</span>
          </span>
        )}
        renderPill={({ value: id, option }) => {
          const place = value.indexOf(String(id))
          return (
            <Pill
              className={css.door ?? ''}
              {...(refused.has(String(id)) && { 'data-refused': true })}
              withRemoveButton
              onRemove={() => roving.remove(place)}
              removeButtonProps={{
                ...roving.button(place),
                'aria-label': `Remove ${option?.label}`,
                'aria-hidden': false,
              }}
            >
              {option?.label}
            </Pill>
          )
        }}
        classNames={{ ...listBox.classNames, inputField: css.plainFocus ?? '' }}
      />
      {more.length > 0 && (
        <div className={css.ways}>
          <Button size="compact-sm" variant="default" onClick={() => set([...value, ...more])}>
            {more.length === 1 ? 'Add the other door' : `Add the other ${more.length} doors`} at {address}
          </Button>
        </div>
      )}
    </>
  )
})
