import type { Key } from '#src/contract/key.ts'
import { keyStates } from '#src/contract/key.ts'
import { clockState, keyUserId, keyUserName, withinHours } from '#src/domain/key.ts'
import { describeSchedule, readSchedule, type Schedule } from '#src/domain/schedule.ts'
import { foldText, readTextQuery } from '#src/domain/searchText.ts'

/** Distinct texts by number; 0 is none. */
class Texts {
  readonly values: (string | undefined)[] = [undefined]
  readonly codes = new Map<string, number>()

  code(text: string | null | undefined): number {
    if (!text) return 0
    let code = this.codes.get(text)
    if (code === undefined) this.codes.set(text, (code = this.values.push(text) - 1))
    return code
  }
}

export type SortColumn = 'person' | 'lock' | 'created'
export interface Query {
  text: string
  states: ReadonlySet<string>
  column: SortColumn
  descending: boolean
}

const words: readonly unknown[] = keyStates
const instant = (iso: string | null | undefined, absent: number) => (iso == null ? absent : Date.parse(iso))
const collator = new Intl.Collator(undefined, { numeric: true })

/** All keys as typed arrays, and nothing else: what a list can be at its leanest. Nothing here grows but by `add`. */
export class Columns {
  count = 0
  #room = 0
  ids = new Uint8Array(0)
  person = new Uint32Array(0)
  lock = new Uint16Array(0)
  note = new Uint16Array(0)
  state = new Uint8Array(0)
  schedule = new Uint16Array(0)
  start = new Float64Array(0)
  end = new Float64Array(0)
  created = new Float64Array(0)
  selected = new Uint8Array(0)

  readonly people = new Texts()
  readonly locks = new Texts()
  readonly notes = new Texts()
  readonly schedules: Schedule[] = [readSchedule(undefined)]
  readonly hours: string[] = [describeSchedule(undefined)]
  readonly #scheduleCodes = new Map<string, number>()

  /** By code: as read, and folded for search. */
  personName: (string | undefined)[] = []
  personText: string[] = ['']
  lockName: (string | undefined)[] = []
  lockText: string[] = ['']
  zone: (string | undefined)[] = []

  /** Rows by `created`, ascending. */
  #byCreated = new Uint32Array(0)
  readonly #ranks = new Map<'person' | 'lock', Uint32Array>()
  /** The rows by the text column that was last asked for. */
  #kept: { column: SortColumn; rows: Uint32Array } | undefined
  #states: { now: number; count: number; codes: Uint8Array } | undefined

  add(keys: readonly Key[]) {
    const from = this.count
    this.#grow(from + keys.length)
    keys.forEach((key, i) => this.#put(key, from + i))
    this.count += keys.length
    const added = Uint32Array.from(keys, (_, i) => from + i).sort(
      (a, b) => this.created[a]! - this.created[b]!,
    )
    this.#byCreated = this.#merged(this.#byCreated, added)
    this.#ranks.clear()
    this.#kept = undefined
  }

  #put(key: Key, row: number) {
    for (let i = 0, at = 0; i < 16; i++, at += 2) {
      if (key.id.charAt(at) === '-') at++
      this.ids[row * 16 + i] = parseInt(key.id.slice(at, at + 2), 16)
    }
    const number = keyUserId(key)
    const person = (this.person[row] = this.people.code(number))
    if (person >= this.personText.length) this.namePerson(person, keyUserName(key))
    const lock = (this.lock[row] = this.locks.code(key.lockId))
    if (lock >= this.lockText.length) this.lockText[lock] = ''
    this.note[row] = this.notes.code(
      Object.values(key.metadata ?? {})
        .map((value) => foldText(String(value)))
        .join('\n'),
    )
    this.state[row] = words.indexOf(key.state)
    this.schedule[row] = this.#scheduleCode(key.recurrence)
    this.start[row] = instant(key.start, -Infinity)
    this.end[row] = instant(key.end, Infinity)
    this.created[row] = instant(key.created, NaN)
  }

  namePerson(code: number, name: string | undefined) {
    this.personName[code] = name
    this.personText[code] = foldText(`${this.people.values[code] ?? ''}\n${name ?? ''}`)
    this.#ranks.delete('person')
    this.#kept = undefined
  }

  nameLock(code: number, name: string, address: string | undefined, zone: string) {
    this.lockName[code] = name
    this.lockText[code] = foldText(`${name}\n${address ?? ''}`)
    this.zone[code] = zone
    this.#ranks.delete('lock')
    this.#kept = undefined
    this.#states = undefined
  }

  idAt(row: number): string {
    const hex = Array.from(this.ids.subarray(row * 16, row * 16 + 16), (byte) =>
      byte.toString(16).padStart(2, '0'),
    )
    return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  #scheduleCode(recurrence: unknown): number {
    if (recurrence == null) return 0
    const text = JSON.stringify(recurrence)
    let code = this.#scheduleCodes.get(text)
    if (code === undefined) {
      code = this.schedules.push(readSchedule(recurrence)) - 1
      this.hours.push(describeSchedule(recurrence))
      this.#scheduleCodes.set(text, code)
    }
    return code
  }

  #grow(needed: number) {
    if (needed <= this.#room) return
    this.#room = Math.max(needed, this.#room * 2)
    const grown = <A extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(old: A, width = 1): A => {
      const fresh = new (old.constructor as new (length: number) => A)(this.#room * width)
      fresh.set(old)
      return fresh
    }
    this.ids = grown(this.ids, 16)
    this.person = grown(this.person)
    this.lock = grown(this.lock)
    this.note = grown(this.note)
    this.state = grown(this.state)
    this.schedule = grown(this.schedule)
    this.start = grown(this.start)
    this.end = grown(this.end)
    this.created = grown(this.created)
    this.selected = grown(this.selected)
  }

  #merged(a: Uint32Array, b: Uint32Array): Uint32Array<ArrayBuffer> {
    const all = new Uint32Array(a.length + b.length)
    let [i, j, at] = [0, 0, 0]
    while (i < a.length && j < b.length)
      all[at++] = this.created[a[i]!]! <= this.created[b[j]!]! ? a[i++]! : b[j++]!
    all.set(i < a.length ? a.subarray(i) : b.subarray(j), at)
    return all
  }

  /** The state of each row at `now`, asked once for each pair of schedule and zone. */
  statesAt(now: number): Uint8Array {
    if (this.#states?.now === now && this.#states.count === this.count) return this.#states.codes
    const codes = new Uint8Array(this.count)
    const holds = new Map<string | undefined, (boolean | undefined)[]>()
    for (let row = 0; row < this.count; row++) {
      const zone = this.zone[this.lock[row]!]
      const schedule = this.schedule[row]!
      let inZone = holds.get(zone)
      if (!inZone) holds.set(zone, (inZone = []))
      if (!(schedule in inZone)) inZone[schedule] = withinHours(this.schedules[schedule]!, zone, now)
      const word = clockState(
        keyStates[this.state[row]!],
        this.start[row]!,
        this.end[row]!,
        inZone[schedule],
        now,
      )
      codes[row] = words.indexOf(word)
    }
    this.#states = { now, count: this.count, codes }
    return codes
  }

  /** Rank by name of each person or lock; without a name by number. Costs a collation, so it is called on idle too. */
  ranks(column: 'person' | 'lock'): Uint32Array {
    let ranks = this.#ranks.get(column)
    if (ranks) return ranks
    const { values } = column === 'person' ? this.people : this.locks
    const names = column === 'person' ? this.personName : this.lockName
    const codes = [...values.keys()].slice(1)
    codes.sort((a, b) => collator.compare(names[a] ?? values[a]!, names[b] ?? values[b]!) || a - b)
    ranks = new Uint32Array(values.length)
    for (let rank = 0; rank < codes.length; rank++) ranks[codes[rank]!] = rank
    this.#ranks.set(column, ranks)
    return ranks
  }

  /** All rows in order. */
  #ordered(column: SortColumn): Uint32Array {
    if (column === 'created') return this.#byCreated
    if (this.#kept?.column === column) return this.#kept.rows
    const ranks = this.ranks(column)
    const codes = this[column]
    const next = new Uint32Array(ranks.length + 1)
    for (let row = 0; row < this.count; row++) next[ranks[codes[row]!]! + 1]!++
    for (let rank = 1; rank < next.length; rank++) next[rank]! += next[rank - 1]!
    const rows = new Uint32Array(this.count)
    for (let row = 0; row < this.count; row++) rows[next[ranks[codes[row]!]!]!++] = row
    this.#kept = { column, rows }
    return rows
  }

  /** Rows that match, in order: the texts are scanned by what is distinct in them, then the rows in one pass. */
  query({ text, states, column, descending }: Query, now: number): Uint32Array {
    const rows = this.#ordered(column)
    const typed = readTextQuery(text)
    const inPerson =
      typed &&
      Uint8Array.from(this.personText, (folded, code) =>
        code > 0 && (typed.inText(folded) || typed.inNumber(this.people.values[code]!)) ? 1 : 0,
      )
    const inLock = typed && Uint8Array.from(this.lockText, (folded) => (typed.inText(folded) ? 1 : 0))
    const inNote =
      typed && Uint8Array.from(this.notes.values, (folded) => (folded && typed.inText(folded) ? 1 : 0))
    const inState =
      states.size > 0 ? Uint8Array.from(keyStates, (word) => (states.has(word) ? 1 : 0)) : undefined
    const codes = inState && this.statesAt(now)
    const found = new Uint32Array(rows.length)
    let count = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[descending ? rows.length - 1 - i : i]!
      if (inState && inState[codes![row]!] === 0) continue
      if (
        inPerson &&
        inPerson[this.person[row]!] === 0 &&
        inLock![this.lock[row]!] === 0 &&
        inNote![this.note[row]!] === 0
      )
        continue
      found[count++] = row
    }
    return found.subarray(0, count)
  }
}
