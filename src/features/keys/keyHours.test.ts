import { describe, expect, test } from 'vitest'
import {
  clashOfSplit,
  joinDay,
  joinedHours,
  nextRow,
  readTime,
  splitAtMidnight,
  takenDays,
  tidyTime,
  toSpans,
  withoutDays,
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

describe('a night', () => {
  test.each([
    ['one night', [row('fri', '22:00', '06:00')], 0, ['fri 22:00-24:00', 'sat 00:00-06:00']],
    ['over the week’s end', [row('sun', '22:00', '06:00')], 0, ['sun 22:00-24:00', 'mon 00:00-06:00']],
    ['until midnight', [row('fri', '22:00', '00:00')], 0, ['fri 22:00-24:00']],
    [
      'other rows stay',
      [row('mon', '08:00', '16:00'), row('fri', '22:00', '6')],
      1,
      ['mon 08:00-16:00', 'fri 22:00-24:00', 'sat 00:00-6'],
    ],
  ])('%s', (_, hours, at, expected) => {
    expect(text(splitAtMidnight(hours, at))).toEqual(expected)
  })

  test('nights in a row clash on each day between', () => {
    expect(clashOfSplit([row('mon tue wed', '22:00', '06:00')], 0)).toEqual(['tue', 'wed'])
    expect(clashOfSplit([row('fri', '22:00', '06:00')], 0)).toEqual([])
    expect(clashOfSplit([row('sat', '10:00', '14:00'), row('fri', '22:00', '06:00')], 1)).toEqual(['sat'])
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
})
