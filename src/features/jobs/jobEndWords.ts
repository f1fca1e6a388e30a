import { isFinal, jobPhase, jobProgress, type JobProgress } from '#src/domain/job.ts'
import { formatNumber } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import type { JobEnd } from './jobTelling.ts'
import { jobLine, sideBySide } from './jobWords.ts'

export interface JobEndWords {
  look: 'done' | 'partly' | 'failed' | 'unknown'
  /** The end in one line: `9 of 12 keys made, 3 failed`. */
  title: string
  /** What else there is to know: the counts of a job that broke off. */
  more?: string
  /** For a locked screen: counts alone, no person, no lock and no words of the API's. */
  notice: string
}

const failedWords: Record<string, string> = {
  failedValidation: 'The job was refused',
  timeout: 'The job timed out',
}

/** How the end of a press is told. `succeeded` says only that a job is over, so its keys are what counts. */
export function jobEndWords({ records, jobs }: JobEnd, locale?: string): JobEndWords {
  const requested = records.reduce((sum, { pairs }) => sum + pairs.length, 0)
  const broken = jobs.filter((job) => jobPhase(job) === 'failed')
  const progress = jobs.map((job) => jobProgress(job))
  const sum = (name: 'created' | 'failed' | 'creating') => {
    const told = progress.flatMap((one) => one[name] ?? [])
    return told.length === 0 ? undefined : told.reduce((a, b) => a + b, 0)
  }
  const counts: JobProgress = {
    requested,
    created: sum('created'),
    failed: sum('failed'),
    creating: sum('creating'),
    done: undefined,
  }
  const many = records.length > 1 ? ` in ${counted(records.length, 'job')}` : ''
  const untold = counts.created === undefined && !counts.failed
  const lost = records.length - jobs.filter(isFinal).length
  const [only] = jobs
  if (only && broken.length > 0 && records.length === 1) {
    const head = failedWords[only.status ?? ''] ?? 'The job failed'
    return {
      look: counts.created ? 'partly' : 'failed',
      title: only.failureReason ? `${head}: ${only.failureReason}` : head,
      ...(!untold && { more: `${made(counts, '', locale).title}.` }),
      notice: `Keys: ${head.toLowerCase()}`,
    }
  }
  const over = many ? `${counted(records.length, 'job')} are over` : 'The job is over'
  const { look, title } = untold ? { look: 'unknown' as const, title: over } : made(counts, many, locale)
  const beside = [
    ...(broken.length > 0 ? [`${counted(broken.length, 'job')} failed`] : []),
    ...(lost > 0 ? [`${counted(lost, 'job')} no longer known`] : []),
  ]
  return {
    look: beside.length > 0 && look === 'done' ? 'partly' : look,
    title: sideBySide([title, ...beside], locale),
    notice: `Keys: ${sideBySide([untold ? over.toLowerCase() : `${jobLine(counts, locale)}${many}`, ...beside], locale)}`,
  }
}

/** Counts in words; at least one of them is known. */
function made(
  { requested = 0, created, failed = 0 }: JobProgress,
  many: string,
  locale: string | undefined,
): Pick<JobEndWords, 'look' | 'title'> {
  const of = (count: number) => `${formatNumber(count, locale)} of ${counted(requested, 'key')}`
  const failing = `${formatNumber(failed, locale)} failed`
  if (created === undefined) return { look: 'failed', title: `${of(failed)} failed${many}` }
  if (created === 0 && failed > 0)
    return { look: 'failed', title: sideBySide([`No key made${many}`, failing], locale) }
  if (created >= requested && failed === 0)
    return { look: 'done', title: `${counted(created, 'key')} made${many}` }
  const parts = [`${of(created)} made${many}`]
  return { look: 'partly', title: sideBySide(failed > 0 ? [...parts, failing] : parts, locale) }
}
