import { describe, expect, test } from 'vitest'
import { differsFromAsked } from './asked.ts'

const end = '2026-12-31T23:00:00.000Z'
const span = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }
const hours = { timeSpans: [span] }

describe('differsFromAsked', () => {
  test.each([
    ['nothing was limited', {}, {}, []],
    ['null is as good as absent', {}, { end: null, start: null, recurrence: null }, []],
    ['the same instant in another spelling', { end }, { end: '2027-01-01T00:00:00+01:00' }, []],
    ['another end', { end }, { end: '2027-01-31T23:00:00.000Z' }, ['end']],
    ['the end was dropped', { end }, {}, ['end']],
    ['an end that nobody asked for', {}, { end }, ['end']],
    ['an end that cannot be read', { end }, { end: 'soon' }, ['end']],
    ['a start that was not asked for is the moment of making', {}, { start: end }, []],
    ['a start that was asked for', { start: end }, { start: '2026-12-30T23:00:00.000Z' }, ['start']],
    ['a start that was dropped', { start: end }, {}, ['start']],
    ['the other spelling of hours', { recurrence: hours }, { recurrence: { timespans: [span] } }, []],
    ['hours were dropped', { recurrence: hours }, {}, ['recurrence']],
    ['hours that nobody asked for', {}, { recurrence: hours }, ['recurrence']],
    [
      'a minute more',
      { recurrence: hours },
      { recurrence: { timeSpans: [{ ...span, endMinute: 1 }] } },
      ['recurrence'],
    ],
    ['the same unreadable hours', { recurrence: { a: 1, b: [2] } }, { recurrence: { b: [2], a: 1 } }, []],
    ['other unreadable hours', { recurrence: { a: 1 } }, { recurrence: { a: 2 } }, ['recurrence']],
  ])('%s', (_, asked, key, differs) => {
    expect(differsFromAsked(asked, { id: 'k', ...key })).toEqual(differs)
  })
})
