import { describe, expect, test } from 'vitest'
import type { FailedKey } from '#src/domain/jobRetry.ts'
import { countKeys, emptyForm, keyFormProblems, toRequests, type KeyFormContext } from './keyForm.ts'
import { planRetry, withoutExisting } from './keyRetry.ts'
import { retryNotes } from './keyRetryWords.ts'

const zones: Record<string, string | undefined> = {
  oslo: 'Europe/Oslo',
  oslo2: 'Europe/Oslo',
  levi: 'Europe/Helsinki',
  nowhere: undefined,
}
const context: KeyFormContext = {
  hasLock: (id) => Object.hasOwn(zones, id),
  zoneOf: (id) => zones[id],
  spareZone: 'Europe/Oslo',
}
const now = Date.parse('2026-11-22T12:00:00Z')
const [kari, ola, per] = ['+4799887766', '+4741234567', '+4793456789']
const key = (number: string | undefined, lockId: string, more: Partial<FailedKey> = {}): FailedKey => ({
  lockId,
  personId: 'x',
  number,
  reason: 'full',
  terms: {},
  note: '',
  since: undefined,
  ...more,
})
const asked = (failed: FailedKey[]) => {
  const { values } = planRetry(failed, context, now)
  return values && toRequests(values, context, 'b')
}
const pairs = (failed: FailedKey[]) => asked(failed)?.map(({ appUserId, lockId }) => `${appUserId} ${lockId}`)

const end = '2026-12-31T23:00:00.000Z'
const monday = {
  timeSpans: [
    { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 },
    { weekday: 'tue', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 },
    { weekday: 'sat', startHour: 22, startMinute: 0, endHour: 24, endMinute: 0 },
  ],
}

describe('exactly the failed pairs', () => {
  test.each<[string, FailedKey[], string[] | undefined]>([
    ['one', [key(kari, 'oslo')], [`${kari} oslo`]],
    ['a whole product', [key(kari, 'oslo'), key(ola, 'oslo')], [`${kari} oslo`, `${ola} oslo`]],
    [
      'a corner is missing',
      [key(kari, 'oslo'), key(ola, 'oslo2'), key(ola, 'oslo')],
      [`${kari} oslo`, `${ola} oslo2`, `${ola} oslo`],
    ],
    [
      'a diagonal',
      [key(kari, 'oslo'), key(ola, 'oslo2'), key(per, 'levi')],
      [`${kari} oslo`, `${ola} oslo2`, `${per} levi`],
    ],
    [
      'one exists by now',
      [key(kari, 'oslo', { since: 'made' }), key(kari, 'oslo2'), key(ola, 'oslo')],
      [`${kari} oslo2`, `${ola} oslo`],
    ],
    ['all exist by now', [key(kari, 'oslo', { since: 'made' })], undefined],
    ['nobody knows the number', [key(undefined, 'oslo'), key(ola, 'oslo')], [`${ola} oslo`]],
    ['nobody knows the limits', [key(kari, 'oslo', { terms: undefined }), key(ola, 'oslo')], [`${ola} oslo`]],
    ['hours that cannot be read', [key(kari, 'oslo', { terms: { recurrence: { daily: 1 } } })], undefined],
    ['an end that cannot be read', [key(kari, 'oslo', { terms: { end: 'soon' } })], undefined],
    ['nothing failed', [], undefined],
  ])('%s', (_, failed, found) => {
    expect(pairs(failed)?.toSorted()).toEqual(found?.toSorted())
  })
})

test('end, hours and note come back as they were asked for', () => {
  const terms = { end, recurrence: monday }
  expect(asked([key(kari, 'oslo', { terms, note: 'Choir' })])).toEqual([
    { appUserId: kari, lockId: 'oslo', end, recurrence: monday, metadata: { note: 'Choir', batch: 'b' } },
  ])
})

test.each([
  ['a start to come is kept', '2026-12-01T07:00:00.000Z', '2026-12-01T07:00:00.000Z', false],
  ['a past one is left out, and said', '2026-11-20T07:00:00.000Z', undefined, true],
  ['an old one that the API would take is left out too', '2026-11-22T11:50:00.000Z', undefined, true],
])('%s', (_, start, sent, startPast) => {
  const failed = [key(kari, 'oslo', { terms: { start, end } })]
  expect(asked(failed)?.[0]?.start).toBe(sent)
  expect(planRetry(failed, context, now).startPast).toBe(startPast)
})

test('an end that is past stays, and the form’s own rule keeps it from being sent', () => {
  const plan = planRetry([key(kari, 'oslo', { terms: { end: '2026-11-21T12:00:00.000Z' } })], context, now)
  expect(plan.endPast).toBe(true)
  expect(plan.values && keyFormProblems(plan.values, context, now).map(({ path }) => path)).toEqual([['end']])
})

test.each(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z'])(
  'an hour that the clock shows twice stays the one that it was: %s',
  (end) => {
    expect(asked([key(kari, 'oslo', { terms: { end } })])?.[0]?.end).toBe(end)
  },
)

describe('different terms', () => {
  test('one time on the clocks of several zones is one form', () => {
    const failed = [
      key(kari, 'oslo', { terms: { end } }),
      key(kari, 'levi', { terms: { end: '2026-12-31T22:00:00.000Z' } }),
    ]
    const plan = planRetry(failed, context, now)
    expect([plan.tried.length, plan.later.length, plan.values?.meaning]).toEqual([2, 0, undefined])
    expect(asked(failed)?.map((one) => one.end)).toEqual([end, '2026-12-31T22:00:00.000Z'])
  })

  test('one moment for several zones is one form', () => {
    const failed = [key(kari, 'levi', { terms: { end } }), key(kari, 'oslo', { terms: { end } })]
    const plan = planRetry(failed, context, now)
    expect([plan.tried.length, plan.later.length, plan.values?.meaning]).toEqual([2, 0, 'moment'])
    expect(asked(failed)?.map((one) => one.end)).toEqual([end, end])
  })

  test('the largest group goes first, and the others are left for the next press', () => {
    const failed = [
      key(kari, 'oslo'),
      key(ola, 'oslo', { terms: { end } }),
      key(per, 'oslo', { terms: { end } }),
      key(per, 'oslo2', { terms: { end }, note: 'Choir' }),
    ]
    const plan = planRetry(failed, context, now)
    expect(plan.tried.map(({ number }) => number)).toEqual([ola, per])
    expect(plan.later.map(({ number, lockId }) => `${number} ${lockId}`)).toEqual([
      `${kari} oslo`,
      `${per} oslo2`,
    ])
    expect(pairs(failed)).toEqual([`${ola} oslo`, `${per} oslo`])
    // Once those exist, it is the others' turn.
    const next = failed.map((one) => ({
      ...one,
      since: plan.tried.some((tried) => tried === one) ? ('made' as const) : undefined,
    }))
    expect(pairs(next)).toEqual([`${kari} oslo`])
  })
})

test('a draft asks no more for what exists by now', () => {
  const { values = emptyForm } = planRetry([key(kari, 'oslo'), key(ola, 'oslo')], context, now)
  const left = withoutExisting({ ...values, note: 'mine' }, [key(ola, 'oslo', { since: 'made' })])
  expect([countKeys(left), left.note]).toEqual([1, 'mine'])
})

test('what differs from what was asked for then is said', () => {
  const whom = ({ number, lockId }: FailedKey) => `${number} to ${lockId}`
  const texts = (failed: FailedKey[]) =>
    retryNotes(planRetry(failed, context, now), whom).map(({ text }) => text)
  expect(texts([key(kari, 'oslo')])).toEqual([])
  expect(texts([key(kari, 'oslo', { since: 'made' }), key(ola, 'oslo')])).toEqual([
    `1 of the 2 exists by now and is left out: ${kari} to oslo.`,
  ])
  expect(texts([key(kari, 'oslo', { since: 'made' })])).toEqual([`The key exists by now: ${kari} to oslo.`])
  expect(texts([key(kari, 'oslo', { since: 'making' }), key(ola, 'oslo', { since: 'made' })])).toEqual([
    `All of these keys exist by now or are being made: ${kari} to oslo and ${ola} to oslo.`,
  ])
  const [later, unknown, lost] = texts([
    key(kari, 'oslo', { note: undefined }),
    key(kari, 'oslo2', { note: undefined }),
    key(ola, 'oslo', { terms: { end } }),
    key(undefined, 'levi'),
  ])
  expect(later).toContain(`try the others afterwards, from the page of the job: ${ola} to oslo.`)
  expect(unknown).toMatch(/^1 key cannot be tried again from here/)
  expect(lost).toMatch(/keeps no notes/)
})
