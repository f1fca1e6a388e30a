import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '#src/api/explain.ts'
import { lockGet } from '#src/api/locks.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import rawCss from '#src/ui/raw.module.css'

/** The lock's own answer as JSON, asked for only when somebody opens it. */
export function LockRaw({ projectId, lockId }: { projectId: string; lockId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={rawCss.raw} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What the API says, word for word</summary>
      {open && <Answer projectId={projectId} lockId={lockId} />}
    </details>
  )
}

function Answer({ projectId, lockId }: { projectId: string; lockId: string }) {
  const { data, error, refetch } = useQuery(lockGet(projectId, lockId))
  if (error) return <Broken {...explain(error)} onRetry={() => void refetch()} />
  return data ? <pre>{JSON.stringify(data, null, 2)}</pre> : <p role="status">Asking Unloc…</p>
}
