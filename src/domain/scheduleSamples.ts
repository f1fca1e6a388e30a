// Recurrences as the tests of schedules write them.

/** `fri 22:00–24:00` as the wire writes it. */
export function span(text: string) {
  const [, weekday, startHour, startMinute, endHour, endMinute] = /^(\w+) (\d+):(\d+)–(\d+):(\d+)$/.exec(
    text,
  )!
  return {
    weekday: weekday!,
    startHour: Number(startHour),
    startMinute: Number(startMinute),
    endHour: Number(endHour),
    endMinute: Number(endMinute),
  }
}

/** The recurrence of such spans. */
export const weekly = (...texts: string[]) => ({ timeSpans: texts.map(span) })

/** Monday to Friday, 08:00–16:00. */
export const office = weekly(...['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day} 08:00–16:00`))
