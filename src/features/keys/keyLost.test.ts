import { expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { arrivedPairs, arrivedWords } from './keyLost.ts'

const key = (id: string, number: string | undefined, lockId: string): Key => ({
  id,
  lockId,
  ...(number !== undefined && { appUser: { id: number } }),
})

test('each pair counts once, marked before unmarked, and none that was asked for by an earlier call', () => {
  const found = arrivedPairs(['+471 a'], {
    marked: [key('1', '+471', 'a'), key('2', '+471', 'b'), key('3', '+471', 'b'), key('4', undefined, 'b')],
    unmarked: [key('5', '+471', 'b'), key('6', '+472', 'a')],
  })
  expect(found).toEqual({ pairs: ['+471 a', '+471 b', '+472 a'], count: 2, unmarked: 1 })
})

test.each<[count: number, unmarked: number, total: number, text: string]>([
  [0, 0, 12, 'None of the keys is listed so far. Unloc may take a moment: look again before you send again.'],
  [4, 0, 12, '4 of 12 keys arrived. Make the other 8? Unloc may take a moment: look again first.'],
  [12, 0, 12, 'All 12 keys have arrived. Nothing is left to send.'],
  [1, 0, 1, 'The key has arrived. Nothing is left to send.'],
  [
    4,
    1,
    12,
    '4 of 12 keys arrived. Make the other 8? Unloc may take a moment: look again first. 1 of them bears no mark of this press, and is counted since the person, the door and the time fit.',
  ],
  [
    2,
    2,
    2,
    'All 2 keys have arrived. Nothing is left to send. They bear no mark of this press, and are counted since the person, the door and the time fit.',
  ],
])('%s found, %s without a mark, of %s', (count, unmarked, total, text) => {
  expect(arrivedWords({ pairs: [], count, unmarked }, total)).toBe(text)
})
