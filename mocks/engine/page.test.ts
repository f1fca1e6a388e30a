import { expect, test } from 'vitest'
import { page } from './page.ts'

const all = ['a', 'b', 'c', 'd', 'e']
const same = (item: string) => item
const pages = (limit: number, keep?: (item: string) => boolean) => {
  const found: string[][] = []
  let startAfterId: string | undefined
  do {
    const next = page(all, { limit, startAfterId }, same, undefined, keep)
    found.push(next.items)
    startAfterId = next.startAfterId
  } while (startAfterId !== undefined)
  return found
}

test.each<[limit: number, keep: string, expected: string[][]]>([
  [2, 'abcde', [['a', 'b'], ['c', 'd'], ['e']]],
  [5, 'abcde', [['a', 'b', 'c', 'd', 'e']]],
  [6, 'abcde', [['a', 'b', 'c', 'd', 'e']]],
  [1, 'abcde', [['a'], ['b'], ['c'], ['d'], ['e']]],
  // Nothing that passes remains after d: the list is at its end, though rows follow.
  [2, 'bd', [['b', 'd']]],
  [2, '', [[]]],
])('pages of %i of %s', (limit, keep, expected) => {
  expect(pages(limit, (item) => keep.includes(item))).toEqual(expected)
})

test('a cursor may stand on a row that no longer passes, but not on one that is not there', () => {
  expect(page(all, { startAfterId: 'c' }, same, undefined, (item) => item !== 'c').items).toEqual(['d', 'e'])
  expect(() => page(all, { startAfterId: 'x' }, same)).toThrow(/startAfterId/)
})
