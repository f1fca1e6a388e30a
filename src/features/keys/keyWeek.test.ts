import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekdays, type Weekday } from '#src/contract/recurrence.ts'
import { recurrenceProblems } from '#src/domain/recurrenceProblems.ts'
import { formatTime, readTime, toSpans, type HoursRow } from './keyHours.ts'
import {
  copyDay,
  dayEnd,
  erase,
  extend,
  isReadable,
  move,
  nextStep,
  presetChanges,
  readWeek,
  spanAt,
  step,
  stroke,
  weekPresets,
  writeChanges,
  type Changes,
  type DaySpan,
} from './keyWeek.ts'

const row = (text: string): HoursRow => {
  const [, days = '', from = '', to = ''] = /^(.*) (\S+)-(\S+)$/.exec(text) ?? []
  return { days: days.split(' ').filter(Boolean) as Weekday[], from, to }
}
const text = (rows: readonly HoursRow[]) =>
  rows.map(({ days, from, to }) => `${days.join(' ')} ${from}-${to}`)
const span = (hours: string): DaySpan => {
  const [from, to] = hours.split('-').map(readTime) as [number, number]
  return { from, to }
}
/** What the rows are after an edit of the week that they are read as. */
const after = (rows: string[], edit: (week: ReturnType<typeof readWeek>) => Changes) => {
  const hours = rows.map(row)
  return text(writeChanges(hours, edit(readWeek(hours))))
}

describe('rows and the week that they mean', () => {
  test('a night is both of its halves', () => {
    const week = readWeek([row('sun 22:00-06:00')])
    expect([week.sun, week.mon]).toEqual([[span('22:00-24:00')], [span('00:00-06:00')]])
  })

  test('what cannot be read is not shown, and clashing rows both are', () => {
    const week = readWeek(['mon x-16:00', 'tue 08:00-08:00', 'wed 24:00-06:00', ' 08:00-16:00'].map(row))
    expect(Object.values(week).flat()).toEqual([])
    expect(readWeek(['mon 12:00-13:00', 'mon 8-9'].map(row)).mon).toEqual([span('8-9'), span('12-13')])
  })

  test.each([
    [
      'equal hours share a row, in week order',
      ['fri 08:00-16:00', 'wed 8-16'],
      'mon',
      '08:00-16:00',
      ['mon wed fri 08:00-16:00'],
    ],
    [
      'a day leaves its row',
      ['mon tue wed 08:00-16:00'],
      'tue',
      '10:00-12:00',
      ['mon wed 08:00-16:00', 'tue 10:00-12:00'],
    ],
    [
      'a typed night that is not touched stays as typed',
      ['fri 22-6'],
      'mon',
      '08:00-16:00',
      ['mon 08:00-16:00', 'fri 22-6'],
    ],
    [
      'of a night, the half that is not touched stays',
      ['fri 22:00-06:00'],
      'sat',
      '10:00-14:00',
      ['fri 22:00-24:00', 'sat 10:00-14:00'],
    ],
    [
      'and so does the other half',
      ['fri 22:00-06:00'],
      'fri',
      '10:00-14:00',
      ['fri 10:00-14:00', 'sat 00:00-06:00'],
    ],
    [
      'a row that cannot be read stays as it is',
      ['mon 8:0-16:00', 'tue 08:00-16:00'],
      'tue',
      '09:00-10:00',
      ['tue 09:00-10:00', 'mon 8:0-16:00'],
    ],
    [
      'a day that stood twice stands once',
      ['mon 08:00-09:00', 'mon tue 12:00-13:00'],
      'mon',
      '10:00-11:00',
      ['mon 10:00-11:00', 'tue 12:00-13:00'],
    ],
  ] as const)('%s', (_, rows, day, hours, expected) => {
    expect(after([...rows], () => new Map([[day, span(hours)]]))).toEqual(expected)
  })
})

describe('a stroke', () => {
  test.each([
    ['on an empty day', [], '08:00-10:00', ['mon 08:00-10:00']],
    ['that overlaps joins', ['mon 08:00-10:00'], '09:00-12:00', ['mon 08:00-12:00']],
    ['that touches joins', ['mon 08:00-10:00'], '10:00-12:00', ['mon 08:00-12:00']],
    ['that touches from above joins', ['mon 08:00-10:00'], '07:45-08:00', ['mon 07:45-10:00']],
    ['within changes nothing', ['mon 08:00-10:00'], '08:30-09:00', ['mon 08:00-10:00']],
    ['around takes all', ['mon 08:00-10:00'], '00:00-24:00', ['mon 00:00-24:00']],
    ['with a gap replaces', ['mon 08:00-10:00'], '12:00-16:00', ['mon 12:00-16:00']],
    [
      'joins one of two that clash, and replaces the other',
      ['mon 08:00-10:00', 'mon 18:00-20:00'],
      '10:00-12:00',
      ['mon 08:00-12:00'],
    ],
  ] as const)('%s', (_, rows, drawn, expected) => {
    expect(after([...rows], (week) => stroke(week, ['mon'], span(drawn)))).toEqual(expected)
  })

  test('over several days is judged day by day', () => {
    expect(
      after(['tue 08:00-10:00', 'wed 14:00-15:00'], (week) =>
        stroke(week, ['mon', 'tue', 'wed'], span('10-12')),
      ),
    ).toEqual(['mon wed 10:00-12:00', 'tue 08:00-12:00'])
  })
})

describe('an opening', () => {
  const is = (changes: Changes, day: Weekday = 'mon') => {
    const found = changes.get(day)
    return found && `${formatTime(found.from)}-${formatTime(found.to)}`
  }
  test.each([
    ['08:00-16:00', 'to', '17:00', '08:00-17:00'],
    ['08:00-16:00', 'from', '07:00', '07:00-16:00'],
    ['08:00-16:00', 'to', '24:00', '08:00-24:00'],
    ['08:00-16:00', 'from', '00:00', '00:00-16:00'],
    ['08:00-16:00', 'to', '02:00', '08:00-08:15'],
    ['08:00-16:00', 'from', '20:00', '15:45-16:00'],
    ['08:00-08:05', 'to', '06:00', '08:00-08:05'],
  ] as const)('%s with its %s at %s is %s', (hours, edge, minute, expected) => {
    expect(is(extend('mon', span(hours), edge, readTime(minute)))).toBe(expected)
  })

  test.each([
    ['08:00-16:00', 15, '08:15-16:15'],
    ['08:07-16:00', -15, '07:52-15:45'],
    ['08:00-16:00', 600, '16:00-24:00'],
    ['08:00-16:00', -600, '00:00-08:00'],
    ['00:00-24:00', 15, '00:00-24:00'],
  ] as const)('%s moved by %i is %s', (hours, by, expected) => {
    expect(is(move('mon', span(hours), by))).toBe(expected)
  })

  test('moves to another day, and is copied and erased', () => {
    expect(after(['mon tue 08:00-16:00'], () => move('mon', span('8-16'), 0, 'wed'))).toEqual([
      'tue wed 08:00-16:00',
    ])
    expect(after(['mon 08:00-16:00', 'wed 1-2'], () => copyDay(span('8-16'), ['tue', 'wed']))).toEqual([
      'mon tue wed 08:00-16:00',
    ])
    expect(after(['mon 08:00-16:00'], () => erase('mon'))).toEqual([])
    expect(after(['sat 22:00-06:00'], () => erase('sun'))).toEqual(['sat 22:00-24:00'])
  })

  test('of a day with two is the one at the minute, or the first', () => {
    const week = readWeek(['mon 08:00-10:00', 'mon 18:00-20:00'].map(row))
    expect([480, 1100, 720].map((minute) => spanAt(week, 'mon', minute)?.from)).toEqual([480, 1080, 480])
    expect(spanAt(week, 'tue', 480)).toBeUndefined()
  })
})

test.each([
  [480, 1, 495],
  [487, 1, 495],
  [480, -1, 465],
  [487, -1, 480],
] as const)('the quarter next to %i in direction %i is %i', (minute, direction, expected) => {
  expect(nextStep(minute, direction)).toBe(expected)
})

const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: dayEnd }), { minLength: 2, maxLength: 2 })
  .map((ends) => ({ from: Math.min(...ends), to: Math.max(...ends) }))
const weeks = fc
  .tuple(...weekdays.map((day) => fc.option(spans, { nil: undefined }).map((one) => [day, one] as const)))
  .map((days): Changes => new Map(days))
const times = fc.oneof(
  fc.integer({ min: 0, max: dayEnd }).map(formatTime),
  fc.constantFrom('8', '22', '6', '0', '24', 'x', ''),
)
const anyRows = fc.array(fc.record({ days: fc.subarray([...weekdays]), from: times, to: times }), {
  maxLength: 6,
})

describe('whatever is drawn', () => {
  test('from grid to rows to spans is the identity, and the API takes it', () => {
    fc.assert(
      fc.property(weeks, (week) => {
        const rows = writeChanges([], week)
        const timeSpans = toSpans(rows).map(({ span }) => span)
        const read = readWeek(rows)
        for (const day of weekdays) expect(read[day]).toEqual(week.get(day) ? [week.get(day)] : [])
        expect(timeSpans).toHaveLength([...week.values()].filter(Boolean).length)
        if (timeSpans.length > 0) expect(recurrenceProblems({ timeSpans })).toEqual([])
        // Equal hours are one row.
        expect(new Set(rows.map(({ from, to }) => `${from}-${to}`)).size).toBe(rows.length)
      }),
    )
  })

  test('over any rows, only the changed days change, and nothing that cannot be read is lost', () => {
    fc.assert(
      fc.property(anyRows, weeks, fc.subarray([...weekdays]), (hours, week, days) => {
        const changes: Changes = new Map(days.map((day) => [day, week.get(day)]))
        const rows = writeChanges(hours, changes)
        const [before, now] = [readWeek(hours), readWeek(rows)]
        for (const day of weekdays) {
          const drawn = changes.get(day)
          if (changes.has(day)) expect(now[day]).toEqual(drawn ? [drawn] : [])
          // Two rows that said the same of a day say it once.
          else expect(new Set(plain(now[day]))).toEqual(new Set(plain(before[day])))
        }
        expect(rows.filter((one) => !isReadable(one))).toEqual(hours.filter((one) => !isReadable(one)))
      }),
    )
  })

  test('any run of strokes, moves, copies and erasures keeps one opening a day', () => {
    const day = fc.constantFrom(...weekdays)
    const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * step)
    const edits = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('stroke' as const), days: fc.subarray([...weekdays]), span: spans }),
        fc.record({ kind: fc.constantFrom('from' as const, 'to' as const), day, at: quarter }),
        fc.record({
          kind: fc.constant('move' as const),
          day,
          to: day,
          by: fc.integer({ min: -1500, max: 1500 }),
        }),
        fc.record({ kind: fc.constant('copy' as const), day, to: fc.subarray([...weekdays]) }),
        fc.record({ kind: fc.constant('erase' as const), day }),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(weeks, edits, (start, list) => {
        let rows = writeChanges([], start)
        for (const edit of list) {
          const week = readWeek(rows)
          const own = edit.kind === 'stroke' ? undefined : spanAt(week, edit.day, 0)
          if (edit.kind === 'stroke') rows = writeChanges(rows, stroke(week, edit.days, edit.span))
          else if (edit.kind === 'erase') rows = writeChanges(rows, erase(edit.day))
          else if (edit.kind === 'copy') rows = writeChanges(rows, copyDay(own, edit.to))
          else if (own && edit.kind === 'move')
            rows = writeChanges(rows, move(edit.day, own, edit.by, edit.to))
          else if (own && edit.kind !== 'move')
            rows = writeChanges(rows, extend(edit.day, own, edit.kind, edit.at))
          const timeSpans = toSpans(rows).map(({ span }) => span)
          if (timeSpans.length > 0) expect(recurrenceProblems({ timeSpans })).toEqual([])
        }
      }),
    )
  })

  test.each(weekPresets.map((preset) => [preset.name, preset] as const))('the preset %s', (_, preset) => {
    const timeSpans = toSpans(writeChanges([], presetChanges(preset))).map(({ span }) => span)
    expect(recurrenceProblems({ timeSpans })).toEqual([])
    expect(timeSpans).toHaveLength(preset.days.length)
  })
})

const plain = (list: readonly DaySpan[]) => list.map(({ from, to }) => `${from}-${to}`)
