import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import { pageLimit } from '#src/contract/endpoints.ts'
import { formatNumber } from '#src/domain/time.ts'
import { ReadAgain } from '#src/ui/feedback/ReadAgain.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import css from './KeyPass.module.css'

/** The button that takes the place of the one that was just pressed, and its focus. */
export type PassTurn = RefObject<'stop' | 'goOn' | undefined>

/** For `ref`: takes the focus when it is this button's turn, and nobody has gone elsewhere meanwhile. */
export const takesTurn = (turnRef: PassTurn, mine: 'stop' | 'goOn') => (button: HTMLButtonElement | null) => {
  if (!button || turnRef.current !== mine) return
  turnRef.current = undefined
  // What is not to be seen yet cannot have the focus.
  button.style.animation = 'none'
  if (document.activeElement === document.body) button.focus()
}

/** How old the list of keys is, reading it again, and breaking that off where it takes long. */
export function KeyPassActions({ keys, turnRef }: { keys: ReturnType<typeof useKeys>; turnRef: PassTurn }) {
  const { pass, loading } = keys
  const read = pass.read ?? 0
  const isStop = loading && (!pass.complete || read >= pageLimit)
  const stopHasFocus = useRef(false)
  const readAgain = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (isStop || !stopHasFocus.current) return
    stopHasFocus.current = false
    // The reading has ended by itself. Who pressed the button goes on at the next.
    if (!turnRef.current && document.activeElement === document.body) readAgain.current?.focus()
  }, [isStop, turnRef])
  return (
    <>
      {loading && pass.complete && read >= pageLimit && (
        <span className={css.read}>{formatNumber(read)} read again</span>
      )}
      {isStop && (
        <PlainButton
          ref={takesTurn(turnRef, 'stop')}
          variant="default"
          size="xs"
          className={css.stop ?? ''}
          // A button that goes away with the focus tells of no blur.
          onFocus={() => (stopHasFocus.current = true)}
          onBlur={() => (stopHasFocus.current = false)}
          onClick={() => {
            turnRef.current = 'goOn'
            keys.stop()
          }}
        >
          Stop {pass.complete ? 'reading' : 'loading'}
        </PlainButton>
      )}
      {(pass.complete || !loading) && (
        <ReadAgain
          buttonRef={readAgain}
          label="Read all keys again"
          asOf={pass.asOf}
          loading={loading}
          onClick={keys.refetch}
        />
      )}
    </>
  )
}
