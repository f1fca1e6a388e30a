import { keyStates, type Key } from '#src/contract/key.ts'
import { isLive, keyUserName, opensDoor, untoldState } from '#src/domain/key.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatNumber } from '#src/domain/time.ts'
import { counted } from '#src/features/keys/keyWords.ts'

/** One key of a person, and its state now. */
export interface PersonKey {
  key: Key
  state: string | undefined
}

export interface PersonFacts {
  /** States that some key is in, in the order of the contract, words that are not known here last. */
  states: [state: string, count: number][]
  live: number
  open: number
  /** Locks that the live keys are for. */
  locks: number
  making: number
  /** Live keys in a state that is not known here, or in none: nobody can say whether they open. */
  untold: number
}

/** What a person's keys come to. */
export function personFacts(keys: readonly PersonKey[]): PersonFacts {
  const counts = new Map<string, number>(keyStates.map((state) => [state, 0]))
  for (const { state = untoldState } of keys) counts.set(state, (counts.get(state) ?? 0) + 1)
  const live = keys.filter(({ state }) => isLive(state))
  return {
    states: [...counts].filter(([, count]) => count > 0),
    live: live.length,
    open: live.filter(({ state }) => opensDoor(state)).length,
    locks: new Set(live.flatMap(({ key }) => key.lockId ?? [])).size,
    making: counts.get('creating') ?? 0,
    untold: live.filter(({ state }) => !(keyStates as readonly unknown[]).includes(state)).length,
  }
}

/** How a person is called: the project's own name, else the one in a key, else the number; and the number below a name. */
export function personHead(
  number: string,
  names: ReadonlyMap<string, string>,
  keys: readonly PersonKey[],
): { name: string; below: string | undefined } {
  const read = formatPhone(number)
  const name = names.get(number) ?? keys.map(({ key }) => keyUserName(key)).find(Boolean)
  return name ? { name, below: read } : { name: read, below: undefined }
}

/** `6 live keys on 5 locks, 4 open now`. A part is called one, and what is not known is a dash. */
export function summaryText({ live, open, locks }: PersonFacts, complete: boolean): string {
  if (live === 0) return complete ? 'No live key' : '– live keys'
  const on = locks > 0 ? ` on ${counted(locks, 'lock')}` : ''
  return `${counted(live, 'live key')}${on}${complete ? '' : ' so far'}, ${open === 0 ? 'none' : formatNumber(open)} open now`
}
