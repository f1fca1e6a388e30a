import { Link } from '@tanstack/react-router'
import type { useKeys } from '#src/api/keys.ts'
import type { FailedKey } from '#src/domain/jobRetry.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatInstant } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import type { KeyRetryPlan } from './keyRetry.ts'
import { retryNotes } from './keyRetryWords.ts'

interface KeyRetryNotesProps {
  projectId: string
  jobId: string
  startedAt: number | undefined
  plan: KeyRetryPlan
  keys: Pick<ReturnType<typeof useKeys>, 'names' | 'locks'>
}

/** Whose failed keys are tried again and why they failed, and what is left out or differs from what was asked for then. */
export function KeyRetryNotes({ projectId, jobId, startedAt, plan, keys }: KeyRetryNotesProps) {
  const whom = ({ number, lockId }: FailedKey) =>
    `${number === undefined ? 'somebody' : keys.names.get(number) || formatPhone(number)} to ${lockNameOf(keys.locks, lockId)}`
  const reasons = [...new Set(plan.tried.flatMap(({ reason }) => reason ?? []))]
  return (
    <>
      <Notice>
        This tries again what failed in{' '}
        <Link {...paths.job(projectId, jobId)}>
          {startedAt === undefined
            ? 'an earlier job'
            : `the job of ${formatInstant(startedAt, undefined, undefined, 'short')}`}
        </Link>
        .{' '}
        {reasons.length > 0 && (
          <>
            Unloc said:{' '}
            {reasons.map((reason, i) => (
              <span key={reason}>
                {i > 0 && ' and '}
                <q>{reason}</q>
              </span>
            ))}
            .
          </>
        )}
      </Notice>
      {retryNotes(plan, whom).map(({ tone, text }) => (
        <Notice key={text} tone={tone}>
          {text}
        </Notice>
      ))}
    </>
  )
}
