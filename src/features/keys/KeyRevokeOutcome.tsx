import { Button } from '@mantine/core'
import { keyStore } from '#src/api/keys.ts'
import type { RevokeResult } from '#src/api/revoke.ts'
import type { Key } from '#src/contract/key.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { focusOnMount } from '#src/ui/focusOnMount.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { IconAlertTriangle, IconCheck, IconHelpCircle, IconKey, IconMinus } from '#src/ui/icons.ts'
import type { useKeyRevoke } from './keyRevoke.ts'
import css from './KeyRevoke.module.css'
import { counted, personLabel } from './keyWords.ts'

interface KeyRevokeOutcomeProps {
  projectId: string
  revoke: ReturnType<typeof useKeyRevoke>
  onClose: () => void
}

const words: Record<RevokeResult['kind'], string> = {
  revoked: 'Revoked',
  alreadyUnusable: 'Was unusable already',
  failed: 'Not revoked',
  unknown: 'Unknown',
  notSent: 'Not sent',
  stays: 'Stays live',
}
const sums: Record<RevokeResult['kind'], string> = {
  revoked: 'revoked',
  alreadyUnusable: 'unusable already',
  failed: 'not revoked',
  unknown: 'unknown',
  notSent: 'not sent',
  stays: 'left live',
}
const icons: Record<RevokeResult['kind'], typeof IconCheck> = {
  revoked: IconCheck,
  alreadyUnusable: IconMinus,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
  notSent: IconMinus,
  stays: IconKey,
}
const kinds = ['failed', 'unknown', 'notSent', 'stays', 'alreadyUnusable', 'revoked'] as const

/** The result of each key, as it comes, in the place where the preview was. */
export function KeyRevokeOutcome({ projectId, revoke, onClose }: KeyRevokeOutcomeProps) {
  const { sent, results, phase, failed, appeared } = revoke
  const { locks, names } = keyStore(projectId)
  const counts = kinds.map((kind) => ({
    kind,
    count: sent.filter((key) => results.get(key.id)?.kind === kind).length,
  }))
  const settled = counts.reduce((sum, { count }) => sum + count, 0)
  const told = counts.filter(({ count }) => count > 0)
  const lockName = (key: Key) => (key.lockId && locks.get(key.lockId)?.name) ?? key.lockId ?? 'No lock told'
  const line = (key: Key) => {
    const result = results.get(key.id)
    const Icon = result && icons[result.kind]
    return (
      <li key={key.id} data-kind={result?.kind ?? 'waiting'}>
        <span className={css.who}>
          {personLabel(key, names).name}
          <span>{lockName(key)}</span>
        </span>
        <span className={css.result}>
          {Icon && <Icon size={15} stroke={2} aria-hidden />}
          {result ? words[result.kind] : phase === 'sending' ? 'Waiting' : 'Not sent'}
        </span>
        {result?.words && result.kind !== 'revoked' && <span className={css.why}>{result.words}</span>}
      </li>
    )
  }
  return (
    <div className={css.body}>
      <p className={css.sentence} role="status">
        {phase === 'sending'
          ? `Revoking: ${formatNumber(settled)} of ${counted(sent.length, 'key')} answered.`
          : `${formatList(told.map(({ kind, count }) => `${formatNumber(count)} ${sums[kind]}`))}.`}
      </p>
      <div className={css.track} aria-hidden>
        <div style={{ transform: `scaleX(${String(settled / Math.max(1, sent.length))})` }} />
      </div>
      {appeared.length > 0 && (
        <Notice tone="warn">
          {counted(appeared.length, 'key was', 'keys were')} made since the preview:{' '}
          {formatList(
            appeared.map(
              (key) =>
                `${personLabel(key, names).name} to ${lockName(key)} (${key.state === 'revoked' ? 'revoked too' : 'live'})`,
            ),
          )}
          .
        </Notice>
      )}
      <ul className={css.rows} aria-label="Result of each key" tabIndex={-1}>
        {[...sent].sort((a, b) => order(results.get(a.id)) - order(results.get(b.id))).map(line)}
      </ul>
      <p className={css.small}>
        Revoked means that Unloc says so. A lock or phone that is offline may lag behind.
      </p>
      <div className={css.actions}>
        {phase === 'sending' ? (
          <Button key="stop" variant="default" onClick={revoke.stop} ref={focusOnMount}>
            Stop what is not sent yet
          </Button>
        ) : (
          <>
            {failed.length > 0 && (
              <Button variant="outline" color="red" onClick={() => void revoke.retry()}>
                Try the {counted(failed.length, 'key')} again
              </Button>
            )}
            <Button key="done" onClick={onClose} ref={focusOnMount} data-autofocus>
              Done
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

/** Trouble first; what waits stands between trouble and what is done. */
const order = (result: RevokeResult | undefined) => (result ? kinds.indexOf(result.kind) * 2 : 7)
