import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { showPart } from './list.ts'

const queryKey = ['p', 'one', 'things']
const list = (rows: number, complete: boolean) => ({ rows, complete, asOf: 0 })
type List = ReturnType<typeof list>

test.each<[string, known: List | undefined, part: List, shown: List]>([
  ['nothing is known', undefined, list(100, false), list(100, false)],
  ['a smaller part is known', list(100, false), list(200, false), list(200, false)],
  ['an earlier try brought more', list(200, false), list(100, false), list(200, false)],
  ['a whole list is known', list(50, true), list(100, false), list(50, true)],
])('a part that arrives while %s', (_, known, part, shown) => {
  const client = new QueryClient()
  if (known) client.setQueryData(queryKey, known)
  showPart({ client, queryKey }, part, ({ rows }) => rows)
  expect(client.getQueryData(queryKey)).toEqual(shown)
})

test('a part that is left behind is asked for again at once', () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 300_000 } } })
  showPart({ client, queryKey }, list(100, false), ({ rows }) => rows)
  expect(client.getQueryCache().find({ queryKey })?.isStaleByTime(300_000)).toBe(true)
})
