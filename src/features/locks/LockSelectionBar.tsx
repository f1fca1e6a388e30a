import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { formatNumber } from '#src/domain/time.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { counted } from '#src/features/keys/keyWords.ts'
import { SelectionBar } from '#src/ui/table/SelectionBar.tsx'
import type { LockSelection } from './useLockSelection.ts'

const KeyRevoke = lazy(() =>
  import('#src/features/keys/KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })),
)

interface LockSelectionBarProps {
  projectId: string
  selection: LockSelection
  /** How many of the selected locks the search hides. */
  hidden: number
}

/** The selected locks, and what can be done with them. */
export function LockSelectionBar({ projectId, selection, hidden }: LockSelectionBarProps) {
  const { ids, gone } = selection
  // Frozen when the dialog opens: what is ticked meanwhile is not meant.
  const [target, setTarget] = useState<string[]>()
  return (
    <>
      {(ids.length > 0 || gone > 0) && (
        <SelectionBar
          label="Selected locks"
          status={
            <>
              <strong>{counted(ids.length, 'lock')} selected</strong>
              {hidden > 0 && <span>{formatNumber(hidden)} hidden by the search</span>}
              {gone > 0 && <span>{formatNumber(gone)} no longer listed, left out</span>}
            </>
          }
          onClear={selection.clear}
        >
          {ids.length > 0 && (
            <KeyMay action="revokeMany">
              <Button variant="outline" color="red" onClick={() => setTarget(ids)}>
                Revoke all keys to {ids.length === 1 ? 'this lock' : counted(ids.length, 'lock')}…
              </Button>
            </KeyMay>
          )}
        </SelectionBar>
      )}
      {target && (
        <Suspense>
          <KeyRevoke
            projectId={projectId}
            target={{ kind: 'locks', ids: target }}
            onClose={(open) => {
              setTarget(undefined)
              if (!open) return
              // Locks with keys that are not settled stay selected.
              const left = new Set(open.map(({ lockId }) => lockId))
              selection.select(
                target.filter((id) => !left.has(id)),
                false,
              )
            }}
          />
        </Suspense>
      )}
    </>
  )
}
