import { Button, Drawer, Menu, Pill, Select, TextInput } from '@mantine/core'
import { memo, useMemo, useState, type ReactNode } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { keyStates } from '#src/contract/key.ts'
import { lockName, lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { personId } from '#src/domain/person.ts'
import { formatNumber } from '#src/domain/time.ts'
import { listBox } from '#src/ui/form/listBox.ts'
import { IconChevronDown, IconFilter, IconSearch } from '#src/ui/icons.ts'
import { useNarrow } from '#src/ui/table/useNarrow.ts'
import { usePageInert } from '#src/ui/usePageInert.ts'
import css from './KeyFilters.module.css'
import type { KeySearch } from './keySearch.ts'
import { stateWord } from './keyWords.ts'

interface KeyFiltersProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  now: number
  search: KeySearch
  text: string
  onText: (text: string) => void
  onSearch: (change: Partial<Record<keyof KeySearch, string | undefined>>) => void
}

/** Search first and widest, then state, lock, person and grouping; below, every active filter as a chip. */
export function KeyFilters({ text, onText, ...rest }: KeyFiltersProps) {
  return (
    <div className={css.bar} role="search" aria-label="Filter keys">
      <TextInput
        className={css.search}
        aria-label="Search keys"
        placeholder="Name, number, lock, address or note"
        leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
        type="search"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <Choices {...rest} />
    </div>
  )
}

/** Apart from the search field, so that a keystroke draws none of the menus anew. */
const Choices = memo(function Choices({
  projectId,
  keys,
  now,
  search,
  onSearch,
}: Omit<KeyFiltersProps, 'text' | 'onText'>) {
  const { index, locks, names } = keys
  const states = search.state?.split(',') ?? []
  const lockChoices = useMemo(
    () =>
      [...locks.values()]
        .map((lock) => ({ value: lock.id, label: lockName(lock) }))
        .sort((a, b) => byName.compare(a.label, b.label)),
    [locks],
  )
  const number = search.person && index.numberOf(search.person)
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  usePageInert(narrow && open)

  const choices = (
    <>
      <Menu closeOnItemClick={false} position="bottom-start" shadow="md">
        <Menu.Target>
          <Button
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
      <Select
        {...listBox}
        className={css.choice}
        aria-label="Lock"
        placeholder="Any lock"
        data={lockChoices}
        value={search.lock ?? null}
        onChange={(lock) => onSearch({ lock: lock ?? undefined })}
        searchable
        clearable
        limit={60}
        nothingFoundMessage="No such lock"
      />
      <PersonSelect projectId={projectId} keys={keys} search={search} onSearch={onSearch} />
      <Select
        {...listBox}
        className={css.group}
        aria-label="Group by"
        data={[
          { value: '', label: 'No groups' },
          { value: 'person', label: 'By person' },
          { value: 'lock', label: 'By lock' },
        ]}
        value={search.group ?? ''}
        allowDeselect={false}
        onChange={(group) => onSearch({ group: group || undefined })}
      />
    </>
  )
  return (
    <>
      {narrow ? (
        <Button
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
      <Chips>
        {states.map((state) => (
          <Chip
            key={state}
            text={stateWord(state)}
            onRemove={() =>
              onSearch({ state: states.filter((other) => other !== state).join(',') || undefined })
            }
          />
        ))}
        {search.lock && (
          <Chip text={lockNameOf(locks, search.lock)} onRemove={() => onSearch({ lock: undefined })} />
        )}
        {search.person && (
          <Chip
            text={number ? (names.get(number) ?? formatPhone(number)) : 'A person without keys here'}
            onRemove={() => onSearch({ person: undefined })}
          />
        )}
      </Chips>
    </>
  )
})

/** The states with their counts, counted only while the menu is open. */
function StateItems({
  keys: { index, version },
  now,
  states,
  onSearch,
}: Pick<KeyFiltersProps, 'keys' | 'now' | 'onSearch'> & { states: string[] }) {
  const counts = useMemo(() => {
    void version
    return index.countsByState(now)
  }, [index, version, now])
  const words = [...new Set([...keyStates, ...counts.keys(), ...states])]
  return words.map((word) => {
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
}

/** Everyone who has a key. Naming and sorting 20,000 people is put off until somebody goes to the field. */
function PersonSelect({
  projectId,
  keys: { index, names, version },
  search,
  onSearch,
}: Pick<KeyFiltersProps, 'projectId' | 'keys' | 'search' | 'onSearch'>) {
  const [wanted, want] = useState(false)
  const chosen = search.person
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
}

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

const Chips = ({ children }: { children: ReactNode[] }) =>
  children.flat().some(Boolean) ? <div className={css.chips}>{children}</div> : null

const Chip = ({ text, onRemove }: { text: string; onRemove: () => void }) => (
  <Pill
    size="md"
    withRemoveButton
    onRemove={onRemove}
    removeButtonProps={{ 'aria-label': `Remove the filter ${text}`, 'aria-hidden': false, tabIndex: 0 }}
  >
    {text}
  </Pill>
)
