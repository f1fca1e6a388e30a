import { expect, test } from 'vitest'
import { emptyForm, type KeyForm } from './keyForm.ts'
import { errorPaths, firstPlace, sectionsOf } from './keyPlaces.ts'
import { readRefusal } from './keyRefusal.ts'

const [kari, ola] = ['+4799887766', '+4741234567']
const values: KeyForm = {
  ...emptyForm,
  people: [
    { text: kari, number: kari },
    { text: ola, number: ola },
  ],
  lockIds: ['a', 'b'],
  weekly: true,
  hours: [
    { days: ['mon', 'tue'], from: '08:00', to: '16:00' },
    { days: ['sat'], from: '08:00', to: '16:00' },
  ],
}
const sent = [kari, ola].flatMap((appUserId) => ['a', 'b'].map((lockId) => ({ appUserId, lockId })))

test('a refused number marks its chip, once, however many of its keys were refused', () => {
  const read = readRefusal(
    [
      { name: 'keys.2.appUserId', reason: 'is blocked' },
      { name: 'keys.3.appUserId', reason: 'is blocked' },
    ],
    sent,
    values,
  )
  expect([...read.people]).toEqual([[ola, 'is blocked']])
  expect(read.problems).toEqual([{ path: ['people'], message: 'Unloc refused +47 412 34 567: is blocked' }])
  expect(firstPlace([['people']], values, read.people)).toBe('people-1')
})

test('names count within the call that was refused, not within the whole press', () => {
  const read = readRefusal([{ name: 'keys.0.lockId', reason: 'lock not found' }], sent.slice(3), values)
  expect([...read.locks]).toEqual([['b', 'lock not found']])
})

test('rows, fields and the rest', () => {
  const read = readRefusal(
    [
      { name: 'keys.0.recurrence.timeSpans.2.endHour', reason: 'too late' },
      { name: 'keys.1.recurrence.timeSpans.2.endHour', reason: 'too late' },
      { name: 'keys.0.end', reason: 'must be after start' },
      { name: 'keys.0.skipInviteNotification', reason: 'is not allowed' },
      { name: 'keys', reason: 'too many' },
    ],
    sent,
    values,
  )
  expect(read.problems.map(({ path }) => path.join('.'))).toEqual(['hours.1.to', 'end', 'notify', 'form'])
  expect(read.problems.at(-1)?.message).toBe('Unloc refused keys: too many')
  expect(read.notify).toBe(true)
  expect(
    firstPlace(
      read.problems.map(({ path }) => path),
      values,
      read.people,
    ),
  ).toBe('end')
  expect(sectionsOf(read.problems.map(({ path }) => path))).toEqual(['When', 'Extras'])
})

test('a name outside the batch marks nothing and still speaks', () => {
  const read = readRefusal([{ name: 'keys.99.appUserId', reason: 'is blocked' }], sent, values)
  expect(read.people.size).toBe(0)
  expect(read.problems).toEqual([{ path: ['people'], message: 'Unloc refused this: is blocked' }])
  expect(firstPlace([['people']], values, read.people)).toBe('people')
})

test('the place of a local problem with people is the first chip that is no number', () => {
  const people = [...values.people, { text: 'x', reason: 'no digits in it' }]
  expect(firstPlace([['note'], ['people']], { ...values, people }, new Map())).toBe('people-2')
  expect(firstPlace([['hours', 1, 'to']], values, new Map())).toBe('hours-1-to')
  expect(firstPlace([['form']], values, new Map())).toBeUndefined()
})

test('errors of the form are told by place, in the order of the fields', () => {
  const wrong = { type: 'custom', message: 'x' }
  const paths = errorPaths({ note: wrong, hours: [undefined, { to: wrong }], lockIds: wrong })
  expect(paths).toEqual([['lockIds'], ['hours', 1, 'to'], ['note']])
  expect(errorPaths({ hours: wrong })).toEqual([['hours']])
})
