import { describe, expect, test } from 'vitest'
import { weekdays } from '#src/contract/recurrence.ts'
import { viewerZone } from '#src/domain/calendar.ts'
import type { Try } from '../engine/doorOpen.ts'
import type { PhoneKey } from '../engine/phone.ts'
import { weekly } from '../scenarios/recurrences.ts'
import { monday } from '../scenarios/tinyWorld.ts'
import { goneBetween, hoursLine, keyLine, partOf, refusalWords } from './phoneWords.ts'

const hour = 3_600_000
const day = 24 * hour
const key = (rest: Partial<PhoneKey> = {}): PhoneKey => ({
  id: 'a',
  door: 'Styrerom',
  state: 'active',
  zone: 'Europe/Oslo',
  ...rest,
})
/** The door's clock is named where it is not the phone's; the tests run under several. */
const oslo = viewerZone() === 'Europe/Oslo' ? '' : ' (Oslo time)'

test.each<[part: string, key: Partial<PhoneKey>, line: string]>([
  ['now', {}, 'Opens now'],
  ['now', { until: monday + 7 * hour }, `Opens now, until 16:00${oslo}`],
  ['now', { until: monday + 15 * hour }, `Opens now, until 24:00${oslo}`],
  ['now', { until: monday + 2 * day }, `Opens now, until Wed 4 Mar, 09:00${oslo}`],
  ['later', { state: 'scheduled', next: monday + hour }, `Opens today at 10:00${oslo}`],
  ['later', { state: 'scheduled', next: monday + day }, `Opens Tue 3 Mar, 09:00${oslo}`],
  ['later', { state: 'scheduled' }, 'Opens at no time'],
  ['later', { state: 'inactive', next: monday + hour }, `Opens again today at 10:00${oslo}`],
  ['later', { state: 'inactive' }, 'Opens at no time any more'],
  ['later', { state: 'creating' }, 'Being made, not ready yet'],
  ['ended', { state: 'expired', end: monday - hour }, `Ended today at 08:00${oslo}`],
])('%s: %j', (part, rest, line) => {
  expect(partOf(key(rest))).toBe(part)
  expect(keyLine(key(rest), monday, 'en-GB')).toBe(line)
})

test('a door elsewhere is told on its own clock, which is named', () => {
  const there = key({ state: 'scheduled', zone: 'Asia/Kolkata', next: monday + 30 * 60_000 })
  expect(keyLine(there, monday, 'en-GB')).toBe('Opens today at 14:00 (Kolkata time)')
  const hours = { zone: 'Asia/Kolkata', recurrence: weekly(weekdays.slice(0, 5), 8, 16) }
  expect(hoursLine(key(hours), monday, 'en-GB')).toBe('Mon–Fri 08:00–16:00 (Kolkata time)')
  expect(hoursLine(key(), monday)).toBeUndefined()
})

test('a lock that tells no zone is told on the phone’s own clock', () => {
  const untold = key({ state: 'scheduled', next: monday + 5 * day })
  delete untold.zone
  const at = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  expect(keyLine(untold, monday, 'en-GB')).toMatch(new RegExp(`^Opens \\w+ \\d Mar, ${at.format(monday)}$`))
})

describe('a refusal says why, and what helps', () => {
  test.each<[tried: Pick<Try, 'why' | 'next'> | 'gone', words: string]>([
    [{ why: 'creating' }, 'The key is still being made. Try again in a moment.'],
    [{ why: 'error' }, 'The key could not be made. Ask whoever gave it to you for a new one.'],
    [{ why: 'revoked' }, 'The key was taken back. Ask whoever gave it to you.'],
    [{ why: 'scheduled', next: monday + hour }, `It is too early. The key opens today at 10:00${oslo}.`],
    [{ why: 'scheduled' }, 'It is too early for this key.'],
    [
      { why: 'inactive', next: monday + day },
      `The key does not open at this hour. It opens again Tue 3 Mar, 09:00${oslo}.`,
    ],
    [{ why: 'inactive' }, 'The key does not open at this hour. It will not open again.'],
    [{ why: 'expired' }, `The key ended today at 08:00${oslo}.`],
    [
      { why: 'unreachable' },
      'The lock’s own system cannot be reached right now. The key itself is fine: try again in a while.',
    ],
    ['gone', 'This key is not known any more. Ask whoever gave it to you.'],
  ])('%j', (tried, words) => {
    expect(refusalWords(tried, key({ end: monday - hour }), monday, 'en-GB')).toBe(words)
  })
})

test('what left is told; what merely ended, and what is still there, is not', () => {
  const before = [
    key({ id: 'a' }),
    key({ id: 'b', door: 'Festsal' }),
    key({ id: 'c', end: monday - day }),
    key({ id: 'd', door: 'Kjeller', state: 'creating' }),
    key({ id: 'e', door: 'Boder', end: monday + day }),
  ]
  expect(goneBetween(before, [key({ id: 'a' })], monday).map(({ words }) => words)).toEqual([
    'Your key to Festsal was taken back just now.',
    'The key to Kjeller is not here any more.',
    'Your key to Boder was taken back just now.',
  ])
  expect(goneBetween(before, before, monday)).toEqual([])
})
