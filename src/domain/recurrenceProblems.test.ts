import { describe, expect, test } from 'vitest'
import { recurrenceProblems } from './recurrenceProblems.ts'
import { readSchedule } from './schedule.ts'
import { office, span, weekly } from './scheduleSamples.ts'

describe('recurrenceProblems', () => {
  const monday = span('mon 08:00–16:00')
  test.each<[string, unknown, string[]]>([
    ['absent', undefined, []],
    ['office hours', office, []],
    ['24:00 as an end', weekly('fri 22:00–24:00', 'sat 00:00–06:00'), []],
    ['one minute', weekly('fri 23:59–24:00'), []],
    ['null', null, ['recurrence']],
    ['a list', [monday], ['recurrence']],
    ['no list', {}, ['recurrence.timeSpans']],
    ['a null list', { timeSpans: null }, ['recurrence.timeSpans']],
    ['an empty list', { timeSpans: [] }, ['recurrence.timeSpans']],
    ['the other spelling', { timespans: [monday] }, ['recurrence.timespans', 'recurrence.timeSpans']],
    ['a span that is none', { timeSpans: [monday, 'tue'] }, ['recurrence.timeSpans.1']],
    ['an unknown field', { timeSpans: [{ ...monday, until: 1 }] }, ['recurrence.timeSpans.0.until']],
    ['no weekday', { timeSpans: [{ ...monday, weekday: undefined }] }, ['recurrence.timeSpans.0.weekday']],
    ['a capital', { timeSpans: [{ ...monday, weekday: 'Mon' }] }, ['recurrence.timeSpans.0.weekday']],
    ['hour 25', { timeSpans: [{ ...monday, endHour: 25 }] }, ['recurrence.timeSpans.0.endHour']],
    ['minute 60', { timeSpans: [{ ...monday, endMinute: 60 }] }, ['recurrence.timeSpans.0.endMinute']],
    ['minus', { timeSpans: [{ ...monday, startMinute: -1 }] }, ['recurrence.timeSpans.0.startMinute']],
    ['a text', { timeSpans: [{ ...monday, startHour: '8' }] }, ['recurrence.timeSpans.0.startHour']],
    ['24:00 as a start', weekly('mon 24:00–24:00'), ['recurrence.timeSpans.0.startHour']],
    ['24:30 as a start', weekly('mon 24:30–24:00'), ['recurrence.timeSpans.0.startHour']],
    ['24:30 as an end', weekly('mon 22:00–24:30'), ['recurrence.timeSpans.0.endMinute']],
    ['over midnight', weekly('mon 22:00–06:00'), ['recurrence.timeSpans.0.endHour']],
    ['start = end', weekly('mon 08:00–08:00'), ['recurrence.timeSpans.0.endHour']],
    [
      'two on one day',
      weekly('mon 08:00–09:00', 'tue 08:00–09:00', 'mon 10:00–11:00'),
      ['recurrence.timeSpans.2.weekday'],
    ],
    [
      'two faults',
      weekly('mon 09:00–08:00', 'mon 08:00–09:00'),
      ['recurrence.timeSpans.0.endHour', 'recurrence.timeSpans.1.weekday'],
    ],
  ])('%s', (_, recurrence, names) => {
    const problems = recurrenceProblems(recurrence)
    expect(problems.map((problem) => problem.name)).toEqual(names)
    expect(problems.every((problem) => problem.reason !== '')).toBe(true)
  })

  test('what it lets through is read', () => {
    for (const good of [office, weekly('fri 22:00–24:00')]) expect(readSchedule(good).kind).toBe('weekly')
  })
})
