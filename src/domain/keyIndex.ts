import type { Key, KeyState, Word } from '#src/contract/key.ts'
import { isLive, stateAt, untoldState } from './key.ts'
import { KeyRows } from './keyRows.ts'
import { KeySelection } from './keySelection.ts'
import { type KeyIndexContext, KeyViews } from './keyViews.ts'
import { sortByRank } from './rankSort.ts'
import { readTextQuery, type TextQuery } from './searchText.ts'

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
  /**
   * Adds keys; a known id replaces its row in place. `asked` is the number of the request, rising as requests are sent:
   * a row that a later one has written, or removed, stays as it is, and only counts as seen.
   */
  append: (page: readonly Key[], asked: number) => void
  /**
   * Takes keys out, also of the selection, but those that were seen by a request after `asked`; returns the ids that
   * had been selected.
   */
  remove: (ids: Iterable<string>, asked: number) => string[]
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
  /** The state of a row's key at `now`, as `stateAt` has it. */
  stateOf: (row: number, now: number) => Word<KeyState> | undefined
  /** The number (E.164) behind an opaque person id, if a loaded key has it. */
  numberOf: (personId: string) => string | undefined
  /** The numbers (E.164) of everyone who has a key here, each once. */
  numbers: () => string[]

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

/** An empty index of one project's keys. */
export function createKeyIndex(context: KeyIndexContext): KeyIndex {
  const data = new KeyRows()
  const selection = new KeySelection()
  const listeners = new Set<() => void>()
  /** By row: the version that its key came with. */
  const seen: number[] = []
  /** By row: the highest number of a request whose answer the row holds, or that took it out. */
  const askedOf: number[] = []
  let [size, version, selectionVersion] = [0, 0, 0]
  const views = new KeyViews(data, context, () => version)

  const changed = () => listeners.forEach((listener) => listener())
  const isAlive = (row: number | undefined): row is number => row !== undefined && data.alive[row] === 1

  function matching(query: KeyQuery, now: number): Uint32Array {
    const text = readTextQuery(query.text ?? '')
    const inText = text && textMasks(data, views, text)
    const states = query.states?.length ? new Set(query.states) : undefined
    const inState = states && maskOf(data.words.values, (word) => states.has(word ?? untoldState))
    const stateCodes = inState && views.statesAt(now)
    const locks = query.lockIds?.length ? new Set(query.lockIds) : undefined
    const inLocks = locks && maskOf(data.locks.values, (id) => id !== undefined && locks.has(id))
    const person = query.personId ? (views.personCodes().get(query.personId) ?? -1) : undefined

    const found = new Uint32Array(data.count)
    let count = 0
    for (let row = 0; row < data.count; row++) {
      if (data.alive[row] === 0) continue
      if (person !== undefined && data.person[row] !== person) continue
      if (inLocks && inLocks[data.lock[row]!] === 0) continue
      if (inState && inState[stateCodes![row]!] === 0) continue
      if (
        inText &&
        inText.person[data.person[row]!] === 0 &&
        inText.lock[data.lock[row]!] === 0 &&
        inText.note[data.note[row]!] === 0
      )
        continue
      found[count++] = row
    }
    return found.slice(0, count)
  }

  function sorted(rows: Uint32Array, column: KeySortColumn, descending: boolean, now: number): Uint32Array {
    switch (column) {
      case 'state':
        return sortByRank(rows, views.stateRanks(), views.statesAt(now), descending)
      case 'person':
        return sortByRank(rows, views.personRanks(), data.person, descending)
      case 'lock':
        return sortByRank(rows, views.lockRanks(), data.lock, descending)
      default:
        return sortByRank(rows, views.dateRanks(column), undefined, descending)
    }
  }

  function grouped(rows: Uint32Array, by: KeyGrouping, descending: boolean, now: number): Uint32Array {
    // First by identity: those without a name share a rank and would mix.
    const count = valuesOf(data, by).length
    const identity = { of: Uint32Array.from({ length: count }, (_, code) => code), count }
    return sorted(sortByRank(rows, identity, data[by]), by, descending, now)
  }

  function keyAt(row: number): Key {
    const key = data.keys[row]
    if (!key) throw new RangeError(`The index has no row ${row}`)
    return key
  }

  function select(rows: Iterable<number>, on: boolean) {
    if (!selection.set(rows, on, data.alive)) return
    selectionVersion++
    changed()
  }

  return {
    append(page, asked) {
      if (page.length === 0) return
      version++
      for (const key of page) {
        const known = data.rowOfId.get(key.id)
        if (known !== undefined) seen[known] = version
        if (known !== undefined && asked < askedOf[known]!) continue
        if (!isAlive(known)) size++
        const row = data.put(key)
        seen[row] = version
        askedOf[row] = asked
      }
      changed()
    },

    remove(ids, asked) {
      const deselected: string[] = []
      const before = size
      for (const id of ids) {
        const row = data.rowOfId.get(id)
        if (!isAlive(row) || askedOf[row]! > asked) continue
        askedOf[row] = asked
        if (selection.set([row], false, data.alive)) deselected.push(id)
        data.alive[row] = 0
        size--
      }
      if (size === before) return deselected
      version++
      if (deselected.length > 0) selectionVersion++
      changed()
      return deselected
    },

    notSeenSince: (since) =>
      data.keys.filter((_, row) => isAlive(row) && seen[row]! <= since).map((key) => key.id),

    reread() {
      views.reread()
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
      const states = views.statesAt(now)
      const live = maskOf(data.words.values, isLive)
      return groupRows(rows, data[by], valuesOf(data, by), (row) => live[states[row]!] === 1)
    },

    countsByState(now) {
      const counts = new Map<string, number>()
      views.statesAt(now).forEach((code, row) => {
        if (!isAlive(row)) return
        const word = data.words.values[code] ?? untoldState
        counts.set(word, (counts.get(word) ?? 0) + 1)
      })
      return counts
    },

    keyAt,
    stateOf: (row, now) => stateAt(keyAt(row), views.zones()[data.lock[row]!], now),
    rowOf(id) {
      const row = data.rowOfId.get(id)
      return isAlive(row) ? row : undefined
    },
    numbers() {
      const codes = new Set(data.person.subarray(0, data.count).filter((_, row) => isAlive(row)))
      return Array.from(codes, (code) => data.people.values[code]).filter((id) => id !== undefined)
    },
    numberOf: (id) => data.people.values[views.personCodes().get(id) ?? 0],

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

const valuesOf = (data: KeyRows, by: KeyGrouping) => (by === 'person' ? data.people : data.locks).values

/** Where a text is found, by the codes of person, lock and note: the few distinct texts are read, not the rows. */
function textMasks(data: KeyRows, views: KeyViews, text: TextQuery) {
  return {
    person: maskOf(views.personTexts(), (folded, code) => {
      const id = data.people.values[code]
      return text.inText(folded) || (id !== undefined && text.inNumber(id))
    }),
    lock: maskOf(views.lockTexts(), text.inText),
    note: maskOf(data.notes.values, (folded) => folded !== undefined && text.inText(folded)),
  }
}

function maskOf<T>(values: readonly T[], holds: (value: T, code: number) => boolean): Uint8Array {
  const mask = new Uint8Array(values.length)
  values.forEach((value, code) => (mask[code] = holds(value, code) ? 1 : 0))
  return mask
}

function groupRows(
  rows: Uint32Array,
  codes: Uint32Array,
  ids: readonly (string | undefined)[],
  isRowLive: (row: number) => boolean,
): KeyGroup[] {
  const sizes = new Uint32Array(ids.length)
  for (const row of rows) sizes[codes[row]!]!++
  const groups = new Map<number, KeyGroup>()
  const filled = new Uint32Array(ids.length)
  for (const row of rows) {
    const code = codes[row]!
    let group = groups.get(code)
    if (!group) groups.set(code, (group = { id: ids[code], rows: new Uint32Array(sizes[code]!), live: 0 }))
    group.rows[filled[code]!++] = row
    if (isRowLive(row)) group.live++
  }
  return [...groups.values()]
}
