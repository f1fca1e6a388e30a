import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noRank, rankTexts, sortByNumber, sortByRank } from './rankSort.ts'

test('texts rank as people read them, each its own, none without text', () => {
  const texts = ['Gate 10', undefined, 'Gate 2', 'åse', 'Bo', 'Bo']
  const { of, count } = rankTexts(texts, (place) => String(9 - place))
  const order = texts.map((_, place) => place).filter((place) => of[place] !== noRank)
  order.sort((a, b) => of[a]! - of[b]!)
  expect(count).toBe(5)
  expect(of[1]).toBe(noRank)
  expect(order.indexOf(2)).toBeLessThan(order.indexOf(0))
  expect(order.indexOf(5)).toBeLessThan(order.indexOf(4))
  expect(new Set(of).size).toBe(6)
})

test('texts that are added later take the ranks that they would have had among the first', () => {
  const text = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom('Gate 10', 'gate 2', 'Gate', 'Øst', 'ost', 'Åse', 'Aase', 'ü', 'u', '7', '07', 'Zoë'),
    fc.string({ maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.array(fc.nat(30)), (texts, cuts) => {
      const tie = (place: number) => String(place)
      let ranks = rankTexts([], tie)
      for (const cut of cuts.sort((a, b) => a - b)) ranks = rankTexts(texts.slice(0, cut), tie, ranks)
      expect(rankTexts(texts, tie, ranks)).toEqual(rankTexts(texts, tie))
    }),
  )
})

test.each([
  [false, [1, 6, 0, 3, 2, 4, 5]],
  [true, [0, 3, 6, 1, 2, 4, 5]],
])('sorting is stable with none last, descending: %s', (descending, expected) => {
  const values = Float64Array.of(5, -1, NaN, 5, Infinity, -Infinity, 0)
  const rows = Uint32Array.from([0, 1, 2, 3, 4, 5, 6])
  for (const few of [0, rows.length + 1])
    expect([...sortByNumber(rows, values, descending, few)]).toEqual(expected)
})

test('numbers of any size are sorted as by comparing them', () => {
  const number = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.maxSafeInteger().map((n) => Math.floor(n / 2)),
    fc.date({ noInvalidDate: true }).map(Number),
    fc.constantFrom(65_535, 65_536, 2 ** 32, 2 ** 48, NaN, Infinity, -Infinity),
  )
  fc.assert(
    fc.property(fc.array(number), fc.boolean(), fc.constantFrom(0, 1000), (numbers, descending, few) => {
      const rows = Uint32Array.from(numbers.keys()).reverse()
      const isNone = (row: number) => Number(!Number.isFinite(numbers[row]))
      const sign = descending ? -1 : 1
      expect([...sortByNumber(rows, Float64Array.from(numbers), descending, few)]).toEqual(
        [...rows].sort(
          (a, b) => isNone(a) - isNone(b) || (isNone(a) ? 0 : sign * (numbers[a]! - numbers[b]!)),
        ),
      )
    }),
  )
})

test('rows may share the ranks of their codes, and come in any order', () => {
  const ranks = rankTexts([undefined, 'b', 'a'], () => '')
  const codes = Uint32Array.of(1, 2, 0, 1, 2)
  expect([...sortByRank(Uint32Array.of(4, 3, 2, 1, 0), ranks, codes)]).toEqual([4, 1, 3, 0, 2])
})
