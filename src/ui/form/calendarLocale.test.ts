import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import { calendarLocale } from './calendarLocale.ts'

test('the calendar has its months and weekdays from Intl', () => {
  const day = dayjs('2026-03-01').locale(calendarLocale())
  const intl = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(undefined, options).format(new Date(2026, 2, 1, 12))
  expect(day.format('MMMM')).toBe(intl({ month: 'long' }))
  expect(day.format('dddd')).toBe(intl({ weekday: 'long' }))
  expect(day.format('dd')).toBe(intl({ weekday: 'short' }))
  expect(dayjs('2026-03-01').format('MMMM'), 'other uses of dayjs keep their own').toBe('March')
})
