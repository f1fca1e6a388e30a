import { memo, useMemo, type ReactNode } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { IconX } from '#src/ui/icons.ts'
import { part } from '#src/ui/part.tsx'
import { SearchField } from '#src/ui/SearchField.tsx'
import { KeyChoicesSketch, useSketch } from './KeyChoicesSketch.tsx'
import css from './KeyFilters.module.css'
import type { KeySearchChange } from './keyQuestion.ts'
import type { KeySearch } from './keySearch.ts'
import { stateWord } from './keyWords.ts'

export interface KeyFiltersProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  now: number
  search: KeySearch
  text: string
  onText: (text: string) => void
  onSearch: (change: KeySearchChange) => void
}

const KeyChoices = part(() => import('./KeyChoices.tsx').then((m) => m.KeyChoices))

/** Search first and widest, then state, lock, person and grouping; below, every active filter as a chip. */
export function KeyFilters({ text, onText, ...rest }: KeyFiltersProps) {
  return (
    <div className={css.bar} role="search" aria-label="Filter keys">
      <SearchField
        className={css.search}
        label="Search keys"
        placeholder="Name, number, lock, address or note"
        value={text}
        onChange={onText}
      />
      <Choices {...rest} />
    </div>
  )
}

/** Apart from the search field, so that a keystroke draws none of the menus anew. */
const Choices = memo(function Choices(props: Omit<KeyFiltersProps, 'text' | 'onText'>) {
  const { keys, search, onSearch } = props
  const { index, locks, names } = keys
  const states = useMemo(() => search.state?.split(',') ?? [], [search.state])
  const number = search.person && index.numberOf(search.person)
  const person =
    search.person && (number ? (names.get(number) ?? formatPhone(number)) : 'A person without keys here')
  const { begun, handlers } = useSketch()
  return (
    <>
      <KeyChoices
        {...props}
        isWanted={begun !== undefined}
        states={states}
        begun={begun}
        sketch={
          <KeyChoicesSketch
            handlers={handlers}
            lock={search.lock && lockNameOf(locks, search.lock)}
            person={number && `${names.get(number) ?? ''} ${formatPhone(number)}`.trim()}
            group={search.group}
          />
        }
      />
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
        {person && <Chip text={person} onRemove={() => onSearch({ person: undefined })} />}
      </Chips>
    </>
  )
})

const Chips = ({ children }: { children: ReactNode[] }) =>
  children.flat().some(Boolean) ? <div className={css.chips}>{children}</div> : null

const Chip = ({ text, onRemove }: { text: string; onRemove: () => void }) => (
  <span className={css.chip}>
    <span>{text}</span>
    <button type="button" aria-label={`Remove the filter ${text}`} onClick={onRemove}>
      <IconX size={16} aria-hidden />
    </button>
  </span>
)
