import { expect, test } from 'vitest'
import { heldRows } from './heldRows.ts'

const of = (...rows: number[]) => Uint32Array.from(rows)

test.each([
  ['newer above, below and between wait', [3, 1], [9, 3, 7, 1, 8], [3, 1], 3],
  ['those drawn stay as they were drawn', [3, 1, 2], [1, 2, 3], [3, 1, 2], 0],
  ['one that has gone leaves its place', [3, 1, 2], [4, 2, 3], [3, 2], 1],
  ['none is left', [3, 1], [5, 4], [], 2],
  ['nothing at all', [3, 1], [], [], 0],
])('%s', (_, drawn, rows, kept, waiting) => {
  const held = heldRows(of(...drawn), of(...rows))
  expect([...held.rows]).toEqual(kept)
  expect(held.waiting).toBe(waiting)
})

test('as long as none has to leave it is the same array, so that nothing is drawn anew', () => {
  const drawn = of(3, 1)
  expect(heldRows(drawn, of(9, 3, 1)).rows).toBe(drawn)
})
