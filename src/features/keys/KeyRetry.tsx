import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { now } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { jobRetry } from '#src/api/jobRetry.ts'
import { useKeys } from '#src/api/keys.ts'
import { lockList } from '#src/api/locks.ts'
import { failureId } from '#src/domain/jobRows.ts'
import { numberBehind } from '#src/domain/person.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './KeyCreate.module.css'
import { KeyCreateForm } from './KeyCreateForm.tsx'
import { readKeyDraft } from './keyDraft.ts'
import { formContext } from './keyFacts.ts'
import { countKeys } from './keyForm.ts'
import { planRetry, withoutExisting } from './keyRetry.ts'
import { KeyRetryNotes } from './KeyRetryNotes.tsx'
import { retryPair } from './keySend.ts'

interface KeyRetryProps {
  projectId: string
  jobId: string
  /** The mark of one of the job's failures; undefined: all that failed. */
  only: string | undefined
}

/**
 * The failed keys of a job once more. First it is looked which of them exist by now: nothing is offered to be sent
 * before that look is complete.
 */
export function KeyRetry({ projectId, jobId, only }: KeyRetryProps) {
  const keys = useKeys(projectId)
  const locks = useQuery(lockList(projectId))
  const look = useQuery(jobRetry(projectId, jobId))
  const [draft] = useState(() => readKeyDraft(projectId, jobId))
  const [openedAt] = useState(now)
  const failed = useMemo(
    () =>
      look.data?.failed
        .filter(({ reason }) => only === undefined || failureId(reason) === only)
        .map((key) => ({
          ...key,
          number: key.number ?? numberBehind(projectId, key.personId, keys.index.numberOf, keys.names.keys()),
        })),
    [look.data, only, projectId, keys],
  )
  const context = useMemo(() => formContext(keys.locks), [keys.locks])

  if (look.error && !look.isFetching)
    return (
      <>
        <p className={css.look}>
          It could not be looked which of these keys exist by now. Nothing is offered to be made before that.
        </p>
        <Broken {...explain(look.error)} onRetry={() => void look.refetch()} />
      </>
    )
  if (locks.isError && !locks.data) return null
  const searching = failed?.some(({ number }) => number === undefined) && !keys.pass.complete && !keys.error
  if (!failed || look.isFetching || !locks.data || searching)
    return (
      <>
        <p className={css.look}>Looking which of these keys exist by now. Nothing is made by that.</p>
        <RowsSkeleton label="Looking which of these keys exist by now" rows={6} />
      </>
    )

  const seeJob = <LinkButton {...paths.job(projectId, jobId)}>See the job</LinkButton>
  if (!look.data?.isOver)
    return (
      <Empty title="This job is still running." action={seeJob}>
        What fails in it can be tried again once it is over.
      </Empty>
    )
  const plan = planRetry(failed, context, openedAt)
  const notes = (
    <KeyRetryNotes
      projectId={projectId}
      jobId={jobId}
      startedAt={look.data.startedAt}
      plan={plan}
      keys={keys}
    />
  )
  // A press whose answer was lost is settled first, whatever the address names.
  const kept = draft?.unsure || draft?.from === (only ?? '') ? draft : undefined
  const begun = kept && (kept.unsure ? kept.values : withoutExisting(kept.values, plan.existing))
  const left = begun ?? plan.values
  if (!left || (countKeys(left) === 0 && !kept?.unsure))
    return (
      <>
        {notes}
        <Empty title="Nothing is left to try again here." action={seeJob}>
          {failed.length === 0
            ? 'No key of this job has failed, or none for the reason that the address names.'
            : 'What became of each key stands on the page of the job.'}
        </Empty>
      </>
    )
  return (
    <KeyCreateForm
      projectId={projectId}
      keys={keys}
      draft={kept}
      initial={left}
      from={only ?? ''}
      retry={{
        jobId,
        values: plan.values ?? left,
        open: failed.filter(({ since }) => since === undefined).map(retryPair),
      }}
      above={notes}
    />
  )
}
