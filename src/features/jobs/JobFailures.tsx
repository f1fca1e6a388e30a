import { formatList, formatNumber } from '#src/domain/time.ts'
import { counted, personLabel } from '#src/features/keys/keyWords.ts'
import { paths } from '#src/paths.ts'
import { IconAlertTriangle } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './JobFailures.module.css'
import type { JobFailure } from './jobRows.ts'
import { remedyOf } from './jobWords.ts'
import type { JobView } from './useJob.ts'

export interface JobFailureOffer extends JobFailure {
  /** What the form for new keys is to begin with; undefined where it cannot make exactly these, or not yet. */
  again: { lock: string; person: string } | undefined
}

const named = 4

/** What failed, by reason: the API's words, how many, whom it hit, and what to do about it. */
export function JobFailures({
  projectId,
  view,
  failures,
}: {
  projectId: string
  view: JobView
  failures: JobFailureOffer[]
}) {
  return (
    <section className={css.failures} aria-label="What failed">
      {failures.map(({ reason, rows, again }) => (
        <div key={reason ?? ''} className={css.failure}>
          <IconAlertTriangle size={17} stroke={1.8} aria-hidden />
          <div className={css.text}>
            <h2>
              {counted(rows.length, 'key')} failed{reason ? ': ' : ', and no reason is told'}
              {reason && <q>{reason}</q>}
            </h2>
            <p className={css.whom}>{whom(view, rows)}</p>
            <p>{remedyOf(reason)}</p>
          </div>
          {again && (
            <LinkButton
              {...paths.keyCreate(projectId)}
              search={again}
              variant="default"
              className={css.again ?? ''}
            >
              {rows.length === 1 ? 'Make this key again' : `Make these ${counted(rows.length, 'key')} again`}
            </LinkButton>
          )}
        </div>
      ))}
    </section>
  )
}

/** `Anna to Door 1 and Door 2`, `Anna and Berit to Door 1`, or pair by pair. */
function whom({ find, keys }: JobView, rows: JobFailure['rows']): string {
  const pairs = rows.flatMap((row) => {
    const person = row.key
      ? personLabel(row.key, keys.names)
      : row.personId === undefined
        ? undefined
        : find(row.personId)
    const lock = keys.locks.get(row.lockId ?? '')?.name
    return person && lock ? [{ person: person.name, lock }] : []
  })
  const people = new Set(rows.map(({ personId }) => personId))
  const locks = new Set(rows.map(({ lockId }) => lockId))
  const [first] = pairs
  if (!first) return ''
  if (people.size === 1) return `${first.person} to ${some(pairs.map(({ lock }) => lock))}`
  if (locks.size === 1) return `${some(pairs.map(({ person }) => person))} to ${first.lock}`
  return some(pairs.map(({ person, lock }) => `${person} to ${lock}`))
}

function some(texts: string[]): string {
  const more = texts.length - named
  return formatList(more > 1 ? [...texts.slice(0, named), `${formatNumber(more)} more`] : texts)
}
