import { expect, test } from 'vitest'
import { noRank, rankNumbers, rankTexts, sortByRank } from './rankSort.ts'

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

test('numbers rank by size, equal ones together, others not at all', () => {
  const { of, count } = rankNumbers(Float64Array.of(5, -1, NaN, 5, Infinity, -Infinity, 0))
  expect([...of]).toEqual([2, 0, noRank, 2, noRank, noRank, 1])
  expect(count).toBe(3)
  expect(rankNumbers(new Float64Array())).toEqual({ of: new Uint32Array(), count: 0 })
})

test.each([
  [false, [1, 6, 0, 3, 2, 4, 5]],
  [true, [0, 3, 6, 1, 2, 4, 5]],
])('sorting is stable with none last, descending: %s', (descending, expected) => {
  const ranks = rankNumbers(Float64Array.of(5, -1, NaN, 5, Infinity, -Infinity, 0))
  const rows = Uint32Array.from([0, 1, 2, 3, 4, 5, 6])
  expect([...sortByRank(rows, ranks, undefined, descending)]).toEqual(expected)
})

test('rows may share the ranks of their codes, and come in any order', () => {
  const ranks = rankTexts([undefined, 'b', 'a'], () => '')
  const codes = Uint32Array.of(1, 2, 0, 1, 2)
  expect([...sortByRank(Uint32Array.of(4, 3, 2, 1, 0), ranks, codes)]).toEqual([4, 1, 3, 0, 2])
})
