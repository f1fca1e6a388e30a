import { describe, expect, test } from 'vitest'
import { Key, keyStates } from '#src/contract/key.ts'
import { allowed, isLive, keyUserId, keyUserName, opensDoor, stateAt } from './key.ts'
import { openState } from './schedule.ts'

const key = (fields: object) => Key.parse({ id: 'k', ...fields })

test.each([
  [{ appUser: { id: '+471', name: 'Kari' }, appUserId: '+472', toUser: { id: '+473' } }, '+471', 'Kari'],
  [{ appUser: null, appUserId: '+472' }, '+472', undefined],
  [{ appUser: { id: '' }, toUser: { id: '+473', userName: ' Ola ' } }, '+473', 'Ola'],
  [{ appUser: { name: ' ' }, toUser: { userName: 'Ola' } }, undefined, 'Ola'],
  [{}, undefined, undefined],
])('recipient of %j', (fields, id, name) => {
  expect(keyUserId(key(fields))).toBe(id)
  expect(keyUserName(key(fields))).toBe(name)
})

const weekday = (day: string, from: number, to: number) => ({
  timeSpans: [{ weekday: day, startHour: from, startMinute: 0, endHour: to, endMinute: 0 }],
})

describe('stateAt', () => {
  const noon = '2026-11-22T12:00:00.000Z' // a Sunday; 13:00 in Oslo, 17:30 in Kolkata
  const before = '2026-11-22T11:59:59.999Z'
  const after = '2026-11-22T12:00:00.001Z'
  const oslo = 'Europe/Oslo'
  test.each([
    ['no end never expires', { state: 'active' }, oslo, 'active'],
    ['the end is outside', { state: 'active', end: noon }, oslo, 'expired'],
    ['just before the end', { state: 'active', end: after }, oslo, 'active'],
    ['the start is inside', { state: 'scheduled', start: noon }, oslo, 'active'],
    ['just before the start', { state: 'scheduled', start: after }, oslo, 'scheduled'],
    ['the start was moved ahead', { state: 'active', start: after }, oslo, 'scheduled'],
    ['a scheduled key can expire', { state: 'scheduled', start: before, end: noon }, oslo, 'expired'],
    ['inactive with its hours on', { state: 'inactive', recurrence: weekday('sun', 13, 14) }, oslo, 'active'],
    ['active with its hours off', { state: 'active', recurrence: weekday('sun', 12, 13) }, oslo, 'inactive'],
    ['scheduled into off hours', { state: 'scheduled', recurrence: weekday('mon', 8, 16) }, oslo, 'inactive'],
    ['half-hour zone', { state: 'active', recurrence: weekday('sun', 17, 18) }, 'Asia/Kolkata', 'active'],
    ['zone unknown', { state: 'inactive', recurrence: weekday('sun', 0, 24) }, undefined, 'inactive'],
    ['zone misspelt', { state: 'inactive', recurrence: weekday('sun', 0, 24) }, 'Oslo/Europe', 'inactive'],
    [
      'zone unknown but expired',
      { state: 'active', end: noon, recurrence: weekday('sun', 0, 24) },
      undefined,
      'expired',
    ],
    ['zone not needed', { state: 'scheduled' }, undefined, 'active'],
    ['hours unreadable', { state: 'active', recurrence: { mon: '8-16' } }, oslo, 'active'],
    ['end unreadable', { state: 'inactive', end: 'soon' }, oslo, 'inactive'],
    ['start unreadable', { state: 'scheduled', start: 'soon' }, oslo, 'scheduled'],
    ['start unreadable, end past', { state: 'scheduled', start: 'soon', end: noon }, oslo, 'expired'],
    ['expired never moves back', { state: 'expired', end: after }, oslo, 'expired'],
    ['revoked stays', { state: 'revoked', end: before }, oslo, 'revoked'],
    ['error stays', { state: 'error', end: before }, oslo, 'error'],
    ['creating stays', { state: 'creating', end: before }, oslo, 'creating'],
    ['a newer word stays', { state: 'paused', end: before }, oslo, 'paused'],
    ['no word gets none', { end: before }, oslo, undefined],
    ['an empty word is none', { state: '', end: before }, oslo, undefined],
  ])('%s', (_, fields, zone, state) => expect(stateAt(key(fields), zone, Date.parse(noon))).toBe(state))

  test('agrees with the one evaluator, over both clock changes', () => {
    const words = {
      open: 'active',
      before: 'scheduled',
      after: 'expired',
      hours: 'inactive',
      unknown: 'inactive',
    }
    const seen = new Set<string>()
    const timing = {
      start: '2026-03-20T00:00:00Z',
      end: '2026-11-01T00:00:00Z',
      recurrence: { timeSpans: [...weekday('sun', 1, 3).timeSpans, ...weekday('wed', 8, 16).timeSpans] },
    }
    // The start and Oslo's spring change; Lord Howe's change; Oslo's autumn change and the end.
    const stretches = [
      ['2026-03-19', '2026-03-31'],
      ['2026-04-03', '2026-04-07'],
      ['2026-10-23', '2026-11-02'],
    ].map((days) => days.map((day) => Date.parse(day)) as [number, number])
    for (const zone of [oslo, 'Asia/Kolkata', 'Australia/Lord_Howe', undefined]) {
      for (const [from, to] of stretches) {
        for (let at = from; at < to; at += 53 * 60_000) {
          const open = openState(timing, zone, at)
          const word = words[open.kind === 'closed' ? open.why : open.kind]
          expect(stateAt(key({ state: 'inactive', ...timing }), zone, at)).toBe(word)
          seen.add(open.kind === 'closed' ? open.why : open.kind)
        }
      }
    }
    expect([...seen].sort()).toEqual(['after', 'before', 'hours', 'open', 'unknown'])
  })
})

test('what is live, what opens, what can be revoked', () => {
  const words = [...keyStates, 'paused', undefined, null]
  expect(words.filter(isLive)).toEqual([
    'creating',
    'scheduled',
    'active',
    'inactive',
    'paused',
    undefined,
    null,
  ])
  expect(words.filter(opensDoor)).toEqual(['active'])
  expect(words.filter((state) => allowed('revoke', { state }, 'manager').ok)).toEqual(words.filter(isLive))
})

test('every refusal says why', () => {
  const refused = [undefined, { state: 'expired' }, { state: 'revoked' }, { state: 'error' }]
  const reasons = refused
    .map((thing) => allowed('revoke', thing, 'manager'))
    .map((it) => (it.ok ? '' : it.reason))
  expect(new Set(reasons).size).toBe(refused.length)
  expect(reasons).not.toContain('')
  expect(allowed('create', undefined, 'manager')).toEqual({ ok: true })
})

test('a viewer may do nothing that changes anything, and is told that it is for the role', () => {
  for (const action of ['create', 'change', 'revoke', 'revokeMany'] as const) {
    expect(allowed(action, { state: 'active' }, 'manager')).toEqual({ ok: true })
    const verdict = allowed(action, { state: 'active' }, 'viewer')
    expect(verdict.ok || verdict.reason).toContain('Your role here is viewer')
  }
})
