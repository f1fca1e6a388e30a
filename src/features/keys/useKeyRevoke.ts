import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { afterWrite } from '#src/api/keyWrites.ts'
import type { RevokeRecord } from '#src/api/revokeRecord.ts'
import { KeyRevokeRun } from './keyRevoke.ts'
import type { RevokeTarget } from './keyRevokeTarget.ts'

/** A revoke that begins with its dialog and is left behind with it. What is chosen is frozen when it opens. */
export function useKeyRevoke(projectId: string, target: RevokeTarget, left?: RevokeRecord): KeyRevokeRun {
  const client = useQueryClient()
  const [run] = useState(() => new KeyRevokeRun(projectId, target, left))
  useSyncExternalStore(run.subscribe, () => run.version)
  const isDone = run.phase === 'done'
  useEffect(() => {
    void run.begin()
    return () => run.abandon()
  }, [run])
  useEffect(() => {
    if (isDone) void afterWrite(client, projectId)
  }, [isDone, client, projectId])
  return run
}
