import { Button, Drawer, Menu, Select } from '@mantine/core'
import { memo, useEffect, useMemo, useState } from 'react'
import { keyStates } from '#src/contract/key.ts'
import { lockName } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { personId } from '#src/domain/person.ts'
import { formatNumber } from '#src/domain/time.ts'
import { listBox } from '#src/ui/form/listBox.ts'
import { IconChevronDown, IconFilter } from '#src/ui/icons.ts'
import { useNarrow } from '#src/ui/table/useNarrow.ts'
import { usePageInert } from '#src/ui/usePageInert.ts'
import { groupChoices, type Begun, type Choice } from './KeyChoicesSketch.tsx'
import css from './KeyFilters.module.css'
import type { KeyFiltersProps } from './KeyFilters.tsx'
import { counted, stateWord } from './keyWords.ts'

interface KeyChoicesProps extends Omit<KeyFiltersProps, 'text' | 'onText'> {
  states: string[]
  /** Counts when this appears. */
  begun: Begun | undefined
}

/** State, lock, person and grouping; on a narrow screen in a sheet, with the order. */
export function KeyChoices(props: KeyChoicesProps) {
  const { projectId, keys, now, search, onSearch, states } = props
  const { locks } = keys
  const [begun, forget] = useState(props.begun)
  useEffect(() => {
    // What is drawn anew later, on a screen that was turned, begins from nothing.
    const timer = setTimeout(() => forget(undefined))
    return () => clearTimeout(timer)
  }, [])
  /** Where somebody was while the code was on its way, there the focus and the open list go on. */
  const goOn = (choice: Choice) => begun?.choice === choice && { autoFocus: true }
  const goOnSelects = useMemo(
    () =>
      begun && {
        autoFocus: true,
        defaultDropdownOpened: begun.isOpen,
        ...(begun.text === undefined ? {} : { defaultSearchValue: begun.text }),
      },
    [begun],
  )
  const goOnSelect = (choice: Choice) => begun?.choice === choice && goOnSelects
  const narrow = useNarrow()
  const [open, setOpen] = useState(begun?.choice === 'filters' && begun.isOpen)
  usePageInert(narrow && open)

  const choices = (
    <>
      <Menu
        closeOnItemClick={false}
        position="bottom-start"
        shadow="md"
        defaultOpened={begun?.choice === 'state' && begun.isOpen}
      >
        <Menu.Target>
          <Button
            {...goOn('state')}
            variant="default"
            justify={narrow ? 'space-between' : 'center'}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            State
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <StateItems keys={keys} now={now} states={states} onSearch={onSearch} />
        </Menu.Dropdown>
      </Menu>
      <LockSelect locks={locks} chosen={search.lock} onSearch={onSearch} goOn={goOnSelect('lock')} />
      <PersonSelect
        projectId={projectId}
        keys={keys}
        chosen={search.person}
        onSearch={onSearch}
        goOn={goOnSelect('person')}
      />
      <GroupSelect chosen={search.group} onSearch={onSearch} goOn={goOnSelect('group')} />
    </>
  )
  return (
    <>
      {narrow ? (
        <Button
          {...goOn('filters')}
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          Filters
        </Button>
      ) : (
        choices
      )}
      {narrow && (
        <Drawer
          opened={open}
          onClose={() => setOpen(false)}
          position="bottom"
          classNames={{ content: css.drawer ?? '' }}
          title="Filters"
          closeButtonProps={{ 'aria-label': 'Close the filters' }}
        >
          <div className={css.sheet}>
            {choices}
            <Select
              {...listBox}
              aria-label="Sort by"
              data={sortChoices}
              value={search.sort ? (search.order ? `${search.sort} desc` : search.sort) : ''}
              allowDeselect={false}
              onChange={(chosen) => {
                const [sort, order] = (chosen ?? '').split(' ')
                onSearch({ sort: sort || undefined, order })
              }}
            />
            <Button onClick={() => setOpen(false)}>Show the keys</Button>
          </div>
        </Drawer>
      )}
    </>
  )
}

/** The states with their counts, counted only while the menu is open. */
function StateItems({
  keys: { index, version, pass },
  now,
  states,
  onSearch,
}: Pick<KeyFiltersProps, 'keys' | 'now' | 'onSearch'> & { states: string[] }) {
  const counts = useMemo(() => {
    void version
    return index.countsByState(now)
  }, [index, version, now])
  const words = [...new Set([...keyStates, ...counts.keys(), ...states])]
  const items = words.map((word) => {
    const on = states.includes(word)
    return (
      <Menu.CheckboxItem
        key={word}
        checked={on}
        rightSection={<span className={css.count}>{formatNumber(counts.get(word) ?? 0)}</span>}
        onChange={() => {
          const next = on ? states.filter((state) => state !== word) : [...states, word]
          onSearch({ state: next.join(',') || undefined })
        }}
      >
        {stateWord(word)}
      </Menu.CheckboxItem>
    )
  })
  return (
    <>
      {!pass.complete && (
        <Menu.Label>Counted in the {counted(index.size, 'key')} that are loaded so far</Menu.Label>
      )}
      {items}
    </>
  )
}

interface ChoiceProps extends Pick<KeyFiltersProps, 'onSearch'> {
  chosen: string | undefined
  goOn: object | false | undefined
}

// A list of Mantine's costs as much as five rows: each is drawn when something of its own has changed.
const LockSelect = memo(function LockSelect({
  locks,
  chosen,
  onSearch,
  goOn,
}: ChoiceProps & Pick<KeyFiltersProps['keys'], 'locks'>) {
  const choices = useMemo(
    () =>
      [...locks.values()]
        .map((lock) => ({ value: lock.id, label: lockName(lock) }))
        .sort((a, b) => byName.compare(a.label, b.label)),
    [locks],
  )
  return (
    <Select
      {...listBox}
      {...goOn}
      className={css.choice}
      aria-label="Lock"
      placeholder="Any lock"
      data={choices}
      value={chosen ?? null}
      onChange={(lock) => onSearch({ lock: lock ?? undefined })}
      searchable
      clearable
      limit={60}
      nothingFoundMessage="No such lock"
    />
  )
})

const GroupSelect = memo(function GroupSelect({ chosen, onSearch, goOn }: ChoiceProps) {
  return (
    <Select
      {...listBox}
      {...goOn}
      className={css.group}
      aria-label="Group by"
      data={groupChoices}
      value={chosen ?? ''}
      allowDeselect={false}
      onChange={(group) => onSearch({ group: group || undefined })}
    />
  )
})

/** Everyone who has a key. Naming and sorting 20,000 people is put off until somebody goes to the field. */
const PersonSelect = memo(function PersonSelect({
  projectId,
  keys: { index, names, version },
  chosen,
  onSearch,
  goOn,
}: ChoiceProps & Pick<KeyFiltersProps, 'projectId' | 'keys'>) {
  const [wanted, want] = useState(goOn !== false && goOn !== undefined)
  const people = useMemo(() => {
    void version
    const one = chosen === undefined ? undefined : index.numberOf(chosen)
    const numbers = wanted ? index.numbers() : one === undefined ? [] : [one]
    return numbers
      .map((number) => ({
        value: personId(projectId, number),
        label: `${names.get(number) ?? ''} ${formatPhone(number)}`.trim(),
      }))
      .sort((a, b) => byName.compare(a.label, b.label))
  }, [wanted, chosen, index, version, names, projectId])
  return (
    <Select
      {...listBox}
      {...goOn}
      className={css.choice}
      aria-label="Person"
      placeholder="Any person"
      data={people}
      value={chosen ?? null}
      onFocus={() => want(true)}
      onChange={(person) => onSearch({ person: person ?? undefined })}
      searchable
      clearable
      limit={60}
      nothingFoundMessage="No such person"
    />
  )
})

const byName = new Intl.Collator()

/** What the headings of the columns offer where there is room for them. */
const sortChoices = [
  { value: '', label: 'Newest first' },
  { value: 'created', label: 'Oldest first' },
  { value: 'person', label: 'By person, A–Z' },
  { value: 'person desc', label: 'By person, Z–A' },
  { value: 'lock', label: 'By lock, A–Z' },
  { value: 'lock desc', label: 'By lock, Z–A' },
  { value: 'state', label: 'By state' },
  { value: 'state desc', label: 'By state, last first' },
  { value: 'end', label: 'Ends first' },
  { value: 'end desc', label: 'Ends last' },
]
