import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { createKeyIndex } from '#src/domain/keyIndex.ts'
import { readWall } from '#src/domain/readWall.ts'
import {
  differenceText,
  differenceWords,
  exampleText,
  liveDoubles,
  minutesAhead,
  sentenceOf,
  settledText,
  toCurl,
  usualZone,
  wallText,
} from './keyFacts.ts'
import { emptyForm, type KeyForm } from './keyForm.ts'

const at = (iso: string) => Date.parse(iso)

test.each([
  ['Europe/London', 'Europe/Oslo', '2026-11-22T12:00:00Z', '1 h behind X'],
  ['Asia/Kolkata', 'Europe/Oslo', '2026-11-22T12:00:00Z', '4 h 30 min ahead of X'],
  ['Asia/Kolkata', 'Europe/Oslo', '2026-07-22T12:00:00Z', '3 h 30 min ahead of X'],
  ['Europe/Stockholm', 'Europe/Oslo', '2026-07-22T12:00:00Z', 'the same as X'],
])('the clock of %s against %s', (zone, of, when, words) => {
  expect(differenceWords(minutesAhead(zone, of, at(when)), 'X')).toBe(words)
})

test.each<[what: string, zone: string, of: string, from: string, end: string | undefined, words: string]>([
  [
    'New York changes two weeks before Oslo',
    'America/New_York',
    'Europe/Oslo',
    '2027-03-01T12:00:00Z',
    '2027-03-20T12:00:00Z',
    '6 h behind Oslo time, and from 14 Mar 2027 on 5 h behind Oslo time',
  ],
  [
    'the key ends before that',
    'America/New_York',
    'Europe/Oslo',
    '2027-03-01T12:00:00Z',
    '2027-03-14T07:00:00Z',
    '6 h behind Oslo time',
  ],
  [
    'no end, and only one clock ever changes',
    'Asia/Kolkata',
    'Europe/Oslo',
    '2026-11-22T12:00:00Z',
    undefined,
    '4 h 30 min ahead of Oslo time, and from 28 Mar 2027 on 3 h 30 min ahead of Oslo time',
  ],
  [
    'no end, and both change at once',
    'Europe/London',
    'Europe/Oslo',
    '2026-11-22T12:00:00Z',
    undefined,
    '1 h behind Oslo time',
  ],
  [
    'neither changes',
    'Asia/Kolkata',
    'Asia/Tokyo',
    '2026-11-22T12:00:00Z',
    undefined,
    '3 h 30 min behind Tokyo time',
  ],
])('the difference over a key’s time: %s', (_, zone, of, from, end, words) => {
  expect(differenceText(zone, of, at(from), end, 'en-GB')).toBe(words)
})

test('the usual zone is the commonest one', () => {
  expect(usualZone(['Europe/London', undefined, 'Europe/Oslo', 'Europe/Oslo'])).toBe('Europe/Oslo')
  expect(usualZone([undefined])).toBeUndefined()
})

describe('start and end on two clocks', () => {
  const zones: Record<string, string> = { a: 'Europe/Oslo', b: 'Europe/London', d: 'Asia/Kolkata' }
  const context = { hasLock: () => true, zoneOf: (id: string) => zones[id], spareZone: 'Europe/Oslo' }
  const told = (change: Partial<KeyForm>, viewer = 'America/New_York') =>
    settledText({ ...emptyForm, start: '2026-12-24 18:00:00', ...change }, 'start', context, viewer, 'en-GB')
  test.each<[string, Partial<KeyForm>, string]>([
    ['another time', { lockIds: ['a'] }, '18:00 Oslo time, 12:00 yours'],
    ['a half-hour zone', { lockIds: ['d'] }, '18:00 Kolkata time, 07:30 yours'],
    [
      'another day',
      { lockIds: ['d'], start: '2026-12-24 08:00:00' },
      '08:00 Kolkata time, Wed 23 Dec 2026, 21:30 yours',
    ],
    ['no door yet', { lockIds: [] }, ''],
    ['a door that tells no zone', { lockIds: ['c'] }, ''],
    ['several zones', { lockIds: ['a', 'b'] }, ''],
    [
      'several zones, one moment',
      { lockIds: ['b', 'a'], meaning: 'moment' },
      '18:00 London time, 13:00 yours',
    ],
    ['not decided yet', { lockIds: ['a'], start: '2027-10-31 02:30:00' }, ''],
    [
      'the second of two',
      { lockIds: ['a'], start: '2027-10-31 02:30:00', startSide: 'later' },
      '02:30 Oslo time, Sat 30 Oct 2027, 21:30 yours',
    ],
    ['not read', { lockIds: ['a'], start: 'soon' }, ''],
  ])('%s', (_, change, words) => {
    expect(told(change)).toBe(words)
  })

  test('nothing more is said where the clocks agree', () => {
    expect(told({ lockIds: ['a'] }, 'Europe/Stockholm')).toBe('')
  })
})

test('the example of a typed time can be typed', () => {
  for (const locale of ['en-GB', 'en-US', 'nb-NO', 'sv', 'da', 'fi', 'de', 'fr', 'es'])
    expect(
      readWall(exampleText({ today: '2026-12-31' }, locale), { today: '2026-12-31', now: '12:00' }, locale),
    ).toEqual({ kind: 'wall', wall: '2027-01-01 18:00:00' })
})

test('a text that is no time is written out as it is', () => {
  expect(wallText('2026-06-31 18:00:00', 'en-GB')).toBe('2026-06-31 18:00:00')
  expect(wallText('soon', 'en-GB')).toBe('soon')
  expect(wallText('2026-12-24 18:00:00', 'en-GB')).toBe('Thu 24 Dec 2026, 18:00')
})

test('the sentence says hours, beginning and end', () => {
  expect(sentenceOf(emptyForm)).toBe('At any time, from now with no end')
  const sentence = sentenceOf({ ...emptyForm, weekly: true, end: '2026-12-31 12:00:00' }, 'en-GB')
  expect(sentence).toMatch(/^Mon–Fri 08:00–16:00, from now until Thu .*31.*12:00$/)
})

test('doubles are live keys of these people to these locks', () => {
  const index = createKeyIndex({
    projectId: 'p',
    zoneOf: () => 'Europe/Oslo',
    lockName: () => undefined,
    lockText: () => undefined,
    personName: () => undefined,
  })
  const key = (id: string, number: string, lockId: string, state: string, more: Partial<Key> = {}): Key => ({
    id,
    lockId,
    state,
    appUser: { id: number },
    ...more,
  })
  index.append(
    [
      key('live', '+4799887766', 'a', 'active'),
      key('odd', '+4799887766', 'a', 'somethingNew'),
      key('revoked', '+4799887766', 'a', 'revoked'),
      key('over by the clock', '+4799887766', 'a', 'active', { end: '2026-11-01T00:00:00Z' }),
      key('of this press', '+4799887766', 'a', 'creating', { metadata: { batch: 'b1' } }),
      key('other lock', '+4799887766', 'b', 'active'),
      key('other person', '+4741234567', 'a', 'active'),
    ],
    1,
  )
  const now = at('2026-11-22T12:00:00Z')
  expect(liveDoubles(index, ['+4799887766'], ['a'], 'b1', now).map(({ id }) => id)).toEqual(['live', 'odd'])
  expect(liveDoubles(index, ['+4799887766'], [], 'b1', now)).toEqual([])
})

test('the curl command hands a shell exactly the JSON, quotes and all', () => {
  const json = JSON.stringify({ keys: [{ metadata: { note: `Ola's "$HOME" \`x\` \\ flat` } }] })
  const command = toCurl('p1', json)
  expect(command).toContain("'https://api.unloc.app/v2/projects/p1/keys'")
  // A function in curl's place prints its last argument.
  const arrived = execFileSync(
    'sh',
    ['-c', `curl() { for last; do :; done; printf %s "$last"; }\n${command}`],
    {
      env: { ...process.env, TOKEN: 't' },
    },
  )
  expect(arrived.toString()).toBe(json)
})
