import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ApiError } from '#src/api/error.ts'
import { explain } from '#src/api/explain.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeyCreate.module.css'
import type { KeyRefusal } from './keyRefusal.ts'
import type { Sent } from './keySend.ts'

interface KeyOutcomeProps {
  projectId: string
  outcome: Sent
  refusal: KeyRefusal
  /** The lost answer is told elsewhere. */
  unsure: boolean
  onSendWithMessage: () => void
}

/** What a press that did not go through has done and left undone. */
export function KeyOutcome({ projectId, outcome, refusal, unsure, onSendWithMessage }: KeyOutcomeProps) {
  const { failed, jobs, keys, settled } = outcome
  const placed = refusal.problems.filter(({ path }) => path[0] !== 'form')
  const other = refusal.problems.filter(({ path }) => path[0] === 'form')
  const words = failed?.error instanceof ApiError ? failed.error.words : undefined
  return (
    <>
      {settled && (
        <Notice tone="warn">
          {settled.length === 1
            ? '1 of these keys exists by now, or was asked for elsewhere.'
            : `${formatNumber(settled.length)} of these keys exist by now, or were asked for elsewhere.`}{' '}
          Nothing was sent. A press makes only what is left.
        </Notice>
      )}
      {keys.length > 0 && (
        <Notice>
          {formatNumber(keys.length)} keys are asked for, in{' '}
          {jobs.map((job, i) => (
            <span key={job}>
              {i > 0 && ', '}
              <Link {...paths.job(projectId, job)}>job {i + 1}</Link>
            </span>
          ))}
          . Then it stopped. A press sends only what is left.
        </Notice>
      )}
      {failed && !unsure && refusal.problems.length === 0 && <Broken {...explain(failed.error)} />}
      {refusal.problems.length > 0 && (
        <Notice tone="error">
          Unloc refused this, and made none of {keys.length > 0 ? 'the remaining keys' : 'the keys'}.
          {placed.length > 0 && ' What it refused is marked.'}
          {words && (
            <>
              {' '}
              It said: <q>{words}</q>
            </>
          )}
          {other.map(({ message }) => (
            <p key={message} className={css.offer}>
              {message}
            </p>
          ))}
          {refusal.notify && (
            <p className={css.offer}>
              It does not take the wish to send no message.{' '}
              <Button size="compact-sm" variant="default" onClick={onSendWithMessage}>
                Send with the message
              </Button>
            </p>
          )}
        </Notice>
      )}
    </>
  )
}
