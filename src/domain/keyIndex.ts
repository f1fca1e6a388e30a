import { type Key, keyStates, type KeyState, type Word } from '#src/contract/key.ts'
import { clockState, isLive, movesByClock, untoldState, withinHours } from './key.ts'
import { KeyRows } from './keyRows.ts'
import { KeySelection } from './keySelection.ts'
import { personId } from './person.ts'
import { noRank, rankNumbers, type Ranks, rankTexts, sortByRank } from './rankSort.ts'
import { foldText, readTextQuery } from './searchText.ts'

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

export type KeySortColumn = 'state' | 'person' | 'lock' | 'start' | 'end' | 'created'
export type KeyGrouping = 'person' | 'lock'

/** All parts must hold. A part that is absent or empty excludes nothing. */
export interface KeyQuery {
  /** States at `now`; `unknown` (`untoldState`) stands for keys without one. */
  states?: readonly string[] | undefined
  lockIds?: readonly string[] | undefined
  /** The opaque id of `personId`. */
  personId?: string | undefined
  text?: string | undefined
  /** Absent: in the order of arrival. */
  sort?: { column: KeySortColumn; descending: boolean } | undefined
  /** Keeps the rows of one person or lock together, groups by name; `sort` then orders within each. */
  group?: KeyGrouping | undefined
}

export interface KeyGroup {
  /** A person's number (E.164) or a lock's id, as the keys have it; undefined for keys that name none. */
  id: string | undefined
  rows: Uint32Array
  /** How many of the rows are live at `now`. */
  live: number
}

/**
 * All keys that were loaded, outside the query cache: rows are asked for by number. A key keeps its row number for
 * good, so a selection survives refetch, sort and filter. `subscribe`, `version` and `selectionVersion` fit
 * `useSyncExternalStore`; every function may be passed on by itself.
 */
export interface KeyIndex {
  /** Adds keys; a known id replaces its row in place. */
  append: (page: readonly Key[]) => void
  /** Takes keys out, also of the selection; returns the ids that had been selected. */
  remove: (ids: Iterable<string>) => string[]
  /** Ids not appended since `version` had that value: what a complete pass no longer listed. */
  notSeenSince: (version: number) => string[]
  /** To be called when names, addresses or zones changed: they are asked for anew. */
  reread: () => void

  /** How many keys there are. */
  readonly size: number
  /** Changes with the keys and what is known about them. */
  readonly version: number
  /** Changes with the selection alone, so that ticking a row asks for no new query. */
  readonly selectionVersion: number
  subscribe: (listener: () => void) => () => void

  /** Row numbers that match at `now` (epoch ms), in order. */
  query: (query: KeyQuery, now: number) => Uint32Array
  /** Cuts rows into groups, in the order in which they first appear. */
  groups: (rows: Uint32Array, by: KeyGrouping, now: number) => KeyGroup[]
  countsByState: (now: number) => Map<string, number>

  /** The key in a row; of a removed one the last that was known, so that a late render still finds it. @throws RangeError */
  keyAt: (row: number) => Key
  rowOf: (id: string) => number | undefined
  /** As `stateAt` in `key.ts`. */
  stateOf: (row: number, now: number) => Word<KeyState> | undefined
  /** The number (E.164) behind an opaque person id, if a loaded key has it. */
  numberOf: (personId: string) => string | undefined

  select: (rows: Iterable<number>, on: boolean) => void
  toggle: (row: number) => void
  isSelected: (row: number) => boolean
  readonly selectedCount: number
  /** Ids of the selected keys in the order of arrival. */
  selectedIds: () => string[]
  clearSelection: () => void
  /** How many selected keys are not among the visible rows. */
  selectedHidden: (visible: Uint32Array) => number
}

export function createKeyIndex(context: KeyIndexContext): KeyIndex {
  const data = new KeyRows()
  const selection = new KeySelection()
  const listeners = new Set<() => void>()
  const seen: number[] = []
  let [size, version, selectionVersion, rereads] = [0, 0, 0, 0]

  const changed = () => listeners.forEach((listener) => listener())

  // ---- what is derived, and kept until its stamp moves

  const kept = new Map<string, { stamp: string | number; value: unknown }>()
  function once<T>(name: string, stamp: string | number, compute: () => T): T {
    let entry = kept.get(name)
    if (entry?.stamp !== stamp) kept.set(name, (entry = { stamp, value: compute() }))
    return entry.value as T
  }
  /** Names cost a collation and a folding, and most pages bring no new ones. */
  const names = () => `${data.people.values.length} ${data.locks.values.length} ${data.renamed} ${rereads}`

  const personName = (code: number) => {
    const id = data.people.values[code]
    return id === undefined ? undefined : context.personName(id) || data.nameInKeys[code] || id
  }
  const lockName = (code: number) => {
    const id = data.locks.values[code]
    return id === undefined ? undefined : context.lockName(id) || undefined
  }
  const rankColumn = (column: 'start' | 'end' | 'created') => () =>
    once(column, version, () => rankNumbers(data[column].subarray(0, data.count)))
  const ranks: Record<Exclude<KeySortColumn, 'state'>, () => Ranks> = {
    person: () => once('person', names(), () => rankCodes(data.people.values, personName)),
    lock: () => once('lock', names(), () => rankCodes(data.locks.values, lockName)),
    start: rankColumn('start'),
    end: rankColumn('end'),
    created: rankColumn('created'),
  }
  /** Known states in the contract's order, newer words after them, untold ones last. */
  const stateRanks = (): Ranks => {
    const of = Uint32Array.from(data.words.values, (_, code) => (code === 0 ? noRank : code - 1))
    return { of, count: of.length }
  }

  const personTexts = () =>
    once('personTexts', names(), () =>
      data.people.values.map((id, code) =>
        id === undefined ? '' : joinFolded(id, context.personName(id), data.nameInKeys[code]),
      ),
    )
  const lockTexts = () =>
    once('lockTexts', names(), () =>
      data.locks.values.map((id) =>
        id === undefined ? '' : joinFolded(context.lockName(id), context.lockText(id)),
      ),
    )
  const zones = () =>
    once('zones', names(), () =>
      data.locks.values.map((id) => (id === undefined ? undefined : context.zoneOf(id))),
    )
  const personCodes = () =>
    once('personCodes', data.people.values.length, () => {
      const codes = new Map<string, number>()
      data.people.values.forEach((id, code) => id && codes.set(personId(context.projectId, id), code))
      return codes
    })

  /** Each row's state at `now` as a word code; the clock's rule itself stands in `key.ts`. */
  function statesAt(now: number): Uint32Array {
    const last = once<{ now?: number; codes?: Uint32Array }>('states', version, () => ({}))
    if (last.codes && last.now === now) return last.codes
    const zoneOf = zones()
    const within = new Map<string | undefined, (boolean | undefined)[]>()
    const isWithin = (schedule: number, lock: number) => {
      const zone = zoneOf[lock]
      let answers = within.get(zone)
      if (!answers) within.set(zone, (answers = []))
      if (!(schedule in answers)) answers[schedule] = withinHours(data.schedules[schedule]!, zone, now)
      return answers[schedule]
    }
    const codes = new Uint32Array(data.count)
    for (let row = 0; row < data.count; row++) {
      const code = data.word[row]!
      codes[row] = clockMoves[code]
        ? data.words.codeOf(
            clockState(
              data.words.values[code],
              data.start[row]!,
              data.end[row]!,
              isWithin(data.schedule[row]!, data.lock[row]!),
              now,
            ),
          )
        : code
    }
    Object.assign(last, { now, codes })
    return codes
  }

  // ---- queries

  function matching(query: KeyQuery, now: number): Uint32Array {
    const text = readTextQuery(query.text ?? '')
    const inPerson =
      text &&
      maskOf(personTexts(), (folded, code) => {
        const id = data.people.values[code]
        return text.inText(folded) || (id !== undefined && text.inNumber(id))
      })
    const inLock = text && maskOf(lockTexts(), text.inText)
    const inNote = text && maskOf(data.notes.values, (folded) => folded !== undefined && text.inText(folded))
    const states = query.states?.length
      ? maskOf(data.words.values, (word) => query.states!.includes(word ?? untoldState))
      : undefined
    const stateCodes = states && statesAt(now)
    const locks = query.lockIds?.length ? new Set(query.lockIds.map((id) => data.locks.find(id))) : undefined
    const person = query.personId ? (personCodes().get(query.personId) ?? -1) : undefined

    const found = new Uint32Array(data.count)
    let count = 0
    for (let row = 0; row < data.count; row++) {
      if (data.alive[row] === 0) continue
      if (person !== undefined && data.person[row] !== person) continue
      if (locks && !locks.has(data.lock[row])) continue
      if (states && states[stateCodes![row]!] === 0) continue
      if (inPerson && !inPerson[data.person[row]!] && !inLock![data.lock[row]!] && !inNote![data.note[row]!])
        continue
      found[count++] = row
    }
    return found.slice(0, count)
  }

  function sorted(rows: Uint32Array, column: KeySortColumn, descending: boolean, now: number): Uint32Array {
    if (column === 'state') return sortByRank(rows, stateRanks(), statesAt(now), descending)
    const codes = column === 'person' ? data.person : column === 'lock' ? data.lock : undefined
    return sortByRank(rows, ranks[column](), codes, descending)
  }

  function grouped(rows: Uint32Array, by: KeyGrouping, descending: boolean, now: number): Uint32Array {
    // First by identity, since those without a name share a rank and would mix.
    const codes = data[by]
    const count = (by === 'person' ? data.people : data.locks).values.length
    const together = sortByRank(
      rows,
      { of: Uint32Array.from({ length: count }, (_, code) => code), count },
      codes,
    )
    return sorted(together, by, descending, now)
  }

  function select(rows: Iterable<number>, on: boolean) {
    if (!selection.set(rows, on, data.alive)) return
    selectionVersion++
    changed()
  }

  return {
    append(page) {
      if (page.length === 0) return
      version++
      for (const key of page) {
        const before = data.count
        const known = data.rowOfId.get(key.id)
        if (known === undefined || data.alive[known] === 0) size++
        const row = data.put(key)
        if (row === before) seen.push(version)
        else seen[row] = version
      }
      changed()
    },

    remove(ids) {
      const dropped: string[] = []
      const before = size
      for (const id of ids) {
        const row = data.rowOfId.get(id)
        if (row === undefined || data.alive[row] === 0) continue
        if (selection.set([row], false, data.alive)) dropped.push(id)
        data.alive[row] = 0
        size--
      }
      if (size !== before) version++
      if (dropped.length > 0) selectionVersion++
      if (size !== before) changed()
      return dropped
    },

    notSeenSince: (since) =>
      data.keys.filter((_, row) => data.alive[row] === 1 && seen[row]! <= since).map((key) => key.id),

    reread() {
      rereads++
      version++
      changed()
    },

    get size() {
      return size
    },
    get version() {
      return version
    },
    get selectionVersion() {
      return selectionVersion
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    query(query, now) {
      const { sort, group } = query
      let rows = matching(query, now)
      if (sort && sort.column !== group) rows = sorted(rows, sort.column, sort.descending, now)
      return group ? grouped(rows, group, sort?.column === group && sort.descending, now) : rows
    },

    groups(rows, by, now) {
      const codes = data[by]
      const states = statesAt(now)
      const live = maskOf(data.words.values, isLive)
      const ids = (by === 'person' ? data.people : data.locks).values
      const sizes = new Uint32Array(ids.length)
      const lives = new Uint32Array(ids.length)
      for (const row of rows) {
        sizes[codes[row]!]!++
        lives[codes[row]!]! += live[states[row]!]!
      }
      const found = new Map<number, KeyGroup>()
      const filled = new Uint32Array(ids.length)
      for (const row of rows) {
        const code = codes[row]!
        let group = found.get(code)
        if (!group) {
          group = { id: ids[code], rows: new Uint32Array(sizes[code]!), live: lives[code]! }
          found.set(code, group)
        }
        group.rows[filled[code]!++] = row
      }
      return [...found.values()]
    },

    countsByState(now) {
      const counts = new Uint32Array(data.words.values.length)
      statesAt(now).forEach((code, row) => (counts[code]! += data.alive[row]!))
      const named = data.words.values.map((word, code) => [word ?? untoldState, counts[code]!] as const)
      return new Map(named.filter(([, count]) => count > 0))
    },

    keyAt(row) {
      const key = data.keys[row]
      if (!key) throw new RangeError(`The index has no row ${row}`)
      return key
    },
    rowOf(id) {
      const row = data.rowOfId.get(id)
      return row !== undefined && data.alive[row] === 1 ? row : undefined
    },
    stateOf: (row, now) => data.words.values[statesAt(now)[row] ?? 0],
    numberOf: (id) => data.people.values[personCodes().get(id) ?? 0],

    select,
    toggle: (row) => select([row], !selection.has(row)),
    isSelected: (row) => selection.has(row),
    get selectedCount() {
      return selection.count
    },
    selectedIds: () => selection.rows().map((row) => data.keys[row]!.id),
    clearSelection: () => select(selection.rows(), false),
    selectedHidden: (visible) => selection.count - selection.countIn(visible),
  }
}

/** By word code, as far as the clock moves any: the dictionary begins with none and the known states. */
const clockMoves = [undefined, ...keyStates].map(movesByClock)

const rankCodes = (ids: readonly (string | undefined)[], nameOf: (code: number) => string | undefined) =>
  rankTexts(
    ids.map((_, code) => nameOf(code)),
    (code) => ids[code] ?? '',
  )

function maskOf<T>(values: readonly T[], holds: (value: T, code: number) => boolean): Uint8Array {
  return Uint8Array.from(values, (value, code) => (holds(value, code) ? 1 : 0))
}

const joinFolded = (...texts: (string | undefined)[]) => texts.map((text) => foldText(text ?? '')).join('\n')
