import { useMemo, type ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import type { useKeys } from '#src/api/keys.ts'
import { keyUserId } from '#src/domain/key.ts'
import { formatNumber, readInstant } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { KeyDoubles } from './KeyDoubles.tsx'
import { liveDoubles, sentenceOf } from './keyFacts.ts'
import {
  countKeys,
  isSettled,
  keyFormProblems,
  leftOut,
  numbersOf,
  pairOf,
  toRequests,
  type KeyForm,
  type KeyFormContext,
} from './keyForm.ts'
import { tooManyWords } from './keyFormWords.ts'
import { KeyOpenings } from './KeyOpenings.tsx'
import { KeyPairs } from './KeyPairs.tsx'
import { clockProblems, period, readZones, zoneGroups } from './keyPeriod.ts'
import { KeyRequestView } from './KeyRequestView.tsx'
import { chunkSize, mostKeys } from './keySend.ts'
import css from './KeySummary.module.css'

interface KeySummaryProps {
  projectId: string
  keys: ReturnType<typeof useKeys>
  context: KeyFormContext
  batch: string
  now: number
  /** The press and what came of it. */
  children: ReactNode
}

const plural = (count: number, one: string, many: string) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

/** What a press will do, told at every keystroke. */
export function KeySummary({ projectId, keys, context, batch, now, children }: KeySummaryProps) {
  const values = useWatch<KeyForm>() as KeyForm
  const { index, version, locks, names, pass } = keys
  const numbers = numbersOf(values)
  const count = countKeys(values)
  const product = numbers.length * values.lockIds.length
  /** But for what an earlier press has asked for. */
  const isWhole = countKeys({ ...values, asked: [] }) === product
  const groups = zoneGroups(values, context)
  const [lead] = groups.flatMap(({ zone }) => zone ?? [])
  const problems = useMemo(() => keyFormProblems(values, context, now), [values, context, now])
  const timed = isSettled(problems)
  /** What is still being written is no mistake: only times that are read can be wrong. */
  const wrong =
    clockProblems(values, context).length === 0
      ? problems.find(({ path: [field] }) => field === 'start' || field === 'end')
      : undefined
  const never = problems.find((problem) => problem.never)
  const isLimited = values.weekly || values.start !== '' || values.end !== ''
  const people = numbers.join()
  const found = useMemo(() => {
    void version
    return liveDoubles(index, people.split(',').filter(Boolean), values.lockIds, batch, now)
  }, [index, version, people, values.lockIds, batch, now])
  const out = leftOut(values)
  const doubles = found.filter(
    (key) => !out.has(pairOf({ appUserId: keyUserId(key) ?? '', lockId: key.lockId ?? '' })),
  )
  const past = timed && groups.some(({ readIn }) => (readInstant(period(values, readIn).start) ?? now) < now)

  return (
    <aside className={css.summary} aria-labelledby="summary">
      <h2 id="summary" className="visually-hidden">
        Summary
      </h2>
      <p className={css.sum} role="status">
        {plural(numbers.length, 'person', 'people')} × {plural(values.lockIds.length, 'lock', 'locks')}
        {isWhole ? ' = ' : ', but only '}
        <strong>{plural(isWhole ? product : count, 'key', 'keys')}</strong>
      </p>
      {isWhole && values.asked.length > 0 && (
        <p className={css.quiet}>{plural(count, 'key is', 'keys are')} left to ask for.</p>
      )}
      {count > 0 && count < product && <KeyPairs values={values} locks={locks} names={names} />}
      <p className={css.sentence}>
        {timed ? sentenceOf(values) : (wrong?.message ?? 'The dates or hours are not settled yet.')}
        {timed && lead !== undefined && readZones(values, context).length === 1 && `, ${zoneLabel(lead)}`}
      </p>
      {count > chunkSize && count <= mostKeys && (
        <p className={css.quiet}>
          Goes out as {plural(Math.ceil(count / chunkSize), 'job', 'jobs')} of at most{' '}
          {plural(chunkSize, 'key', 'keys')}.
        </p>
      )}
      {count > mostKeys && <Notice tone="warn">{tooManyWords(count)}</Notice>}
      {timed && groups.length > 1 && values.weekly && (
        <p className={css.quiet}>Weekly hours go by each door’s own clock.</p>
      )}
      {timed &&
        groups
          // With one zone and no limit, the sentence has said it all; with no opening, the notice does.
          .filter(({ zone }) => zone === undefined || groups.length > 1 || (isLimited && !never))
          .map((group) => (
            <KeyOpenings
              key={group.zone ?? ''}
              values={values}
              group={group}
              lead={groups.length > 1 ? lead : undefined}
              locks={locks}
              now={now}
            />
          ))}
      {past && <Notice tone="warn">The start is past. The keys open as soon as they are made.</Notice>}
      {doubles.length > 0 && (
        <KeyDoubles projectId={projectId} doubles={doubles} locks={locks} names={names} />
      )}
      {!pass.complete && numbers.length > 0 && (
        <p className={css.quiet}>The project’s keys are still loading, so a double may go unnoticed.</p>
      )}
      {never && (
        <div role="status">
          <Notice tone="warn">{never.message}</Notice>
        </div>
      )}
      {children}
      {timed && !never && count > 0 && (
        <KeyRequestView projectId={projectId} requests={() => toRequests(values, context, batch)} />
      )}
    </aside>
  )
}
