import { describe, expect, it, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { keyLine, labelWidth } from './keyLine.ts'

const oslo = 'Europe/Oslo'
const day = 86_400_000
// A Wednesday, 10:00 in Oslo.
const now = Date.parse('2026-11-18T09:00:00Z')
const iso = (days: number) => new Date(now + days * day).toISOString()
const key = (more: Partial<Key> = {}): Key => ({ id: 'k', lockId: 'l', ...more })
const hours = (weekday: string, startHour: number, endHour: number) => ({
  timeSpans: [{ weekday, startHour, startMinute: 0, endHour, endMinute: 0 }],
})
const round = (n: number) => Math.round(n * 1000) / 1000

test.each<[what: string, more: Partial<Key>, state: string, marks: string[]]>([
  [
    'ahead',
    { created: iso(-10), start: iso(10), end: iso(30) },
    'scheduled',
    ['Asked for 0', 'Now 0.25', 'Becomes valid 0.5', 'Expires 1'],
  ],
  [
    'under way',
    { created: iso(-10), start: iso(-10), end: iso(10) },
    'active',
    ['Asked for 0', 'Valid from 0', 'Now 0.5', 'Expires 1'],
  ],
  [
    'without an end',
    { created: iso(-300), start: iso(-150) },
    'active',
    ['Asked for 0', 'Valid from 0.385', 'Now 0.769'],
  ],
  [
    'over',
    { created: iso(-40), start: iso(-30), end: iso(-20) },
    'expired',
    ['Asked for 0', 'Valid from 0.25', 'Expired 0.5', 'Now 1'],
  ],
  [
    'revoked before its start',
    { created: iso(-10), start: iso(10), end: iso(30) },
    'revoked',
    ['Asked for 0', 'Now 1'],
  ],
  ['made just now', { created: iso(0) }, 'creating', ['Asked for 0', 'Now 0']],
  ['told nothing of', {}, 'active', ['Now 0']],
  ['with times that cannot be read', { created: 'once', start: 'soon', end: 'never' }, 'active', ['Now 0']],
])('a key that is %s', (_, more, state, marks) => {
  const line = keyLine(key(more), state, oslo, now)
  expect(line.marks.map(({ text, place }) => `${text} ${round(place)}`)).toEqual(marks)
})

test.each<[what: string, more: Partial<Key>, state: string, valid: unknown, endless: boolean]>([
  [
    'from start to end',
    { created: iso(-10), start: iso(-5), end: iso(10) },
    'active',
    { from: 0.25, to: 1 },
    false,
  ],
  ['on and on', { created: iso(-10), start: iso(-10), end: null }, 'active', { from: 0, to: 1 }, true],
  ['not at all where Unloc took it back', { created: iso(-10), start: iso(-5) }, 'revoked', undefined, false],
])('is valid %s', (_, more, state, valid, endless) => {
  expect(keyLine(key(more), state, oslo, now)).toMatchObject({ valid, endless })
})

it('gives each label its own place, wherever the moments lie', () => {
  const places = [-400, -399, -30, -0.01, 0.01, 1, 200]
  for (const created of places)
    for (const start of places)
      for (const end of places) {
        const { marks } = keyLine(
          key({ created: iso(created), start: iso(start), end: iso(end) }),
          'active',
          oslo,
          now,
        )
        for (const a of marks) {
          expect(a.label).toBeGreaterThanOrEqual(0)
          expect(a.label + labelWidth).toBeLessThanOrEqual(1.0001)
          for (const b of marks)
            if (a !== b && a.lane === b.lane)
              expect(Math.abs(a.label - b.label)).toBeGreaterThanOrEqual(labelWidth - 0.0001)
        }
      }
})

describe('the week', () => {
  const weekOf = (more: Partial<Key>, state = 'active', zone: string | undefined = oslo, at = now) =>
    keyLine(key(more), state, zone, at).week
  const hour = 1 / 168

  it('begins today on the lock’s clock, with the key’s openings cut by its end', () => {
    const week = weekOf({ recurrence: hours('thu', 8, 16), end: '2026-11-19T11:00:00Z' })
    expect(week?.days.map(({ date }) => date.slice(8))).toEqual(['18', '19', '20', '21', '22', '23', '24'])
    expect(week?.now).toBeCloseTo(10 * hour)
    expect(week?.bands.map(({ from, to }) => [round(from / hour), round(to / hour)])).toEqual([[32, 36]])
  })

  it('shows what was open today before now, but not before the key was made', () => {
    expect(weekOf({ recurrence: hours('wed', 8, 16) })?.bands[0]?.from).toBeCloseTo(8 * hour)
    const made = '2026-11-18T08:30:00Z'
    expect(weekOf({ recurrence: hours('wed', 8, 16), created: made })?.bands[0]?.from).toBeCloseTo(9.5 * hour)
  })

  it('is true to the clock where it changes', () => {
    const spring = Date.parse('2026-03-26T09:00:00Z')
    const week = weekOf({ recurrence: hours('sun', 0, 24) }, 'inactive', oslo, spring)
    const [sunday] = week!.days.filter(({ weekday }) => weekday === 'sun')
    expect(week?.bands).toMatchObject([{ from: sunday!.from, to: sunday!.to }])
    expect((sunday!.to - sunday!.from) * 167).toBeCloseTo(23)
  })

  test.each<[what: string, more: Partial<Key>, state: string, zone: string | undefined]>([
    ['hours that cannot be read', { recurrence: { every: 'day' } }, 'active', oslo],
    ['such hours of a key that waits for its start', { recurrence: 1, start: iso(2) }, 'scheduled', oslo],
    ['an end that cannot be read', { start: iso(2), end: 'never' }, 'scheduled', oslo],
    ['a zone that is not known', { recurrence: hours('wed', 8, 16) }, 'active', undefined],
    ['a key that opens no more', {}, 'revoked', oslo],
    ['a state that nobody knows', {}, 'quantumState', oslo],
  ])('is not drawn for %s', (_, more, state, zone) => {
    expect(keyLine(key(more), state, zone, now).week).toBeUndefined()
  })
})
