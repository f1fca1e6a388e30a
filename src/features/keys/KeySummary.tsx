import { useMemo, type ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import { Link } from '@tanstack/react-router'
import type { useKeys } from '#src/api/keys.ts'
import { openings } from '#src/domain/schedule.ts'
import { formatList, formatNumber, readInstant, zoneLabel } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import {
  liveDoubles,
  openingText,
  sentenceOf,
  zoneGroups,
  differenceWords,
  minutesAhead,
} from './keyFacts.ts'
import {
  countKeys,
  keyFormProblems,
  numbersOf,
  toRequests,
  type KeyForm,
  type KeyFormContext,
} from './keyForm.ts'
import { KeyRequestView } from './KeyRequestView.tsx'
import css from './KeySummary.module.css'
import { personLabel } from './keyWords.ts'

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
  const groups = zoneGroups(values.lockIds, context)
  const usable = useMemo(
    () =>
      !keyFormProblems(values, context, now).some(({ path }) =>
        ['start', 'end', 'hours'].includes(String(path[0])),
      ),
    [values, context, now],
  )
  const people = numbers.join()
  const doubles = useMemo(() => {
    void version
    return liveDoubles(index, people.split(',').filter(Boolean), values.lockIds, now)
  }, [index, version, people, values.lockIds, now])
  const lead = groups.find(({ zone }) => zone !== undefined)
  const timings = useMemo(() => {
    if (!usable) return []
    return groups.map((group) => {
      const [sample] = toRequests(
        {
          ...values,
          people: [],
          typed: { text: '', number: '+0' },
          asked: [],
          lockIds: group.lockIds.slice(0, 1),
        },
        context,
        '',
      )
      return { group, sample }
    })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `groups` follows from `values` and `context`
  }, [usable, values, context])

  return (
    <aside className={css.summary} aria-labelledby="summary">
      <h2 id="summary" className="visually-hidden">
        Summary
      </h2>
      <p className={css.sum} role="status">
        {plural(numbers.length, 'person', 'people')} × {plural(values.lockIds.length, 'lock', 'locks')} ={' '}
        <strong>{plural(numbers.length * values.lockIds.length, 'key', 'keys')}</strong>
      </p>
      {values.asked.length > 0 && (
        <p className={css.quiet}>{plural(count, 'key is', 'keys are')} left to ask for.</p>
      )}
      {usable && <p className={css.sentence}>{sentenceOf(values)}</p>}
      {timings.map(({ group, sample }) => {
        if (!sample) return null
        const zone = group.zone
        const next = zone ? openings(sample, zone, now, groups.length > 1 ? 3 : 5) : []
        return (
          <section
            key={zone ?? ''}
            className={css.zone}
            aria-label={zone ? zoneLabel(zone) : 'Time zone not known'}
          >
            <h3>
              {zone ? zoneLabel(zone, readInstant(sample.start) ?? now) : 'Time zone not known'}
              <span>
                {groups.length > 1 && plural(group.lockIds.length, 'door', 'doors')}
                {zone &&
                  lead?.zone &&
                  zone !== lead.zone &&
                  `, ${differenceWords(minutesAhead(zone, lead.zone, readInstant(sample.start) ?? now))} of ${zoneLabel(lead.zone)}`}
              </span>
            </h3>
            {!zone ? (
              <p className={css.quiet}>
                {formatList(group.lockIds.slice(0, 3).map((id) => locks.get(id)?.name ?? id))}
                {group.lockIds.length > 3 && ` and ${group.lockIds.length - 3} more`}: Unloc tells no time
                zone.
                {(values.start || values.end) && ` Start and end are read as ${zoneLabel(group.readIn)}.`}
                {values.weekly &&
                  ' Weekly hours go by the lock’s own clock, so the next openings cannot be told.'}
              </p>
            ) : next.length === 0 ? (
              <Notice tone="warn">With these dates and hours the keys would never open.</Notice>
            ) : (
              <ol className={css.openings}>
                {next.map((opening) => (
                  <li key={opening.from}>{openingText(opening, zone)}</li>
                ))}
              </ol>
            )}
          </section>
        )
      })}
      {groups.length > 1 && (
        <p className={css.quiet}>The same hours are different moments in each time zone.</p>
      )}
      {doubles.length > 0 && (
        <Notice tone="warn">
          {doubles.length === 1
            ? 'One of these people has a live key to that door already:'
            : `${plural(doubles.length, 'key', 'keys')} would double a live one:`}
          <ul className={css.doubles}>
            {doubles.slice(0, 5).map((key) => (
              <li key={key.id}>
                <Link {...paths.key(projectId, key.id)}>
                  {personLabel(key, names).name}, {locks.get(key.lockId ?? '')?.name ?? 'a lock'}
                </Link>
              </li>
            ))}
            {doubles.length > 5 && <li>and {formatNumber(doubles.length - 5)} more</li>}
          </ul>
        </Notice>
      )}
      {!pass.complete && numbers.length > 0 && (
        <p className={css.quiet}>The project’s keys are still loading, so a double may go unnoticed.</p>
      )}
      {children}
      {usable && count > 0 && (
        <KeyRequestView projectId={projectId} requests={() => toRequests(values, context, batch)} />
      )}
    </aside>
  )
}
