import { expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { nextDoor, personDoors } from './personDoors.ts'

// A Sunday, 12:00 in Oslo, 11:00 on the Canary Islands.
const now = Date.parse('2026-11-22T11:00:00Z')
const locks = {
  nameOf: (id: string) => ({ o2: 'Door 2', o10: 'Door 10', c: 'Pool gate' })[id] ?? id,
  zoneOf: (id: string | null | undefined) =>
    id?.startsWith('o') ? 'Europe/Oslo' : id === 'c' ? 'Atlantic/Canary' : undefined,
}
const weekly = (weekday: string, startHour: number, endHour: number) => ({
  recurrence: { timeSpans: [{ weekday, startHour, startMinute: 0, endHour, endMinute: 0 }] },
})
const one = (lockId: string | null, state: string | undefined, more: Partial<Key> = {}) => ({
  key: { id: `${lockId ?? ''}${state ?? ''}${more.end ?? ''}`, lockId, ...more },
  state,
})
const doors = (...keys: ReturnType<typeof one>[]) =>
  personDoors(keys, locks, now, 'Europe/Oslo', 'en-GB').map(({ name, until }) => `${name}: ${until}`)

test('doors that open now, in the order of their names, each until its end on the clock there', () => {
  expect(
    doors(
      one('o10', 'active'),
      one('c', 'active', weekly('sun', 8, 16)),
      one('o2', 'active', weekly('sun', 8, 16)),
      one('o3', 'inactive', weekly('mon', 8, 16)),
      one('o4', 'creating'),
      one('o5', 'quantum'),
    ),
  ).toEqual(['Door 2: until 16:00', 'Door 10: no end', 'Pool gate: until 16:00 (Canary time)'])
})

test('a door with several keys stands once, by the one that opens longest', () => {
  const keys = [
    one('o2', 'active', { end: '2026-11-22T12:00:00Z' }),
    one('o2', 'active', { end: '2026-11-22T14:00:00Z' }),
  ]
  expect(doors(...keys)).toEqual(['Door 2: until 15:00'])
  expect(doors(...keys, one('o2', 'active'))).toEqual(['Door 2: no end'])
  expect(doors(...keys.reverse())).toEqual(['Door 2: until 15:00'])
})

test('without a readable clock nothing is converted or claimed', () => {
  expect(
    doors(
      one('x', 'active', { end: '2026-11-22T14:00:00Z' }),
      one('y', 'active', weekly('sun', 8, 16)),
      one(null, 'active'),
    ),
  ).toEqual(['No lock told: no end', 'x: until 14:00 UTC', 'y: Unloc says active'])
})

test.each<[string, ReturnType<typeof one>[], string | undefined]>([
  ['nothing ahead', [one('o2', 'revoked'), one('o2', 'expired')], undefined],
  ['one that is being made is no promise', [one('o2', 'creating')], undefined],
  [
    'the first of several',
    [one('o2', 'inactive', weekly('tue', 8, 16)), one('o10', 'inactive', weekly('mon', 8, 16))],
    'Door 10 Mon, 23 Nov, 08:00',
  ],
  [
    'on another clock',
    [one('c', 'inactive', weekly('mon', 8, 16))],
    'Pool gate Mon, 23 Nov, 08:00 (Canary time)',
  ],
  ['on no clock', [one('x', 'scheduled', { start: '2026-12-01T08:00:00Z' })], 'x Tue, 1 Dec, 08:00 UTC'],
])('what opens next: %s', (_, keys, text) => {
  const next = nextDoor(keys, locks, now, 'Europe/Oslo', 'en-GB')
  expect(next && `${next.name} ${next.at.replace(/^(\w+),? /, '$1, ')}`).toBe(text)
})
