import { explain } from '#src/api/explain.ts'
import { hasStopped } from '#src/api/jobs.ts'
import { jobPhase, jobWentBack, patience } from '#src/domain/job.ts'
import { formatDuration, formatInstant, formatNumber } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './JobPage.module.css'
import { backWords, jobStanding } from './jobWords.ts'
import type { JobView } from './useJob.ts'

/** What a person should know before they believe the counts: what is old, missing, odd or broken off. */
export function JobNotices({ view }: { view: JobView }) {
  const { job, rows, asked, record, missing, listed, keys, isFinal, settled } = view
  const notices: [tone: 'info' | 'warn', text: string][] = []
  if (missing && record)
    notices.push([
      'warn',
      `Unloc no longer knows this job. This browser asked for ${counted(record.pairs.length, 'key')} in it; what became of them is read from the list of keys.`,
    ])
  else if (asked.error && asked.data)
    notices.push([
      'warn',
      `${explain(asked.error).title} What is shown is as of ${formatInstant(asked.data.lookedAt, undefined, undefined, 'time')}.`,
    ])
  const back = asked.data?.back
  const wentBack = job && back && jobWentBack(back.from, job)
  if (wentBack)
    notices.push([
      'warn',
      backWords(wentBack, jobStanding(back.from).word, back.at, job, asked.data?.lookedAt ?? back.at),
    ])
  // As a rule the same words stand with the keys that failed.
  if (job?.failureReason && !rows.some(({ reason }) => reason === job.failureReason))
    notices.push(['warn', `Unloc says: “${job.failureReason}”`])
  if (job && job.status === 'failedValidation')
    notices.push(['warn', 'Unloc refused the whole job, so none of its keys was made.'])
  else if (job && jobPhase(job) === 'failed')
    notices.push([
      'info',
      settled
        ? 'The keys were read again after the job broke off: those below are as Unloc lists them now.'
        : 'Reading the keys again: some may have been made all the same.',
    ])
  if (job && jobPhase(job) === 'unknown') {
    const unknown = job.status
      ? `This console does not know the status “${job.status}”.`
      : 'Unloc tells no status.'
    notices.push(
      asked.data && hasStopped(asked.data)
        ? [
            'warn',
            `${unknown} Nothing has changed for ${formatDuration(patience)}, so this page has stopped looking. “Check again” goes on.`,
          ]
        : ['info', `${unknown} It keeps looking, at least every 10 seconds.`],
    )
  }
  if (listed.error)
    notices.push([
      'warn',
      `The keys of this job could not be read again: ${explain(listed.error).title} Their states below may be old.`,
    ])
  const lost = listed.data?.missing.length ?? 0
  if (isFinal && lost > 0)
    notices.push([
      'info',
      `${formatNumber(lost)} of the keys that the job names ${lost === 1 ? 'is' : 'are'} no longer known to Unloc.`,
    ])
  if (keys.locksError)
    notices.push(['warn', 'The locks could not be read, so their names are missing below.'])
  return notices.map(([tone, text]) => (
    <div key={text} className={css.notice}>
      <Notice tone={tone}>{text}</Notice>
    </div>
  ))
}
