import { expect, test } from 'vitest'
import { keyList } from './keyList.ts'
import { Refusal } from './refusal.ts'
import { monday, tinyWorld } from '../scenarios/tinyWorld.ts'

const iso = (ms: number) => new Date(monday + ms).toISOString()
const hour = 3_600_000
const span = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }
const { lockOf } = tinyWorld()
const good = { lockId: lockOf('virtual'), appUserId: '+4799887766' }

function refusalOf(body: unknown): Refusal {
  const { engine } = tinyWorld()
  try {
    engine.run({ name: 'keyCreate', body })
  } catch (problem) {
    // Refused means that nothing at all has happened.
    expect(engine.log).toEqual([])
    expect(engine.world.keys).toEqual([])
    expect(engine.world.jobs).toEqual([])
    if (problem instanceof Refusal) return problem
    throw problem
  }
  throw new Error('It was accepted')
}

test.each<[what: string, key: object, name: string]>([
  ['no lock', { appUserId: '+4799887766' }, 'lockId'],
  ['unknown lock', { ...good, lockId: 'b8b3f0f0-0000-4000-8000-000000000000' }, 'lockId'],
  ['no person', { lockId: good.lockId }, 'appUserId'],
  ['national number', { ...good, appUserId: '99887766' }, 'appUserId'],
  ['number with 00', { ...good, appUserId: '004799887766' }, 'appUserId'],
  ['number with a lost plus', { ...good, appUserId: ' 4799887766' }, 'appUserId'],
  ['start null', { ...good, start: null }, 'start'],
  ['end null', { ...good, end: null }, 'end'],
  ['start a number', { ...good, start: monday }, 'start'],
  ['end a number', { ...good, end: monday + hour }, 'end'],
  ['start no instant', { ...good, start: '2026-03-02 09:00' }, 'start'],
  ['start over an hour past', { ...good, start: iso(-hour - 1) }, 'start'],
  ['end before start', { ...good, start: iso(2 * hour), end: iso(hour) }, 'end'],
  ['end at start', { ...good, start: iso(hour), end: iso(hour) }, 'end'],
  ['end past, no start', { ...good, end: iso(-1) }, 'end'],
  ['recurrence no object', { ...good, recurrence: 'mon' }, 'recurrence'],
  ['no spans', { ...good, recurrence: { timeSpans: [] } }, 'recurrence.timeSpans'],
  ['the other spelling', { ...good, recurrence: { timespans: [span] } }, 'recurrence.timespans'],
  [
    'two spans on a day',
    { ...good, recurrence: { timeSpans: [span, span] } },
    'recurrence.timeSpans.1.weekday',
  ],
  [
    'a weekday in capitals',
    { ...good, recurrence: { timeSpans: [{ ...span, weekday: 'MON' }] } },
    'recurrence.timeSpans.0.weekday',
  ],
  [
    '24:30',
    { ...good, recurrence: { timeSpans: [{ ...span, endHour: 24, endMinute: 30 }] } },
    'recurrence.timeSpans.0.endMinute',
  ],
  [
    'end of day before its start',
    { ...good, recurrence: { timeSpans: [{ ...span, endHour: 7 }] } },
    'recurrence.timeSpans.0.endHour',
  ],
  [
    '21 pairs',
    { ...good, metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, ''])) },
    'metadata',
  ],
  ['a long name', { ...good, metadata: { ['k'.repeat(41)]: '' } }, `metadata.${'k'.repeat(41)}`],
  ['a long value', { ...good, metadata: { note: 'x'.repeat(257) } }, 'metadata.note'],
  ['a value that is no text', { ...good, metadata: { note: 1 } }, 'metadata.note'],
  ['a reserved name', { ...good, metadata: { unlocNote: 'x' } }, 'metadata.unlocNote'],
  ['an unknown property', { ...good, endTime: iso(hour) }, 'endTime'],
  ['notify as a text', { ...good, skipInviteNotification: 'true' }, 'skipInviteNotification'],
])('%s refuses the whole batch', (_, key, name) => {
  const refusal = refusalOf({ keys: [good, key] })
  expect(refusal.status).toBe(400)
  const names = (refusal.body.invalidParams as { name: string }[]).map((param) => param.name)
  expect(names).toContain(`keys.1.${name}`)
  expect(names.every((found) => found.startsWith('keys.1.'))).toBe(true)
})

test.each<[what: string, body: unknown, name: string]>([
  ['no body', undefined, 'keys'],
  ['an array', [good], 'keys'],
  ['no keys', {}, 'keys'],
  ['keys not a list', { keys: good }, 'keys'],
  ['an empty list', { keys: [] }, 'keys'],
  ['more than fit', { keys: Array(10_001).fill(good) }, 'keys'],
  ['a stranger beside the keys', { keys: [good], returnUrl: 'x' }, 'returnUrl'],
  ['a key that is none', { keys: [null] }, 'keys.0'],
])('%s is refused', (_, body, name) => {
  const refusal = refusalOf(body)
  expect(refusal.status).toBe(400)
  expect(refusal.body).toMatchObject({ title: 'Validation Error', invalidParams: [{ name }] })
})

test('a batch becomes a job and keys that hold what was sent', () => {
  const { engine, clock } = tinyWorld((world) => {
    world.appNames = new Map([['+4799887766', 'Kari']])
  })
  const ref = engine.run({
    name: 'keyCreate',
    body: {
      keys: [
        good,
        {
          ...good,
          appUserId: '+46701740605',
          start: '2026-03-02T10:00:00+01:00',
          end: iso(48 * hour),
          recurrence: { timeSpans: [span] },
          metadata: { note: 'x' },
          skipInviteNotification: true,
        },
      ],
    },
  })
  expect(ref.jobType).toBe('createKeys')
  expect(ref.jobStatusUrl).toMatch(new RegExp(`^/v2/projects/[^/]+/jobs/${ref.id}$`))
  clock.now += 10_000
  const [plain, full] = keyList(engine, {}).keys
  expect(plain).toEqual({
    id: plain?.id,
    lockId: good.lockId,
    appUser: { id: '+4799887766', name: 'Kari' },
    state: 'active',
    created: iso(0),
  })
  expect(full).toEqual({
    id: full?.id,
    lockId: good.lockId,
    appUser: { id: '+46701740605' },
    state: 'scheduled',
    created: iso(0),
    start: iso(hour),
    end: iso(48 * hour),
    recurrence: { timeSpans: [span] },
    metadata: { note: 'x' },
  })
})
