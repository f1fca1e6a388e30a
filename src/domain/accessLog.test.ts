import { expect, test } from 'vitest'
import { eventNumber, inLogOrder, logPolicy, openingsByKey } from './accessLog.ts'

const now = Date.parse('2026-11-18T09:00:00Z')
const day = 24 * 60 * 60 * 1000
const event = (id: string, ago: number | undefined, more: object = {}) => ({
  id,
  created: ago === undefined ? undefined : new Date(now - ago).toISOString(),
  ...more,
})

test.each([
  ['public', 'all'],
  ['anonymized', 'withoutPerson'],
  ['private', 'none'],
  ['sealed', 'untold'],
  ['toString', 'untold'],
  [undefined, 'untold'],
])('a lock whose policy is %s logs %s', (privacyPolicy, policy) => {
  expect(logPolicy({ privacyPolicy })).toBe(policy)
  expect(logPolicy(undefined)).toBe('untold')
})

test('openings come latest first, each once, and none that is older than 60 days', () => {
  const events = [
    event('old', 60 * day),
    event('odd', undefined),
    event('b', 2000),
    event('c', 59 * day),
    event('a', 1000),
    event('b', 2000),
    event('unread', undefined, { created: 'yesterday' }),
  ]
  expect(inLogOrder(events, now).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'odd', 'unread'])
})

test('an opening whose person is blanked is put to no key, though it names one', () => {
  const told = event('a', 0, { keyId: 'key', appUserId: '+4799887766' })
  const blank = event('b', 0, { keyId: 'key', appUserId: '' })
  const other = event('c', 0, { keyId: 'other', appUserId: '+4799887766' })
  expect(openingsByKey([told, blank, other], 'key')).toEqual([told])
  expect(eventNumber(blank)).toBeUndefined()
})
