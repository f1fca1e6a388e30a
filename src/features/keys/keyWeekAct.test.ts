import { describe, expect, test } from 'vitest'
import { weekdays, type Weekday } from '#src/contract/recurrence.ts'
import { orderedWeekdays } from '#src/domain/calendar.ts'
import { formatTime, readTime, type HoursRow } from './keyHours.ts'
import { readWeek } from './keyWeek.ts'
import { actChanges, strokeOf, type WeekAct } from './keyWeekAct.ts'

const place = (text: string) => {
  const [day, time] = text.split(' ') as [Weekday, string]
  return { day, minute: readTime(time) }
}
const row = (days: Weekday[], from: string, to: string): HoursRow => ({ days, from, to })
const [sundayFirst, saturdayFirst] = [orderedWeekdays('en-US'), orderedWeekdays('ar-EG')]

describe('a stroke', () => {
  test.each<[from: string, to: string, order: readonly Weekday[], days: string, hours: string]>([
    ['mon 08:00', 'mon 15:45', weekdays, 'mon', '08:00–16:00'],
    ['mon 15:45', 'mon 08:00', weekdays, 'mon', '08:00–16:00'],
    ['mon 08:00', 'mon 08:00', weekdays, 'mon', '08:00–08:15'],
    ['mon 00:00', 'sun 23:45', weekdays, 'mon tue wed thu fri sat sun', '00:00–24:00'],
    ['wed 12:00', 'mon 10:00', weekdays, 'mon tue wed', '10:00–12:15'],
    // Between Sunday and Tuesday lie other days where the week begins with Sunday.
    ['tue 10:00', 'sun 11:00', weekdays, 'tue wed thu fri sat sun', '10:00–11:15'],
    ['tue 10:00', 'sun 11:00', sundayFirst, 'sun mon tue', '10:00–11:15'],
    ['fri 10:00', 'sat 11:00', sundayFirst, 'fri sat', '10:00–11:15'],
    ['sat 10:00', 'mon 11:00', saturdayFirst, 'sat sun mon', '10:00–11:15'],
  ])('from %s to %s', (from, to, order, days, hours) => {
    const { days: drawn, span } = strokeOf(place(from), place(to), order)
    expect([drawn.join(' '), `${formatTime(span.from)}–${formatTime(span.to)}`]).toEqual([days, hours])
  })
})

describe('an act that ends now', () => {
  const week = readWeek([row(['mon'], '08:00', '16:00'), row(['tue'], '08:07', '09:00')])
  const become = (act: WeekAct, cursor = 'mon 08:00') =>
    [...actChanges(week, act, place(cursor), weekdays)].map(([day, span]) =>
      span ? `${day} ${formatTime(span.from)}–${formatTime(span.to)}` : `${day} closed`,
    )
  const held = (
    kind: 'from' | 'to' | 'move',
    day: 'mon' | 'tue',
    grabbed: string,
    at: string,
    to: Weekday = day,
  ) => become({ kind, day, span: week[day][0]!, grabbed: readTime(grabbed), at: readTime(at), to })

  test('a stroke up to the cursor joins what it meets', () => {
    expect(become({ kind: 'stroke', begun: place('mon 15:00') }, 'mon 17:45')).toEqual(['mon 08:00–18:00'])
  })
  test.each([
    [
      'an edge goes as far as the pointer went, however it was taken hold of',
      held('to', 'mon', '15:52', '17:50'),
      'mon 08:00–18:00',
    ],
    ['a tremor moves nothing', held('to', 'mon', '16:00', '16:07'), 'mon 08:00–16:00'],
    [
      'an edge falls on a quarter, also from a minute between',
      held('from', 'tue', '08:07', '07:40'),
      'tue 07:45–09:00',
    ],
    ['a moved opening keeps its minutes', held('move', 'tue', '08:30', '09:30'), 'tue 09:07–10:00'],
    ['and stays within the day', held('move', 'tue', '08:30', '00:00'), 'tue 00:00–00:53'],
  ])('%s', (_, changes, expected) => {
    expect(changes).toEqual([expected])
  })
  test('moved to another day, it leaves its own', () => {
    expect(held('move', 'mon', '12:00', '12:00', 'sun')).toEqual(['mon closed', 'sun 08:00–16:00'])
  })
})
