import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useNow } from '#src/api/clock.ts'
import { forgetRevoke, useLeftRevokes, type RevokeRecord } from '#src/api/revokeRecord.ts'
import { formatAgo } from '#src/domain/time.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeyRevokesLeft.module.css'
import { leftWords } from './keyRevokeWords.ts'

const KeyRevoke = lazy(() => import('./KeyRevoke.tsx').then((m) => ({ default: m.KeyRevoke })))

/** Revokes that a reload, a closed tab or the end of a session left behind: what was sent, and what was not. */
export function KeyRevokesLeft({ projectId }: { projectId: string }) {
  const records = useLeftRevokes(projectId)
  const [taken, setTaken] = useState<RevokeRecord>()
  const now = useNow(60_000)
  const shown = records.filter(({ id }) => id !== taken?.id)
  return (
    <>
      {shown.map((record) => (
        <div key={record.id} className={css.left} role="status">
          <Notice tone="warn">
            <div className={css.line}>
              <span>{leftWords(record, formatAgo(record.startedAt, now))}</span>
              <span className={css.buttons}>
                <Button size="compact-sm" variant="default" onClick={() => setTaken(record)}>
                  See what became of it
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  onClick={() => forgetRevoke(projectId, record.id)}
                >
                  Dismiss
                </Button>
              </span>
            </div>
          </Notice>
        </div>
      ))}
      {taken && (
        <Suspense>
          <KeyRevoke
            projectId={projectId}
            target={{ kind: 'keys', ids: taken.keyIds }}
            left={taken}
            onClose={() => setTaken(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
