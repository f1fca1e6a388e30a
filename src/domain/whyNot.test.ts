import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Job } from '#src/contract/job.ts'
import { keyStates, type Key } from '#src/contract/key.ts'
import { failureId } from './jobRows.ts'
import { stateAt } from './key.ts'
import { openState } from './schedule.ts'
import { office, weekly } from './scheduleSamples.ts'
import { whyNot, type WhyFacts } from './whyNot.ts'

const oslo = 'Europe/Oslo'
const at = (iso: string) => Date.parse(iso)
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const allWeek = weekly(...week.map((day) => `${day} 00:00–24:00`))
// A Wednesday, 10:00 in Oslo.
const now = at('2026-11-18T09:00:00Z')
const hour = 3_600_000

const key = (change: Partial<Key>): Key => ({
  id: 'key',
  lockId: 'lock',
  created: '2026-11-01T09:00:00.000Z',
  state: 'active',
  ...change,
})
const job = (change: Partial<Job>): Job => ({ id: 'job', status: 'succeeded', ...change })
const ask = (keys: Key[], more: Partial<WhyFacts> = {}) =>
  whyNot({
    keys,
    zone: oslo,
    at: now,
    now,
    readAt: now,
    jobs: [],
    asks: [],
    revokedSeen: () => undefined,
    ...more,
  })

describe('every state, one key', () => {
  const failed = (reason?: string) =>
    job({ resultData: { failedKeys: [{ id: 'key', reason }, { id: 'other', reason }, { id: 'third' }] } })
  const table: [name: string, Partial<Key>, more: Partial<WhyFacts>, answer: string, why: object][] = [
    ['active', {}, {}, 'opens', { kind: 'opens' }],
    [
      'active until its end',
      { end: '2026-11-18T15:00:00.000Z' },
      {},
      'opens',
      { kind: 'opens', until: at('2026-11-18T15:00:00Z') },
    ],
    [
      'active within hours',
      { recurrence: office },
      {},
      'opens',
      { kind: 'opens', until: at('2026-11-18T15:00:00Z') },
    ],
    [
      'scheduled',
      { state: 'scheduled', start: '2026-11-20T11:00:00.000Z' },
      {},
      'closed',
      { kind: 'before', start: at('2026-11-20T11:00:00Z'), next: at('2026-11-20T11:00:00Z') },
    ],
    [
      'scheduled to begin outside its hours',
      { state: 'scheduled', start: '2026-11-21T11:00:00.000Z', recurrence: office },
      {},
      'closed',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), next: at('2026-11-23T07:00:00Z') },
    ],
    [
      'scheduled, asked about after its start',
      { state: 'scheduled', start: '2026-11-20T11:00:00.000Z' },
      { at: at('2026-11-20T11:00:00Z') },
      'opens',
      { kind: 'opens' },
    ],
    [
      'scheduled, and over before its hours come',
      {
        state: 'scheduled',
        start: '2026-11-21T11:00:00.000Z',
        end: '2026-11-22T11:00:00.000Z',
        recurrence: office,
      },
      {},
      'closed',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), never: 'hours' },
    ],
    [
      'scheduled to end before it starts',
      { state: 'scheduled', start: '2026-11-21T11:00:00.000Z', end: '2026-11-21T10:00:00.000Z' },
      {},
      'closed',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), never: 'end' },
    ],
    [
      'scheduled, with hours at a lock without a zone: not never, but untold',
      { state: 'scheduled', start: '2026-11-21T11:00:00.000Z', recurrence: office },
      { zone: undefined },
      'closed',
      { kind: 'before', start: at('2026-11-21T11:00:00Z') },
    ],
    [
      'scheduled, all week round at a lock without a zone',
      { state: 'scheduled', start: '2026-11-21T11:00:00.000Z', recurrence: allWeek },
      { zone: undefined },
      'closed',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), next: at('2026-11-21T11:00:00Z') },
    ],
    [
      'and asked about after its start',
      { state: 'scheduled', start: '2026-11-21T11:00:00.000Z', recurrence: allWeek },
      { zone: undefined, at: at('2026-11-21T11:00:00Z') },
      'opens',
      { kind: 'opens' },
    ],
    [
      'inactive',
      { state: 'inactive', recurrence: weekly('mon 08:00–16:00') },
      {},
      'closed',
      { kind: 'hours', next: at('2026-11-23T07:00:00Z') },
    ],
    [
      'inactive, and over before it opens again',
      { state: 'inactive', recurrence: weekly('mon 08:00–16:00'), end: '2026-11-20T00:00:00.000Z' },
      {},
      'closed',
      { kind: 'hours' },
    ],
    [
      'active now, asked about tonight',
      { recurrence: office },
      { at: at('2026-11-18T21:00:00Z') },
      'closed',
      { kind: 'hours', next: at('2026-11-19T07:00:00Z') },
    ],
    [
      'active now, asked about after its end',
      { end: '2026-11-18T15:00:00.000Z' },
      { at: at('2026-11-18T15:00:00Z') },
      'closed',
      { kind: 'ended', at: at('2026-11-18T15:00:00Z') },
    ],
    [
      'expired',
      { state: 'expired', end: '2026-11-17T15:00:00.000Z' },
      {},
      'closed',
      { kind: 'ended', at: at('2026-11-17T15:00:00Z') },
    ],
    ['expired, with no end told', { state: 'expired' }, {}, 'closed', { kind: 'ended' }],
    [
      'expired, with an end ahead',
      { state: 'expired', end: '2027-01-01T00:00:00.000Z' },
      {},
      'closed',
      { kind: 'ended' },
    ],
    [
      'creating',
      { state: 'creating', created: '2026-11-18T08:59:20.000Z' },
      { jobs: [job({ resultData: { creatingKeys: ['key'] } })] },
      'closed',
      { kind: 'making', since: now - 40_000, jobId: 'job' },
    ],
    [
      'creating, of which nobody knows what it will be by then',
      { state: 'creating', start: '2026-11-20T11:00:00.000Z' },
      { at: now + 100 * hour },
      'untold',
      { kind: 'making', since: at('2026-11-01T09:00:00Z') },
    ],
    ['error, by no job that is known', { state: 'error' }, {}, 'closed', { kind: 'failed' }],
    [
      'error, with the words of its job',
      { state: 'error' },
      { jobs: [job({ id: 'else', resultData: { failedKeys: ['other'] } }), failed('Out of slots')] },
      'closed',
      {
        kind: 'failed',
        reason: 'Out of slots',
        jobId: 'job',
        again: { count: 2, mark: failureId('Out of slots') },
      },
    ],
    [
      'error, with the words of the whole job',
      { state: 'error' },
      { jobs: [{ ...failed(), failureReason: 'No answer' }] },
      'closed',
      {
        kind: 'failed',
        reason: 'No answer',
        by: 'job',
        jobId: 'job',
        again: { count: 3, mark: failureId(undefined) },
      },
    ],
    ['revoked', { state: 'revoked' }, {}, 'closed', { kind: 'revoked' }],
    [
      'revoked, and seen so',
      { state: 'revoked' },
      { revokedSeen: (id) => (id === 'key' ? now - hour : undefined) },
      'closed',
      { kind: 'revoked', seenAt: now - hour },
    ],
    [
      'revoked, and seen so in a future that the clock was turned back from',
      { state: 'revoked' },
      { revokedSeen: () => now + hour },
      'closed',
      { kind: 'revoked' },
    ],
    [
      'a word that is not known',
      { state: 'paused' },
      {},
      'untold',
      { kind: 'untold', why: 'state', word: 'paused' },
    ],
    ['no word', { state: undefined }, {}, 'untold', { kind: 'untold', why: 'state' }],
    [
      'hours that cannot be read: Unloc’s word holds now',
      { recurrence: { odd: true } },
      {},
      'opens',
      { kind: 'opens', by: 'word' },
    ],
    [
      'hours that cannot be read: nor does it open by a word that says so',
      { state: 'inactive', recurrence: { odd: true } },
      {},
      'closed',
      { kind: 'hours' },
    ],
    [
      'hours that cannot be read, tomorrow',
      { recurrence: { odd: true } },
      { at: now + 24 * hour },
      'untold',
      { kind: 'untold', why: 'schedule', word: 'active' },
    ],
    [
      'hours at a lock without a zone, tomorrow',
      { recurrence: office },
      { zone: undefined, at: now + 24 * hour },
      'untold',
      { kind: 'untold', why: 'zone', word: 'active' },
    ],
    [
      'no hours, at a lock without a zone',
      {},
      { zone: undefined, at: now + 24 * hour },
      'opens',
      { kind: 'opens' },
    ],
    [
      'an end that cannot be read, tomorrow',
      { end: 'soon' },
      { at: now + 24 * hour },
      'untold',
      { kind: 'untold', why: 'instant', word: 'active' },
    ],
    [
      'inactive by Unloc though its hours say open',
      { state: 'inactive', recurrence: office },
      {},
      'opens',
      { kind: 'opens', until: at('2026-11-18T15:00:00Z'), doubt: { word: 'inactive', at: now } },
    ],
    [
      'active by Unloc though its hours say closed',
      { recurrence: weekly('mon 08:00–16:00') },
      {},
      'closed',
      { kind: 'hours', next: at('2026-11-23T07:00:00Z'), doubt: { word: 'active', at: now } },
    ],
    [
      'a word that was right when it was read',
      { state: 'inactive', recurrence: office },
      { readAt: at('2026-11-18T06:59:00Z') },
      'opens',
      { kind: 'opens', until: at('2026-11-18T15:00:00Z') },
    ],
  ]
  test.each(table)('%s', (_, change, more, answer, why) => {
    const verdict = ask([key(change)], more)
    expect(verdict.answer).toBe(answer)
    expect(verdict.findings.map((one) => one.why)).toEqual([why])
  })

  test('the table has every state', () => {
    const states = new Set(table.map(([, { state }]) => state ?? 'active'))
    expect([...keyStates].filter((state) => !states.has(state))).toEqual([])
  })
})

describe('what mends it', () => {
  const failed = job({ resultData: { failedKeys: [{ id: 'key', reason: 'No answer' }] } })
  const office8 = { state: 'inactive', recurrence: weekly('mon 08:00–16:00') }
  test.each<[name: string, Partial<Key>, more: Partial<WhyFacts>, mend: object | undefined]>([
    ['nothing, where it opens', {}, {}, undefined],
    ['a look, where only a word says so', { recurrence: 'odd' }, {}, { kind: 'look', keyId: 'key' }],
    [
      'a look, where word and times disagree',
      { ...office8, state: 'active' },
      {},
      { kind: 'look', keyId: 'key' },
    ],
    [
      'another start',
      { state: 'scheduled', start: '2026-11-20T11:00:00.000Z' },
      {},
      { kind: 'extend', keyId: 'key', what: 'start' },
    ],
    ['other hours', office8, {}, { kind: 'extend', keyId: 'key', what: 'hours' }],
    [
      'other hours, where another start would not help',
      { ...office8, state: 'scheduled', start: '2026-11-20T11:00:00.000Z', end: '2026-11-21T11:00:00.000Z' },
      {},
      { kind: 'extend', keyId: 'key', what: 'hours' },
    ],
    [
      'another end, where it ends before it starts',
      { state: 'scheduled', start: '2026-11-20T11:00:00.000Z', end: '2026-11-19T11:00:00.000Z' },
      {},
      { kind: 'extend', keyId: 'key', what: 'end' },
    ],
    ['a later end', { state: 'expired' }, {}, { kind: 'extend', keyId: 'key', what: 'end' }],
    [
      'patience, with the job',
      { state: 'creating' },
      { jobs: [job({ resultData: { creatingKeys: ['key'] } })] },
      { kind: 'wait', jobId: 'job' },
    ],
    ['patience', { state: 'creating' }, {}, { kind: 'look', keyId: 'key' }],
    [
      'another try',
      { state: 'error' },
      { jobs: [failed] },
      { kind: 'retry', jobId: 'job', again: { count: 1, mark: failureId('No answer') } },
    ],
    ['a new key for one whose job is forgotten', { state: 'error' }, {}, { kind: 'make' }],
    ['a new key for a revoked one', { state: 'revoked' }, {}, { kind: 'make' }],
    ['a look at what is not known', { state: 'odd' }, {}, { kind: 'look', keyId: 'key' }],
  ])('%s', (_, change, more, mend) => {
    expect(ask([key(change)], more).mend).toEqual(mend)
  })
})

describe('none, and several', () => {
  test('no key', () => {
    expect(ask([])).toEqual({ answer: 'closed', findings: [], next: undefined, mend: { kind: 'make' } })
  })

  test('a key that was asked for and is not listed: under way, failed, or nobody’s business any more', () => {
    const startedAt = now - 40_000
    const asks = (change: Partial<Job>) => ask([], { asks: [{ job: job(change), startedAt }] }).findings
    expect(asks({ status: 'inProgress' })).toEqual([
      { key: undefined, why: { kind: 'making', since: startedAt, jobId: 'job' } },
    ])
    expect(asks({ status: 'failedJob', failureReason: 'No answer' })).toEqual([
      { key: undefined, why: { kind: 'failed', jobId: 'job', reason: 'No answer' } },
    ])
    expect(asks({ status: 'succeeded' })).toEqual([])
    const listed = key({ created: new Date(now - 39_000).toISOString() })
    expect(ask([listed], { asks: [{ job: job({ status: 'pending' }), startedAt }] }).findings).toHaveLength(1)
  })

  const kinds = (keys: Key[], more?: Partial<WhyFacts>) => ask(keys, more).findings.map(({ why }) => why.kind)
  const over = [
    key({ id: 'a', state: 'expired', end: '2026-11-10T00:00:00.000Z' }),
    key({ id: 'b', state: 'revoked', created: '2026-11-12T00:00:00.000Z' }),
    key({ id: 'c', state: 'error', created: '2026-11-11T00:00:00.000Z' }),
  ]
  const later = key({ id: 'd', state: 'scheduled', start: '2026-11-20T11:00:00.000Z' })
  const sooner = key({ id: 'e', state: 'inactive', recurrence: weekly('thu 08:00–16:00') })

  test('one that opens is enough, and the one that opens longest stands for them', () => {
    const short = key({ id: 'f', end: '2026-11-19T00:00:00.000Z' })
    const verdict = ask([...over, later, short, key({ id: 'g' }), key({ id: 'h', state: 'odd' })])
    expect(verdict.answer).toBe('opens')
    expect(verdict.findings[0]?.key?.id).toBe('g')
  })
  test('then what cannot be told, what is being made, what comes next, and of what is over the last', () => {
    expect(kinds([...over, later, sooner, key({ state: 'creating' }), key({ state: 'odd' })])).toEqual([
      'untold',
      'making',
      'hours',
      'before',
      'revoked',
      'failed',
      'ended',
    ])
    expect(ask([later, sooner]).next).toBe(at('2026-11-19T07:00:00Z'))
  })
  test('one that Unloc calls active though its times say no comes before one that is being made', () => {
    const doubted = key({ id: 'i', recurrence: weekly('mon 08:00–16:00') })
    const verdict = ask([key({ state: 'creating' }), later, doubted])
    expect(verdict.findings[0]?.key?.id).toBe('i')
    expect(verdict.mend).toEqual({ kind: 'look', keyId: 'i' })
  })
  test('a revoke that was seen today is later than a key that was made last week', () => {
    expect(kinds(over.slice(0, 2).reverse(), { revokedSeen: () => now })[0]).toBe('revoked')
  })
})

describe('clock changes', () => {
  // Sunday 25 October 2026, 03:00 becomes 02:00 in Oslo; on 28 March 2027 the clock goes from 02:00 to 03:00.
  test('hours that the clock shows twice open twice, and those that it skips not at all', () => {
    const night = key({ state: 'inactive', recurrence: weekly('sun 02:00–03:00') })
    const asked = (iso: string, from = iso) => ask([night], { at: at(iso), now: at(from), readAt: undefined })
    expect(asked('2026-10-25T00:30:00Z').findings[0]?.why).toEqual({
      kind: 'opens',
      until: at('2026-10-25T02:00:00Z'),
    })
    expect(asked('2026-10-25T01:30:00Z').answer).toBe('opens')
    expect(asked('2026-10-25T02:00:00Z').answer).toBe('closed')
    expect(asked('2027-03-28T00:59:00Z').findings[0]?.why).toEqual({
      kind: 'hours',
      next: at('2027-04-04T00:00:00Z'),
    })
  })
  test('an opening on the day of the change is told by the clock there', () => {
    const sunday = key({ state: 'inactive', recurrence: weekly('sun 08:00–16:00') })
    expect(ask([sunday], { now: at('2026-10-24T20:00:00Z'), at: at('2026-10-24T20:00:00Z') }).next).toBe(
      at('2026-10-25T07:00:00Z'),
    )
  })
})

describe('against the evaluator', () => {
  const instants = fc.integer({ min: at('2026-10-20T00:00:00Z'), max: at('2026-11-30T00:00:00Z') })
  const iso = fc.oneof(
    { weight: 4, arbitrary: instants.map((one) => new Date(one).toISOString()) },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(null, 'soon', '2026-11-18') },
  )
  const recurrences = fc.constantFrom(
    undefined,
    office,
    weekly('sun 01:30–03:30', 'sat 22:00–24:00'),
    allWeek,
    { timeSpans: [] },
    'odd',
  )
  const keys = fc.array(
    fc.record({
      id: fc.uuid(),
      state: fc.constantFrom(...keyStates, 'active', 'inactive', 'scheduled', 'odd', undefined),
      start: iso,
      end: iso,
      created: iso,
      recurrence: recurrences,
    }),
    { maxLength: 4 },
  )
  const zones = fc.constantFrom(oslo, 'America/New_York', 'Australia/Lord_Howe', undefined, 'Nowhere/There')

  test('now it opens exactly where some key is active', () => {
    fc.assert(
      fc.property(keys, zones, instants, (some, zone, moment) => {
        const verdict = ask(some, { zone, at: moment, now: moment, readAt: undefined })
        expect(verdict.answer === 'opens').toBe(some.some((one) => stateAt(one, zone, moment) === 'active'))
        expect(verdict.findings.map((one) => one.key?.id).sort()).toEqual(some.map(({ id }) => id).sort())
      }),
      { numRuns: 500 },
    )
  })
  test('later it opens exactly where some key is active and its times say so; and what is next is an opening', () => {
    fc.assert(
      fc.property(
        keys,
        zones,
        instants,
        fc.integer({ min: 1, max: 10 * 24 * hour }),
        (some, zone, from, on) => {
          const moment = from + on
          const verdict = ask(some, { zone, at: moment, now: from, readAt: from })
          const opens = some.filter(
            (one) => stateAt(one, zone, moment) === 'active' && openState(one, zone, moment).kind === 'open',
          )
          expect(verdict.answer === 'opens').toBe(opens.length > 0)
          const { next } = verdict
          if (next === undefined) return
          expect(next).toBeGreaterThan(moment)
          expect(some.some((one) => openState(one, zone, next).kind === 'open')).toBe(true)
          expect(ask(some, { zone, at: next, now: from, readAt: from }).answer).toBe('opens')
          const before = ask(some, { zone, at: next - 1, now: from, readAt: from })
          if (verdict.answer === 'closed') expect(before.answer).not.toBe('opens')
        },
      ),
      { numRuns: 500 },
    )
  })
})
