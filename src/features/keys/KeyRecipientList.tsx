import { Button } from '@mantine/core'
import { memo, useDeferredValue } from 'react'
import type { PhoneCountry } from '#src/domain/phoneEntry.ts'
import { formatNumber } from '#src/domain/time.ts'
import { useRoving } from '#src/ui/form/useRoving.ts'
import { KeyRecipientChip } from './KeyRecipientChip.tsx'
import { chipKinds, corrected, readRecipient } from './keyRecipient.ts'
import css from './KeyRecipients.module.css'
import { useKeyField } from './useKeyField.ts'

interface KeyRecipientListProps {
  names: ReadonlyMap<string, string>
  refused: ReadonlyMap<string, string>
  country: PhoneCountry
  canCorrect: boolean
}

/** More chips than the list shows without being scrolled. */
const inSight = 40

/** The recipients as chips. Apart from the number field, so that a keystroke there draws no chip anew. */
export const KeyRecipientList = memo(function KeyRecipientList({
  names,
  refused,
  country,
  canCorrect,
}: KeyRecipientListProps) {
  const { value: people, set: setPeople } = useKeyField('people')
  const roving = useRoving('people', people.length, (place) =>
    setPeople(people.filter((_, i) => i !== place)),
  )
  // Of a long list that was pasted, those in sight first: the others follow when these are painted.
  const drawn = Math.max(inSight, useDeferredValue(people.length))
  const kinds = chipKinds(people)
  const count = (kind: string) => kinds.filter((other) => other === kind).length
  const [bad, twice] = [count('bad'), count('twice')]
  if (people.length === 0) return null
  return (
    <>
      <ul className={css.chips} aria-label="People who get keys, arrow keys move between them">
        {people.slice(0, drawn).map((person, i) => (
          <KeyRecipientChip
            key={i}
            person={person}
            kind={kinds[i]!}
            name={person.number === undefined ? undefined : names.get(person.number)}
            refused={person.number === undefined ? undefined : refused.get(person.number)}
            canCorrect={canCorrect}
            button={roving.button(i)}
            onChange={(text) =>
              setPeople(
                people.map((other, at) =>
                  at === i ? corrected(other, readRecipient(text, country)) : other,
                ),
              )
            }
            onRemove={() => roving.remove(i)}
          />
        ))}
      </ul>
      {(bad > 0 || twice > 0 || people.length > 10) && (
        <p className={css.sum}>
          <span>{formatNumber(count('good'))} usable</span>
          {bad > 0 && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setPeople(people.filter((_, i) => kinds[i] !== 'bad'))}
            >
              Remove {bad} not usable
            </Button>
          )}
          {twice > 0 && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setPeople(people.filter((_, i) => kinds[i] !== 'twice'))}
            >
              Remove {twice} listed twice
            </Button>
          )}
        </p>
      )}
    </>
  )
})
