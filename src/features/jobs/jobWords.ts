import type { Job } from '#src/contract/job.ts'
import {
  isFinal,
  jobElements,
  jobPhase,
  jobProgress,
  type JobBack,
  type JobProgress,
  type JobSum,
} from '#src/domain/job.ts'
import { formatInstant, formatList, formatNumber } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import type { JobPress } from './jobPress.ts'

const types: Record<string, string> = {
  createKeys: 'New keys',
  refreshLockConnection: 'Refresh of a lock connection',
  applyPrivacyPolicyToAllLocks: 'Privacy policy for all locks',
  recreateAccessGroupKeys: 'Keys of an access group made again',
}

/** What a job does, in words; a type that is not known as the API spells it. */
export function jobTypeWord(job: Pick<Job, 'type' | 'jobType'>): string {
  const word = job.type || job.jobType
  if (!word) return 'Job'
  return Object.hasOwn(types, word) ? (types[word] ?? word) : word
}

/** Only a job that makes keys is counted in keys. */
export const makesKeys = (job: Job): boolean =>
  (job.type || job.jobType || 'createKeys') === 'createKeys' || job.resultData != null

/** How a job's standing looks: a word, and the class that gives it icon and colour. */
export interface JobStanding {
  word: string
  look: 'waiting' | 'running' | 'done' | 'partly' | 'failed' | 'unknown'
}

const failedWords: Record<string, string> = { failedValidation: 'Refused', timeout: 'Timed out' }

/** The standing of a job. `succeeded` says only that the job is over: keys may have failed in it (unloc-api 2.4). */
export function jobStanding(job: Job): JobStanding {
  switch (jobPhase(job)) {
    case 'waiting':
      return { word: 'Waiting', look: 'waiting' }
    case 'running':
      return { word: 'Running', look: 'running' }
    case 'done':
      return jobElements(job).failed?.length
        ? { word: 'Partly done', look: 'partly' }
        : { word: 'Done', look: 'done' }
    case 'failed':
      return { word: failedWords[job.status ?? ''] ?? 'Failed', look: 'failed' }
    case 'unknown':
      return { word: job.status || 'Not told', look: 'unknown' }
  }
}

/** That a job went back: what Unloc had said until `at` (epoch ms), in a word, and what it says now. */
export function backWords(
  { reopened, settled }: JobBack,
  said: string,
  at: number,
  job: Job,
  now: number,
  locale?: string,
): string {
  const then = formatInstant(at, undefined, locale, now - at < 12 * 3_600_000 ? 'time' : 'short')
  const keys = settled && counted(settled.before, 'key')
  const left = settled && formatNumber(settled.after, locale)
  const what = reopened
    ? `Unloc said ${said} at ${then} and now says ${jobStanding(job).word}` +
      (settled ? `, and of ${keys} that were made or failed it names ${left}` : '')
    : `At ${then} Unloc named ${keys} as made or failed, and now it names ${left}`
  return `${what}. Shown is what it says now.`
}

const lists = new Map<string | undefined, Intl.ListFormat>()
/** Parts side by side, as the locale puts them: `9 made, 2 failed`. */
export function sideBySide(parts: string[], locale: string | undefined): string {
  let list = lists.get(locale)
  if (!list) lists.set(locale, (list = new Intl.ListFormat(locale, { type: 'unit', style: 'long' })))
  return list.format(parts)
}

/** The counts of a job in one line: `9 of 12 made, 2 failed, 1 being made`. What is not told is a dash, never zero. */
export function jobLine(progress: JobProgress, locale?: string): string {
  const { requested, created, failed, creating } = progress
  const count = (n: number | undefined) => (n === undefined ? '–' : formatNumber(n, locale))
  if ([requested, created, failed, creating].every((n) => n === undefined)) return '–'
  const parts = [
    requested === undefined ? `${count(created)} made` : `${count(created)} of ${count(requested)} made`,
  ]
  if (failed) parts.push(`${count(failed)} failed`)
  if (creating) parts.push(`${count(creating)} being made`)
  return sideBySide(parts, locale)
}

/** What a press with several jobs is: `1,000 keys in 4 jobs`. */
export const pressHeading = ({ parts }: Pick<JobPress, 'parts'>): string =>
  `${counted(
    parts.reduce((sum, { pairs }) => sum + pairs.length, 0),
    'key',
  )} in ${counted(parts.length, 'job')}`

/** The counts of several jobs in one line; a part that is not known makes them partial, and is told. */
export const sumLine = (sum: JobSum, locale?: string): string =>
  jobLine(sum, locale) + (sum.unread > 0 ? `; of ${counted(sum.unread, 'job')} nothing is known yet` : '')

/** The line at the head of a job's page: where it stands now. Undefined for a job that makes no keys. */
export function jobSentence(job: Job, progress: JobProgress, locale?: string): string | undefined {
  const { requested, created, failed } = progress
  const phase = jobPhase(job)
  const untold = created === undefined && failed === undefined && progress.creating === undefined
  if (!makesKeys(job)) return undefined
  if (untold && phase === 'waiting')
    return requested === undefined
      ? 'Waiting to begin'
      : `${formatNumber(requested, locale)} asked for, waiting to begin`
  if (untold && requested === undefined)
    return isFinal(job) ? 'Over; it names no keys' : 'Under way; no keys named yet'
  return jobLine(progress, locale)
}

/** What a person can do about a failure; the API's reasons are free text, so this goes by what they speak of. */
export function remedyOf(reason: string | undefined): string {
  const text = reason?.toLowerCase() ?? ''
  if (/contact|unreachable|not reach|offline|no connection/.test(text))
    return 'The vendor’s lock system could not be reached, so nothing was made there. Wait until it answers again, then make these keys again. If it lasts, ask the vendor or Unloc support.'
  if (/no room|full|capacity|too many/.test(text))
    return 'The lock holds as many keys as it can. Revoke keys to it that nobody needs, then make these again.'
  if (/in time|timed? ?out|did not confirm/.test(text))
    return 'The vendor gave no answer in time. Some keys may still appear: look at the lock before you make them again.'
  if (/holder|user|recipient|phone/.test(text))
    return 'The vendor does not accept this person. Check the phone number; if it is right, ask the vendor or Unloc support.'
  return 'Nothing was made for these. Make them again; if that fails too, give Unloc support the id of this job.'
}

/** What has become of failed keys since: how many are live, are made by a newer job, or were tried with another number. */
export interface Since {
  made: number
  making: number
  corrected: number
}

/** Whether any of so many failed keys is still to be tried again. */
export const isLeft = (failed: number, { made, making, corrected }: Since): boolean =>
  made + making + corrected < failed

export function sinceWords(failed: number, { made, making, corrected }: Since): string | undefined {
  const of = (count: number) =>
    count === failed ? (failed === 1 ? 'The key' : 'All of them') : formatNumber(count)
  const parts = [
    made > 0 && `${of(made)} ${made === 1 ? 'exists' : 'exist'} by now`,
    making > 0 && `${of(making)} ${making === 1 ? 'is' : 'are'} being made`,
    corrected > 0 && `${of(corrected)} ${corrected === 1 ? 'was' : 'were'} tried again with another number`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? `${formatList(parts)}.` : undefined
}

/** How a job stands that tries again what failed in another; `undefined`: it was not read yet. */
export function retryWords(job: Job | undefined, requested: number): { verb: string; standing: string } {
  if (!job) return { verb: 'Tried again in', standing: '' }
  const sentence = jobSentence(job, jobProgress(job, requested))
  return {
    verb: isFinal(job) ? 'Tried again in' : 'Being tried again in',
    standing: sentence ?? jobStanding(job).word,
  }
}
