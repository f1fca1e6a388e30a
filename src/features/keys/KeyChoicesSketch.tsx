import { useMemo, useState, type FocusEvent, type FormEvent, type SyntheticEvent } from 'react'
import type { KeyGrouping } from '#src/domain/keyIndex.ts'
import { IconChevronDown, IconFilter, IconX } from '#src/ui/icons.ts'
import field from '#src/ui/field.module.css'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import { useNarrow } from '#src/ui/table/useNarrow.ts'
import css from './KeyFilters.module.css'

export type Choice = 'state' | 'lock' | 'person' | 'group' | 'filters'

/** What somebody did with a choice before its code was here: the real one goes on from there. */
export interface Begun {
  /** Undefined when they went on to something else. */
  choice: Choice | undefined
  isOpen: boolean
  /** What was typed into it. */
  text?: string | undefined
}

export const groupChoices = [
  { value: '', label: 'No groups' },
  { value: 'person', label: 'By person' },
  { value: 'lock', label: 'By lock' },
]

const choiceOf = (event: SyntheticEvent<HTMLElement>) => event.currentTarget.dataset.choice as Choice

/** Remembers what is done with the sketch. */
export function useSketch() {
  const [begun, begin] = useState<Begun>()
  const handlers = useMemo(() => {
    // A press counts as soon as it goes down: in the middle of it the real choice may come and take the click's place.
    const open = (event: SyntheticEvent<HTMLElement>) => begin({ choice: choiceOf(event), isOpen: true })
    return {
      onPointerDown: open,
      onClick: open,
      onFocus: (event: FocusEvent<HTMLElement>) => {
        const choice = choiceOf(event)
        begin((old) => (old?.choice === choice ? old : { choice, isOpen: false }))
      },
      onBlur: () => begin({ choice: undefined, isOpen: false }),
      onInput: (event: FormEvent<HTMLInputElement>) =>
        begin({ choice: choiceOf(event), isOpen: true, text: event.currentTarget.value }),
    }
  }, [])
  return { begun, handlers }
}

interface KeyChoicesSketchProps {
  handlers: ReturnType<typeof useSketch>['handlers']
  lock: string | undefined
  person: string | undefined
  group: KeyGrouping | undefined
}

/** The choices as they look before their code is here. Whatever is done with them brings it. */
export function KeyChoicesSketch({ handlers, lock, person, group }: KeyChoicesSketchProps) {
  const { onInput, ...press } = handlers
  if (useNarrow())
    return (
      <PlainButton
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        data-choice="filters"
        {...press}
      >
        Filters
      </PlainButton>
    )
  const box = (choice: Choice, label: string, more: object, value: string | undefined, className = '') => (
    <div className={`${field.field} ${className}`}>
      <input
        className={field.input}
        data-choice={choice}
        role="combobox"
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={false}
        // Closed: there is no list yet that it could control.
        aria-controls={undefined}
        autoComplete="off"
        {...press}
        {...more}
      />
      {value ? <IconX size={18} stroke={1.6} aria-hidden /> : <Chevron />}
    </div>
  )
  return (
    <>
      <PlainButton
        variant="default"
        rightSection={<IconChevronDown size={14} aria-hidden />}
        aria-haspopup="menu"
        aria-expanded={false}
        data-choice="state"
        {...press}
      >
        State
      </PlainButton>
      {box('lock', 'Lock', { placeholder: 'Any lock', defaultValue: lock, onInput }, lock, css.choice)}
      {box(
        'person',
        'Person',
        { placeholder: 'Any person', defaultValue: person, onInput },
        person,
        css.choice,
      )}
      {box(
        'group',
        'Group by',
        { readOnly: true, value: groupChoices.find(({ value }) => value === (group ?? ''))?.label },
        undefined,
        css.group,
      )}
    </>
  )
}

/** Mantine's own, so that nothing moves when its field takes this one's place. */
const Chevron = () => (
  <svg className={css.chevron} viewBox="0 0 15 15" fill="currentColor" aria-hidden>
    <path d="M4.93 5.43a.45.45 0 0 0 .64.64L7.5 4.14l1.93 1.93a.45.45 0 0 0 .64-.64L7.82 3.18a.45.45 0 0 0-.64 0zM10.07 9.57a.45.45 0 0 0-.64-.64L7.5 10.86 5.57 8.93a.45.45 0 0 0-.64.64l2.25 2.25a.45.45 0 0 0 .64 0z" />
  </svg>
)
