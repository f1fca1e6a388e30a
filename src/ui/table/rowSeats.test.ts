import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowSeats } from './rowSeats.ts'

type List = [ids: string, mayTake?: 'asked']

test.each<[string, List[], Record<string, number>]>([
  ['the first rows get elements in their order', [['abc']], { a: 0, b: 1, c: 2 }],
  ['a row that stays keeps its element, wherever it moves', [['abc'], ['cxa']], { c: 2, x: 3, a: 0 }],
  ['unasked, a new row never takes what another has left', [['ab'], ['xy']], { x: 2, y: 3 }],
  ['asked for, all are written anew from first to last', [['abc'], ['xcy', 'asked']], { x: 0, c: 1, y: 2 }],
  ['more rows than elements: the rest is made', [['a'], ['xyz', 'asked']], { x: 0, y: 1, z: 2 }],
  ['what was taken out does not come back', [['abc'], ['a'], ['axy', 'asked']], { a: 0, x: 3, y: 4 }],
])('%s', (_, lists, expected) => {
  const seats = new RowSeats()
  let given: ReadonlyMap<string, number> = new Map()
  for (const [ids, asked] of lists) {
    given = seats.give([...ids], asked !== undefined)
    seats.keep(given, undefined)
  }
  expect(Object.fromEntries(given)).toEqual(expected)
})

test('what was given and never drawn changes nothing', () => {
  const seats = new RowSeats()
  seats.keep(seats.give(['a', 'b'], false), undefined)
  seats.give(['x', 'y', 'z'], true)
  expect([...seats.give(['a', 'c'], false)]).toEqual([
    ['a', 0],
    ['c', 2],
  ])
})

test('a question is another one only where both are told', () => {
  const [one, two] = [{}, {}]
  const seats = new RowSeats()
  expect(seats.isOther(one)).toBe(false)
  seats.keep(new Map(), one)
  expect([one, two, undefined].map((question) => seats.isOther(question))).toEqual([false, true, false])
  seats.keep(new Map(), undefined)
  expect(seats.isOther(two)).toBe(false)
})

test('no two rows share an element, and unasked none becomes another row’s', () => {
  const rows = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(fc.tuple(rows, fc.boolean()), { maxLength: 8 }), (lists) => {
      const seats = new RowSeats()
      let before: ReadonlyMap<string, number> = new Map()
      const everGiven = new Set<number>()
      for (const [ids, mayTake] of lists) {
        const given = seats.give(ids, mayTake)
        seats.keep(given, undefined)
        expect(new Set(given.values()).size).toBe(ids.length)
        for (const [id, seat] of given) {
          if (mayTake) continue
          if (before.has(id)) expect(seat).toBe(before.get(id))
          else expect(everGiven.has(seat)).toBe(false)
        }
        given.forEach((seat) => everGiven.add(seat))
        before = given
      }
    }),
  )
})
