import { expect, it } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { lockWeek, openersAt } from '#src/domain/lockWeek.ts'
import { lockOpeners } from './lockOpeners.ts'

// A Sunday, 12:00 in Oslo.
const now = Date.parse('2026-11-22T11:00:00Z')
const anna = '+4799887766'
const key = (id: string, person: string | undefined, more: Partial<Key> = {}): Key => ({
  id,
  lockId: 'l',
  state: 'active',
  ...(person && { appUser: { id: person } }),
  ...more,
})
const names = new Map([
  [anna, 'Anna'],
  ['+4741234567', 'Berit'],
])
const at = (keys: Key[], zone: string | undefined) =>
  lockOpeners(openersAt(lockWeek(keys, zone, now, now + 7 * 86_400_000), now), names, zone, now)
const short = (keys: Key[]) =>
  at(keys, 'Europe/Oslo').map(({ keyId, name, until }) => `${keyId} ${name}: ${until}`)

it('names people in order, each with the end of their opening on the lock’s clock', () => {
  const sunday = { timeSpans: [{ weekday: 'sun', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 }] }
  expect(
    short([key('b', '+4741234567', { recurrence: sunday }), key('a', anna), key('c', undefined)]),
  ).toEqual(['a Anna: no end', 'b Berit: until 16:30', 'c No person told: no end'])
})

it('names a person with several keys once, by the key that opens longest', () => {
  const keys = [
    key('short', anna, { end: '2026-11-22T12:00:00Z' }),
    key('long', anna, { end: '2026-11-24T12:00:00Z' }),
  ]
  expect(short(keys)).toHaveLength(1)
  expect(short(keys)[0]).toMatch(/^long Anna: until .*24.* 13:00$/)
})

it('claims no end on a clock that is not known', () => {
  expect(at([key('a', anna, { end: '2026-11-24T12:00:00Z' })], undefined)[0]?.until).toBe('')
})
