import { describe, expect, test } from 'vitest'
import { pinned, quickMoments, typedMoment } from './keyWhyMoment.ts'

const oslo = 'Europe/Oslo'
const at = (iso: string) => Date.parse(iso)
const quick = (zone: string, iso: string) =>
  quickMoments(zone, at(iso), 'en-GB').map(({ label, wall }) => {
    const read = typedMoment(wall, zone, at(iso))
    return [label, read.kind === 'at' ? new Date(read.at).toISOString() : undefined]
  })

describe('moments of one press', () => {
  test('are on the lock’s clock', () => {
    expect(quick(oslo, '2026-11-18T09:00:00Z')).toEqual([
      ['Now 10:00', undefined],
      ['Tonight 22:00', '2026-11-18T21:00:00.000Z'],
      ['Tomorrow 08:00', '2026-11-19T07:00:00.000Z'],
    ])
    expect(quick('Pacific/Auckland', '2026-11-18T12:00:00Z')).toEqual([
      ['Now 01:00', undefined],
      ['Tonight 22:00', '2026-11-19T09:00:00.000Z'],
      ['Tomorrow 08:00', '2026-11-19T19:00:00.000Z'],
    ])
  })
  test('leave tonight out when it is past, and go by the calendar over a clock change', () => {
    expect(quick(oslo, '2026-10-24T20:30:00Z')).toEqual([
      ['Now 22:30', undefined],
      ['Tomorrow 08:00', '2026-10-25T07:00:00.000Z'],
    ])
  })
})

describe('a typed moment', () => {
  const now = at('2026-10-24T20:00:00Z')
  const typed = (text: string, from = now) => typedMoment(text, oslo, from)
  test('nothing, or "now", is now', () => {
    expect(typed(' ')).toEqual({ kind: 'now' })
    expect(typed('now')).toEqual({ kind: 'now' })
  })
  test('is read on the lock’s clock', () => {
    expect(typed('2026-10-25 08:00')).toEqual({ kind: 'at', at: at('2026-10-25T07:00:00Z') })
  })
  test('of a time that comes twice the first that is ahead is meant, and said', () => {
    expect(typed('2026-10-25 02:30')).toMatchObject({
      at: at('2026-10-25T00:30:00Z'),
      note: expect.stringMatching(/first/) as string,
    })
    expect(typed('2026-10-25 02:30', at('2026-10-25T00:45:00Z'))).toMatchObject({
      at: at('2026-10-25T01:30:00Z'),
      note: expect.stringMatching(/second/) as string,
    })
  })
  test('one that the clock skips is read after the jump, and said', () => {
    expect(typed('2027-03-28 02:30')).toMatchObject({
      at: at('2027-03-28T01:30:00Z'),
      note: expect.stringMatching(/skips/) as string,
    })
  })
  test('what is past is refused, and half a date is none', () => {
    expect(typed('2026-10-24 21:00')).toEqual({ kind: 'past' })
    expect(typed('tomorrow')).toMatchObject({ kind: 'not' })
  })
  test('stands for what the clock at the door shows, whichever door is chosen after it', () => {
    const wall = '2026-11-19 08:00'
    expect(typedMoment(wall, oslo, now)).toEqual({ kind: 'at', at: at('2026-11-19T07:00:00Z') })
    expect(typedMoment(wall, 'Europe/Helsinki', now)).toEqual({ kind: 'at', at: at('2026-11-19T06:00:00Z') })
  })
  test('of a day that is named by today stays on that day', () => {
    expect(pinned('tomorrow 08:00', oslo, now)).toBe('2026-10-25 08:00:00')
    expect(pinned('tomo', oslo, now)).toBe('tomo')
  })
})
