import { describe, expect, test, vi } from 'vitest'
import { type Key, keyStates } from '#src/contract/key.ts'
import { isLive, keyUserId, stateAt, untoldState } from './key.ts'
import { createKeyIndex, type KeyIndex, type KeyQuery, type KeySortColumn } from './keyIndex.ts'
import { personId } from './person.ts'

const now = Date.parse('2026-11-22T10:00:00Z') // a Sunday
const locks: Record<string, { name?: string; text?: string; zone?: string }> = {
  gate: { name: 'Gate 10', text: 'Østre vei 1, 0155 Oslo', zone: 'Europe/Oslo' },
  barn: { name: 'Gate 2', zone: 'America/New_York' },
  cellar: { name: 'Éntré', text: '9988' },
}
const names: Record<string, string> = { '+4799887766': 'Ása Moe' }

const newIndex = () =>
  createKeyIndex({
    projectId: 'p',
    zoneOf: (id) => locks[id]?.zone,
    lockName: (id) => locks[id]?.name,
    lockText: (id) => locks[id]?.text,
    personName: (number) => names[number],
  })

const ids = (index: KeyIndex, rows: Iterable<number>) => Array.from(rows, (row) => index.keyAt(row).id)
const found = (index: KeyIndex, query: KeyQuery, at = now) => ids(index, index.query(query, at))

const workdays = (to: number) => ({
  timeSpans: [{ weekday: 'sun', startHour: 8, startMinute: 0, endHour: to, endMinute: 0 }],
})
const few: Key[] = [
  { id: 'a', lockId: 'gate', appUser: { id: '+4799887766' }, state: 'active', end: '2026-12-01T00:00:00Z' },
  { id: 'b', lockId: 'barn', appUser: { id: '+46701239988', name: 'Bo Ek' }, state: 'revoked' },
  { id: 'c', lockId: 'cellar', appUserId: '+4790000000', state: 'active', end: '2026-11-22T10:00:00Z' },
  { id: 'd', state: 'creating', metadata: { note: 'Vaktmester  på loftet', batch: 'B-7', floor: 4 } },
  { id: 'e', lockId: 'gone', appUser: { name: 'Uten Nummer' } },
  { id: 'f', lockId: 'gate', appUser: { id: '+4799887766' }, state: 'active', recurrence: workdays(11) },
]

describe('query', () => {
  const index = newIndex()
  index.append(few, 1)
  test.each<[string, KeyQuery, string]>([
    ['nothing asked', {}, 'abcdef'],
    ['empty parts exclude nothing', { states: [], lockIds: [], text: ' ', personId: '' }, 'abcdef'],
    ['state, moved by the clock', { states: ['active'] }, 'a'],
    ['expired by the clock', { states: ['expired'] }, 'c'],
    ['out of hours in the zone of the lock', { states: ['inactive'] }, 'f'],
    ['several states', { states: ['creating', 'revoked'] }, 'bd'],
    ['state untold', { states: [untoldState] }, 'e'],
    ['a state that no key has', { states: ['paused'] }, ''],
    ['locks', { lockIds: ['gate', 'gone'] }, 'aef'],
    ['a lock that no key has', { lockIds: ['nowhere'] }, ''],
    ['person', { personId: personId('p', '+4799887766') }, 'af'],
    ['person of another project', { personId: personId('q', '+4799887766') }, ''],
    ['the project’s name of a person', { text: 'asa m' }, 'af'],
    ['a name in the key', { text: 'bo ek' }, 'b'],
    ['the name of someone without a number', { text: 'uten n' }, 'e'],
    ['+47', { text: '+47' }, 'acf'],
    ['0047', { text: '0047' }, 'acf'],
    ['4799', { text: '4799' }, 'af'],
    ['99 88, in a number and as an address', { text: '9988' }, 'abcf'],
    ['lock name', { text: 'GATE 2' }, 'b'],
    ['lock name folded', { text: 'entre' }, 'c'],
    ['lock address', { text: 'ostre' }, 'af'],
    ['note', { text: 'vaktmester pa' }, 'd'],
    ['batch', { text: 'b-7' }, 'd'],
    ['no text runs over two fields', { text: 'loftet b' }, ''],
    ['a pattern is literal', { text: 'g.te' }, ''],
    ['all parts must hold', { text: 'moe', states: ['active'], lockIds: ['gate'] }, 'a'],
    ['sort by lock, numbers as numbers', { sort: { column: 'lock', descending: false } }, 'cbafde'],
    ['sort by lock, unknown last again', { sort: { column: 'lock', descending: true } }, 'afbcde'],
    ['sort by person', { sort: { column: 'person', descending: false } }, 'cafbde'],
    ['sort by person, unknown last again', { sort: { column: 'person', descending: true } }, 'bafcde'],
    ['sort by end', { sort: { column: 'end', descending: false } }, 'cabdef'],
    ['sort by end, none last again', { sort: { column: 'end', descending: true } }, 'acbdef'],
    ['sort by state', { sort: { column: 'state', descending: false } }, 'dafbce'],
    ['sort by state, untold last again', { sort: { column: 'state', descending: true } }, 'cbfade'],
    ['group by lock', { group: 'lock' }, 'cbafde'],
    [
      'group by lock, sorted within',
      { group: 'lock', sort: { column: 'state', descending: true } },
      'cbfade',
    ],
    ['groups themselves descending', { group: 'lock', sort: { column: 'lock', descending: true } }, 'afbcde'],
  ])('%s', (_, query, expected) => expect(found(index, query).join('')).toBe(expected))

  test('another now gives other states', () => {
    const earlier = Date.parse('2026-11-22T09:59:00Z') // 10:59 in Oslo
    expect(found(index, { states: ['active'] }, earlier).join('')).toBe('acf')
    expect(found(index, { states: ['active'] }).join('')).toBe('a')
    expect(index.stateOf(index.rowOf('f')!, earlier)).toBe('active')
    expect(Object.fromEntries(index.countsByState(now))).toEqual({
      active: 1,
      inactive: 1,
      expired: 1,
      revoked: 1,
      creating: 1,
      [untoldState]: 1,
    })
  })

  test('groups name the wire’s ids and count live keys', () => {
    const show = (by: 'person' | 'lock') =>
      index
        .groups(index.query({ group: by }, now), by, now)
        .map(({ id, rows, live }) => [id, ids(index, rows).join(''), live])
    expect(show('lock')).toEqual([
      ['cellar', 'c', 0],
      ['barn', 'b', 0],
      ['gate', 'af', 2],
      [undefined, 'd', 1],
      ['gone', 'e', 1],
    ])
    expect(show('person')).toEqual([
      ['+4790000000', 'c', 0],
      ['+4799887766', 'af', 2],
      ['+46701239988', 'b', 0],
      [undefined, 'de', 2],
    ])
  })

  test('people', () => {
    // Nobody, Ása Moe, Bo Ek.
    expect(index.numbers()).toEqual(['+4790000000', '+4799887766', '+46701239988'])
    expect(index.numberOf(personId('p', '+4799887766'))).toBe('+4799887766')
    expect(index.numberOf('000000000000')).toBeUndefined()
  })
})

describe('change', () => {
  test('a known id replaces its row in place, with all that is known of it', () => {
    const index = newIndex()
    index.append(few, 1)
    const row = index.rowOf('b')!
    expect(found(index, { text: 'ek' })).toEqual(['b'])
    index.append(
      [{ id: 'b', lockId: 'gate', appUser: { id: '+46701239988', name: 'Bo Dahl' }, state: 'active' }],
      1,
    )
    expect(index.rowOf('b')).toBe(row)
    expect(index.size).toBe(6)
    expect(index.keyAt(row).state).toBe('active')
    expect(found(index, { text: 'ek' })).toEqual([])
    expect(found(index, { text: 'dahl' })).toEqual(['b'])
    expect(found(index, { lockIds: ['gate'] })).toEqual(['a', 'b', 'f'])
  })

  test('people and locks of a later page are found, also when the same was asked before', () => {
    const index = newIndex()
    const ask = () => [
      found(index, { text: '0000' }).join(),
      found(index, { text: 'gate 2' }).join(),
      found(index, { personId: personId('p', '+4790000000') }).join(),
      found(index, { sort: { column: 'person', descending: true } }).join(''),
      found(index, { sort: { column: 'lock', descending: true } }).join(''),
    ]
    expect(ask()).toEqual(['', '', '', '', ''])
    index.append([{ id: 'a', lockId: 'gate', appUserId: '+4799887766' }], 1)
    expect(ask()).toEqual(['', '', '', 'a', 'a'])
    index.append([{ id: 'b', appUserId: '+4790000000' }], 1)
    expect(ask()).toEqual(['b', '', 'b', 'ab', 'ab'])
    index.append([{ id: 'c', lockId: 'barn' }], 1)
    expect(ask()).toEqual(['b', 'c', 'b', 'abc', 'acb'])
  })

  test('a removed key is gone from everything but a late render, and comes back to its row', () => {
    const index = newIndex()
    index.append(few, 1)
    const row = index.rowOf('a')!
    index.select([row, index.rowOf('b')!], true)
    expect(index.remove(['a', 'c', 'never'], 1)).toEqual(['a'])
    expect(index.rowOf('a')).toBeUndefined()
    expect([index.size, index.selectedCount]).toEqual([4, 1])
    expect(index.selectedIds()).toEqual(['b'])
    expect(found(index, {})).toEqual(['b', 'd', 'e', 'f'])
    expect(index.countsByState(now).get('active')).toBeUndefined()
    expect(index.numbers()).not.toContain('+4790000000')
    expect(index.keyAt(row).id).toBe('a')
    index.select([row], true)
    expect(index.selectedCount).toBe(1)
    index.append([few[0]!], 1)
    expect([index.rowOf('a'), index.size, index.isSelected(row)]).toEqual([row, 5, false])
    expect(() => index.keyAt(99)).toThrow(RangeError)
  })

  test('what a complete pass no longer lists is told, also with other arrivals in between', () => {
    const index = newIndex()
    index.append(few.slice(0, 4), 1)
    const before = index.arrivals
    index.append([few[0]!], 1)
    index.append([{ id: 'made meanwhile' }], 1)
    index.append([few[2]!], 1)
    expect(index.notSeenSince(before)).toEqual(['b', 'd'])
    index.remove(index.notSeenSince(before), 1)
    expect(found(index, {})).toEqual(['a', 'c', 'made meanwhile'])
  })

  test('an answer that was asked for earlier changes no row that a later one has written', () => {
    const index = newIndex()
    const stateOf = (id: string) => index.keyAt(index.rowOf(id)!).state
    index.append([{ id: 'a', state: 'creating' }], 3)
    const before = index.arrivals
    index.append([{ id: 'a', state: 'active' }], 5)
    index.append(
      [
        { id: 'a', state: 'creating' },
        { id: 'b', state: 'active' },
      ],
      4,
    )
    expect([stateOf('a'), stateOf('b'), index.size]).toEqual(['active', 'active', 2])
    expect(index.notSeenSince(before)).toEqual([])
    index.append([{ id: 'a', state: 'revoked' }], 6)
    expect(stateOf('a')).toBe('revoked')
  })

  test('a late answer keeps its row from being taken for gone', () => {
    const index = newIndex()
    index.append([{ id: 'a' }, { id: 'b' }], 5)
    const before = index.arrivals
    index.append([{ id: 'a' }], 4)
    expect(index.notSeenSince(before)).toEqual(['b'])
  })

  test('a pass takes out no row that was shown by a request after its own', () => {
    const index = newIndex()
    index.append([{ id: 'a' }], 2)
    index.append([{ id: 'b' }], 7)
    index.select([0, 1], true)
    expect(index.remove(['a', 'b'], 5)).toEqual(['a'])
    expect(found(index, {})).toEqual(['b'])
  })

  test('what was taken out comes back by a later request alone', () => {
    const index = newIndex()
    index.append([{ id: 'a', state: 'active' }], 2)
    index.remove(['a'], 5)
    index.append([{ id: 'a', state: 'active' }], 4)
    expect([index.rowOf('a'), index.size]).toEqual([undefined, 0])
    index.append([{ id: 'a', state: 'active' }], 6)
    expect([index.rowOf('a'), index.size]).toEqual([0, 1])
  })

  test('names and zones that come later are asked for on reread', () => {
    const known = new Map<string, string>()
    const index = createKeyIndex({
      projectId: 'p',
      zoneOf: (id) => known.get(`${id} zone`),
      lockName: (id) => known.get(id),
      lockText: () => undefined,
      personName: (number) => known.get(number),
    })
    index.append(
      [
        { id: 'a', lockId: 'l1', appUserId: '+4799887766', state: 'active', recurrence: workdays(11) },
        { id: 'b', lockId: 'l2', appUserId: '+4790000000' },
      ],
      1,
    )
    const all = () => [
      found(index, { text: 'kari' }).join(),
      found(index, { text: 'dør' }).join(),
      found(index, { states: ['inactive'] }).join(),
      found(index, { sort: { column: 'lock', descending: false } }).join(''),
      found(index, { sort: { column: 'person', descending: false } }).join(''),
    ]
    expect(all()).toEqual(['', '', '', 'ab', 'ba'])
    for (const [id, name] of [
      ['l1', 'Dør 2'],
      ['l2', 'Dør 1'],
      ['l1 zone', 'Europe/Oslo'],
      ['+4799887766', 'Kari'],
      ['+4790000000', 'Ola'],
    ] as const)
      known.set(id, name)
    index.reread()
    expect(all()).toEqual(['a', 'a,b', 'a', 'ba', 'ab'])
  })
})

test('whose keys are selected, and to which locks, is told in the order of the names', () => {
  const index = newIndex()
  index.append(few.toReversed(), 1)
  index.select(index.query({}, now), true)
  expect(index.selectedOwners()).toEqual({
    numbers: ['+4790000000', '+4799887766', '+46701239988'],
    lockIds: ['cellar', 'barn', 'gate', 'gone'],
  })
})

describe('selection', () => {
  test('holds over refetch, sort and filter, and knows what is hidden', () => {
    const index = newIndex()
    index.append(few, 1)
    const { toggle, select, clearSelection } = index
    select(index.query({ lockIds: ['gate'] }, now), true)
    toggle(index.rowOf('b')!)
    index.append(few, 1)
    index.append([{ id: 'z' }], 1)
    index.query({ sort: { column: 'person', descending: true } }, now)
    expect(index.selectedIds()).toEqual(['a', 'b', 'f'])
    expect(index.selectedHidden(index.query({ states: ['active'] }, now))).toBe(2)
    expect(index.selectedHidden(index.query({}, now))).toBe(0)
    toggle(index.rowOf('a')!)
    expect(index.isSelected(index.rowOf('a')!)).toBe(false)
    expect(index.selectedCount).toBe(2)
    clearSelection()
    expect([index.selectedCount, index.selectedIds()]).toEqual([0, []])
  })

  test('rows past the first columns can be selected', () => {
    const index = newIndex()
    index.append(
      Array.from({ length: 5000 }, (_, i) => ({ id: `k${i}` })),
      1,
    )
    index.select(index.query({}, now), true)
    index.append(
      Array.from({ length: 5000 }, (_, i) => ({ id: `m${i}` })),
      1,
    )
    index.select([index.rowOf('m4999')!], true)
    expect(index.selectedCount).toBe(5001)
    expect(index.selectedIds().at(-1)).toBe('m4999')
  })
})

test('listeners hear of every change and of nothing else', () => {
  const index = newIndex()
  const heard = vi.fn()
  const leave = index.subscribe(heard)
  const step = (act: () => void) => {
    const before = [index.version, index.selectionVersion, heard.mock.calls.length] as const
    act()
    return [
      index.version !== before[0],
      index.selectionVersion !== before[1],
      heard.mock.calls.length - before[2],
    ]
  }
  expect(step(() => index.append(few, 1))).toEqual([true, false, 1])
  expect(step(() => index.append([], 1))).toEqual([false, false, 0])
  expect(step(() => index.select([0, 1], true))).toEqual([false, true, 1])
  expect(step(() => index.select([0, 1], true))).toEqual([false, false, 0])
  expect(step(() => index.query({ text: 'a' }, now))).toEqual([false, false, 0])
  expect(step(() => index.remove(['never'], 1))).toEqual([false, false, 0])
  expect(step(() => index.remove(['a'], 1))).toEqual([true, true, 1])
  expect(step(() => index.remove(['c'], 1))).toEqual([true, false, 1])
  expect(step(() => index.reread())).toEqual([true, false, 1])
  leave()
  expect(step(() => index.append(few, 1))).toEqual([true, false, 0])
})

describe('against a plain model', () => {
  const random = (seed: number) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const columns: KeySortColumn[] = ['state', 'person', 'lock', 'start', 'end', 'created']
  const collator = new Intl.Collator(undefined, { numeric: true })

  test.each([1, 2, 3, 4, 5, 6])('seed %i', (seed) => {
    const next = random(seed)
    const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!
    const day = () =>
      pick([undefined, null, 'soon', `2026-1${pick([0, 1, 2])}-${pick([11, 22, 25])}T10:00:00Z`])
    const lockIds = ['gate', 'barn', 'cellar', 'gone', 'gone too', undefined]
    const numbers = ['+4799887766', '+46701239988', '+4790000000', undefined]
    const newKey = (): Key => ({
      id: `k${Math.floor(next() * 60)}`,
      lockId: pick(lockIds),
      appUser: { id: pick(numbers) },
      state: pick([...keyStates, 'active', 'inactive', 'paused', undefined]),
      start: day(),
      end: day(),
      created: day(),
      recurrence: pick([undefined, null, workdays(11), workdays(5), workdays(24), 'odd']),
      metadata: { note: pick(['Loft', 'Kjeller', '']) },
    })

    const index = newIndex()
    /** Arrival order, as rows never move. */
    const model = new Map<string, Key | undefined>()
    let states = 0
    for (let round = 0; round < 60; round++) {
      if (next() < 0.3) {
        const gone = [...model.keys()].filter(() => next() < 0.2)
        index.remove(gone, 1)
        for (const id of gone) model.set(id, undefined)
      } else {
        const page = Array.from({ length: 12 }, newKey)
        index.append(page, 1)
        for (const key of page) model.set(key.id, key)
      }

      const at = now + Math.floor((next() - 0.5) * 40) * 86_400_000 + pick([0, 3_600_000])
      const keys = [...model.values()].filter((key) => key !== undefined)
      const stateOf = (key: Key) => stateAt(key, locks[key.lockId ?? '']?.zone, at)
      expect(index.size).toBe(keys.length)
      for (const key of keys) expect(index.stateOf(index.rowOf(key.id)!, at)).toBe(stateOf(key))

      const query = {
        states: pick([undefined, ['active'], ['expired', 'paused'], [untoldState, 'inactive']]),
        lockIds: pick([undefined, undefined, ['gate', 'gone']]),
        text: pick([undefined, undefined, 'loft', '9988', 'gate', 'moe']),
      }
      const texts: Record<string, (key: Key) => boolean> = {
        loft: (key) => key.metadata?.note === 'Loft',
        '9988': (key) => /9988/.test(keyUserId(key) ?? '') || key.lockId === 'cellar',
        gate: (key) => key.lockId === 'gate' || key.lockId === 'barn',
        moe: (key) => keyUserId(key) === '+4799887766',
      }
      const expected = keys.filter(
        (key) =>
          (query.states?.includes(stateOf(key) ?? untoldState) ?? true) &&
          (query.lockIds?.includes(key.lockId ?? '') ?? true) &&
          (query.text === undefined || texts[query.text]!(key)),
      )
      states += expected.length

      const column = pick(columns)
      const descending = next() < 0.5
      const valueOf = (key: Key): string | number | undefined => {
        if (column === 'lock') return locks[key.lockId ?? '']?.name
        if (column === 'person') {
          const id = keyUserId(key)
          return id && (names[id] ?? id)
        }
        if (column === 'state') {
          const state = stateOf(key)
          return state === undefined ? undefined : [...keyStates, 'paused'].indexOf(state)
        }
        const value = Date.parse(key[column] ?? '')
        return Number.isNaN(value) ? undefined : value
      }
      const compare = (a: Key, b: Key) => {
        const [x, y] = [valueOf(a), valueOf(b)]
        if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined)
        const sign = typeof x === 'string' ? collator.compare(x, String(y)) : x - Number(y)
        return descending ? -sign : sign
      }
      expect(found(index, { ...query, sort: { column, descending } }, at)).toEqual(
        expected.toSorted(compare).map((key) => key.id),
      )

      const by = pick(['person', 'lock'] as const)
      const rows = index.query({ ...query, group: by, sort: { column, descending } }, at)
      const groups = index.groups(rows, by, at)
      expect(groups.flatMap((group) => [...group.rows])).toEqual([...rows])
      expect(new Set(groups.map((group) => group.id)).size).toBe(groups.length)
      for (const group of groups) {
        const idOf = (key: Key) => (by === 'person' ? keyUserId(key) : (key.lockId ?? undefined))
        const inGroup = expected.filter((key) => idOf(key) === group.id)
        expect(ids(index, group.rows).sort()).toEqual(inGroup.map((key) => key.id).sort())
        expect(group.live).toBe(inGroup.filter((key) => isLive(stateOf(key))).length)
      }
    }
    expect(states).toBeGreaterThan(200)
  })
})
