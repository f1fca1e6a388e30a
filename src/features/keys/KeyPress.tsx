import { Button } from '@mantine/core'
import { memo } from 'react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'
import { formatList, formatNumber } from '#src/domain/time.ts'
import css from './KeyCreate.module.css'
import { isWorthKeeping } from './keyDraft.ts'
import { countKeys, type KeyForm } from './keyForm.ts'
import { errorPaths, sectionsOf } from './keyPlaces.ts'

interface KeyPressProps {
  onPress: () => void
  onDiscard: () => void
  pending: boolean
  unsure: boolean
  /** What came of the last press is told elsewhere. */
  isTold: boolean
  /** What a retry began with: as long as nobody touched it, to leave is enough. */
  given: KeyForm | undefined
}

/** The press that sends, and the way to begin anew. */
export function KeyPress({ onPress, onDiscard, pending, unsure, isTold, given }: KeyPressProps) {
  const { control } = useFormContext<KeyForm>()
  const values = useWatch({ control }) as KeyForm
  const { isSubmitted, errors } = useFormState({ control })
  const isAsGiven = given !== undefined && JSON.stringify(values) === JSON.stringify(given)
  const troubled = isSubmitted ? sectionsOf(errorPaths(errors)) : []
  return (
    <div className={css.press}>
      <Send count={countKeys(values)} onPress={onPress} pending={pending} unsure={unsure} />
      {isWorthKeeping(values) && !isAsGiven && !unsure && <Discard onPress={onDiscard} pending={pending} />}
      <p id="press-why" className={css.why} role="status">
        {unsure
          ? 'Look first what came of the last press.'
          : troubled.length > 0 && !isTold
            ? `Not sent. Look at ${formatList(troubled)}.`
            : ''}
      </p>
    </div>
  )
}

interface ButtonProps {
  onPress: () => void
  pending: boolean
}

// Kept apart from the values: a button is dear to draw, and its words seldom change.
const Send = memo(function Send({
  count,
  onPress,
  pending,
  unsure,
}: ButtonProps & { count: number; unsure: boolean }) {
  return (
    <Button size="md" onClick={onPress} loading={pending} disabled={unsure} aria-describedby="press-why">
      {count === 0 ? 'Make keys' : `Make ${formatNumber(count)} ${count === 1 ? 'key' : 'keys'}`}
    </Button>
  )
})

const Discard = memo(function Discard({ onPress, pending }: ButtonProps) {
  return (
    <Button variant="subtle" color="gray" disabled={pending} onClick={onPress}>
      Discard
    </Button>
  )
})
