import { type Key, keyStates } from '#src/contract/key.ts'
import { keyInstant, keyUserId, keyUserName } from './key.ts'
import { readSchedule, type Schedule } from './schedule.ts'
import { foldText } from './searchText.ts'

/** Distinct texts, numbered as they come; code 0 stands for none. */
export class Dictionary {
  readonly values: (string | undefined)[] = [undefined]
  readonly #codes = new Map<string, number>()

  constructor(first: readonly string[] = []) {
    for (const text of first) this.codeOf(text)
  }

  /** The text's code, given now if it has none yet. */
  codeOf(text: string | null | undefined): number {
    if (!text) return 0
    let code = this.#codes.get(text)
    if (code === undefined) {
      code = this.values.push(text) - 1
      this.#codes.set(text, code)
    }
    return code
  }

  find(text: string): number | undefined {
    return this.#codes.get(text)
  }
}

/**
 * Keys as columns: one number per row and property, read once when a key arrives, so that a pass over 100,000 rows
 * touches typed arrays only. A key keeps its row number for good; a removed one leaves a dead row behind.
 */
export class KeyRows {
  count = 0
  readonly keys: Key[] = []
  readonly rowOfId = new Map<string, number>()

  readonly people = new Dictionary()
  /** By person code: the name that a key gave, if any did. */
  readonly nameInKeys: (string | undefined)[] = []
  /** How often a known person's name changed. */
  renamed = 0
  readonly locks = new Dictionary()
  /** What a key's metadata says, folded for search. */
  readonly notes = new Dictionary()
  /** The API's state words: 0 untold, then the known states in the contract's order, then newer words. */
  readonly words = new Dictionary(keyStates)
  readonly schedules: Schedule[] = [readSchedule(undefined)]
  readonly #scheduleCodes = new Map<string, number>()

  person = new Uint32Array(1024)
  lock = new Uint32Array(1024)
  note = new Uint32Array(1024)
  word = new Uint32Array(1024)
  schedule = new Uint32Array(1024)
  /** Epoch ms; absent: start -Infinity, end Infinity, created NaN; unreadable: NaN. */
  start = new Float64Array(1024)
  end = new Float64Array(1024)
  created = new Float64Array(1024)
  alive = new Uint8Array(1024)

  /** Reads a key into its row, a new one if the id is new, and returns the row number. */
  put(key: Key): number {
    const row = this.rowOfId.get(key.id) ?? this.#newRow(key.id)
    const person = this.people.codeOf(keyUserId(key))
    const name = keyUserName(key)
    if (name !== undefined && person !== 0 && this.nameInKeys[person] !== name) {
      this.nameInKeys[person] = name
      this.renamed++
    }
    this.keys[row] = key
    this.person[row] = person
    this.lock[row] = this.locks.codeOf(key.lockId)
    this.note[row] = this.notes.codeOf(noteText(key, person === 0 ? name : undefined))
    this.word[row] = this.words.codeOf(key.state)
    this.schedule[row] = this.#scheduleCode(key.recurrence)
    this.start[row] = keyInstant(key.start, -Infinity)
    this.end[row] = keyInstant(key.end, Infinity)
    this.created[row] = keyInstant(key.created, NaN)
    this.alive[row] = 1
    return row
  }

  #newRow(id: string): number {
    const row = this.count++
    this.rowOfId.set(id, row)
    if (row >= this.alive.length) this.#grow(row * 2)
    return row
  }

  #grow(length: number) {
    for (const name of ['person', 'lock', 'note', 'word', 'schedule'] as const) {
      const old = this[name]
      this[name] = new Uint32Array(length)
      this[name].set(old)
    }
    for (const name of ['start', 'end', 'created'] as const) {
      const old = this[name]
      this[name] = new Float64Array(length)
      this[name].set(old)
    }
    const old = this.alive
    this.alive = new Uint8Array(length)
    this.alive.set(old)
  }

  /** Most keys share a few schedules: each is read once. */
  #scheduleCode(recurrence: unknown): number {
    if (recurrence == null) return 0
    const text = JSON.stringify(recurrence)
    let code = this.#scheduleCodes.get(text)
    if (code === undefined) {
      code = this.schedules.push(readSchedule(recurrence)) - 1
      this.#scheduleCodes.set(text, code)
    }
    return code
  }
}

/** What search finds beside person and lock: metadata, and the name of a recipient who has no number. */
function noteText(key: Key, name: string | undefined): string {
  const texts = [name, ...Object.values(key.metadata ?? {})].filter((value) => typeof value === 'string')
  return texts.map(foldText).join('\n')
}
