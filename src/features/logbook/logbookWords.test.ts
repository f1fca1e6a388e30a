import { describe, expect, test } from 'vitest'
import type { AuditRow } from '#src/contract/gateway.ts'
import {
  endMore,
  endWord,
  logbookCsvRow,
  logbookEnd,
  logbookMeant,
  logbookWords,
  type Known,
} from './logbookWords.ts'

const known: Known = {
  names: new Map([
    ['+4799887766', 'Anna Berg'],
    ['+4799887767', 'Berit Dahl'],
  ]),
  locks: new Map(
    [
      { id: 'l-1', name: 'Main door' },
      { id: 'l-2', name: 'Berg 2' },
    ].map((lock) => [lock.id, lock]),
  ),
  keyOf: (id) => (id === 'k-1' ? { id, lockId: 'l-1', appUserId: '+4799887766' } : undefined),
}
const row = (more: Partial<AuditRow>): AuditRow => ({
  id: 1,
  at: '2026-11-23T12:00:00.000Z',
  requestId: 'r-1',
  person: 'Mona',
  role: 'manager',
  action: 'keyRevoke',
  status: 200,
  ...more,
})

test.each<[string, Partial<AuditRow>]>([
  ['Revoke the key of Anna Berg to Main door', { about: { keyId: 'k-1' } }],
  ['Revoke key k-2', { about: { keyId: 'k-2' } }],
  ['Revoke all keys of Anna Berg', { action: 'keyRevokeBulk', about: { appUserId: '+4799887766' } }],
  ['Revoke all keys of +47 911 11 111', { action: 'keyRevokeBulk', about: { appUserId: '+4791111111' } }],
  [
    'Revoke all keys to Main door, sparing Subproject keys',
    { action: 'keyRevokeBulk', about: { lockId: 'l-1', excludeSubprojectKeys: true } },
  ],
  ['Revoke shared keys to Main door', { action: 'sharedKeyRevokeBulk', about: { lockId: 'l-1' } }],
  [
    'Make 2 keys: Anna Berg and Berit Dahl to Main door',
    { action: 'keyCreate', about: { keys: 2, people: ['+4799887766', '+4799887767'], locks: ['l-1'] } },
  ],
  [
    'Make 5 keys: Anna Berg to Main door, Berg 2, and 3 others',
    {
      action: 'keyCreate',
      about: { keys: 5, people: ['+4799887766'], locks: ['l-1', 'l-2', 'a', 'b', 'c'] },
    },
  ],
  ['Make keys', { action: 'keyCreate' }],
  ['lockOpen', { action: 'lockOpen' }],
])('%s', (words, of) => {
  expect(logbookWords(row(of), known)).toBe(words)
})

describe('how it ended', () => {
  test.each([
    [200, 'done'],
    [202, 'done'],
    [403, 'refused'],
    [409, 'refused'],
    [412, 'notSent'],
    [428, 'notSent'],
    [502, 'unclear'],
    [undefined, 'unclear'],
  ])('%s: %s', (status, end) => expect(logbookEnd({ status })).toBe(end))

  test('keys that are asked for are not there yet', () => {
    expect(endWord(row({ action: 'keyCreate', status: 202 }))).toBe('Asked for')
    expect(endWord(row({ action: 'keyCreate', status: 400 }))).toBe('Refused')
  })

  test('what nobody saw the end of is never called done', () => {
    expect(endMore(row({ status: undefined }))).toContain('Look at the keys themselves')
    expect(endMore(row({ status: 409, outcome: 'May not revoke expired keys' }))).toBe(
      'May not revoke expired keys',
    )
    expect(endMore(row({ status: 200, outcome: 'job-1' }))).toBeUndefined()
  })
})

test('a name that is typed offers the number or the id by which the record knows it', () => {
  expect(logbookMeant('berg', known)).toEqual([
    { name: 'Anna Berg', text: '+4799887766' },
    { name: 'Berg 2', text: 'l-2' },
  ])
  expect(logbookMeant('b', known)).toEqual([])
})

test('the file has the words and the ids', () => {
  expect(logbookCsvRow(row({ about: { keyId: 'k-1' }, shown: 3 }), known)).toMatchObject({
    What: 'Revoke the key of Anna Berg to Main door',
    'Keys shown': '3',
    About: '{"keyId":"k-1"}',
  })
})
