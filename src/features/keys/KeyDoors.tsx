import { Button, MultiSelect, Pill, type ComboboxItem } from '@mantine/core'
import { memo, useMemo } from 'react'
import type { Lock } from '#src/contract/lock.ts'
import { lockAddress, lockName, lockZone, vendorName } from '#src/domain/lock.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
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
  /** What it is found by. */
  text: string
  address: string | undefined
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const byName = new Intl.Collator(undefined, { numeric: true })

/** Each option that is drawn costs at every door that is chosen, and nobody reads a thousand. */
const most = 40
const leftWords = (count: number) => `And ${formatNumber(count)} more: type to find them`

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
          const more = [address, vendorName(lock), zone ? zoneLabel(zone) : 'time zone not known']
            .filter(Boolean)
            .join(' · ')
          const label = lockName(lock)
          return { value: lock.id, label, address, more, text: fold(`${label} ${more}`) }
        })
        .sort((a, b) => byName.compare(a.label, b.label)),
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
        text: '',
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
        nothingFoundMessage={locks.size === 0 ? 'The doors are not loaded yet' : 'No such door'}
        filter={({ options, search }) => {
          const words = fold(search).split(/\s+/).filter(Boolean)
          const found = (options as Door[]).filter(({ text }) => words.every((word) => text.includes(word)))
          const left = found.length - most
          return left <= 0
            ? found
            : [
                ...found.slice(0, most),
                { value: '', label: '', more: leftWords(left), text: '', disabled: true },
              ]
        }}
        renderOption={({ option }) => (
          <span className={css.option}>
            {option.label && <span>{option.label}</span>}
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
