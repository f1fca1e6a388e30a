import { z } from './zod.ts'

/** The API's weekday words, Monday first (unloc-api 4.3). */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** One weekly opening in the lock's own time. Hours 0–24, minutes 0–59; 24:00 is the end of the day. */
export const TimeSpan = z.strictObject({
  weekday: z.enum(weekdays),
  startHour: z.int().check(z.gte(0), z.lte(24)),
  startMinute: z.int().check(z.gte(0), z.lte(59)),
  endHour: z.int().check(z.gte(0), z.lte(24)),
  endMinute: z.int().check(z.gte(0), z.lte(59)),
})
export type TimeSpan = z.infer<typeof TimeSpan>

/** The recurrence of a key we make. At most one span a weekday; that rule is `recurrenceProblems` in domain. */
export const Recurrence = z.strictObject({ timeSpans: z.array(TimeSpan) })
export type Recurrence = z.infer<typeof Recurrence>
