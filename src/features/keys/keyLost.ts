import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { formatNumber } from '#src/domain/time.ts'
import { pairOf } from './keyForm.ts'
import { counted } from './keyWords.ts'

/** What a look after a lost answer has found. */
export interface Arrived {
  /** Every pair that is asked for by now, those of earlier calls of the press included. */
  pairs: string[]
  /** How many of them the look has found, and how many of these by person, door and time alone. */
  count: number
  unmarked: number
}

/** Counts each pair once; `asked` are the pairs that an earlier call of the press had asked for. */
export function arrivedPairs(
  asked: readonly string[],
  { marked, unmarked }: { marked: readonly Key[]; unmarked: readonly Key[] },
): Arrived {
  const pairs = new Set(asked)
  const add = (keys: readonly Key[]) => {
    const before = pairs.size
    for (const pair of keys.flatMap(pairsOfKey)) pairs.add(pair)
    return pairs.size - before
  }
  const byMark = add(marked)
  const byTime = add(unmarked)
  return { pairs: [...pairs], count: byMark + byTime, unmarked: byTime }
}

const pairsOfKey = (key: Key): string[] => {
  const appUserId = keyUserId(key)
  return appUserId && key.lockId ? [pairOf({ appUserId, lockId: key.lockId })] : []
}

/** What came of a lost press of `total` keys, and what is to be decided. */
export function arrivedWords({ count, unmarked }: Arrived, total: number): string {
  if (count === 0)
    return 'None of the keys is listed so far. Unloc may take a moment: look again before you send again.'
  const left = total - count
  const found =
    left <= 0
      ? total === 1
        ? 'The key has arrived. Nothing is left to send.'
        : `All ${counted(total, 'key')} have arrived. Nothing is left to send.`
      : `${formatNumber(count)} of ${counted(total, 'key')} arrived. Make the other ${formatNumber(left)}? Unloc may take a moment: look again first.`
  const which =
    unmarked === count
      ? count === 1
        ? 'It bears'
        : 'They bear'
      : `${formatNumber(unmarked)} of them ${unmarked === 1 ? 'bears' : 'bear'}`
  return unmarked > 0
    ? `${found} ${which} no mark of this press, and ${unmarked === 1 ? 'is' : 'are'} counted since the person, the door and the time fit.`
    : found
}
