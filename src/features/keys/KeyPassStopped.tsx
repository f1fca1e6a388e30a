import type { useKeys } from '#src/api/keys.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import css from './KeyPass.module.css'
import { takesTurn, type PassTurn } from './KeyPassActions.tsx'
import { counted } from './keyWords.ts'

/** What a list is worth that somebody did not wait for, and the way on. */
export function KeyPassStopped({ keys, turnRef }: { keys: ReturnType<typeof useKeys>; turnRef: PassTurn }) {
  const { size } = keys.index
  if (!keys.pass.stopped || !keys.error) return null
  return (
    <div className={css.stopped}>
      <Notice tone="warn">
        <div className={css.line}>
          <span>
            {size === 0
              ? 'You stopped the loading before a key arrived.'
              : `You stopped the loading. Only the ${counted(size, 'key')} that arrived ${size === 1 ? 'is' : 'are'} listed. There may be more.`}
          </span>
          <PlainButton
            ref={takesTurn(turnRef, 'goOn')}
            size="compact-sm"
            variant="default"
            onClick={() => {
              turnRef.current = 'stop'
              keys.goOn()
            }}
          >
            Go on
          </PlainButton>
        </div>
      </Notice>
    </div>
  )
}
