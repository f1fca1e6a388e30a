import { formatList, formatNumber } from '#src/domain/time.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { counted, personLabel } from '#src/features/keys/keyWords.ts'
import { paths } from '#src/paths.ts'
import { IconAlertTriangle } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './JobFailures.module.css'
import { JobRetries } from './JobRetries.tsx'
import type { JobAgain, JobFailureOffer } from './jobOffers.ts'
import { isLeft, remedyOf, sinceWords } from './jobWords.ts'
import type { JobView } from './useJob.ts'

const named = 4

interface JobFailuresProps {
  projectId: string
  view: JobView
  failures: JobFailureOffer[]
  /** For all reasons in one press, where there are several. */
  all: JobAgain | undefined
}

/** What failed, by reason: the API's words, how many, whom it hit, what to do about it, and what was done. */
export function JobFailures({ projectId, view, failures, all }: JobFailuresProps) {
  return (
    <section className={css.failures} aria-label="What failed">
      {(view.retries.length > 0 || all) && (
        <div className={css.head}>
          {view.retries.length > 0 ? (
            <JobRetries projectId={projectId} retries={view.retries} />
          ) : (
            <p className={css.retries}>
              {counted(
                failures.reduce((sum, { rows }) => sum + rows.length, 0),
                'key',
              )}{' '}
              failed, for {counted(failures.length, 'reason')}.
            </p>
          )}
          {all && <Again projectId={projectId} again={all} />}
        </div>
      )}
      {failures.map(({ reason, rows, again, ...since }) => (
        <div key={reason ?? ''} className={css.failure}>
          <IconAlertTriangle size={17} stroke={1.8} aria-hidden />
          <div className={css.text}>
            <h2>
              {counted(rows.length, 'key')} failed{reason ? ': ' : ', and no reason is told'}
              {reason && <q>{reason}</q>}
            </h2>
            <p className={css.whom}>{whom(view, rows)}</p>
            <p>
              {[sinceWords(rows.length, since), isLeft(rows.length, since) && remedyOf(reason)]
                .filter(Boolean)
                .join(' ')}
            </p>
          </div>
          {again && <Again projectId={projectId} again={again} />}
        </div>
      ))}
    </section>
  )
}

const Again = ({ projectId, again }: { projectId: string; again: JobAgain }) => (
  <KeyMay action="create">
    <LinkButton
      {...paths.keyCreate(projectId)}
      search={again.search}
      variant="default"
      className={css.again ?? ''}
    >
      {again.count === 1
        ? 'Try the failed key again'
        : `Try the ${formatNumber(again.count)} failed keys again`}
    </LinkButton>
  </KeyMay>
)

/** `Anna to Door 1 and Door 2`, `Anna and Berit to Door 1`, or pair by pair. */
function whom({ find, keys }: JobView, rows: JobFailureOffer['rows']): string {
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
