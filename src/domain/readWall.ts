import { dayWord, dateWords, isDayFirst, isNowWord } from './wallWords.ts'

/** Why a text is no date and time. `passed`: today without a year, at a time that is over. */
export type WallTrouble =
  'unclear' | 'noDay' | 'noTime' | 'noSuchDay' | 'noSuchTime' | 'otherWeekday' | 'passed'

export type WallRead =
  | { kind: 'wall'; wall: string }
  | { kind: 'now' }
  /** `month` tells how many days the month has in which there is no such day. */
  | { kind: 'not'; why: WallTrouble; month?: Temporal.PlainYearMonth }

/** What the clock on that wall shows now: `YYYY-MM-DD` and `HH:mm`. */
export interface WallNow {
  today: string
  now: string
}

const not = (why: WallTrouble, month?: Temporal.PlainYearMonth): WallRead => ({
  kind: 'not',
  why,
  ...(month && { month }),
})

/** `8`, `08:30`, `8.30`, `0830`, `8pm`. */
const timeForm = /^(\d{1,2})(?:[:.](\d{2})(?::00)?|(\d{2}))?(am|pm)?$/
const fillers = new Set(['at', 'kl', 'klo', 'um', 'am', 'uhr', 'the', 'of', 'de', 'le', 'à'])

/**
 * Reads a date and a time as people type them, in the order of the locale: `24.12.2026 18:00`, `24 Dec 18:00`,
 * `Dec 24, 2026, 6 pm`, `24/12 18`, `fri 8`, `tomorrow 24:00`. Without a year it is the next such day. What could mean
 * two things is not guessed. Gives `YYYY-MM-DD HH:mm:ss` of no zone; 24:00 is the next day's 00:00.
 */
export function readWall(text: string, { today, now }: WallNow, locale?: string): WallRead {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    // `2026-12-24T18:00`, `24-dec-2026`, `6 p.m.`
    .replace(/(\d)t(\d)/, '$1 $2')
    .replace(/\b([ap])\.?m\b\.?/, '$1m')
    .replace(/(\d)\s+([ap]m)$/, '$1$2')
    .replace(/(?<=\d)[-/.](?=\p{L})|(?<=\p{L})[-/.](?=\d)/gu, ' ')
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !fillers.has(word.replace(/\.$/, '')))
  if (isNowWord(words.join(' '), locale)) return { kind: 'now' }

  const typed = timeForm.exec(words.at(-1) ?? '')
  const date = readDate(typed ? words.slice(0, -1) : words, today, locale)
  if (!typed || words.length === 1) {
    if (typed) return not('noDay')
    return not(date === undefined ? 'unclear' : 'noTime')
  }
  const [, hour, minute, compact, half] = typed
  const bare = minute === undefined && half === undefined
  // `24 Dec 2026` and `24 Dec 26` end in a year, not in a time.
  if (date && bare && !(compact ? date.isWhole : date.isWhole || date.isTight)) return not('noTime')
  if (date === undefined) return not('unclear')
  const minutes = minutesOf(Number(hour), Number(minute ?? compact ?? 0), half)
  if (minutes === undefined) return not('noSuchTime')
  return place(date, minutes, Temporal.PlainDate.from(today), now)
}

function minutesOf(hour: number, minute: number, half: string | undefined): number | undefined {
  if (minute > 59 || (half && (hour < 1 || hour > 12))) return undefined
  const sum = (half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour) * 60 + minute
  return sum <= 1440 ? sum : undefined
}

interface TypedDate {
  year?: number
  month?: number
  day?: number
  /** 1 is Monday. */
  weekday?: number
  /** Nothing of the date can be missing, so that a bare number after it is a time. */
  isWhole: boolean
  /** Day and month in one piece, so that a year would stand in it too. */
  isTight: boolean
}

/** The parts of a date, not yet looked up in a calendar. */
function readDate(words: string[], today: string, locale: string | undefined): TypedDate | undefined {
  const offset = dayWord(words.join(' '), locale)
  if (offset !== undefined) {
    const { year, month, day } = Temporal.PlainDate.from(today).add({ days: offset })
    return { year, month, day, isWhole: true, isTight: true }
  }
  const pieces = words.filter((word) => /^\d/.test(word))
  const { month, weekday, strange } = dateWords(
    words.filter((word) => !pieces.includes(word)),
    locale,
  )
  if (strange) return undefined
  const shared = { ...(weekday !== undefined && { weekday }), isTight: pieces.length === 1 && !month }
  if (pieces.length === 0)
    return weekday === undefined || month ? undefined : { ...shared, isWhole: true, isTight: true }
  const numbers = pieces.flatMap((piece) => piece.replace(/(?:st|nd|rd|th|\.)$/, '').split(/[-/.]/))
  if (numbers.some((number) => !/^(?:\d{1,2}|\d{4})$/.test(number))) return undefined
  const yearFirst = numbers.length > 1 && numbers[0]!.length === 4
  if (yearFirst) numbers.push(numbers.shift()!)
  const dayFirst = !yearFirst && (pieces[0]!.includes('.') || isDayFirst(locale))
  const [a, b, year] = month ? [numbers[0], String(month), numbers[1]] : numbers
  if (numbers.length > (month ? 2 : 3) || a === undefined || b === undefined) return undefined
  const [day, monthText] = month || dayFirst ? [a, b] : [b, a]
  if (day.length > 2 || monthText.length > 2 || (year !== undefined && year.length < 2)) return undefined
  return {
    ...shared,
    day: Number(day),
    month: Number(monthText),
    ...(year !== undefined && { year: Number(year) + (year.length === 2 ? 2000 : 0) }),
    isWhole: year !== undefined,
  }
}

/** Looks the date up in the calendar, and puts the time to it. */
function place(typed: TypedDate, minutes: number, today: Temporal.PlainDate, now: string): WallRead {
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const at = (date: Temporal.PlainDate): WallRead =>
    minutes === 1440
      ? { kind: 'wall', wall: `${date.add({ days: 1 }).toString()} 00:00:00` }
      : { kind: 'wall', wall: `${date.toString()} ${time}:00` }
  const { year, month, day, weekday } = typed
  if (month === undefined || day === undefined) {
    const ahead = (weekday! - today.dayOfWeek + 7) % 7
    return at(today.add({ days: ahead === 0 && time <= now ? 7 : ahead }))
  }
  // Eight years hold a 29 February.
  const years = year === undefined ? Array.from({ length: 9 }, (_, i) => today.year + i) : [year]
  const date = years
    .flatMap((year) => calendarDate(year, month, day) ?? [])
    .find((date) => year !== undefined || Temporal.PlainDate.compare(date, today) >= 0)
  if (!date) {
    const known = month >= 1 && month <= 12
    return not('noSuchDay', known ? new Temporal.PlainYearMonth(years[0]!, month) : undefined)
  }
  if (weekday !== undefined && weekday !== date.dayOfWeek) return not('otherWeekday')
  if (year === undefined && date.equals(today) && time <= now) return not('passed')
  return at(date)
}

function calendarDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
