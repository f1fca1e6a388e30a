import { describe, expect, it } from 'vitest'
import { jobEntries, pressesOf, pressParts } from './jobPress.ts'

const record = (id: string, batch?: string, keys = 1) => ({
  id,
  startedAt: 0,
  pairs: Array.from({ length: keys }, () => ({ lockId: 'l', personId: 'p' })),
  ...(batch !== undefined && { batch }),
})
// Newest first, as they are kept.
const records = [
  record('c', 'one'),
  record('x'),
  record('b', 'one'),
  record('single', 'two'),
  record('a', 'one'),
]
const job = (id: string) => ({ id, status: 'inProgress' })

describe('pressesOf', () => {
  it('knows the jobs of one press in the order in which they were asked for', () => {
    const presses = pressesOf(records)
    expect([...presses.keys()].sort()).toEqual(['a', 'b', 'c'])
    expect(presses.get('b')?.parts.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})

describe('jobEntries', () => {
  const short = (ids: string[]) =>
    jobEntries(ids.map(job), pressesOf(records)).map((entry) =>
      entry.job
        ? `${entry.job.id}${entry.part ? ` ${entry.part.at}/${entry.part.of.parts.length}` : ''}`
        : '#',
    )
  it.each([
    [
      'a press stands together, in the place of its first job',
      ['x', 'c', 'single', 'a', 'b'],
      ['x', '#', 'a 1/3', 'b 2/3', 'c 3/3', 'single'],
    ],
    [
      'a job that is not listed is left out, and the others keep their numbers',
      ['c', 'a'],
      ['#', 'a 1/3', 'c 3/3'],
    ],
    ['without a press nothing changes', ['x', 'elsewhere'], ['x', 'elsewhere']],
  ])('%s', (_, ids, rows) => expect(short(ids)).toEqual(rows))
})

it('a part that was not read yet is still asked for', () => {
  const press = pressesOf([record('b', 'one', 3), record('a', 'one', 250)]).get('a')!
  expect(pressParts(press, (id) => (id === 'a' ? job('a') : undefined))).toEqual([
    { job: job('a'), requested: 250 },
    { job: undefined, requested: 3 },
  ])
})
