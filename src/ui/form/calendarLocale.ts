import dayjs from 'dayjs'

const name = 'viewer'

/**
 * The calendar's words in the viewer's language. Mantine asks dayjs for them, which ships one language a file; Intl knows
 * them all. Returns the name to hand to a picker.
 */
export function calendarLocale(): string {
  if (dayjs.Ls[name]) return name
  const words = (count: number, options: Intl.DateTimeFormatOptions, day: (i: number) => number) => {
    const format = new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' })
    return Array.from({ length: count }, (_, i) => format.format(day(i)))
  }
  const month = (i: number) => Date.UTC(2024, i, 15)
  // 7 January 2024 was a Sunday, with which dayjs begins.
  const weekday = (i: number) => Date.UTC(2024, 0, 7 + i)
  const short = words(7, { weekday: 'short' }, weekday)
  dayjs.locale(
    {
      name,
      months: words(12, { month: 'long' }, month),
      monthsShort: words(12, { month: 'short' }, month),
      weekdays: words(7, { weekday: 'long' }, weekday),
      weekdaysShort: short,
      weekdaysMin: short,
      ordinal: String,
      formats: {},
      relativeTime: {},
    },
    undefined,
    true,
  )
  return name
}
