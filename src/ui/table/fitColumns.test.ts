import { expect, test } from 'vitest'
import { fitColumns } from './fitColumns.ts'

const columns = [
  { id: 'name', meta: { width: 'minmax(10rem, 2fr)' } },
  { id: 'hours', meta: { width: 'minmax(8rem, 1fr)', spare: 2 } },
  { id: 'end', meta: { width: '6.5rem', spare: 1 } },
  { id: 'both', meta: { width: '3rem', spare: 2 } },
]

// Gaps of 0.75 rem lie between the columns.
test.each([
  [100, ['name', 'hours', 'end', 'both']],
  [29.75, ['name', 'hours', 'end', 'both']],
  [29.74, ['name', 'end']],
  [17.25, ['name', 'end']],
  [17.24, ['name']],
  [10, ['name']],
  [9.99, undefined],
  [0, undefined],
])('in %d rem there is room for %j', (rem, ids) =>
  expect(fitColumns(columns, rem)?.map(({ id }) => id)).toEqual(ids),
)

test('a table without spare columns has room or has not', () => {
  const needed = [{ meta: { width: '4rem' } }, { meta: { width: '1fr' } }]
  expect(fitColumns(needed, 4.75)).toEqual(needed)
  expect(fitColumns(needed, 4.7)).toBeUndefined()
})
