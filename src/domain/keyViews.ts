import { keyStates } from '#src/contract/key.ts'
import { clockState, movesByClock, withinHours } from './key.ts'
import type { KeyRows } from './keyRows.ts'
import { numberAskedFor, personHash } from './person.ts'
import { PersonPlaces } from './personPlaces.ts'
import { noRank, type Ranks, rankTexts, type TextRanks } from './rankSort.ts'
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

/** Names that are ranked, or texts that are folded, in one go on idle: a few ms. */
const warmStep = 1500

/**
 * What follows from the keys and their context: states at a moment, ranks to sort by, texts to search. Each view is
 * made when it is first asked for, goes on where more keys came, and is made anew when what it was made from changes.
 */
export class KeyViews {
  readonly #rows: KeyRows
  readonly #context: KeyIndexContext
  readonly #kept = new Map<string, { stamp: unknown; value: unknown }>()
  readonly #places = new PersonPlaces((number) => personHash(this.#context.projectId, number))
  #rereads = 0

  constructor(rows: KeyRows, context: KeyIndexContext) {
    this.#rows = rows
    this.#context = context
  }

  /** Asks the context anew from here on. */
  reread() {
    this.#rereads++
  }

  /** What `make` made of the last value as long as the stamp stands, of nothing after it. */
  #keep<T>(name: string, stamp: unknown, make: (last: T | undefined) => T): T {
    const last = this.#kept.get(name)
    const value = make(last && last.stamp === stamp ? (last.value as T) : undefined)
    this.#kept.set(name, { stamp, value })
    return value
  }

  get #personStamp(): string {
    return `${this.#rows.renamed} ${this.#rereads}`
  }

  #personName(code: number): string | undefined {
    const { people, names, nameInKeys } = this.#rows
    const id = people.values[code]
    return id === undefined
      ? undefined
      : this.#context.personName(id) || names.values[nameInKeys[code] ?? 0] || id
  }

  /** By person code: name, or the number where no name is known. */
  personRanks(upTo = Infinity): TextRanks {
    return this.#ranks('personRanks', this.#personStamp, this.#rows.people.values, upTo, (code) =>
      this.#personName(code),
    )
  }

  /** By lock code; a lock without a known name has no rank. */
  lockRanks(): Ranks {
    const { values } = this.#rows.locks
    return this.#ranks('lockRanks', this.#rereads, values, Infinity, (code) =>
      values[code] === undefined ? undefined : this.#context.lockName(values[code]) || undefined,
    )
  }

  #ranks(
    view: string,
    stamp: unknown,
    ids: readonly (string | undefined)[],
    upTo: number,
    nameOf: (code: number) => string | undefined,
  ): TextRanks {
    return this.#keep<TextRanks>(view, stamp, (last) => {
      const count = Math.min(ids.length, upTo)
      if (last && last.of.length >= count) return last
      const names = this.#keep<(string | undefined)[]>(`${view} names`, stamp, (all = []) => {
        for (let code = all.length; code < count; code++) all.push(nameOf(code))
        return all
      })
      return rankTexts(names, (code) => ids[code] ?? '', last)
    })
  }

  /** By word code: known states in the contract's order, newer words after them, an untold one last. */
  stateRanks(): Ranks {
    const of = Uint32Array.from(this.#rows.words.values, (_, code) => (code === 0 ? noRank : code - 1))
    return { of, count: of.length }
  }

  /** By person code: number and names, folded. */
  personTexts(upTo = Infinity): string[] {
    const { people, names, nameInKeys } = this.#rows
    return this.#texts('personTexts', this.#personStamp, people.values, upTo, (id, code) =>
      joinFolded(id, this.#context.personName(id), names.values[nameInKeys[code] ?? 0]),
    )
  }

  /** By name code: of keys without a number, folded; the others are found by their person. */
  strangerTexts(): string[] {
    const { names, strangers } = this.#rows
    return this.#texts('strangers', strangers.size, names.values, Infinity, (name, code) =>
      strangers.has(code) ? foldText(name) : '',
    )
  }

  /** By lock code: name and address, folded. */
  lockTexts(): string[] {
    return this.#texts('lockTexts', this.#rereads, this.#rows.locks.values, Infinity, (id) =>
      joinFolded(this.#context.lockName(id), this.#context.lockText(id)),
    )
  }

  /** By metadata code: its values, folded. */
  noteTexts(upTo = Infinity): string[] {
    return this.#texts('notes', 0, this.#rows.metadatas.values, upTo, (json) =>
      joinFolded(...Object.values(JSON.parse(json) as object).filter((value) => typeof value === 'string')),
    )
  }

  #texts(
    view: string,
    stamp: unknown,
    values: readonly (string | undefined)[],
    upTo: number,
    textOf: (value: string, code: number) => string,
  ): string[] {
    return this.#keep<string[]>(view, stamp, (texts = []) => {
      for (let code = texts.length; code < Math.min(values.length, upTo); code++) {
        const value = values[code]
        texts.push(value === undefined ? '' : textOf(value, code))
      }
      return texts
    })
  }

  /** Makes a little of what search and sort will ask for; false when there is nothing left to make. */
  warm(): boolean {
    const { people, metadatas } = this.#rows
    const steps = [
      { length: people.values.length, make: (upTo: number) => this.personTexts(upTo).length },
      { length: people.values.length, make: (upTo: number) => this.personRanks(upTo).of.length },
      { length: metadatas.values.length, make: (upTo: number) => this.noteTexts(upTo).length },
    ]
    for (const { length, make } of steps) {
      const made = make(0)
      if (made >= length) continue
      make(made + warmStep)
      return true
    }
    this.lockTexts()
    this.lockRanks()
    return false
  }

  /** By lock code. */
  zones(): (string | undefined)[] {
    const { values } = this.#rows.locks
    return this.#keep<(string | undefined)[]>('zones', this.#rereads, (zones = []) => {
      for (let code = zones.length; code < values.length; code++) {
        const id = values[code]
        zones.push(id === undefined ? undefined : this.#context.zoneOf(id))
      }
      return zones
    })
  }

  /** The code of the person behind an opaque id, 0 for none. Where the id was not made here, people are hashed once. */
  personCode(id: string): number {
    const { people } = this.#rows
    const asked = numberAskedFor(this.#context.projectId, id)
    return (asked === undefined ? this.#places.find(id, people.values) : people.find(asked)) ?? 0
  }

  /** The word code of one row's state at `now` (epoch ms). */
  stateAt(row: number, now: number): number {
    const { word, words, start, end, schedule, schedules, lock } = this.#rows
    const told = word[row]!
    if (!clockMoves[told]) return told
    const hours = withinHours(schedules[schedule[row]!]!, this.zones()[lock[row]!], now)
    return words.codeOf(clockState(words.values[told], start.at[row]!, end.at[row]!, hours, now))
  }

  /**
   * By row: the word code of its state at `now` (epoch ms). The rule itself stands in `key.ts`. As long as no state has
   * changed, it is the same array.
   */
  statesAt(now: number, version: number): Uint32Array {
    type Kept = { now: number; version: number; codes: Uint32Array }
    return this.#keep<Kept>('states', 0, (last) => {
      if (last?.now === now && last.version === version) return last
      const codes = this.#makeStates(now)
      return { now, version, codes: last && isSame(last.codes, codes) ? last.codes : codes }
    }).codes
  }

  #makeStates(now: number): Uint32Array {
    const { count, word, words, start, end, schedule, schedules, lock } = this.#rows
    const [starts, ends] = [start.at, end.at]
    const zones = this.zones()
    // One answer for each pair of zone and schedule, however many keys share it.
    const zoneCodes = new Map<string | undefined, number>()
    const zoneOfLock = zones.map((zone) => {
      const code = zoneCodes.get(zone) ?? zoneCodes.size
      zoneCodes.set(zone, code)
      return code
    })
    const answers: (boolean | undefined)[] = []
    const asked = new Uint8Array(zoneCodes.size * schedules.length)
    const codes = new Uint32Array(count)
    for (let row = 0; row < count; row++) {
      const told = word[row]!
      if (!clockMoves[told]) {
        codes[row] = told
        continue
      }
      const at = schedule[row]! * zoneCodes.size + zoneOfLock[lock[row]!]!
      if (asked[at] === 0) {
        asked[at] = 1
        answers[at] = withinHours(schedules[schedule[row]!]!, zones[lock[row]!], now)
      }
      codes[row] = words.codeOf(clockState(words.values[told], starts[row]!, ends[row]!, answers[at], now))
    }
    return codes
  }
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

const joinFolded = (...texts: (string | undefined)[]) => texts.map((text) => foldText(text ?? '')).join('\n')
