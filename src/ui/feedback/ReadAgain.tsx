import type { Ref } from 'react'
import { formatInstant } from '#src/domain/time.ts'
import { IconRefresh } from '../icons.ts'
import { PlainButton } from '../PlainButton.tsx'
import css from './ReadAgain.module.css'

interface ReadAgainProps {
  label: string
  /** When the list was last read to its end, epoch ms. */
  asOf: number | undefined
  loading: boolean
  onClick: () => void
  buttonRef?: Ref<HTMLButtonElement>
}

/** How old a list is, and the button that reads it again. */
export function ReadAgain({ label, asOf, loading, onClick, buttonRef }: ReadAgainProps) {
  return (
    <>
      {asOf !== undefined && (
        <span className={css.asOf}>as of {formatInstant(asOf, undefined, undefined, 'time')}</span>
      )}
      <PlainButton
        ref={buttonRef}
        variant="subtle"
        aria-label={label}
        aria-busy={loading}
        title={label}
        onClick={() => loading || onClick()}
      >
        <IconRefresh size={16} aria-hidden />
      </PlainButton>
    </>
  )
}
