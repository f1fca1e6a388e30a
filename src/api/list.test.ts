import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { ApiError } from './error.ts'
import { explain } from './explain.ts'
import { ListError, ListWalk, showPart } from './list.ts'

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

interface Rows {
  rows: string[]
  startAfterId?: string | null | undefined
}

/** A walk, what it handed on, and which cursors it asked for. */
function walk() {
  const rows: string[] = []
  const asked: (string | undefined)[] = []
  const pages = new ListWalk<Rows>(
    (page) => rows.push(...page.rows),
    (page) => page.rows.length,
  )
  const goOn = (answers: Record<string, Rows | Error>) =>
    pages.goOn((cursor) => {
      asked.push(cursor)
      const answer = answers[cursor ?? 'first']!
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    })
  return { rows, asked, goOn }
}

const pagesOf: Record<string, Rows> = {
  first: { rows: ['a', 'b'], startAfterId: 'b' },
  b: { rows: ['c'], startAfterId: 'c' },
  c: { rows: ['d'], startAfterId: null },
}

test('a page that failed is asked for again, and none before it', async () => {
  const { rows, asked, goOn } = walk()
  const trouble = new ApiError({ kind: 'server', endpoint: 'keyList' })
  await expect(goOn({ ...pagesOf, b: trouble })).rejects.toBe(trouble)
  await expect(goOn({ ...pagesOf, b: trouble })).rejects.toBe(trouble)
  expect(rows).toEqual(['a', 'b'])
  await goOn(pagesOf)
  expect(rows).toEqual(['a', 'b', 'c', 'd'])
  expect(asked).toEqual([undefined, 'b', 'b', 'b', 'c'])
})

test('a page without rows is passed over; a list of nothing but them has no end', async () => {
  const { rows, goOn } = walk()
  await goOn({ ...pagesOf, b: { rows: [], startAfterId: 'x' }, x: { rows: [], startAfterId: 'c' } })
  expect(rows).toEqual(['a', 'b', 'd'])
  const endless = new ListWalk<Rows>(
    () => undefined,
    (page) => page.rows.length,
  )
  let asked = 0
  await expect(
    endless.goOn(() => Promise.resolve({ rows: [], startAfterId: String(asked++) })),
  ).rejects.toThrow(ListError)
  expect(asked).toBe(3)
})

test.each([
  ['its own', 'c', ['a', 'b', 'c', 'd']],
  ['an earlier one', 'b', ['a', 'b', 'c', 'd']],
])('a cursor that comes again, %s: the walk ends, and it is said', async (_, again, handedOn) => {
  const { rows, goOn } = walk()
  const error: unknown = await goOn({ ...pagesOf, c: { rows: ['d'], startAfterId: again } }).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ListError)
  expect(rows).toEqual(handedOn)
  expect(explain(error)).toMatchObject({
    title: 'Unloc’s list does not come to an end.',
    technical: 'The list repeats itself: its cursor came twice',
  })
})
