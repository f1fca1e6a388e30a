import { keyStates } from '#src/contract/key.ts'
import { clockState, movesByClock, withinHours } from './key.ts'
import type { KeyRows } from './keyRows.ts'
import { personId } from './person.ts'
import { noRank, rankNumbers, type Ranks, rankTexts } from './rankSort.ts'
import { foldText } from './searchText.ts'

/** What the index asks about locks and people; their lists load apart from the keys. Call `reread` when they change. */
export interface KeyIndexContext {
  projectId: string
  /** A readable IANA zone, or undefined. */
  zoneOf(lockId: string): string | undefined
  lockName(lockId: string): string | undefined
  /** Further text by which a lock is found: its address. */
  lockText(lockId: string): string | undefined
  /** The project's own name for a number; without one, the name in the person's keys is used. */
  personName(e164: string): string | undefined
}

/** By word code, as far as the clock moves any: the dictionary begins with none and the known states. */
const clockMoves = [undefined, ...keyStates].map(movesByClock)

/**
 * What follows from the keys and their context: states at a moment, ranks to sort by, texts to search. Each view is
 * made when it is first asked for and kept until what it was made from changes. `version` changes with the keys.
 */
export class KeyViews {
  readonly #rows: KeyRows
  readonly #context: KeyIndexContext
  readonly #version: () => number
  readonly #kept = new Map<string, { stamp: string | number; value: unknown }>()
  #rereads = 0

  constructor(rows: KeyRows, context: KeyIndexContext, version: () => number) {
    this.#rows = rows
    this.#context = context
    this.#version = version
  }

  /** Asks the context anew from here on. */
  reread() {
    this.#rereads++
  }

  #once<T>(name: string, stamp: string | number, make: () => T): T {
    let entry = this.#kept.get(name)
    if (entry?.stamp !== stamp) this.#kept.set(name, (entry = { stamp, value: make() }))
    return entry.value as T
  }

  /** Names cost a collation and a folding; most pages bring no new ones, so they have a stamp of their own. */
  get #names(): string {
    const { people, locks, renamed } = this.#rows
    return `${people.values.length} ${locks.values.length} ${renamed} ${this.#rereads}`
  }

  /** By person code: name, or the number where no name is known. */
  personRanks(): Ranks {
    const { people, nameInKeys } = this.#rows
    const nameOf = (id: string | undefined, code: number) =>
      id === undefined ? undefined : this.#context.personName(id) || nameInKeys[code] || id
    return this.#once('personRanks', this.#names, () => rankNames(people.values, nameOf))
  }

  /** By lock code; a lock without a known name has no rank. */
  lockRanks(): Ranks {
    const nameOf = (id: string | undefined) =>
      id === undefined ? undefined : this.#context.lockName(id) || undefined
    return this.#once('lockRanks', this.#names, () => rankNames(this.#rows.locks.values, nameOf))
  }

  /** By row. */
  dateRanks(column: 'start' | 'end' | 'created'): Ranks {
    const rows = this.#rows
    return this.#once(column, this.#version(), () => rankNumbers(rows[column].subarray(0, rows.count)))
  }

  /** By word code: known states in the contract's order, newer words after them, an untold one last. */
  stateRanks(): Ranks {
    const of = Uint32Array.from(this.#rows.words.values, (_, code) => (code === 0 ? noRank : code - 1))
    return { of, count: of.length }
  }

  /** By person code: number and names, folded. */
  personTexts(): string[] {
    const { people, nameInKeys } = this.#rows
    return this.#once('personTexts', this.#names, () =>
      people.values.map((id, code) =>
        id === undefined ? '' : joinFolded(id, this.#context.personName(id), nameInKeys[code]),
      ),
    )
  }

  /** By lock code: name and address, folded. */
  lockTexts(): string[] {
    return this.#once('lockTexts', this.#names, () =>
      this.#rows.locks.values.map((id) =>
        id === undefined ? '' : joinFolded(this.#context.lockName(id), this.#context.lockText(id)),
      ),
    )
  }

  /** By lock code. */
  zones(): (string | undefined)[] {
    return this.#once('zones', this.#names, () =>
      this.#rows.locks.values.map((id) => (id === undefined ? undefined : this.#context.zoneOf(id))),
    )
  }

  /** Person codes by opaque id. Costs a hash a person, so it is made only when someone asks. */
  personCodes(): Map<string, number> {
    const { values } = this.#rows.people
    return this.#once('personCodes', values.length, () => {
      const codes = new Map<string, number>()
      values.forEach((id, code) => id !== undefined && codes.set(personId(this.#context.projectId, id), code))
      return codes
    })
  }

  /** By row: the word code of its state at `now` (epoch ms). The rule itself stands in `key.ts`. */
  statesAt(now: number): Uint32Array {
    const last = this.#once<{ now?: number; codes?: Uint32Array }>('states', this.#version(), () => ({}))
    if (last.codes && last.now === now) return last.codes
    const codes = this.#makeStates(now)
    Object.assign(last, { now, codes })
    return codes
  }

  #makeStates(now: number): Uint32Array {
    const { count, word, words, start, end, schedule, schedules, lock } = this.#rows
    const zones = this.zones()
    // One answer for each pair of zone and schedule, however many keys share it.
    const answers = new Map<string | undefined, (boolean | undefined)[]>()
    const within = (code: number, zone: string | undefined) => {
      let inZone = answers.get(zone)
      if (!inZone) answers.set(zone, (inZone = []))
      if (!(code in inZone)) inZone[code] = withinHours(schedules[code]!, zone, now)
      return inZone[code]
    }
    const codes = new Uint32Array(count)
    for (let row = 0; row < count; row++) {
      const told = word[row]!
      if (!clockMoves[told]) {
        codes[row] = told
        continue
      }
      const hours = within(schedule[row]!, zones[lock[row]!])
      codes[row] = words.codeOf(clockState(words.values[told], start[row]!, end[row]!, hours, now))
    }
    return codes
  }
}

function rankNames(
  ids: readonly (string | undefined)[],
  nameOf: (id: string | undefined, code: number) => string | undefined,
): Ranks {
  return rankTexts(ids.map(nameOf), (code) => ids[code] ?? '')
}

const joinFolded = (...texts: (string | undefined)[]) => texts.map((text) => foldText(text ?? '')).join('\n')
