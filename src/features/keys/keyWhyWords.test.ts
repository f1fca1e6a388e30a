import { describe, expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { office } from '#src/domain/scheduleSamples.ts'
import type { Why, WhyMend, WhyVerdict } from '#src/domain/whyNot.ts'
import {
  answerWords,
  dayAndTime,
  findingSentence,
  lagWords,
  mendWords,
  momentThere,
  nextByAnother,
  whySentence,
} from './keyWhyWords.ts'

const oslo = 'Europe/Oslo'
const at = (iso: string) => Date.parse(iso)
// A Wednesday, 10:00 in Oslo. The rules' own process stands on another clock in some runs, so no test asks for "yours".
const now = at('2026-11-18T09:00:00Z')
const context = { name: 'Ingrid Dahl', door: 'Garasje, dør', zone: oslo, at: now, now }
const key = (change: Partial<Key> = {}): Key => ({ id: 'key', recurrence: office, ...change })
const mine = (text: string) => text.replaceAll(/ Oslo time \([^)]*yours\)/g, '')

describe('one sentence for each cause', () => {
  test.each<[string, Why, sentence: string]>([
    ['opens', { kind: 'opens' }, 'The key opens, with no end.'],
    [
      'opens until a time of the day',
      { kind: 'opens', until: at('2026-11-18T15:00:00Z') },
      'The key opens until 16:00.',
    ],
    [
      'opens until midnight',
      { kind: 'opens', until: at('2026-11-18T23:00:00Z') },
      'The key opens until 24:00.',
    ],
    [
      'opens by a word alone',
      { kind: 'opens', by: 'word' },
      'Unloc calls the key active; its hours cannot be read here.',
    ],
    [
      'starts, and opens then',
      { kind: 'before', start: at('2026-11-20T11:00:00Z'), next: at('2026-11-20T11:00:00Z') },
      'The key starts Fri 12:00.',
    ],
    [
      'starts outside its hours',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), next: at('2026-11-23T07:00:00Z') },
      'The key starts Sat 12:00, and opens first Mon 08:00.',
    ],
    [
      'starts, nobody knows what then',
      { kind: 'before', start: at('2026-12-21T11:00:00Z') },
      'The key starts Mon 21 Dec, 12:00; when it opens then cannot be told.',
    ],
    [
      'starts, and ends before its hours come',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), never: 'hours' },
      'The key never opens: only Mon–Fri 08:00–16:00 there, but it starts Sat 12:00 and ends before that.',
    ],
    [
      'ends before it starts',
      { kind: 'before', start: at('2026-11-21T11:00:00Z'), never: 'end' },
      'The key never opens, since it ends before it starts.',
    ],
    [
      'start not read',
      { kind: 'before' },
      'Unloc calls the key scheduled; when it starts cannot be read here.',
    ],
    [
      'hours',
      { kind: 'hours', next: at('2026-11-23T07:00:00Z') },
      'Only Mon–Fri 08:00–16:00 there, opens Mon 08:00.',
    ],
    [
      'hours, and an end before them',
      { kind: 'hours' },
      'Only Mon–Fri 08:00–16:00 there, and the key ends before that.',
    ],
    ['ended', { kind: 'ended', at: at('2026-11-17T15:00:00Z') }, 'The key ended Tue 16:00.'],
    [
      'ended last year',
      { kind: 'ended', at: at('2025-11-17T15:00:00Z') },
      'The key ended 17 Nov 2025, 16:00.',
    ],
    [
      'ends before the moment',
      { kind: 'ended', at: at('2026-11-18T15:00:00Z') },
      'The key will have ended Wed 16:00.',
    ],
    ['ended, untold when', { kind: 'ended' }, 'The key has expired; Unloc does not tell when.'],
    ['making', { kind: 'making', since: now - 40_000 }, 'The key is being made, for 40 s now.'],
    ['making, untold since when', { kind: 'making' }, 'The key is being made.'],
    ['failed', { kind: 'failed', reason: 'No answer' }, 'The vendor’s system failed: “No answer”.'],
    [
      'failed with its whole job',
      { kind: 'failed', reason: 'No answer', by: 'job' },
      'The key could not be made: “No answer”.',
    ],
    ['failed, untold why', { kind: 'failed' }, 'The key could not be made; why is not known here.'],
    ['revoked', { kind: 'revoked' }, 'The key is revoked; Unloc does not tell since when.'],
    [
      'a word that is not known',
      { kind: 'untold', why: 'state', word: 'paused' },
      'Unloc calls the key “paused”, which is not known here.',
    ],
    ['no word', { kind: 'untold', why: 'state' }, 'Unloc tells no state of the key.'],
    [
      'no zone',
      { kind: 'untold', why: 'zone', word: 'active' },
      'The key’s hours go by the lock’s own clock, which is not known; now Unloc calls it “active”.',
    ],
    [
      'hours in another form',
      { kind: 'untold', why: 'schedule' },
      'The key’s hours are in a form that is not known here.',
    ],
    [
      'an end that cannot be read',
      { kind: 'untold', why: 'instant' },
      'The key’s start or end cannot be read here.',
    ],
  ])('%s', (_, why, sentence) => {
    expect(mine(findingSentence({ key: key(), why }, context, 'en-GB'))).toBe(sentence)
  })

  test('a key that is not listed was not failed by the vendor for certain', () => {
    const why: Why = { kind: 'failed', reason: 'Bad number' }
    expect(findingSentence({ key: undefined, why }, context)).toBe('The key could not be made: “Bad number”.')
  })
  test('hours that nobody here can read are not called hours', () => {
    const why: Why = { kind: 'hours' }
    const words = 'Unloc calls the key inactive; when it opens cannot be told here.'
    expect(findingSentence({ key: key({ recurrence: 'odd' }), why }, context)).toBe(words)
    expect(findingSentence({ key: key(), why }, { ...context, zone: undefined })).toBe(words)
  })
  test.each([
    ['opens', 'opens'],
    ['hours', 'does not open'],
  ] as const)('both sides of a disagreement are told: %s', (kind, says) => {
    const why: Why = { kind, doubt: { word: 'inactive', at: now } }
    expect(findingSentence({ key: key(), why }, context, 'en-GB')).toMatch(
      new RegExp(
        `^By its times the key ${says}, but Unloc called it “inactive” when it was read at \\d\\d:\\d\\d\\.$`,
      ),
    )
  })
  test('a revoke is told by when this browser saw it, and nothing else is claimed', () => {
    const why: Why = { kind: 'revoked', seenAt: now - 24 * 3_600_000 }
    expect(findingSentence({ key: key(), why }, context, 'en-GB')).toMatch(
      /^The key is revoked, and this browser has seen it so since yesterday \d\d:\d\d\. Unloc does not tell when it was\.$/,
    )
  })
  test('no key is told with both names', () => {
    const verdict: WhyVerdict = { answer: 'closed', findings: [], next: undefined, mend: { kind: 'make' } }
    expect(whySentence(verdict, context)).toBe('Ingrid Dahl has no key to Garasje, dør.')
  })
})

test('an opening by another key than the first is told too', () => {
  const next = at('2026-11-19T07:00:00Z')
  const verdict = (why: Why): WhyVerdict => ({
    answer: 'closed',
    findings: [{ key: key(), why }],
    next,
    mend: undefined,
  })
  expect(mine(nextByAnother(verdict({ kind: 'making' }), context, 'en-GB') ?? '')).toBe(
    'Another key opens Thu 08:00.',
  )
  expect(nextByAnother(verdict({ kind: 'hours', next }), context)).toBeUndefined()
  expect(nextByAnother({ ...verdict({ kind: 'opens' }), answer: 'opens' }, context)).toBeUndefined()
})

test('moments are told by the clock of the lock, also where it shows a time twice, and in UTC without one', () => {
  const night = at('2026-10-24T20:00:00Z')
  expect(mine(momentThere(at('2026-10-25T00:30:00Z'), oslo, night, 'en-GB'))).toMatch(
    /^Sun 02:30 the first time/,
  )
  expect(mine(momentThere(at('2026-10-25T01:30:00Z'), oslo, night, 'en-GB'))).toMatch(
    /^Sun 02:30 the second time/,
  )
  expect(momentThere(at('2026-10-25T08:00:00Z'), undefined, night, 'en-GB')).toBe('Sun 08:00 UTC')
})

test('days are named by the viewer’s clock', () => {
  const seen = at('2026-11-17T23:30:00Z')
  expect(dayAndTime(seen, now, 'en-GB', oslo)).toBe('today 00:30')
  expect(dayAndTime(seen, now, 'en-GB', 'America/New_York')).toBe('yesterday 18:30')
  expect(dayAndTime(at('2026-11-02T13:05:00Z'), now, 'en-GB', oslo)).toBe('Mon 2 Nov, 14:05')
})

test('the answer, what keys cannot tell, and what the way out does', () => {
  const says = (answer: WhyVerdict['answer'], why?: Why) => ({
    answer,
    findings: why ? [{ key: key(), why }] : [],
  })
  expect(answerWords(says('opens'), true)).toBe('They can, now.')
  expect(answerWords(says('closed'), false)).toBe('Not then.')
  expect(answerWords(says('untold'), true)).toBe('This cannot be told.')
  const doubt = { word: 'inactive', at: now }
  expect(answerWords(says('opens', { kind: 'opens', doubt }), true)).toBe('This is not certain.')
  expect(answerWords(says('closed', { kind: 'hours', doubt }), true)).toBe('This is not certain.')
  expect(lagWords('closed', true)).toMatch(/without a connection may lag/)
  expect(lagWords('opens', true)).toMatch(/stays shut all the same/)
  expect(lagWords('opens', false)).toMatch(/forecast/)
  const retry = (count: number): WhyMend => ({ kind: 'retry', jobId: 'job', again: { count, mark: 'aa' } })
  expect(mendWords(retry(1))).toBe('Try this key again…')
  expect(mendWords(retry(3))).toBe('Try the 3 failed keys of its job again…')
  expect(mendWords({ kind: 'retry', jobId: 'job' })).toBe('Try the failed keys of its job again…')
  expect(mendWords({ kind: 'extend', keyId: 'key', what: 'end' })).toBe('Extend the key…')
})
