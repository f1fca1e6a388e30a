import type { useKeys } from '#src/api/keys.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeyPass.module.css'
import { counted } from './keyWords.ts'

/** What a list is worth that somebody did not wait for, and the way on. */
export function KeyPassStopped({ keys }: { keys: ReturnType<typeof useKeys> }) {
  const { size } = keys.index
  return (
    <div className={css.stopped}>
      <Notice tone="warn">
        <div className={css.line}>
          <span>
            {size === 0
              ? 'You stopped the loading before a key arrived.'
              : `You stopped the loading. Only the ${counted(size, 'key')} that arrived ${size === 1 ? 'is' : 'are'} listed. There may be more.`}
          </span>
          <button type="button" className={`${css.button} ${css.goOn}`} onClick={keys.goOn}>
            Go on
          </button>
        </div>
      </Notice>
    </div>
  )
}
