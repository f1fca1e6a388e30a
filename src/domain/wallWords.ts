/** The words of dates in one language, lower case and without dots. */
interface Words {
  months: string[][]
  /** Monday first. */
  weekdays: string[][]
  dayFirst: boolean
  now: string
  /** Today, tomorrow. */
  days: string[]
}

const plain = (word: string) => word.normalize('NFKC').toLowerCase().replaceAll('.', '')

const known = new Map<string, Words>()

/** What Intl knows of a language, asked once. Months stand as within a date, where some languages decline them. */
function wordsOf(locale: string | undefined): Words {
  const place = locale ?? ''
  const found = known.get(place)
  if (found) return found
  const part = (at: number, name: 'month' | 'weekday', options: Intl.DateTimeFormatOptions) =>
    plain(
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
        .formatToParts(at)
        .find(({ type }) => type === name)?.value ?? '',
    )
  const widths = ['long', 'short'] as const
  const date = { day: 'numeric', year: 'numeric' } as const
  const order = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts(0)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const words: Words = {
    months: Array.from({ length: 12 }, (_, month) =>
      widths.map((width) => part(Date.UTC(2024, month, 15), 'month', { ...date, month: width })),
    ),
    // 1 January 2024 was a Monday.
    weekdays: Array.from({ length: 7 }, (_, day) =>
      widths.map((width) => part(Date.UTC(2024, 0, 1 + day), 'weekday', { weekday: width })),
    ),
    dayFirst: order.findIndex(({ type }) => type === 'day') < order.findIndex(({ type }) => type === 'month'),
    now: plain(relative.format(0, 'second')),
    days: [0, 1].map((offset) => plain(relative.format(offset, 'day'))),
  }
  known.set(place, words)
  return words
}

/** The viewer's language, and English, which the screen speaks. */
const languages = (locale: string | undefined) => [wordsOf(locale), wordsOf('en')]

/** Whether the day stands before the month in the locale's dates. */
export const isDayFirst = (locale: string | undefined): boolean => wordsOf(locale).dayFirst

/** Whether a text means the present moment. */
export const isNowWord = (text: string, locale: string | undefined): boolean =>
  languages(locale).some(({ now }) => now === plain(text))

/** How many days ahead a word for a day is: 0 for `today`, 1 for `tomorrow`. */
export function dayWord(text: string, locale: string | undefined): number | undefined {
  for (const { days } of languages(locale)) {
    const found = days.indexOf(plain(text))
    if (found >= 0) return found
  }
  return undefined
}

/** The place in a list, from 1, of the one name that a word is or, with three letters, begins. */
function placeIn(lists: string[][][], word: string): number | undefined {
  for (const list of lists) {
    const exact = list.findIndex((names) => names.includes(word))
    if (exact >= 0) return exact + 1
    const begun = list.flatMap((names, i) => (names.some((name) => name.startsWith(word)) ? [i + 1] : []))
    if (word.length >= 3 && begun.length === 1) return begun[0]
  }
  return undefined
}

/** The month (1–12) and weekday (1 is Monday) among some words, and whether there is any other word. */
export function dateWords(
  words: readonly string[],
  locale: string | undefined,
): { month?: number; weekday?: number; strange: boolean } {
  const spoken = languages(locale)
  const read = words.map((word) => ({
    month: placeIn(
      spoken.map(({ months }) => months),
      plain(word),
    ),
    weekday: placeIn(
      spoken.map(({ weekdays }) => weekdays),
      plain(word),
    ),
  }))
  // Some words are both, as the French `mar`: then the other word decides, and alone it is the weekday.
  const month =
    read.find(({ month, weekday }) => month && !weekday) ?? read.slice(1).find(({ month }) => month)
  const day = read.find((one) => one.weekday && one !== month)
  const strange = read.some((one) => one !== month && one !== day)
  return {
    ...(month?.month && { month: month.month }),
    ...(day?.weekday && { weekday: day.weekday }),
    strange,
  }
}
