import type { Job } from '#src/contract/job.ts'
import { foldText, type TextQuery } from '#src/domain/searchText.ts'
import type { JobPerson } from './jobPeople.ts'
import { jobStanding, jobTypeWord } from './jobWords.ts'

/** By what a job is found: made once for each job, since 10,000 are looked through at a keystroke. */
export interface JobText {
  folded: string
  /** E.164, whatever the person is called. */
  numbers: string[]
}

export function jobText(
  job: Job,
  people: readonly JobPerson[],
  doors: readonly (string | null | undefined)[],
): JobText {
  const words = [jobTypeWord(job), jobStanding(job).word, job.id, ...people.map(({ name }) => name), ...doors]
  return { folded: foldText(words.join('\n')), numbers: people.map(({ number }) => number) }
}

export const jobMatches = (query: TextQuery, { folded, numbers }: JobText): boolean =>
  query.inText(folded) || numbers.some(query.inNumber)
