import { Button } from '@mantine/core'
import { useRef, type MouseEvent } from 'react'
import { explain } from '#src/api/explain.ts'
import { keyStore } from '#src/api/keys.ts'
import type { RevokeRecord } from '#src/api/revokeRecord.ts'
import { formatNumber } from '#src/domain/time.ts'
import { Dialog } from '#src/ui/Dialog.tsx'
import { wasMeantForBefore, type Press } from '#src/ui/doublePress.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { focusOnMount } from '#src/ui/focusOnMount.ts'
import { isOpen } from './keyRevoke.ts'
import type { RevokeTarget } from './keyRevokeTarget.ts'
import css from './KeyRevoke.module.css'
import { KeyRevokeOutcome } from './KeyRevokeOutcome.tsx'
import { KeyRevokePreview } from './KeyRevokePreview.tsx'
import { useKeyRevoke } from './useKeyRevoke.ts'

interface KeyRevokeProps {
  projectId: string
  target: RevokeTarget
  /** A revoke that was broken off, to be taken up instead. */
  left?: RevokeRecord
  /** `open`: the keys whose outcome is not settled; undefined when nothing was sent. */
  onClose: (open?: readonly { lockId?: string | null | undefined }[]) => void
}

/** Takes keys back: shows what will go before anything is sent, then the result for each key in the same place. */
export function KeyRevoke({ projectId, target, left, onClose }: KeyRevokeProps) {
  const revoke = useKeyRevoke(projectId, target, left)
  const { phase } = revoke
  const isUnderWay = phase === 'sending' || (phase === 'reading' && revoke.chosen.length > 0)
  const close = () => {
    if (isUnderWay) return
    // What is settled leaves the selection, what is not stays in it.
    const { index } = keyStore(projectId)
    const settled = [...revoke.results].flatMap(([id, result]) =>
      isOpen(result) || result.kind === 'stays' ? [] : (index.rowOf(id) ?? []),
    )
    index.select(settled, false)
    revoke.close()
    onClose(phase === 'done' ? revoke.open : undefined)
  }
  const lastPress = useRef<Press>(undefined)
  const takePress = (event: MouseEvent) => {
    // A key's press, which has no place.
    if (event.detail === 0) return
    const press = { at: event.timeStamp, x: event.clientX, y: event.clientY, shown: phase }
    if (wasMeantForBefore(lastPress.current, press)) event.stopPropagation()
    else lastPress.current = press
  }
  return (
    <Dialog
      onClickCapture={takePress}
      onClose={close}
      title={left ? 'A revoke that was broken off' : titles[target.kind]}
      size="lg"
      locked={isUnderWay}
      closeOnClickOutside={phase === 'preview' || phase === 'listing'}
    >
      {revoke.trouble !== undefined && (
        <div className={css.trouble}>
          <Broken
            {...explain(revoke.trouble)}
            {...(phase === 'preview' && revoke.count === 0 && { onRetry: () => void revoke.begin() })}
          />
          {phase === 'preview' && <p>Nothing was revoked: what cannot be listed completely is not sent.</p>}
        </div>
      )}
      {revoke.isElsewhere ? (
        <div className={css.body}>
          <p role="status">Another tab of this browser has this in hand. Go on there.</p>
          <div className={css.actions}>
            <Button variant="default" onClick={close} ref={focusOnMount} data-autofocus>
              Close
            </Button>
          </div>
        </div>
      ) : phase === 'listing' || (phase === 'reading' && revoke.chosen.length === 0) ? (
        <div className={css.body}>
          <p role="status">
            {phase === 'listing' ? 'Listing what this would take back' : 'Reading what became of the keys'}
            {revoke.listed > 0 ? `: ${formatNumber(revoke.listed)} so far` : '…'}
          </p>
          <div className={css.actions}>
            <Button variant="default" onClick={close} ref={focusOnMount} data-autofocus>
              Cancel
            </Button>
          </div>
        </div>
      ) : phase === 'preview' || phase === 'checking' ? (
        revoke.trouble !== undefined && revoke.count === 0 ? (
          <div className={css.actions}>
            <Button variant="default" onClick={close} ref={focusOnMount} data-autofocus>
              Close
            </Button>
          </div>
        ) : (
          // What was typed for other numbers does not count for these.
          <KeyRevokePreview key={revoke.readings} projectId={projectId} revoke={revoke} onClose={close} />
        )
      ) : (
        <KeyRevokeOutcome projectId={projectId} revoke={revoke} onClose={close} />
      )}
    </Dialog>
  )
}

const titles = { keys: 'Revoke keys', people: 'Revoke the keys of people', locks: 'Revoke the keys to locks' }
