import { expect, test } from 'vitest'
import type { Weekday } from '#src/contract/recurrence.ts'
import { readTime, type HoursRow } from './keyHours.ts'
import { copyDay, erase, extend, move, readWeek, stroke, type Changes, type Week } from './keyWeek.ts'
import { actWords, cellLabel, drawnWords, hoursSentence, overwritten } from './keyWeekWords.ts'

const row = (days: string, from: string, to: string): HoursRow => ({
  days: days.split(' ') as Weekday[],
  from,
  to,
})
const span = (from: string, to: string) => ({ from: readTime(from), to: readTime(to) })
const week = readWeek([row('mon', '08:00', '10:00'), row('tue', '22:00', '06:00')])
const drawn = (from: string, to: string, days: Weekday[] = ['mon']) => {
  const one = span(from, to)
  return drawnWords(week, stroke(week, days, one), one, 'en-GB')
}

test.each([
  [drawn('08:00', '10:00', ['sun']), 'Sunday is open 08:00–10:00.'],
  [drawn('12:00', '16:00'), 'Monday had 08:00–10:00; a day can have one opening, so it is now 12:00–16:00.'],
  [drawn('10:00', '12:00'), 'Monday had 08:00–10:00; the two meet, so it is now one opening, 08:00–12:00.'],
  [drawn('07:00', '12:00'), 'Monday had 08:00–10:00; it is now 07:00–12:00.'],
  [drawn('08:30', '09:00'), 'Monday is open 08:00–10:00, as before.'],
  [
    drawn('12:00', '14:00', ['mon', 'sat']),
    'Mon and Sat are open 12:00–14:00. Before, Mon had 08:00–10:00. A day can have one opening.',
  ],
  [drawnWords(week, erase('mon'), undefined, 'en-GB'), 'Monday is closed. It had 08:00–10:00.'],
  [
    drawnWords(week, copyDay(undefined, ['sat', 'mon']), undefined, 'en-GB'),
    'Sat and Mon are closed. Before, Mon had 08:00–10:00.',
  ],
])('%s', (said, expected) => {
  expect(said).toBe(expected)
})

test('an opening that was changed or moved', () => {
  const monday = span('08:00', '10:00')
  const acted = (changes: Changes, of: Week = week) => actWords(of, changes, 'mon', 'en-GB')
  expect(acted(extend('mon', monday, 'to', 660))).toBe('Monday is open 08:00–11:00.')
  expect(acted(move('mon', monday, 0, 'sun'))).toBe('Moved from Monday to Sunday, 08:00–10:00.')
  expect(acted(move('mon', monday, 0, 'wed'))).toBe(
    'Moved from Monday to Wednesday, 08:00–10:00. Wednesday had 00:00–06:00; a day can have one opening.',
  )
  const clash = readWeek([row('mon', '08:00', '10:00'), row('mon', '12:00', '13:00')])
  expect(acted(extend('mon', monday, 'to', 660), clash)).toBe(
    'Monday had 08:00–10:00 and 12:00–13:00; a day can have one opening, so it is now 08:00–11:00.',
  )
})

test('only what takes hours away counts as overwriting', () => {
  expect(overwritten(week, stroke(week, ['mon', 'tue'], span('09:00', '12:00')))).toEqual(['tue'])
  expect(overwritten(week, erase('sun'))).toEqual([])
})

test('a cell says its day, its time and the opening in it', () => {
  expect(cellLabel('Monday', week.mon, 480, 15, undefined)).toBe('Monday 08:00, open 08:00–10:00')
  expect(cellLabel('Monday', week.mon, 600, 60, undefined)).toBe('Monday 10:00, closed')
  expect(cellLabel('Monday', week.mon, 600, 15, span('09:00', '10:15'))).toBe(
    'Monday 10:00, stroke 09:00–10:15',
  )
})

test('rows in one sentence, without what cannot be read', () => {
  expect(hoursSentence([row('fri', '22:00', '06:00'), row('mon', 'x', '9')], 'en-GB')).toBe(
    'Fri 22:00–24:00, Sat 00:00–06:00',
  )
  expect(hoursSentence([])).toBe('all days closed')
})
