import { describe, expect, test } from 'vitest'
import {
  rowsOf,
  doubledDays,
  formatTime,
  joinDay,
  joinedHours,
  nextRow,
  passesMidnight,
  readTime,
  spansOf,
  takenDays,
  tidyTime,
  toSpans,
  withoutDays,
  withoutDaysBefore,
  type HoursRow,
} from './keyHours.ts'

const row = (days: string, from: string, to: string): HoursRow => ({
  days: days.split(' ').filter(Boolean) as HoursRow['days'],
  from,
  to,
})
const text = (rows: HoursRow[]) => rows.map(({ days, from, to }) => `${days.join(' ')} ${from}-${to}`)

test.each([
  ['08:00', 480],
  ['8', 480],
  ['0830', 510],
  ['8.30', 510],
  [' 8:30 ', 510],
  ['00:00', 0],
  ['24:00', 1440],
  ['24', 1440],
  ['24:01', NaN],
  ['23:60', NaN],
  ['8:3', NaN],
  ['', NaN],
  ['noon', NaN],
  ['-1', NaN],
])('the time %j', (typed, minutes) => {
  expect(readTime(typed)).toBe(minutes)
})

test('a time is tidied when it can be read, and left alone when not', () => {
  expect(tidyTime('8')).toBe('08:00')
  expect(tidyTime('8 o')).toBe('8 o')
})

test('spans come in the order of the week, each with its row', () => {
  expect(
    toSpans([row('wed mon', '00:00', '24:00'), row('sun', '9', '10:05')]).map(({ span, row }) => [
      row,
      span.weekday,
      span.startHour,
      span.startMinute,
      span.endHour,
      span.endMinute,
    ]),
  ).toEqual([
    [0, 'mon', 0, 0, 24, 0],
    [0, 'wed', 0, 0, 24, 0],
    [1, 'sun', 9, 0, 10, 5],
  ])
})

test('openings as rows say the same openings', () => {
  const rows = [
    { days: ['mon' as const, 'fri' as const], from: '08:00', to: '16:30' },
    { days: ['sat' as const], from: '00:00', to: '24:00' },
  ]
  expect(rowsOf(rows.flatMap(spansOf))).toEqual(rows)
})

describe('a night', () => {
  const spans = (one: HoursRow) =>
    spansOf(one).map(({ weekday, from, to }) => `${weekday} ${formatTime(from)}-${formatTime(to)}`)

  test.each([
    ['one night', row('fri', '22:00', '06:00'), ['fri 22:00-24:00', 'sat 00:00-06:00']],
    ['over the week’s end', row('sun', '22', '6'), ['mon 00:00-06:00', 'sun 22:00-24:00']],
    ['until midnight', row('fri', '22:00', '00:00'), ['fri 22:00-24:00']],
    [
      'every second night',
      row('mon wed', '22:00', '06:00'),
      ['mon 22:00-24:00', 'tue 00:00-06:00', 'wed 22:00-24:00', 'thu 00:00-06:00'],
    ],
    ['to the minute', row('tue', '23:59', '00:01'), ['tue 23:59-24:00', 'wed 00:00-00:01']],
    ['no night: the day’s end', row('fri', '22:00', '24:00'), ['fri 22:00-24:00']],
  ])('%s is cut at midnight', (_, one, expected) => {
    expect(spans(one)).toEqual(expected)
  })

  test('both halves lead to the row as it was typed', () => {
    expect(
      toSpans([row('mon', '8', '9'), row('fri', '22:00', '06:00')]).map(({ row, span }) => [
        row,
        span.weekday,
      ]),
    ).toEqual([
      [0, 'mon'],
      [1, 'fri'],
      [1, 'sat'],
    ])
  })

  test('two times that are the same, a beginning at 24:00 and a text are no night', () => {
    for (const [from, to] of [
      ['08:00', '08:00'],
      ['24:00', '06:00'],
      ['x', '06:00'],
      ['22:00', 'x'],
    ] as const)
      expect(passesMidnight(row('mon', from, to))).toBe(false)
  })

  test('nights in a row clash on each day between', () => {
    expect(doubledDays(row('mon tue wed', '22:00', '06:00'))).toEqual(['tue', 'wed'])
    expect(doubledDays(row('mon tue wed thu fri sat sun', '22:00', '06:00'))).toHaveLength(7)
    expect(doubledDays(row('fri', '22:00', '06:00'))).toEqual([])
    expect(doubledDays(row('fri sat', '22:00', '00:00'))).toEqual([])
  })

  test('clashes with another row on the morning after, and that row may give way', () => {
    const hours = [row('fri sat', '10:00', '14:00'), row('fri', '22:00', '06:00')]
    expect(takenDays(hours, 1)).toEqual(['fri', 'sat'])
    expect(takenDays([row('sat', '10:00', '14:00'), row('fri', '22:00', '06:00')], 1)).toEqual(['sat'])
    expect(takenDays([row('fri', '22:00', '06:00'), row('sat', '10:00', '14:00')], 1)).toEqual(['sat'])
    expect(text(withoutDaysBefore(hours, 1, ['sat']))).toEqual(['fri 10:00-14:00', 'fri 22:00-06:00'])
    expect(
      text(withoutDaysBefore([row('thu', '20:00', '02:00'), row('fri', '22:00', '06:00')], 1, ['fri'])),
    ).toEqual(['fri 22:00-06:00'])
  })
})

describe('a day in two rows', () => {
  const hours = [row('mon tue', '08:00', '12:00'), row('tue wed', '12:00', '16:00')]

  test('is found in the later row', () => {
    expect(takenDays(hours, 0)).toEqual([])
    expect(takenDays(hours, 1)).toEqual(['tue'])
  })

  test('may leave that row, and an empty row goes', () => {
    expect(text(withoutDays(hours, 1, ['tue']))).toEqual(['mon tue 08:00-12:00', 'wed 12:00-16:00'])
    expect(text(withoutDays(hours, 1, ['tue', 'wed']))).toEqual(['mon tue 08:00-12:00'])
  })

  test('is joined when the two touch or overlap, into a row of its own or one with those hours', () => {
    expect(text(joinDay(hours, 1, 'tue'))).toEqual(['mon 08:00-12:00', 'wed 12:00-16:00', 'tue 08:00-16:00'])
    const same = [row('mon', '08:00', '16:00'), row('tue', '8', '12'), row('tue', '11:00', '16:00')]
    expect(text(joinDay(same, 2, 'tue'))).toEqual(['mon tue 08:00-16:00'])
  })

  test('is never joined over a gap: that would open the door where nobody asked for it', () => {
    const apart = [row('tue', '08:00', '12:00'), row('tue', '12:01', '16:00')]
    expect(joinedHours(apart, 1, 'tue')).toBeUndefined()
    expect(joinDay(apart, 1, 'tue')).toEqual(apart)
  })
})

test('a new row takes the days that are free and the hours of the last', () => {
  expect(text([nextRow([row('mon tue wed thu fri', '09:00', '15:00')])])).toEqual(['sat sun 09:00-15:00'])
  expect(text([nextRow([row('fri', '22:00', '06:00')])])).toEqual(['mon tue wed thu sun 08:00-16:00'])
})
