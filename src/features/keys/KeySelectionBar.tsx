import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { keyStore, type useKeys } from '#src/api/keys.ts'
import { SelectionBar } from '#src/ui/table/SelectionBar.tsx'
import { KeyChangeButton } from './KeyChangeButton.tsx'
import { KeyMay } from './KeyMay.tsx'
import type { RevokeTarget } from './keyRevokeTarget.ts'
import { counted } from './keyWords.ts'

const KeyRevoke = lazy(() => import('./KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })))

interface KeySelectionBarProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  rows: Uint32Array
}

/** The selected keys: how many, how many of them the filter hides, and what can be done with them. */
export function KeySelectionBar({ projectId, keys, rows }: KeySelectionBarProps) {
  const { index } = keys
  useSyncExternalStore(index.subscribe, () => index.selectionVersion)
  const [target, setTarget] = useState<RevokeTarget>()
  const [gone, setGone] = useState(0)
  useEffect(() => {
    const { onGone } = keyStore(projectId)
    const count = (ids: string[]) => setGone((old) => old + ids.length)
    onGone.add(count)
    return () => void onGone.delete(count)
  }, [projectId])
  const count = index.selectedCount
  if (count === 0 && gone === 0 && !target) return null
  const owners = index.selectedOwnerCounts()
  const hidden = index.selectedHidden(rows)
  return (
    <>
      {(count > 0 || gone > 0) && (
        <SelectionBar
          label="Selected keys"
          status={
            <>
              <strong>{counted(count, 'key')} selected</strong>
              {hidden > 0 && <span>{counted(hidden, 'of them is', 'of them are')} hidden by the filter</span>}
              {gone > 0 && (
                <span>
                  {counted(gone, 'selected key is', 'selected keys are')} no longer listed, and left out
                </span>
              )}
            </>
          }
          onClear={() => {
            index.clearSelection()
            setGone(0)
          }}
        >
          {count > 0 && (
            <>
              <KeyChangeButton projectId={projectId} />
              <KeyMay action="revokeMany">
                <Button
                  variant="outline"
                  color="red"
                  onClick={() => setTarget({ kind: 'locks', ids: index.selectedOwners().lockIds })}
                >
                  All keys to {owners.lockIds === 1 ? 'this lock' : counted(owners.lockIds, 'lock')}…
                </Button>
              </KeyMay>
              <KeyMay action="revokeMany">
                <Button
                  variant="outline"
                  color="red"
                  onClick={() => setTarget({ kind: 'people', numbers: index.selectedOwners().numbers })}
                >
                  All keys of{' '}
                  {owners.numbers === 1 ? 'this person' : counted(owners.numbers, 'person', 'people')}…
                </Button>
              </KeyMay>
              <KeyMay action="revokeMany">
                <Button
                  variant="outline"
                  color="red"
                  onClick={() => setTarget({ kind: 'keys', ids: index.selectedIds() })}
                >
                  Revoke {counted(count, 'key')}…
                </Button>
              </KeyMay>
            </>
          )}
        </SelectionBar>
      )}
      {target && (
        <Suspense>
          <KeyRevoke projectId={projectId} target={target} onClose={() => setTarget(undefined)} />
        </Suspense>
      )}
    </>
  )
}
