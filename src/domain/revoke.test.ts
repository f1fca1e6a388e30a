import { describe, expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { bulkOutcome, readRevokeOutcome, revokeDrift, revokePreview } from './revoke.ts'

const now = Date.parse('2026-11-22T10:00:00Z')
const key = (id: string, fields: Partial<Key> = {}): Key => ({ id, state: 'active', ...fields })

describe('revokePreview', () => {
  test('live and not revocable add up, and counts name lock, person and state', () => {
    const keys = [
      key('a', { lockId: 'l1', appUser: { id: '+4799887766' } }),
      key('b', { lockId: 'l1', appUserId: '+4799887766', state: 'creating' }),
      key('c', { lockId: 'l2', appUser: { id: '+46701234567' }, start: '2027-01-01T00:00:00Z' }),
      key('past its end by the clock', { end: '2026-11-22T10:00:00Z' }),
      key('expired', { state: 'expired' }),
      key('revoked', { state: 'revoked' }),
      key('error', { state: 'error' }),
      key('newer word', { state: 'paused' }),
      { id: 'bare' },
    ]
    const preview = revokePreview(keys, now, () => undefined)
    expect(preview.live.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'newer word', 'bare'])
    expect(Object.fromEntries(preview.byLock)).toEqual({ l1: 2, l2: 1, '': 2 })
    expect(Object.fromEntries(preview.byPerson)).toEqual({ '+4799887766': 2, '+46701234567': 1, '': 2 })
    expect(Object.fromEntries(preview.byState)).toEqual({
      active: 1,
      creating: 1,
      scheduled: 1,
      paused: 1,
      unknown: 1,
    })
    expect(preview.notRevocable.map((entry) => entry.key.id)).toEqual([
      'past its end by the clock',
      'expired',
      'revoked',
      'error',
    ])
    for (const { reason } of preview.notRevocable) expect(reason).not.toBe('')
  })

  test('hours are read in the zone of the lock', () => {
    const recurrence = {
      timeSpans: [{ weekday: 'sun', startHour: 11, startMinute: 0, endHour: 12, endMinute: 0 }],
    }
    const keys = [key('a', { lockId: 'oslo', recurrence }), key('b', { lockId: 'utc', recurrence })]
    const preview = revokePreview(keys, now, (id) => (id === 'oslo' ? 'Europe/Oslo' : 'UTC'))
    expect(Object.fromEntries(preview.byState)).toEqual({ active: 1, inactive: 1 })
  })
})

test.each([
  [{ status: 200 }, 'revoked'],
  [{ status: 204 }, 'revoked'],
  [{ status: 202, maybeApplied: true }, 'revoked'],
  [{ status: 404 }, 'alreadyUnusable'],
  [{ status: 409 }, 'alreadyUnusable'],
  [{ status: 400 }, 'failed'],
  [{ status: 401 }, 'failed'],
  [{ status: 403 }, 'failed'],
  [{ status: 405 }, 'failed'],
  [{ status: 429 }, 'failed'],
  [{ status: 500 }, 'failed'],
  [{ status: 500, maybeApplied: true }, 'unknown'],
  [{ status: 408 }, 'unknown'],
  [{ status: 502 }, 'unknown'],
  [{ status: 503 }, 'unknown'],
  [{ status: 504, maybeApplied: false }, 'unknown'],
  [{ status: 302 }, 'unknown'],
  [{}, 'unknown'],
  [{ maybeApplied: true }, 'unknown'],
  [{ maybeApplied: false }, 'failed'],
] as const)('an answer of %j is %s', (answer, outcome) => expect(readRevokeOutcome(answer)).toBe(outcome))

describe('bulkOutcome', () => {
  const ids = (keys: Key[]) => keys.map(({ id }) => id)

  test('every live key before is in exactly one part', () => {
    const before = [
      key('gone'),
      key('taken'),
      key('kept', { state: 'inactive' }),
      key('odd'),
      key('ran out'),
      key('failed', { state: 'creating' }),
      key('over', { state: 'expired' }),
      key('taken before', { state: 'revoked' }),
      key('gone'),
    ]
    const after = [
      key('taken', { state: 'revoked' }),
      key('kept', { state: 'active' }),
      key('odd', { state: 'paused' }),
      key('ran out', { state: 'expired' }),
      key('failed', { state: 'error' }),
      key('taken before', { state: 'revoked' }),
      key('new', { state: 'creating' }),
      key('new and taken along', { state: 'revoked' }),
      key('new but over', { state: 'expired' }),
    ]
    const outcome = bulkOutcome(before, after, new Set(before.map(({ id }) => id)))
    expect(ids(outcome.revoked)).toEqual(['taken'])
    expect(ids(outcome.survived)).toEqual(['kept', 'odd'])
    expect(ids(outcome.ended)).toEqual(['ran out', 'failed'])
    expect(ids(outcome.unknown)).toEqual(['gone'])
    expect(ids(outcome.appeared)).toEqual(['new', 'new and taken along'])
    expect(outcome.survived[0]?.state).toBe('active')
  })

  test('nothing before: whatever is live appeared', () => {
    expect(ids(bulkOutcome([], [key('a'), { id: 'b' }], new Set()).appeared)).toEqual(['a', 'b'])
  })

  test('what the preview listed but was not to take, e.g. spared keys, has not appeared', () => {
    const after = [key('spared'), key('revoked long ago', { state: 'revoked' })]
    expect(bulkOutcome([], after, new Set(['spared', 'revoked long ago'])).appeared).toEqual([])
  })
})

describe('revokeDrift', () => {
  const read = (...keys: Key[]) => revokePreview(keys, now, () => undefined)
  test('nothing changed, or only a state within live: nothing to show', () => {
    expect(revokeDrift(read(key('a'), key('b')), read(key('b'), key('a')))).toBeUndefined()
    expect(revokeDrift(read(key('a', { state: 'creating' })), read(key('a')))).toBeUndefined()
    // One that was unusable before and is no longer listed changes nothing of what goes.
    expect(revokeDrift(read(key('a'), key('x', { state: 'expired' })), read(key('a')))).toBeUndefined()
  })
  test('what is new and what is gone, as it is now', () => {
    const drift = revokeDrift(
      read(key('a'), key('b'), key('c')),
      read(key('a'), key('b', { state: 'revoked' }), key('d')),
    )
    expect(drift?.added.map(({ id }) => id)).toEqual(['d'])
    expect(drift?.gone.map(({ id, state }) => [id, state])).toEqual([
      ['b', 'revoked'],
      ['c', 'active'],
    ])
  })
})
