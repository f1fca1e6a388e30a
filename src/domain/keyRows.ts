import { type Key, keyStates } from '#src/contract/key.ts'
import { Dictionary } from './dictionary.ts'
import { KeyIds } from './keyIds.ts'
import { type KeptKey, keyOfKept, noKept, type RawKey, readKept } from './keyKept.ts'
import { KeyTimes } from './keyTimes.ts'
import { readSchedule, type Schedule } from './schedule.ts'

const codeColumns = ['person', 'name', 'lock', 'metadata', 'word', 'schedule', 'seen', 'asked'] as const
const timeColumns = ['start', 'end', 'created'] as const

/** Rows that were asked for last stay one object each, so that a list that is drawn again knows them. */
const builtAtOnce = 1000

/**
 * Keys as columns: one number per row and property, read once when a key arrives, so that a pass over 100,000 rows
 * touches typed arrays only, and nothing else is kept: a key is built from its row when somebody asks. A key keeps its
 * row number for good; a removed one leaves a dead row behind.
 */
export class KeyRows {
  readonly ids = new KeyIds()
  readonly people = new Dictionary()
  readonly names = new Dictionary()
  /** By person code: the code of the name that a key gave last, if any did. */
  readonly nameInKeys: number[] = []
  /** How often a person that was known already got another name. */
  renamed = 0
  /** Codes of names that keys without a number have. */
  readonly strangers = new Set<number>()
  readonly locks = new Dictionary()
  /** Distinct metadata, as JSON. */
  readonly metadatas = new Dictionary()
  /** The API's state words: 0 untold, then the known states in the contract's order, then newer words. */
  readonly words = new Dictionary(keyStates)
  /** Distinct recurrences as they came, and what is read from them. */
  readonly recurrences: unknown[] = [undefined]
  readonly schedules: Schedule[] = [readSchedule(undefined)]
  readonly #scheduleCodes = new Map<string, number>()

  #room = 1024
  person = new Uint32Array(this.#room)
  name = new Uint32Array(this.#room)
  lock = new Uint32Array(this.#room)
  metadata = new Uint32Array(this.#room)
  word = new Uint32Array(this.#room)
  schedule = new Uint32Array(this.#room)
  /** The arrival that last brought the row. */
  seen = new Uint32Array(this.#room)
  /** The highest number of a request whose answer the row holds, or that took it out. */
  asked = new Uint32Array(this.#room)
  readonly start = new KeyTimes(this.#room, -Infinity)
  readonly end = new KeyTimes(this.#room, Infinity)
  readonly created = new KeyTimes(this.#room, NaN)
  alive = new Uint8Array(this.#room)
  readonly #built = new Map<number, Key>()
  readonly #kept = noKept()

  /** How many rows there are, dead ones too. */
  get count(): number {
    return this.ids.count
  }

  /** Reads a key into its row, a new one if the id is new; whether the row holds something else than before. */
  put(row: number, raw: RawKey, isNew: boolean): boolean {
    if (row >= this.#room) this.#resize(Math.ceil(row * 1.25))
    const key = readKept(raw, this.#kept)
    const people = this.people.values.length
    const person = this.people.codeOf(key.userId)
    // Mostly the name that this person had in the key before: comparing costs less than looking it up.
    const usual = this.nameInKeys[person]
    const name =
      usual !== undefined && this.names.values[usual] === key.userName
        ? usual
        : this.names.codeOf(key.userName)
    if (name !== 0 && person === 0) this.strangers.add(name)
    if (name !== 0 && person !== 0 && this.nameInKeys[person] !== name) {
      this.nameInKeys[person] = name
      if (person < people) this.renamed++
    }
    const lock = this.locks.codeOf(key.lockId)
    const metadata = key.metadata ? this.metadatas.codeOf(JSON.stringify(key.metadata)) : 0
    const word = this.words.codeOf(key.state)
    const schedule = this.#scheduleCode(key.recurrence)
    const isOther =
      isNew ||
      this.alive[row] === 0 ||
      this.person[row] !== person ||
      this.name[row] !== name ||
      this.lock[row] !== lock ||
      this.metadata[row] !== metadata ||
      this.word[row] !== word ||
      this.schedule[row] !== schedule
    const start = this.start.put(row, key.start, isNew)
    const end = this.end.put(row, key.end, isNew)
    const created = this.created.put(row, key.created, isNew)
    if (!isOther && !start && !end && !created) return false
    this.person[row] = person
    this.name[row] = name
    this.lock[row] = lock
    this.metadata[row] = metadata
    this.word[row] = word
    this.schedule[row] = schedule
    this.alive[row] = 1
    this.#built.delete(row)
    return true
  }

  /** The key in a row, as far as it is kept (`KeptKey`). */
  keyAt(row: number): Key {
    let key = this.#built.get(row)
    if (!key) {
      if (this.#built.size >= builtAtOnce) this.#built.clear()
      this.#built.set(row, (key = this.#build(row)))
    }
    return key
  }

  #build(row: number): Key {
    const metadata = this.metadatas.values[this.metadata[row]!]
    const kept: KeptKey = {
      id: this.ids.at(row),
      lockId: this.locks.values[this.lock[row]!],
      userId: this.people.values[this.person[row]!],
      userName: this.names.values[this.name[row]!],
      state: this.words.values[this.word[row]!],
      start: this.start.text(row),
      end: this.end.text(row),
      created: this.created.text(row),
      recurrence: this.recurrences[this.schedule[row]!],
      metadata: metadata === undefined ? undefined : (JSON.parse(metadata) as object),
    }
    return keyOfKept(kept)
  }

  /** Gives back the room that was taken in advance. */
  trim() {
    if (this.#room > this.count + 1024) this.#resize(this.count + 1024)
  }

  #resize(room: number) {
    this.#room = room
    for (const name of codeColumns) {
      const old = this[name]
      this[name] = new Uint32Array(room)
      this[name].set(old.subarray(0, room))
    }
    for (const name of timeColumns) this[name].resize(room)
    const old = this.alive
    this.alive = new Uint8Array(room)
    this.alive.set(old.subarray(0, room))
    this.ids.resize(room)
  }

  /** Most keys share a few schedules: each is kept and read once. */
  #scheduleCode(recurrence: unknown): number {
    if (recurrence == null) return 0
    const text = JSON.stringify(recurrence)
    let code = this.#scheduleCodes.get(text)
    if (code === undefined) {
      code = this.schedules.push(readSchedule(recurrence)) - 1
      this.recurrences.push(recurrence)
      this.#scheduleCodes.set(text, code)
    }
    return code
  }
}
