import { describe, expect, test } from 'vitest'
import { differsFromAsked } from './asked.ts'

const end = '2026-12-31T17:00:00.000Z'
const span = (weekday: string, startHour: number, endHour: number) => ({
  weekday,
  startHour,
  startMinute: 0,
  endHour,
  endMinute: 0,
})
const hours = { timeSpans: [span('mon', 8, 16), span('tue', 8, 16)] }
type Asked = Parameters<typeof differsFromAsked>[0]
type Got = Parameters<typeof differsFromAsked>[1]

describe('differsFromAsked', () => {
  test.each<[string, Asked, Got, string]>([
    ['nothing asked, nothing there', {}, {}, ''],
    ['nothing asked, null there', {}, { end: null, recurrence: null }, ''],
    ['a start that nobody asked for', {}, { start: '2026-11-18T09:00:00Z' }, ''],
    ['the end', { end }, { end }, ''],
    ['the end in another spelling', { end }, { end: '2026-12-31T18:00:00+01:00' }, ''],
    ['no end', { end }, {}, 'end missing'],
    ['a null end', { end }, { end: null }, 'end missing'],
    ['a later end', { end }, { end: '2027-12-31T17:00:00.000Z' }, 'end other'],
    ['an end one minute off', { end }, { end: '2026-12-31T17:01:00.000Z' }, 'end other'],
    ['an end that nobody asked for', {}, { end }, 'end added'],
    ['an end that cannot be read', { end }, { end: 'soon' }, 'end unreadable'],
    ['an end without a zone', { end }, { end: '2026-12-31T17:00:00' }, 'end unreadable'],
    ['the hours', { recurrence: hours }, { recurrence: hours }, ''],
    [
      'the hours in another order and spelling',
      { recurrence: hours },
      { recurrence: { timespans: [span('tue', 8, 16), span('mon', 8, 16)] } },
      '',
    ],
    [
      'the hours in two parts',
      { recurrence: hours },
      { recurrence: { timeSpans: [span('mon', 8, 12), span('mon', 12, 16), span('tue', 8, 16)] } },
      '',
    ],
    ['no hours', { recurrence: hours }, { end: null }, 'hours missing'],
    [
      'a day more',
      { recurrence: hours },
      { recurrence: { timeSpans: [...hours.timeSpans, span('wed', 8, 16)] } },
      'hours other',
    ],
    ['hours that nobody asked for', {}, { recurrence: hours }, 'hours added'],
    ['hours that cannot be read', { recurrence: hours }, { recurrence: { mon: '8-16' } }, 'hours unreadable'],
    [
      'an empty list, which may mean never or always',
      {},
      { recurrence: { timeSpans: [] } },
      'hours unreadable',
    ],
    ['no end and no hours', { end, recurrence: hours }, {}, 'end missing, hours missing'],
    ['the start', { start: end }, { start: end }, ''],
    ['no start', { start: end }, { created: '2026-11-18T09:00:00Z' }, 'start missing'],
    ['an earlier start', { start: end }, { start: '2026-12-01T17:00:00.000Z' }, 'start other'],
    ['a start that cannot be read', { start: end }, { start: 'soon', created: end }, 'start unreadable'],
    [
      'a start that had passed when the key was made, and none',
      { start: '2026-11-18T08:30:00Z' },
      { created: '2026-11-18T09:00:00Z' },
      '',
    ],
    [
      'a start that had passed, and one in the future',
      { start: '2026-11-18T08:30:00Z' },
      { created: '2026-11-18T09:00:00Z', start: '2026-11-19T08:30:00Z' },
      'start other',
    ],
  ])('%s', (_, asked, got, text) => {
    expect(
      differsFromAsked(asked, got)
        .map(({ limit, kind }) => `${limit} ${kind}`)
        .join(', '),
    ).toBe(text)
  })
})
