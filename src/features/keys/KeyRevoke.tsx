import { Button } from '@mantine/core'
import { explain } from '#src/api/explain.ts'
import { keyStore } from '#src/api/keys.ts'
import { Dialog } from '#src/ui/Dialog.tsx'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { useKeyRevoke, type RevokeTarget } from './keyRevoke.ts'
import { KeyRevokeOutcome } from './KeyRevokeOutcome.tsx'
import { KeyRevokePreview } from './KeyRevokePreview.tsx'

interface KeyRevokeProps {
  projectId: string
  target: RevokeTarget
  /** `done` tells whether anything was sent. */
  onClose: (done: boolean) => void
}

/** Takes keys back: shows what will go before anything is sent, then the result for each key in the same place. */
export function KeyRevoke({ projectId, target, onClose }: KeyRevokeProps) {
  const revoke = useKeyRevoke(projectId, target)
  const { phase, listed } = revoke
  const { index } = keyStore(projectId)
  const close = () => {
    if (phase === 'sending') return
    for (const [id, result] of revoke.results) {
      const row = index.rowOf(id)
      if (row !== undefined && (result.kind === 'revoked' || result.kind === 'alreadyUnusable'))
        index.select([row], false)
    }
    onClose(phase === 'done')
  }
  return (
    <Dialog
      onClose={close}
      title={titles[target.kind]}
      size="lg"
      locked={phase === 'sending'}
      closeOnClickOutside={phase === 'preview'}
    >
      {phase !== 'preview' ? (
        <KeyRevokeOutcome projectId={projectId} revoke={revoke} onClose={close} />
      ) : listed.isPending ? (
        <p role="status">Listing what this would take back…</p>
      ) : listed.isError ? (
        <>
          <Broken {...explain(listed.error)} onRetry={() => void listed.refetch()} />
          <p>Nothing was revoked: what cannot be listed completely is not sent.</p>
          <Button variant="default" onClick={close}>
            Close
          </Button>
        </>
      ) : (
        <KeyRevokePreview projectId={projectId} revoke={revoke} onClose={close} />
      )}
    </Dialog>
  )
}

const titles = { keys: 'Revoke keys', people: 'Revoke the keys of people', locks: 'Revoke the keys to locks' }
