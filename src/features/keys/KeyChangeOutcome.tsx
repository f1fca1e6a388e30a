import { Button } from '@mantine/core'
import { editChange, useChanges, type ChangeRecord } from '#src/api/changeRecord.ts'
import { explain } from '#src/api/explain.ts'
import { useKeys } from '#src/api/keys.ts'
import { isMoving, isOver, type ReplaceStep } from '#src/domain/replace.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { focusOnMount } from '#src/ui/focusOnMount.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './KeyChangeOutcome.module.css'
import { KeyChangeRow } from './KeyChangeRow.tsx'
import { keyChangeTarget } from './keyChangeSearch.ts'
import { changeKinds, changeSums } from './keyChangeWords.ts'
import list from './KeyResults.module.css'
import { KeyRevokeWait } from './KeyRevokeWait.tsx'
import { counted } from './keyWords.ts'
import { useKeyChange } from './useKeyChange.ts'

/** What comes of a change, key by key, as it comes. */
export function KeyChangeOutcome({ projectId, batch }: { projectId: string; batch: string }) {
  const record = useChanges(projectId).find((one) => one.batch === batch)
  if (record) return <Known projectId={projectId} record={record} />
  return (
    <Empty
      title="This browser knows no such change."
      action={<LinkButton {...paths.keys(projectId)}>See all keys</LinkButton>}
    >
      A change is remembered by the browser in which it was made. The keys themselves tell how it ended.
    </Empty>
  )
}

const waiting: ReplaceStep = { kind: 'waiting' }

function Known({ projectId, record }: { projectId: string; record: ChangeRecord }) {
  const { batch, pairs } = record
  const keys = useKeys(projectId)
  const { run, phase, isRead, isGoing, steps, trouble, waitUntil } = useKeyChange(projectId, batch)
  const stepOf = (oldId: string) => steps.get(oldId) ?? waiting
  const rank = (oldId: string) => changeKinds.indexOf(stepOf(oldId).kind)
  const all = pairs.map(({ oldId }) => stepOf(oldId))
  const settled = all.filter((step) => !isMoving(step) && step.kind !== 'works').length
  const moving = all.filter(isMoving).length
  const ready = all.filter(({ kind }) => kind === 'works').length
  /** More comes by itself, as far as anybody knows. */
  const isBusy =
    isGoing &&
    !record.isOver &&
    all.some((step) => step.kind === 'works' || (isMoving(step) && step.kind !== 'unknown'))
  const isWaiting = isRead && !isGoing && !record.isOver && phase !== 'elsewhere' && moving + ready > 0
  const isLeft = isRead && !isBusy && !record.isOver && phase !== 'elsewhere' && !all.every(isOver)
  const failedIds = pairs.flatMap(({ oldId }) => {
    const step = stepOf(oldId)
    return step.kind === 'stays' && !step.isOldGone ? [oldId] : []
  })
  return (
    <div className={css.body}>
      {/* The form that had the focus is gone. */}
      <p className={css.sentence} role="status" tabIndex={-1} ref={focusOnMount}>
        {!isRead
          ? `A change of ${counted(pairs.length, 'key')}.`
          : phase === 'sending'
            ? `Asking for ${counted(pairs.length, 'new key')}.`
            : `${counted(pairs.length, 'key')}: ${changeSums(all)}.`}
      </p>
      <KeyRevokeWait until={waitUntil} />
      <div className={list.track} aria-hidden>
        <div style={{ transform: `scaleX(${String(settled / Math.max(1, all.length))})` }} />
      </div>
      {phase === 'elsewhere' && (
        <Notice>Another tab of this browser is at this change. Nothing is done twice: look there.</Notice>
      )}
      {isWaiting && (
        <Notice tone="warn">
          This change is not finished.{' '}
          {moving > 0
            ? 'The new keys are watched, and no old key is revoked before you say so.'
            : `${counted(ready, 'new key works', 'new keys work')}, and ${ready === 1 ? 'its old one is' : 'their old ones are'} still there. Nothing is revoked before you say so.`}
        </Notice>
      )}
      {trouble !== undefined && <Broken {...explain(trouble)} onRetry={run.look} />}
      {isRead ? (
        <ul className={`${list.rows} ${css.rows}`} aria-label="Result of each key" tabIndex={-1}>
          {pairs
            .toSorted((a, b) => rank(a.oldId) - rank(b.oldId))
            .map((pair) => (
              <KeyChangeRow
                key={pair.oldId}
                projectId={projectId}
                keys={keys}
                pair={pair}
                step={stepOf(pair.oldId)}
                onRevoke={() => run.revokeOld(pair.oldId)}
              />
            ))}
        </ul>
      ) : (
        phase !== 'elsewhere' && <RowsSkeleton label="Reading how the keys stand" rows={4} />
      )}
      <p className={css.small}>
        An old key is revoked only once Unloc lists the new one as working, with the limits that were asked
        for. A lock or phone that is offline may lag behind.
      </p>
      <div className={css.actions}>
        {isBusy && (
          <Button variant="default" onClick={run.stop}>
            Stop: revoke nothing more
          </Button>
        )}
        {isWaiting && (
          <Button onClick={run.goOn}>
            Go on{ready > 0 && moving === 0 && `: revoke ${counted(ready, 'old key')}`}
          </Button>
        )}
        {isLeft && (
          <Button
            variant="default"
            onClick={() => {
              run.stop()
              editChange(projectId, batch, (one) => ({ ...one, isOver: true }))
            }}
          >
            Leave it at that
          </Button>
        )}
        {failedIds.length > 0 && record.isOver && (
          <LinkButton variant="default" {...keyChangeTarget(projectId, failedIds)}>
            Change the {failedIds.length === 1 ? 'key' : `${formatNumber(failedIds.length)} keys`} that
            stayed…
          </LinkButton>
        )}
        <LinkButton variant="default" {...paths.keys(projectId)}>
          See all keys
        </LinkButton>
      </div>
    </div>
  )
}
