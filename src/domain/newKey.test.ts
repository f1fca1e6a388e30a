import { expect, test } from 'vitest'
import { newKeyProblems } from './newKey.ts'

const now = Date.parse('2026-06-10T12:00:00Z')
const minute = 60_000
const from = (ms: number) => new Date(now + ms).toISOString()
const good = { lockId: 'lock-1', appUserId: '+4799887766' }
const monday = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }
const pairs = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'v']))

const problems = (key: unknown) =>
  newKeyProblems(key, { now, hasLock: (id) => id === 'lock-1' }).map(
    ({ name, reason }) => `${name}: ${reason}`,
  )

test.each<[string, object]>([
  ['the least', {}],
  ['an hour ago to a minute ahead', { start: from(-60 * minute), end: from(minute) }],
  ['later', { start: from(60 * minute), end: from(61 * minute) }],
  ['with an offset', { start: '2026-06-10T14:00:00+02:00' }],
  ['hours', { recurrence: { timeSpans: [monday, { ...monday, weekday: 'tue', endHour: 24 }] } }],
  ['metadata at its limits', { metadata: { ...pairs(18), ['k'.repeat(40)]: 'v'.repeat(256), e: '' } }],
  ['no message', { skipInviteNotification: true }],
  ['a message', { skipInviteNotification: false }],
])('may be sent: %s', (_, more) => {
  expect(problems({ ...good, ...more })).toEqual([])
})

test.each<[string, unknown, string[]]>([
  ['no object', null, [': must be of type object']],
  ['a list', [good], [': must be of type object']],
  ['nothing', {}, ['lockId: is required', 'appUserId: is required']],
  [
    'null ids',
    { lockId: null, appUserId: 47 },
    ['lockId: must be of type string', 'appUserId: must be of type string'],
  ],
  ['unknown lock', { ...good, lockId: 'lock-2' }, ['lockId: lock not found']],
  ...[
    '4799887766',
    '+0799887766',
    '+47 99887766',
    '+479988',
    '+4799887766123456',
    '',
    '+47998877 66',
    '+4799887766\n',
  ].map((appUserId): [string, unknown, string[]] => [
    `number ${JSON.stringify(appUserId)}`,
    { ...good, appUserId },
    ['appUserId: must be a phone number in E.164 format'],
  ]),
  [
    'null start and end',
    { ...good, start: null, end: null },
    ['start: must be of type string', 'end: must be of type string'],
  ],
  ['a number for a start', { ...good, start: now }, ['start: must be of type string']],
  ['a date alone', { ...good, end: '2026-07-01' }, ['end: must be an ISO 8601 date and time with a zone']],
  [
    'no zone',
    { ...good, start: '2026-06-10T12:00:00' },
    ['start: must be an ISO 8601 date and time with a zone'],
  ],
  [
    'a start too long ago',
    { ...good, start: from(-60 * minute - 1) },
    ['start: must not be more than 1 hour in the past'],
  ],
  ['end = start', { ...good, start: from(minute), end: from(minute) }, ['end: must be after start']],
  ['end before start', { ...good, start: from(minute), end: from(0) }, ['end: must be after start']],
  ['end now, no start', { ...good, end: from(0) }, ['end: must be in the future']],
  [
    'end past, start just before',
    { ...good, start: from(-30 * minute), end: from(-minute) },
    ['end: must be in the future'],
  ],
  [
    'end = now, start unreadable',
    { ...good, start: 'now', end: from(0) },
    ['start: must be an ISO 8601 date and time with a zone', 'end: must be in the future'],
  ],
  ['null recurrence', { ...good, recurrence: null }, ['recurrence: must be of type object']],
  [
    'hours backwards',
    { ...good, recurrence: { timeSpans: [{ ...monday, endHour: 7 }] } },
    ['recurrence.timeSpans.0.endHour: must be after the start of the time span'],
  ],
  ['metadata that is a text', { ...good, metadata: 'note' }, ['metadata: must be of type object']],
  ['21 pairs', { ...good, metadata: pairs(21) }, ['metadata: must have at most 20 pairs']],
  [
    'a long name',
    { ...good, metadata: { ['k'.repeat(41)]: 'v' } },
    [`metadata.${'k'.repeat(41)}: name must be at most 40 characters long`],
  ],
  ['no name', { ...good, metadata: { '': 'v' } }, ['metadata.: must have a name']],
  [
    'a long value',
    { ...good, metadata: { note: 'v'.repeat(257) } },
    ['metadata.note: must be at most 256 characters long'],
  ],
  ['a value that is a number', { ...good, metadata: { note: 7 } }, ['metadata.note: must be of type string']],
  ['a null value', { ...good, metadata: { note: null } }, ['metadata.note: must be of type string']],
  [
    'a reserved name',
    { ...good, metadata: { unlocKind: 'x' } },
    ['metadata.unlocKind: names that begin with unloc are reserved'],
  ],
  [
    'a reserved name, in capitals',
    { ...good, metadata: { Unloc: 'x' } },
    ['metadata.Unloc: names that begin with unloc are reserved'],
  ],
  [
    'a word for a yes',
    { ...good, skipInviteNotification: 'true' },
    ['skipInviteNotification: must be of type boolean'],
  ],
  [
    'null for a yes',
    { ...good, skipInviteNotification: null },
    ['skipInviteNotification: must be of type boolean'],
  ],
  [
    'names of another client',
    { ...good, startTime: from(0), durationMinutes: 5 },
    ['startTime: is not allowed', 'durationMinutes: is not allowed'],
  ],
])('refused: %s', (_, key, expected) => {
  expect(problems(key)).toEqual(expected)
})
