import { expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { personFacts, personHead, summaryText, type PersonKey } from './personFacts.ts'

const key = (
  state: string | undefined,
  lockId: string | null = 'l1',
  more: Partial<Key> = {},
): PersonKey => ({
  key: { id: 'k', lockId, ...more },
  state,
})
const some = [
  key('revoked', 'l9'),
  key('quantum'),
  key('active'),
  key('active', 'l2'),
  key('creating', 'l3'),
  key(undefined, null),
]

test('keys are counted by state; words that are not known come last and count as live', () => {
  expect(personFacts(some)).toEqual({
    states: [
      ['creating', 1],
      ['active', 2],
      ['revoked', 1],
      ['quantum', 1],
      ['unknown', 1],
    ],
    live: 5,
    open: 2,
    locks: 3,
    making: 1,
    untold: 2,
  })
})

test.each<[string, PersonKey[], boolean, string]>([
  ['several', some, true, '5 live keys on 3 locks, 2 open now'],
  ['a part', some, false, '5 live keys on 3 locks so far, 2 open now'],
  ['one that is closed', [key('inactive')], true, '1 live key on 1 lock, none open now'],
  ['one without a lock', [key('active', null)], true, '1 live key, 1 open now'],
  ['none that is live', [key('expired')], true, 'No live key'],
  ['none that has come yet', [key('expired')], false, '– live keys'],
])('the summary of %s', (_, keys, complete, text) => {
  expect(summaryText(personFacts(keys), complete)).toBe(text)
})

const number = '+4799887766'
const read = '+47 998 87 766'
test.each<[string, [string, string][], Partial<Key>[], { name: string; below: string | undefined }]>([
  [
    'the project’s name',
    [[number, 'Anna Berg']],
    [{ appUser: { name: 'Anna' } }],
    { name: 'Anna Berg', below: read },
  ],
  ['the name in a key', [], [{}, { appUser: { name: ' Anna ' } }], { name: 'Anna', below: read }],
  ['the number', [], [{}], { name: read, below: undefined }],
])('a person is called by %s', (_, names, keys, head) => {
  const of = keys.map((more) => key('active', 'l1', more))
  expect(personHead(number, new Map(names), of)).toEqual(head)
})
