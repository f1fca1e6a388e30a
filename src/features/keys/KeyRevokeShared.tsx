import { Checkbox, TextInput } from '@mantine/core'
import type { KeyRevokeRun } from './keyRevoke.ts'
import css from './KeyRevoke.module.css'

interface KeyRevokeSharedProps {
  revoke: KeyRevokeRun
  /** A person by number, or a lock by id. */
  name: (id: string) => string
  typed: string
  onTyped: (text: string) => void
}

/**
 * Keys that people shared are taken back by a call of their own. Nobody can tell beforehand how many they are, so it is
 * asked for one person or lock at a time, and its name or number is typed.
 */
export function KeyRevokeShared({ revoke, name, typed, onTyped }: KeyRevokeSharedProps) {
  const { target, shared } = revoke
  const isPerson = target.kind === 'people'
  const of = target.kind === 'people' ? target.numbers : target.kind === 'locks' ? target.ids : []
  const [only] = of
  if (only === undefined) return null
  if (of.length > 1)
    return (
      <p className={css.small}>
        Keys that people shared are not among these. They are taken back for one{' '}
        {isPerson ? 'person' : 'lock'} at a time.
      </p>
    )
  return (
    <div className={css.shared}>
      <Checkbox
        checked={shared}
        disabled={revoke.phase === 'checking'}
        onChange={(event) => revoke.setShared(event.currentTarget.checked)}
        label={
          isPerson
            ? `Also take back the keys that ${name(only)} shared with others`
            : `Also take back the keys that people shared to ${name(only)}`
        }
        description="Their number is not known: Unloc lists them only under those who got them."
      />
      {shared && (
        <TextInput
          label={
            isPerson
              ? 'Type the last four digits of the number to confirm'
              : `Type “${name(only)}” to confirm`
          }
          inputMode={isPerson ? 'numeric' : 'text'}
          autoComplete="off"
          value={typed}
          onChange={(event) => onTyped(event.currentTarget.value)}
          className={css.typed}
        />
      )}
    </div>
  )
}
