import { describe, expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { office } from '#src/domain/scheduleSamples.ts'
import { keyLife } from './keyLife.ts'

const at = (iso: string) => Date.parse(iso)
// A Wednesday, 10:00 in Oslo.
const now = at('2026-11-18T09:00:00Z')
const key: Key = {
  id: 'key',
  created: '2026-11-01T09:00:00.000Z',
  start: '2026-11-10T09:00:00.000Z',
  end: '2026-12-01T09:00:00.000Z',
}
const life = (state: string, change: Partial<Key> = {}, seenAt?: number) =>
  keyLife({ ...key, state, ...change }, state, 'Europe/Oslo', now, seenAt).map(
    ({ text, kind, at: one }) =>
      `${kind} ${one === undefined || kind === 'now' ? '' : `${new Date(one).toISOString().slice(0, 16)} `}${text}`,
  )

const begun = ['past 2026-11-01T09:00 Asked for', 'past 2026-11-10T09:00 Valid from here on']

describe('a revoked key', () => {
  test('has no moment at which it was revoked: the API tells none', () => {
    expect(life('revoked')).toEqual([...begun, 'now Now: revoked. Unloc does not tell since when'])
  })
  test('has the moment at which this browser first saw it so', () => {
    expect(life('revoked', {}, now - 3_600_000)).toEqual([
      ...begun,
      'past 2026-11-18T08:00 First seen revoked by this browser',
      'now Now: revoked. Unloc does not tell since when',
    ])
  })
  test('was not seen so in a future that the clock was turned back from', () => {
    expect(life('revoked', {}, now + 3_600_000)).toEqual(life('revoked'))
  })
})

test('a sight of a revoked key says nothing of one that Unloc calls active', () => {
  expect(life('active', {}, now - 3_600_000)).toEqual(life('active'))
})

test('hours and end lie ahead, in order', () => {
  expect(life('active', { recurrence: office })).toEqual([
    ...begun,
    'now Now: opens the door',
    'ahead 2026-11-18T15:00 Closes, by its weekly hours',
    'ahead 2026-11-19T07:00 Opens again',
    'ahead 2026-12-01T09:00 Expires',
  ])
})

test('what failed has no moment either, and no end to wait for', () => {
  expect(life('error')).toEqual([...begun, 'now Now: could not be made. Unloc does not tell when'])
})
