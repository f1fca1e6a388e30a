import { describe, expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import {
  isMoving,
  isOver,
  newKeyOf,
  replacementOf,
  replaceStep,
  replaceVerdict,
  type ReplaceFacts,
  type ReplaceStep,
} from './replace.ts'

const now = Date.parse('2026-11-18T09:00:00Z')
const past = '2026-11-01T09:00:00.000Z'
const ahead = '2026-12-01T09:00:00.000Z'
const end = '2027-01-31T23:00:00.000Z'
const span = { weekday: 'mon' as const, startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }
const old: Key = { id: 'old', lockId: 'a', appUser: { id: '+4799887766' }, state: 'active' }

describe('replaceVerdict', () => {
  test.each([
    ['active', 'replace'],
    ['inactive', 'replace'],
    ['scheduled', 'replace'],
    ['aWordOfTheFuture', 'replace'],
    [undefined, 'replace'],
    ['creating', 'not'],
    ['expired', 'make'],
    ['revoked', 'make'],
    ['error', 'make'],
  ])('%s: %s', (state, kind) => {
    expect(replaceVerdict(old, state).kind).toBe(kind)
  })
  test('a key of nobody, or to nothing', () => {
    expect(replaceVerdict({ id: 'x', lockId: 'a' }, 'active').kind).toBe('not')
    expect(replaceVerdict({ id: 'x', appUserId: '+4799887766' }, 'active').kind).toBe('not')
  })
})

describe('replacementOf', () => {
  const ask = (key: Partial<Key>, change: Parameters<typeof replacementOf>[1], notify = true) =>
    replacementOf({ ...old, ...key }, change, { now, batch: 'b', notify })
  const marks = { batch: 'b', replaces: 'old' }

  test('what is kept is carried over, and a start that has come is left out', () => {
    expect(ask({ start: past, end, recurrence: { timeSpans: [span] } }, {})).toEqual({
      lockId: 'a',
      appUserId: '+4799887766',
      end,
      recurrence: { timeSpans: [span] },
      metadata: marks,
    })
  })
  test.each([
    ['a start ahead is kept', { start: ahead }, {}, { start: ahead }],
    ['a start ahead is moved', { start: ahead }, { start: end }, { start: end }],
    ['a start ahead is given up', { start: ahead }, { start: null }, {}],
    ['a start that has come is not moved', { start: past }, { start: end }, {}],
    ['an end is set', {}, { end }, { end }],
    ['an end is taken away', { end }, { end: null }, {}],
    ['hours are taken away', { recurrence: { timeSpans: [span] } }, { recurrence: null }, {}],
    ['the other spelling', { recurrence: { timespans: [span] } }, {}, { recurrence: { timeSpans: [span] } }],
    ['hours that nobody reads', { recurrence: { odd: 1 } }, {}, { recurrence: { odd: 1 } }],
  ])('%s', (_, key, change, expected) => {
    const { lockId, appUserId, metadata, ...rest } = ask(key, change)
    expect([lockId, appUserId, metadata]).toEqual(['a', '+4799887766', marks])
    expect(rest).toEqual(expected)
  })
  test('the note goes along; old marks and the reserved names do not', () => {
    const metadata = { note: 'for the cleaner', batch: 'before', replaces: 'older', unlocX: '1', n: 2 }
    expect(ask({ metadata }, {}).metadata).toEqual({ note: 'for the cleaner', ...marks })
  })
  test('where 20 pairs leave no room, the mark of the old key stands back', () => {
    const full = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`f${i}`, 'x']))
    expect(ask({ metadata: full }, {}).metadata).toEqual({ ...full, batch: 'b' })
  })
  test('no message only when asked for', () => {
    expect(ask({}, {}).skipInviteNotification).toBeUndefined()
    expect(ask({}, {}, false).skipInviteNotification).toBe(true)
  })
})

describe('newKeyOf', () => {
  const pair = { oldId: 'old', lockId: 'a', personId: 'p' }
  const key = (id: string, rest: Partial<Key> = {}): Key => ({ id, lockId: 'a', ...rest })
  const context = { batch: 'b', named: new Set<string>(), others: [pair], personOf: () => 'p' }
  const find = (listed: Key[], more: Partial<typeof context> = {}) =>
    newKeyOf(pair, listed, { ...context, ...more })?.id

  test('by its mark', () => {
    const metadata = { batch: 'b', replaces: 'old' }
    expect(
      find([key('old'), key('x', { metadata: { batch: 'b', replaces: 'other' } }), key('new', { metadata })]),
    ).toBe('new')
  })
  test('not by the mark of another press', () => {
    expect(find([key('new', { metadata: { batch: 'before', replaces: 'old' } })])).toBeUndefined()
  })
  test('without marks by the job, where one key alone can be meant', () => {
    expect(find([key('old'), key('new')], { named: new Set(['new']) })).toBe('new')
    expect(find([key('one'), key('two')], { named: new Set(['one', 'two']) })).toBeUndefined()
    const twin = { ...pair, oldId: 'twin' }
    expect(find([key('new')], { named: new Set(['new']), others: [pair, twin] })).toBeUndefined()
    expect(find([key('new', { lockId: 'z' })], { named: new Set(['new']) })).toBeUndefined()
  })
})

describe('replaceStep', () => {
  const base: ReplaceFacts = {
    call: 'sent',
    asked: { end },
    job: { id: 'j', status: 'inProgress' },
    isListed: true,
    hasOld: true,
  }
  const made = (state: string, rest: Partial<Key> = {}): Partial<ReplaceFacts> => ({
    found: { id: 'new', end, state, ...rest },
    state,
  })
  const failedJob = {
    id: 'j',
    status: 'failedJob',
    failureReason: 'no key could be created',
    resultData: { failedKeys: [{ id: 'new', reason: 'no room' }] },
  }
  const step = (facts: Partial<ReplaceFacts>) => replaceStep({ ...base, ...facts })

  test.each<[string, Partial<ReplaceFacts>, string]>([
    ['its call is still to come', { call: 'waiting', job: undefined }, 'waiting'],
    ['not looked at yet', { job: undefined, isListed: false }, 'asked'],
    ['the job runs, the key is not listed', {}, 'asked'],
    ['the job has a status of the future', { job: { id: 'j', status: 'resting' } }, 'asked'],
    ['Unloc refused the call', { call: 'refused', job: undefined }, 'stays'],
    ['the call never left', { call: 'notSent', job: undefined }, 'stays'],
    ['the job failed before it was listed again', { job: failedJob, isListed: false }, 'asked'],
    ['the job failed and made no key', { job: failedJob }, 'stays'],
    ['the job timed out', { job: { id: 'j', status: 'timeout' } }, 'stays'],
    ['the answer was lost', { call: 'lost', job: undefined }, 'unknown'],
    ['the job is not known', { job: 'missing' }, 'unknown'],
    ['the job is done and names no such key', { job: { id: 'j', status: 'succeeded' } }, 'unknown'],
    [
      'the answer was lost, and the key is there',
      { call: 'lost', job: undefined, ...made('active') },
      'works',
    ],
    ['listed as being made', made('creating'), 'making'],
    ['listed as being made after the job broke off', { job: failedJob, ...made('creating') }, 'stays'],
    ['failed at the vendor', { job: failedJob, ...made('error') }, 'stays'],
    ['revoked by somebody', made('revoked'), 'stays'],
    ['ended already', made('expired'), 'stays'],
    ['a state that is not known here', made('resting'), 'unknown'],
    ['active', made('active'), 'works'],
    ['outside its hours', made('inactive'), 'works'],
    ['active although the job is not known', { job: 'missing', ...made('active') }, 'works'],
    [
      'scheduled, as asked',
      { asked: { end, start: ahead }, ...made('scheduled', { start: ahead }) },
      'works',
    ],
    ['scheduled, though asked for at once', made('scheduled', { start: ahead }), 'differs'],
    ['without the end', { found: { id: 'new', state: 'active' }, state: 'active' }, 'differs'],
    ['with hours that nobody asked for', made('active', { recurrence: { timeSpans: [span] } }), 'differs'],
    ['differs, and the old one is gone', { oldEnd: 'revoked', ...made('active', { end: ahead }) }, 'differs'],
    ['works, and the old one is revoked', { oldEnd: 'revoked', ...made('active') }, 'replaced'],
    ['works, and there was no old one', { hasOld: false, ...made('active') }, 'made'],
    ['works, and the old one would not go', { revoke: { kind: 'failed' }, ...made('active') }, 'both'],
    [
      'works, and the answer to the revoke was lost',
      { revoke: { kind: 'unknown' }, ...made('active') },
      'unsure',
    ],
  ])('%s: %s', (_, facts, kind) => {
    expect(step(facts).kind).toBe(kind)
  })

  test('the key’s own reason comes before that of its job', () => {
    expect(step({ job: failedJob, ...made('error') })).toMatchObject({ reason: 'no room', newId: 'new' })
    expect(step({ job: failedJob, found: { id: 'x' }, state: 'error' })).toMatchObject({ reason: 'no room' })
    expect(step({ job: { id: 'j', status: 'failedJob', failureReason: 'why' } })).toMatchObject({
      reason: 'why',
    })
  })
  test('while its job is not over, a failed key without a reason is looked at again', () => {
    const toCome = step({ job: { id: 'j', status: 'inProgress' }, ...made('error') })
    expect(toCome).toMatchObject({ kind: 'stays', isReasonToCome: true })
    expect([isMoving(toCome), isOver(toCome)]).toEqual([true, false])
    for (const job of [failedJob, 'missing' as const, undefined]) {
      const told = step({ job, ...made('error') })
      expect([isMoving(told), isOver(told)]).toEqual([false, true])
    }
  })
  test('what moves by itself, and what needs nobody any more', () => {
    const steps: ReplaceStep[] = [
      { kind: 'waiting' },
      { kind: 'asked' },
      { kind: 'making', newId: 'n' },
      { kind: 'works', newId: 'n' },
      { kind: 'replaced', newId: 'n', oldEnd: 'revoked' },
      { kind: 'made', newId: 'n' },
      { kind: 'both', newId: 'n' },
      { kind: 'unsure', newId: 'n' },
      { kind: 'stays', reason: '', isOldGone: false },
      { kind: 'differs', newId: 'n', fields: ['end'], isOldGone: false },
      { kind: 'unknown', reason: '', isOldGone: false },
    ]
    const kinds = (test: (step: ReplaceStep) => boolean) => steps.filter(test).map(({ kind }) => kind)
    expect(kinds(isMoving)).toEqual(['waiting', 'asked', 'making', 'unknown'])
    expect(kinds(isOver)).toEqual(['replaced', 'made', 'stays'])
  })
})
