import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { keyStore } from '#src/api/keys.ts'
import type { RevokeResult } from '#src/api/revoke.ts'
import type { Key } from '#src/contract/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { focusOnMount } from '#src/ui/focusOnMount.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import {
  IconAlertTriangle,
  IconCheck,
  IconDownload,
  IconHelpCircle,
  IconKey,
  IconMinus,
} from '#src/ui/icons.ts'
import { saveFile } from '#src/ui/saveFile.ts'
import type { KeyRevokeRun } from './keyRevoke.ts'
import list from './KeyResults.module.css'
import css from './KeyRevoke.module.css'
import { KeyRevokeWait } from './KeyRevokeWait.tsx'
import { resultKinds, resultTones, resultWords, sumWords } from './keyRevokeWords.ts'
import { counted, personLabel } from './keyWords.ts'
import { personTeller } from './keyPersonWords.ts'

interface KeyRevokeOutcomeProps {
  projectId: string
  revoke: KeyRevokeRun
  onClose: () => void
}

const icons: Record<RevokeResult['kind'], typeof IconCheck> = {
  revoked: IconCheck,
  alreadyUnusable: IconMinus,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
  notSent: IconMinus,
  stays: IconKey,
}

/** More rows than anybody reads; the file has them all. */
const drawn = 200

/** The result of each key, as it comes, in the place where the preview was. */
export function KeyRevokeOutcome({ projectId, revoke, onClose }: KeyRevokeOutcomeProps) {
  const { chosen, results, phase, appeared, sharedResult, jobs, sessionEnded } = revoke
  const { locks, names } = keyStore(projectId)
  const isOver = phase === 'done'
  const open = revoke.open.length
  const rows = [...chosen].sort((a, b) => order(results.get(a.id)) - order(results.get(b.id)))
  const whoIs = useMemo(() => personTeller(chosen, names), [chosen, names])
  const lockName = (key: Key) => (key.lockId ? lockNameOf(locks, key.lockId) : 'No lock told')

  const save = async () => {
    const [{ toCsv }, { revokeRows }] = await Promise.all([
      import('#src/ui/csv.ts'),
      import('./keyRevokeCsv.ts'),
    ])
    saveFile('revoked-keys.csv', toCsv(revokeRows(rows, results, names, locks)), 'text/csv')
  }
  return (
    <div className={css.body}>
      <p className={css.sentence} role="status">
        {isOver
          ? sumWords(results.values(), sharedResult)
          : phase === 'reading'
            ? 'Reading what became of these keys…'
            : `Revoking: ${formatNumber(results.size)} of ${counted(chosen.length, 'key')} answered.`}
      </p>
      <KeyRevokeWait until={revoke.waitUntil} />
      <div className={list.track} aria-hidden>
        <div style={{ transform: `scaleX(${String(results.size / Math.max(1, chosen.length))})` }} />
      </div>
      {isOver && sessionEnded && (
        <Notice tone="error">
          Your session ended before all was sent. Once you are signed in again, what is left can be tried
          again.
        </Notice>
      )}
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
      {sharedResult && (
        <Notice tone={sharedResult.kind === 'revoked' ? 'info' : 'warn'}>
          {sharedWords[sharedResult.kind]}
          {sharedResult.words && (
            <>
              {' '}
              <q>{sharedResult.words}</q>
            </>
          )}
        </Notice>
      )}
      {jobs.length > 0 && (
        <Notice>
          Unloc does this in a job:{' '}
          {jobs.map((job) => (
            <Link key={job} {...paths.job(projectId, job)}>
              see the job
            </Link>
          ))}
          .
        </Notice>
      )}
      {chosen.length > 0 && (
        <ul className={`${list.rows} ${css.rows}`} aria-label="Result of each key" tabIndex={-1}>
          {rows.slice(0, drawn).map((key) => {
            const result = results.get(key.id)
            const Icon = result && icons[result.kind]
            return (
              <li key={key.id} data-tone={result && resultTones[result.kind]}>
                <span className={css.who}>
                  {whoIs(key)}
                  <span>{lockName(key)}</span>
                </span>
                <span className={list.result}>
                  {Icon && <Icon size={15} stroke={2} aria-hidden />}
                  {result ? resultWords[result.kind] : 'Waiting'}
                </span>
                {result?.words && <span className={list.why}>{result.words}</span>}
              </li>
            )
          })}
          {rows.length > drawn && (
            <li>{counted(rows.length - drawn, 'more key')}: all of them are in the file.</li>
          )}
        </ul>
      )}
      <p className={css.small}>
        Revoked means that Unloc says so. A lock or phone that is offline may lag behind.
      </p>
      <div className={css.actions}>
        {isOver ? (
          <>
            {chosen.length > 0 && (
              <Button
                variant="subtle"
                color="gray"
                className={css.save ?? ''}
                leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
                onClick={() => void save()}
              >
                Save as CSV
              </Button>
            )}
            {open > 0 && (
              <Button variant="outline" color="red" onClick={() => void revoke.again()}>
                Try the {counted(open, 'key')} again
              </Button>
            )}
            <Button key="done" onClick={onClose} ref={focusOnMount} data-autofocus>
              Done
            </Button>
          </>
        ) : (
          <Button key="stop" variant="default" onClick={revoke.stop} ref={focusOnMount}>
            Stop what is not sent yet
          </Button>
        )}
      </div>
    </div>
  )
}

const sharedWords: Record<NonNullable<KeyRevokeRun['sharedResult']>['kind'], string> = {
  revoked: 'Shared keys: Unloc took the call. It does not say how many there were.',
  failed: 'Shared keys were not revoked.',
  unknown: 'Shared keys: the answer was lost, so the outcome is unknown.',
  notSent: 'Shared keys: not sent.',
}

/** Trouble first; what waits stands between trouble and what is done. */
const order = (result: RevokeResult | undefined) => (result ? resultKinds.indexOf(result.kind) * 2 : 7)
