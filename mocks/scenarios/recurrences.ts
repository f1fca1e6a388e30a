import { type Recurrence, type Weekday, weekdays } from '#src/contract/recurrence.ts'

const workdays = weekdays.slice(0, 5)

/** Weekly hours, `8` or `8.5` for half past; 24 is the end of the day. */
export const weekly = (days: readonly Weekday[], from: number, to: number): Recurrence => ({
  timeSpans: days.map((weekday) => ({
    weekday,
    startHour: Math.floor(from),
    startMinute: Math.round((from % 1) * 60),
    endHour: Math.floor(to),
    endMinute: Math.round((to % 1) * 60),
  })),
})

const joined = (...parts: Recurrence[]): Recurrence => ({
  timeSpans: parts.flatMap((part) => part.timeSpans),
})

/**
 * Schedules of many shapes. The first two never hold together, so that at any hour some key is outside its hours
 * (`everyday` gives each shape to somebody).
 */
export const recurrences: readonly Recurrence[] = [
  weekly(weekdays, 17, 22.5),
  weekly(weekdays, 0, 6),
  weekly(workdays, 8, 16),
  weekly(workdays, 6.5, 14.75),
  weekly(['tue', 'thu'], 9.5, 11.75),
  weekly(['wed'], 13, 15),
  weekly(['sat', 'sun'], 0, 24),
  weekly(weekdays, 7, 23),
  joined(weekly(['fri'], 22, 24), weekly(['sat'], 0, 6)),
  joined(weekly(['mon', 'wed', 'fri'], 18, 21), weekly(['sat'], 10, 14)),
  joined(weekly(['mon', 'tue', 'wed', 'thu'], 7, 16), weekly(['fri'], 7, 13.25)),
]
