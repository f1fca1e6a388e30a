import { expect, test } from 'vitest'
import { stateMore, validityText } from './keyWords.ts'
import { personTeller, untilText } from './keyPersonWords.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const z = (time: string) => `2026-${time}:00Z`

test.each([
  ['no bounds', {}, 'Europe/Oslo', 'No end'],
  [
    'a start that has passed is left out',
    { start: z('11-01T08:00'), end: z('12-24T09:00') },
    'Europe/Oslo',
    'until 24 Dec, 10:00',
  ],
  ['a start to come', { start: z('12-01T08:00') }, 'Europe/Oslo', 'from 1 Dec, 09:00, no end'],
  [
    'some days',
    { start: z('12-01T08:00'), end: z('12-02T08:00') },
    'Europe/Oslo',
    '1 Dec, 09:00 – 2 Dec, 09:00',
  ],
  [
    'one day of the lock’s zone names it once',
    { start: z('12-01T23:30'), end: z('12-02T10:00') },
    'Europe/Oslo',
    '2 Dec, 00:30–11:00',
  ],
  [
    'the same instants on two days of another zone',
    { start: z('12-01T23:30'), end: z('12-02T10:00') },
    'UTC',
    '1 Dec, 23:30 – 2 Dec, 10:00',
  ],
  [
    'without a zone nothing is converted, and UTC said once',
    { start: z('12-01T08:00'), end: z('12-01T10:00') },
    undefined,
    '1 Dec, 08:00–10:00 UTC',
  ],
  [
    'another year is named',
    { start: '2027-01-05T08:00:00Z', end: '2027-01-05T10:00:00Z' },
    'UTC',
    '5 Jan 2027, 08:00–10:00',
  ],
  [
    'what cannot be read is shown as it came',
    { start: 'soon', end: z('12-01T10:00') },
    'UTC',
    'soon – 1 Dec, 10:00',
  ],
])('%s', (_, key, zone, words) => {
  expect(validityText(key, zone, now, 'en-GB')).toBe(words)
})

test('beside a badge the words are short', () => {
  expect(stateMore({ id: 'k', start: z('11-23T09:15') }, 'scheduled', 'UTC', now, 'en-GB')).toBe(
    'starts in 15 min',
  )
})

test('people of one name are told apart by their numbers, others by name alone', () => {
  const [one, other, anna] = [
    { id: 'a', appUser: { id: '+4799887766', name: 'Zofia' } },
    { id: 'b', appUser: { id: '+4799887767', name: 'Zofia' } },
    { id: 'c', appUser: { id: '+4799887768', name: 'Anna' } },
  ] as const
  const tell = personTeller([one, other, anna], new Map())
  expect([one, other, anna].map(tell)).toEqual(['Zofia, +47 998 87 766', 'Zofia, +47 998 87 767', 'Anna'])
  expect(personTeller([one, { ...one, id: 'd' }], new Map())(one)).toBe('Zofia')
})

test.each<[what: string, end: string, at: string, words: RegExp]>([
  ['the same day', '2026-11-23T15:00:00Z', '2026-11-23T09:00:00Z', /^until 16:00$/],
  ['another day', '2026-11-24T15:00:00Z', '2026-11-23T09:00:00Z', /^until 24 Nov 2026, 16:00$/],
  // 02:45 for the first time; the clock runs on to 03:00 and is put back to 02:00 then.
  ['up to a clock change', '2026-10-25T01:00:00Z', '2026-10-25T00:45:00Z', /^until 03:00$/],
])('until when: %s', (_, end, at, words) => {
  expect(untilText(Date.parse(end), 'Europe/Oslo', Date.parse(at), 'en-GB')).toMatch(words)
})
