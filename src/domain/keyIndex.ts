import type { Key, KeyState, Word } from '#src/contract/key.ts'
import { isLive, untoldState } from './key.ts'
import type { RawKey } from './keyKept.ts'
import { KeyRows } from './keyRows.ts'
import { KeySelection } from './keySelection.ts'
import { type KeyIndexContext, KeyViews } from './keyViews.ts'
import { type Ranks, sortByNumber, sortByRank } from './rankSort.ts'
import { isSameText, isWiderText, readTextQuery, type TextQuery } from './searchText.ts'

export type KeySortColumn = 'state' | 'person' | 'lock' | 'start' | 'end' | 'created'
export type KeyGrouping = 'person' | 'lock'
type KeySort = { column: KeySortColumn; descending: boolean }

/** All parts must hold. A part that is absent or empty excludes nothing. */
export interface KeyQuery {
  /** States at `now`; `unknown` (`untoldState`) stands for keys without one. */
  states?: readonly string[] | undefined
  lockIds?: readonly string[] | undefined
  /** The opaque id of `personId`. */
  personId?: string | undefined
  text?: string | undefined
  /** Absent: in the order of arrival. */
  sort?: KeySort | undefined
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
   * Adds keys, as they were parsed or as a page has them (`rowProblems` must have found none); a known id replaces its
   * row in place. `asked` is the number of the request, rising as requests are sent: a row that a later one has written,
   * or removed, stays as it is, and only counts as seen.
   */
  append: (page: readonly RawKey[], asked: number) => void
  /**
   * Takes keys out, also of the selection, but those that were seen by a request after `asked`; returns the ids that
   * had been selected.
   */
  remove: (ids: Iterable<string>, asked: number) => string[]
  /** Rises with every page that is appended, also where it brought nothing new. */
  readonly arrivals: number
  /** Ids not appended since `arrivals` had that value: what a complete pass no longer listed. */
  notSeenSince: (arrivals: number) => string[]
  /** To be called when names, addresses or zones changed: they are asked for anew. */
  reread: () => void
  /**
   * Makes a little of what search and sort will ask for, a few ms of it; false when nothing is left to make. `isWhole`:
   * no more keys are on their way, so that the orders of all of them are worth making too.
   */
  warm: (isWhole: boolean) => boolean
  /** Gives back the room that was taken in advance for more rows. */
  trim: () => void

  /** How many keys there are. */
  readonly size: number
  /** Changes with the keys and what is known about them; an answer that says what is known already changes nothing. */
  readonly version: number
  /** Changes with the selection alone, so that ticking a row asks for no new query. */
  readonly selectionVersion: number
  subscribe: (listener: () => void) => () => void

  /**
   * Row numbers that match at `now` (epoch ms), in order. The same array as long as neither keys nor, where they matter,
   * states have changed.
   */
  query: (query: KeyQuery, now: number) => Uint32Array
  /** Cuts rows into groups, in the order in which they first appear. */
  groups: (rows: Uint32Array, by: KeyGrouping, now: number) => KeyGroup[]
  countsByState: (now: number) => Map<string, number>

  /**
   * The key in a row, as far as it is kept (`KeptKey`); of a removed one the last that was known, so that a late render
   * still finds it. @throws RangeError
   */
  keyAt: (row: number) => Key
  rowOf: (id: string) => number | undefined
  /** The state of a row's key at `now`, as `stateAt` has it. */
  stateOf: (row: number, now: number) => Word<KeyState> | undefined
  /** The number (E.164) behind an opaque person id, if a loaded key has it. */
  numberOf: (personId: string) => string | undefined
  /** The numbers (E.164) of everyone who has a key here, each once, ordered by name. */
  numbers: () => string[]

  select: (rows: ArrayLike<number>, on: boolean) => void
  toggle: (row: number) => void
  isSelected: (row: number) => boolean
  readonly selectedCount: number
  /** Ids of the selected keys in the order of arrival. */
  selectedIds: () => string[]
  /** Whose keys are selected, and to which locks: numbers (E.164) and lock ids, each once, ordered by name. */
  selectedOwners: () => { numbers: string[]; lockIds: string[] }
  /** How many of each: 20,000 people are put in order when somebody asks for them, not when they are counted. */
  selectedOwnerCounts: () => { numbers: number; lockIds: number }
  clearSelection: () => void
  /** How many of these rows are selected. */
  selectedAmong: (rows: Uint32Array) => number
  /** How many selected keys are not among the visible rows. */
  selectedHidden: (visible: Uint32Array) => number
}

/** How many answers are kept: what the page shows, what stood there before, and what others ask besides. */
const answersKept = 5

/** What a person can sort by and no clock moves. */
const warmedOrders: KeySort[] = (['person', 'lock', 'end', 'created'] as const).flatMap((column) => [
  { column, descending: false },
  { column, descending: true },
])

/** An answer that may serve again: as it is, or as what a longer text is looked for in, or a filter. */
interface Answer {
  /** The query without its text. */
  shape: string
  text: TextQuery | undefined
  masks: TextMasks | undefined
  /** The states it was made from; undefined where no state matters. */
  states: Uint32Array | undefined
  rows: Uint32Array
}

/** An empty index of one project's keys. */
export function createKeyIndex(context: KeyIndexContext): KeyIndex {
  const data = new KeyRows()
  const views = new KeyViews(data, context)
  const selection = new KeySelection()
  const listeners = new Set<() => void>()
  let [size, version, arrivals, selectionVersion] = [0, 0, 0, 0]
  let answers: Answer[] = []
  /** All keys by a column that no clock moves: a press on a heading finds them in order. */
  const orders = new Map<string, Uint32Array>()

  const isAlive = (row: number | undefined): row is number => row !== undefined && data.alive[row] === 1
  const tell = () => listeners.forEach((listener) => listener())
  const changed = () => {
    version++
    answers = []
    orders.clear()
    tell()
  }

  /** The rows that hold, in their order; without `among` all of them. `isFiltered`: all but the text holds for each of these. */
  function matching(
    query: KeyQuery,
    now: number,
    masks?: TextMasks,
    among?: Uint32Array,
    isFiltered = false,
  ) {
    const states = query.states?.length && !isFiltered ? new Set(query.states) : undefined
    const inState = states && maskOf(data.words.values, (word) => states.has(word ?? untoldState))
    const stateCodes = inState && views.statesAt(now, version)
    const locks = query.lockIds?.length && !isFiltered ? new Set(query.lockIds) : undefined
    const inLocks = locks && maskOf(data.locks.values, (id) => id !== undefined && locks.has(id))
    const person = query.personId && !isFiltered ? views.personCode(query.personId) || -1 : undefined

    const length = among ? among.length : data.count
    const found = new Uint32Array(length)
    let count = 0
    for (let i = 0; i < length; i++) {
      const row = among ? among[i]! : i
      if (data.alive[row] === 0) continue
      if (person !== undefined && data.person[row] !== person) continue
      if (inLocks && inLocks[data.lock[row]!] === 0) continue
      if (inState && inState[stateCodes![row]!] === 0) continue
      if (
        masks &&
        masks.person[data.person[row]!] === 0 &&
        masks.lock[data.lock[row]!] === 0 &&
        masks.note[data.metadata[row]!] === 0 &&
        (data.person[row] !== 0 || masks.stranger[data.name[row]!] === 0)
      )
        continue
      found[count++] = row
    }
    return found.slice(0, count)
  }

  function sorted(rows: Uint32Array, column: KeySortColumn, descending: boolean, now: number): Uint32Array {
    switch (column) {
      case 'state':
        return sortByRank(rows, views.stateRanks(), views.statesAt(now, version), descending)
      case 'person':
        return sortByRank(rows, views.personRanks(), data.person, descending)
      case 'lock':
        return sortByRank(rows, views.lockRanks(), data.lock, descending)
      default:
        return sortByNumber(rows, data[column].at, descending)
    }
  }

  const orderName = ({ column, descending }: KeySort) => `${column} ${descending}`

  function allBy(sort: KeySort, now: number): Uint32Array {
    if (sort.column === 'state') return sorted(matching({}, now), 'state', sort.descending, now)
    const name = orderName(sort)
    const rows = orders.get(name) ?? sorted(matching({}, now), sort.column, sort.descending, now)
    orders.set(name, rows)
    return rows
  }

  function warm(isWhole: boolean): boolean {
    if (views.warm()) return true
    const missing = isWhole && warmedOrders.find((sort) => !orders.has(orderName(sort)))
    if (!missing) return false
    allBy(missing, 0)
    return true
  }

  function grouped(rows: Uint32Array, by: KeyGrouping, descending: boolean, now: number): Uint32Array {
    // First by identity: those without a name share a rank and would mix.
    const count = valuesOf(data, by).length
    const identity = { of: Uint32Array.from({ length: count }, (_, code) => code), count }
    return sorted(sortByRank(rows, identity, data[by]), by, descending, now)
  }

  function answer(query: KeyQuery, now: number): Uint32Array {
    const { text: typed = '', states: inStates = [], lockIds = [], personId = '', sort, group } = query
    const text = readTextQuery(typed)
    const shape = JSON.stringify([inStates, lockIds, personId, sort?.column, sort?.descending, group])
    const byState = inStates.length > 0 || sort?.column === 'state'
    const states = byState ? views.statesAt(now, version) : undefined
    const like = answers.filter((one) => one.shape === shape && one.states === states)
    const known = like.find((one) => isSameText(one.text, text))
    if (known) {
      answers = [known, ...answers.filter((one) => one !== known)]
      return known.rows
    }

    // What holds the longer text holds the shorter: the fewest rows that may hold this one, sorted as they are.
    const wider = like
      .filter((one) => isWiderText(one.text, text))
      .sort((a, b) => a.rows.length - b.rows.length)[0]
    const masks = text && textMasks(data, views, text, wider?.masks)
    const isAll = !text && inStates.length === 0 && lockIds.length === 0 && !personId
    // All keys in this order are kept: what is found among them needs no sort, whatever is filtered.
    const among = wider?.rows ?? (isAll ? undefined : answer({ sort, group }, now))
    let rows: Uint32Array
    if (among) rows = matching(query, now, masks, among, wider !== undefined)
    else {
      rows = sort && sort.column !== group ? allBy(sort, now) : matching({}, now)
      if (group) rows = grouped(rows, group, sort?.column === group && sort.descending, now)
    }
    answers = [{ shape, text, masks, states, rows }, ...answers.slice(0, answersKept - 1)]
    return rows
  }

  function keyAt(row: number): Key {
    if (!(row >= 0 && row < data.count)) throw new RangeError(`The index has no row ${row}`)
    return data.keyAt(row)
  }

  function select(rows: ArrayLike<number>, on: boolean) {
    if (!selection.set(rows, on, data.alive)) return
    selectionVersion++
    tell()
  }

  /** By code: 1 for who has a selected key, or what it opens. Who is none (code 0) is not marked. */
  function ownersOfSelected() {
    const people = new Uint8Array(data.people.values.length)
    const locks = new Uint8Array(data.locks.values.length)
    for (let row = 0; row < data.count; row++) {
      if (!selection.has(row)) continue
      people[data.person[row]!] = 1
      locks[data.lock[row]!] = 1
    }
    people[0] = locks[0] = 0
    return { people, locks }
  }

  return {
    append(page, asked) {
      if (page.length === 0) return
      arrivals++
      let isNews = false
      for (const key of page) {
        const known = data.ids.find(key.id)
        const row = known ?? data.ids.add(key.id)
        // A new row has no columns yet where its number lies beyond them.
        if (known !== undefined && asked < data.asked[row]!) {
          data.seen[row] = arrivals
          continue
        }
        if (!isAlive(known)) size++
        if (data.put(row, key, known === undefined)) isNews = true
        data.seen[row] = arrivals
        data.asked[row] = asked
      }
      if (isNews) changed()
    },

    remove(ids, asked) {
      const deselected: string[] = []
      const before = size
      for (const id of ids) {
        const row = data.ids.find(id)
        if (!isAlive(row) || data.asked[row]! > asked) continue
        data.asked[row] = asked
        if (selection.set([row], false, data.alive)) deselected.push(id)
        data.alive[row] = 0
        size--
      }
      if (size === before) return deselected
      if (deselected.length > 0) selectionVersion++
      changed()
      return deselected
    },

    notSeenSince(since) {
      const ids: string[] = []
      for (let row = 0; row < data.count; row++)
        if (data.alive[row] === 1 && data.seen[row]! <= since) ids.push(data.ids.at(row))
      return ids
    },

    reread() {
      views.reread()
      changed()
    },

    warm,
    trim: () => data.trim(),

    get size() {
      return size
    },
    get version() {
      return version
    },
    get arrivals() {
      return arrivals
    },
    get selectionVersion() {
      return selectionVersion
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    query: answer,

    groups(rows, by, now) {
      const states = views.statesAt(now, version)
      const live = maskOf(data.words.values, isLive)
      return groupRows(rows, data[by], valuesOf(data, by), (row) => live[states[row]!] === 1)
    },

    countsByState(now) {
      const byCode = new Uint32Array(data.words.values.length)
      const states = views.statesAt(now, version)
      for (let row = 0; row < data.count; row++) if (data.alive[row] === 1) byCode[states[row]!]!++
      const counts = new Map<string, number>()
      byCode.forEach((count, code) => count > 0 && counts.set(data.words.values[code] ?? untoldState, count))
      return counts
    },

    keyAt,
    stateOf(row, now) {
      if (!(row >= 0 && row < data.count)) throw new RangeError(`The index has no row ${row}`)
      return data.words.values[views.stateAt(row, now)]
    },
    rowOf(id) {
      const row = data.ids.find(id)
      return isAlive(row) ? row : undefined
    },
    numbers() {
      const has = new Uint8Array(data.people.values.length)
      for (let row = 0; row < data.count; row++) if (data.alive[row] === 1) has[data.person[row]!] = 1
      return Array.from(views.personRanks().order)
        .filter((code) => has[code] === 1)
        .flatMap((code) => data.people.values[code] ?? [])
    },
    numberOf: (id) => data.people.values[views.personCode(id)],

    select,
    toggle: (row) => select([row], !selection.has(row)),
    isSelected: (row) => selection.has(row),
    get selectedCount() {
      return selection.count
    },
    selectedIds: () => selection.rows().map((row) => data.ids.at(row)),
    selectedOwners() {
      const { people, locks } = ownersOfSelected()
      const told = (marks: Uint8Array, { of }: Ranks, values: readonly (string | undefined)[]) =>
        Array.from(marks.keys())
          .filter((code) => marks[code] === 1)
          .sort((a, b) => of[a]! - of[b]!)
          .flatMap((code) => values[code] ?? [])
      return {
        numbers: told(people, views.personRanks(), data.people.values),
        lockIds: told(locks, views.lockRanks(), data.locks.values),
      }
    },
    selectedOwnerCounts() {
      const { people, locks } = ownersOfSelected()
      const count = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0)
      return { numbers: count(people), lockIds: count(locks) }
    },
    clearSelection: () => select(selection.rows(), false),
    selectedAmong: (rows) => selection.countIn(rows),
    selectedHidden: (visible) => selection.count - selection.countIn(visible),
  }
}

const valuesOf = (data: KeyRows, by: KeyGrouping) => (by === 'person' ? data.people : data.locks).values

/** Where a text is found, by the codes of person, lock, metadata, and name of whoever has no number. */
interface TextMasks {
  person: Uint8Array
  lock: Uint8Array
  note: Uint8Array
  stranger: Uint8Array
}

/** The few distinct texts are read, not the rows; `among`: where a text that this one goes on from is found. */
function textMasks(data: KeyRows, views: KeyViews, text: TextQuery, among: TextMasks | undefined): TextMasks {
  const holds = (folded: string) => folded !== '' && text.inText(folded)
  return {
    person: maskOf(
      views.personTexts(),
      (folded, code) => {
        const id = data.people.values[code]
        return id !== undefined && (text.inText(folded) || text.inNumber(id))
      },
      among?.person,
    ),
    lock: maskOf(views.lockTexts(), holds, among?.lock),
    note: maskOf(views.noteTexts(), holds, among?.note),
    stranger: maskOf(views.strangerTexts(), holds, among?.stranger),
  }
}

function maskOf<T>(
  values: readonly T[],
  holds: (value: T, code: number) => boolean,
  among?: Uint8Array,
): Uint8Array {
  const mask = new Uint8Array(values.length)
  values.forEach((value, code) => {
    if (!among || among[code] === 1) mask[code] = holds(value, code) ? 1 : 0
  })
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
  const groups: KeyGroup[] = []
  /** By code, from 1 on. */
  const places = new Uint32Array(ids.length)
  const filled = new Uint32Array(ids.length)
  for (const row of rows) {
    const code = codes[row]!
    if (places[code] === 0)
      places[code] = groups.push({ id: ids[code], rows: new Uint32Array(sizes[code]!), live: 0 })
    const group = groups[places[code]! - 1]!
    group.rows[filled[code]!++] = row
    if (isRowLive(row)) group.live++
  }
  return groups
}
