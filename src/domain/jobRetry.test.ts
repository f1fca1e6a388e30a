import { expect, test } from 'vitest'
import type { Job } from '#src/contract/job.ts'
import type { Key } from '#src/contract/key.ts'
import { joinJob } from './jobJoin.ts'
import { failedKeys, type FailedKey, type KeyTerms } from './jobRetry.ts'
import { createKeyIndex } from './keyIndex.ts'
import { personId } from './person.ts'

const projectId = 'p'
const startedAt = Date.parse('2026-11-22T10:00:00Z')
const [kari, ola] = ['+4799887766', '+4741234567']
const pair = (number: string, lockId: string, terms?: number) => ({
  lockId,
  personId: personId(projectId, number),
  ...(terms !== undefined && { terms }),
})
const key = (id: string, number: string, lockId: string, more: Partial<Key> = {}): Key => ({
  id,
  lockId,
  appUser: { id: number },
  state: 'error',
  created: new Date(startedAt + 400).toISOString(),
  ...more,
})
const later = { created: new Date(startedAt + 90_000).toISOString() }

function failed(
  job: Partial<Job> | undefined,
  keys: Key[],
  more: {
    pairs?: ReturnType<typeof pair>[]
    terms?: KeyTerms[]
    making?: ReturnType<typeof pair>[]
    corrected?: ReturnType<typeof pair>[]
    settled?: boolean
  } = {},
): FailedKey[] {
  const index = createKeyIndex({
    projectId,
    zoneOf: () => undefined,
    lockName: () => undefined,
    lockText: () => undefined,
    personName: () => undefined,
  })
  index.append(keys, 1)
  const { pairs = [], terms = [], making = [], corrected = [], settled = true } = more
  const joined = joinJob({
    projectId,
    index,
    job: job && { id: 'j', ...job },
    pairs,
    startedAt,
    settled,
  })
  return failedKeys(joined, { pairs, terms, numberOf: index.numberOf, making, corrected })
}
const short = (list: FailedKey[]) =>
  list.map(({ number, lockId, since }) => [number ?? '?', lockId, since].filter(Boolean).join(' '))
const over = (failedKeys: unknown[], status = 'succeeded'): Partial<Job> => ({
  status,
  resultData: { failedKeys },
})

test.each<[string, Key[], string[]]>([
  ['nothing came', [key('1', kari, 'a')], [`${kari} a`]],
  [
    'a key was made since',
    [key('1', kari, 'a'), key('2', kari, 'a', { state: 'active', ...later })],
    [`${kari} a made`],
  ],
  [
    'one is being made',
    [key('1', kari, 'a'), key('2', kari, 'a', { state: 'creating', ...later })],
    [`${kari} a making`],
  ],
  [
    'a word nobody knows counts as live',
    [key('1', kari, 'a'), key('2', kari, 'a', { state: 'new', ...later })],
    [`${kari} a made`],
  ],
  ['a later one failed too', [key('1', kari, 'a'), key('2', kari, 'a', later)], [`${kari} a`]],
  [
    'a later one was revoked',
    [key('1', kari, 'a'), key('2', kari, 'a', { state: 'revoked', ...later })],
    [`${kari} a`],
  ],
  [
    'somebody else’s, and to another door',
    [
      key('1', kari, 'a'),
      key('2', ola, 'a', { state: 'active', ...later }),
      key('3', kari, 'b', { state: 'active', ...later }),
    ],
    [`${kari} a`],
  ],
  [
    'one that is older than the job',
    [key('1', kari, 'a'), key('0', kari, 'a', { state: 'active', created: '2026-11-01T10:00:00Z' })],
    [`${kari} a`],
  ],
  [
    'the key came although the job had given it up',
    [key('1', kari, 'a', { state: 'active' })],
    [`${kari} a made`],
  ],
])('of a failed key: %s', (_, keys, found) => {
  expect(short(failed(over(['1']), keys))).toEqual(found)
})

test('a newer job that is not over counts, though it lists no key yet', () => {
  const keys = [key('1', kari, 'a'), key('2', kari, 'b')]
  expect(short(failed(over(['1', '2']), keys, { making: [pair(kari, 'a')] }))).toEqual([
    `${kari} a making`,
    `${kari} b`,
  ])
})

test('what was tried again with a corrected number is never offered for the wrong one', () => {
  const keys = [key('1', kari, 'a'), key('2', kari, 'b')]
  expect(short(failed(over(['1', '2']), keys, { corrected: [pair(kari, 'a')] }))).toEqual([`${kari} b`])
})

test('a pair that failed twice is tried once', () => {
  expect(short(failed(over(['1', '2']), [key('1', kari, 'a'), key('2', kari, 'a', later)]))).toEqual([
    `${kari} a`,
  ])
})

test.each([
  ['timeout', []],
  ['failedJob', [`${kari} b`]],
  ['failedValidation', [`${kari} b`]],
  ['succeeded', []],
])('a job that ended in %s: what it neither names nor listed', (status, found) => {
  const pairs = [pair(kari, 'a'), pair(kari, 'b')]
  const keys = [key('1', kari, 'a', { state: 'active' })]
  expect(short(failed({ status }, keys, { pairs }))).toEqual(found)
  // Before the keys were read again nobody knows.
  expect(failed({ status }, [], { pairs, settled: false })).toEqual([])
})

test('terms are those that were asked for, else those of the listed key; a note stands in the key alone', () => {
  const end = '2026-12-31T23:00:00.000Z'
  const recurrence = { timeSpans: [] }
  const pairs = [pair(kari, 'a', 1), pair(kari, 'b', 0)]
  const found = failed(
    over(['1', '2', '3']),
    [
      // The list leaves the end out, which must not become a key without end.
      key('1', kari, 'a', { metadata: { note: 'Choir', batch: 'x' } }),
      key('2', kari, 'b', { end }),
      key('3', ola, 'a', { start: '2026-11-22T10:00:00Z', end: null, recurrence }),
    ],
    { pairs, terms: [{}, { end }] },
  )
  expect(found.map(({ terms, note }) => [terms, note])).toEqual([
    [{ end }, 'Choir'],
    [{}, ''],
    [{ start: '2026-11-22T10:00:00Z', recurrence }, ''],
  ])
})

test('where neither the list nor this browser knows them, the terms are not known', () => {
  const [one] = failed({ status: 'failedJob' }, [], { pairs: [pair(kari, 'a')] })
  expect(one).toMatchObject({ terms: undefined, note: undefined, number: undefined })
})
