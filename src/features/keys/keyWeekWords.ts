import type { Weekday } from '#src/contract/recurrence.ts'
import { describeSchedule } from '#src/domain/schedule.ts'
import { formatList, weekdayName } from '#src/domain/time.ts'
import { formatTime, toSpans, type HoursRow } from './keyHours.ts'
import { isReadable, type Changes, type DaySpan, type Week } from './keyWeek.ts'

export const spanText = ({ from, to }: DaySpan): string => `${formatTime(from)}–${formatTime(to)}`

const hoursOf = (spans: readonly DaySpan[], locale?: string) =>
  spans.length > 0 ? formatList(spans.map(spanText), locale) : 'closed'

/** Whether a day loses time that it had: what a person must be told of. */
const loses = (had: readonly DaySpan[], span: DaySpan | undefined) =>
  had.some(({ from, to }) => !span || from < span.from || to > span.to)

/** The days whose hours some changes take away or make longer than what was drawn. */
export const overwritten = (week: Week, changes: Changes): Weekday[] =>
  [...changes].flatMap(([day, span]) => (loses(week[day], span) ? [day] : []))

/** What a stroke, a copy or a preset did to the days, and why a day has not both. */
export function drawnWords(week: Week, changes: Changes, drawn?: DaySpan, locale?: string): string {
  if (changes.size === 1) {
    const [[day, span]] = [...changes] as [[Weekday, DaySpan | undefined]]
    const [name, had] = [weekdayName(day, locale, 'long'), week[day]]
    const is = span ? spanText(span) : 'closed'
    if (had.length === 0) return `${name} is ${span ? `open ${is}` : is}.`
    const before = `${name} had ${hoursOf(had, locale)}`
    if (!span) return `${name} is closed. It had ${hoursOf(had, locale)}.`
    if (had.length === 1 && spanText(had[0]!) === is) return `${name} is open ${is}, as before.`
    if (loses(had, span)) return `${before}; a day can have one opening, so it is now ${is}.`
    return drawn && spanText(drawn) !== is
      ? `${before}; the two meet, so it is now one opening, ${is}.`
      : `${before}; it is now ${is}.`
  }
  const groups = new Map<string, string[]>()
  for (const [day, span] of changes) {
    const is = span ? `open ${spanText(span)}` : 'closed'
    groups.set(is, [...(groups.get(is) ?? []), weekdayName(day, locale)])
  }
  const now = [...groups]
    .sort(([a], [b]) => Number(a === 'closed') - Number(b === 'closed'))
    .map(([is, days]) => `${formatList(days, locale)} ${days.length === 1 ? 'is' : 'are'} ${is}.`)
  const lost = overwritten(week, changes).map(
    (day) => `${weekdayName(day, locale)} had ${hoursOf(week[day], locale)}`,
  )
  const before = lost.length > 0 ? [`Before, ${formatList(lost, locale)}.`] : []
  return [...now, ...before, ...(lost.length > 0 && drawn ? ['A day can have one opening.'] : [])].join(' ')
}

/** What became of a day's opening that was made longer, shorter, or moved; of another day, when it was moved there. */
export function actWords(week: Week, changes: Changes, day: Weekday, locale?: string): string {
  const name = (one: Weekday) => weekdayName(one, locale, 'long')
  const [to, span] = [...changes].find(([, one]) => one !== undefined) ?? [day, undefined]
  if (to === day && week[day].length > 1) return drawnWords(week, changes, undefined, locale)
  if (to === day || !span) return `${name(day)} is open ${spanText(span ?? week[day][0]!)}.`
  const had =
    week[to].length > 0 ? ` ${name(to)} had ${hoursOf(week[to], locale)}; a day can have one opening.` : ''
  return `Moved from ${name(day)} to ${name(to)}, ${spanText(span)}.${had}`
}

export const begunWords = ({ day, minute }: { day: Weekday; minute: number }, locale?: string): string =>
  `From ${weekdayName(day, locale, 'long')} ${formatTime(minute)}. Now choose the end, or press Escape.`

/** What a cell of the grid is: its day and time, and the opening that lies in these minutes. */
export function cellLabel(
  dayName: string,
  spans: readonly DaySpan[],
  minute: number,
  length: number,
  pending: DaySpan | undefined,
): string {
  const place = `${dayName} ${formatTime(minute)}`
  if (pending) return `${place}, stroke ${spanText(pending)}`
  const span = spans.find(({ from, to }) => from < minute + length && minute < to)
  return span ? `${place}, open ${spanText(span)}` : `${place}, closed`
}

/** Rows in one sentence, as far as they can be read. */
export function hoursSentence(hours: readonly HoursRow[], locale?: string): string {
  const timeSpans = toSpans(hours.filter(isReadable)).map(({ span }) => span)
  return timeSpans.length > 0 ? describeSchedule({ timeSpans }, locale) : 'all days closed'
}

/** What a preset put in the place of what. */
export const presetWords = (
  name: string,
  hours: string,
  before: readonly HoursRow[],
  locale?: string,
): string => `${name}: ${hours}. Before: ${hoursSentence(before, locale)}.`
