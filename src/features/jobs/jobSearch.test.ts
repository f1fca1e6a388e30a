import { expect, test } from 'vitest'
import { readTextQuery } from '#src/domain/searchText.ts'
import { jobMatches, jobText } from './jobSearch.ts'

const person = { name: 'Anna Ødegård', below: '+47 998 87 766', number: '+4799887766' }
const job = { id: 'job-7f', type: 'createKeys', status: 'succeeded', resultData: { failedKeys: [{}] } }
const text = jobText(job, [person], ['Sjøboden', undefined])

test.each([
  ['anna ode', true],
  ['SJOBODEN', true],
  ['partly', true],
  ['new keys', true],
  ['job-7f', true],
  // The same person, however the number is typed, though a name stands in its place.
  ['+47', true],
  ['4799', true],
  ['99 88', true],
  ['0047 998 87 766', true],
  ['998 87 767', false],
  ['Berit', false],
  // Two words of two different things are no text of this job.
  ['anna sjoboden', false],
])('a job is looked for by “%s”: %s', (typed, found) => {
  expect(jobMatches(readTextQuery(typed)!, text)).toBe(found)
})
