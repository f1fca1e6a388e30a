import type { useKeys } from '#src/api/keys.ts'
import type { Lock } from '#src/contract/lock.ts'
import { logPolicy } from '#src/domain/accessLog.ts'
import { KeyLog } from '#src/features/keys/KeyLog.tsx'
import { lockLogEmpty, policyNote } from '#src/features/keys/keyLogWords.ts'
import { KeyWhy } from '#src/features/keys/KeyWhy.tsx'
import columns from '#src/ui/columns.module.css'
import css from './LockPage.module.css'

interface LockWhyProps {
  projectId: string
  lock: Lock
  keys: ReturnType<typeof useKeys>
  now: number
}

/** What support is asked about a door: why somebody cannot get in, and who did. */
export function LockWhy({ projectId, lock, keys, now }: LockWhyProps) {
  const policy = logPolicy(lock)
  return (
    <div className={`${columns.columns} ${css.asked}`}>
      <section>
        <h2>Why can’t somebody get in?</h2>
        <KeyWhy of="lock" projectId={projectId} keys={keys} now={now} lockId={lock.id} />
      </section>
      <section>
        <h2>Openings</h2>
        <KeyLog
          projectId={projectId}
          keys={keys}
          of="lock"
          filter={{ lockId: lock.id }}
          empty={lockLogEmpty(policy)}
          note={policyNote(policy)}
        />
      </section>
    </div>
  )
}
