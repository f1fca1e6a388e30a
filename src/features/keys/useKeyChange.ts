import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { afterWrite } from '#src/api/keyWrites.ts'
import { resumeReplace } from '#src/api/replace.ts'
import { sendKeys } from './keySend.ts'

/** A change that this browser remembers, watched. Looking at it revokes nothing. */
export function useKeyChange(projectId: string, batch: string) {
  const client = useQueryClient()
  const run = useMemo(
    () =>
      resumeReplace(projectId, batch, {
        send: (requests) => sendKeys(projectId, requests),
        onWrite: () => void afterWrite(client, projectId),
      }),
    [projectId, batch, client],
  )
  return { run, ...useSyncExternalStore(run.subscribe, run.view) }
}
