import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Key, keyStates } from '#src/contract/key.ts'
import { isLive, keyUserId, keyUserName, stateAt, untoldState } from './key.ts'
import { createKeyIndex, type KeyQuery } from './keyIndex.ts'
import { personId } from './person.ts'
import { foldText, readTextQuery } from './searchText.ts'
import { readInstant } from './time.ts'

// The index against the plainest thing that does the same: objects, filtered and sorted anew each time.

const numbers = ['+4799887766', '+46701239988', '+4790000000', '+4799887700'] as const
const lockIds = ['gate', 'barn', 'cellar', 'gone'] as const
const ids = Array.from({ length: 14 }, (_, n) =>
  n % 3 === 0 ? `odd ${n}` : `0a1b2c3d-0000-4000-8000-${String(n).padStart(12, '0')}`,
)
const day = fc.constantFrom(
  undefined,
  '2026-11-21T10:00:00.000Z',
  '2026-11-22T10:00:00Z',
  '2026-11-23T10:00:00+01:00',
  '2026-12-24T10:00:00.000Z',
  'soon',
)
const hours = (to: number) => ({
  timeSpans: [{ weekday: 'sun', startHour: 8, startMinute: 0, endHour: to, endMinute: 0 }],
})
const key: fc.Arbitrary<Key> = fc.record(
  {
    id: fc.constantFrom(...ids),
    lockId: fc.constantFrom(...lockIds),
    appUser: fc.record(
      { id: fc.constantFrom(...numbers), name: fc.constantFrom('Åse Moe', 'Ola', 'Østen Moe') },
      { requiredKeys: [] },
    ),
    state: fc.constantFrom(...keyStates, 'active', 'active', 'paused'),
    start: day,
    end: day,
    created: day,
    recurrence: fc.constantFrom(hours(11), hours(24), 'odd'),
    metadata: fc.constantFrom({ note: 'På loftet' }, { note: 'Kjeller', batch: 'B-47' }, {}),
  },
  { requiredKeys: ['id'] },
)
const texts = [
  'moe',
  'o',
  '+',
  '+4',
  '0',
  '00',
  '004',
  '47',
  '9988',
  '99 88',
  'pa loft',
  'gate',
  'ø',
  'b-4',
  ' ',
]
const typed = fc
  .tuple(fc.constantFrom(...texts), fc.nat(6))
  .map(([text, length]) => text.slice(0, Math.max(1, length)))
const seldom = <T>(part: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: part })
const query: fc.Arbitrary<KeyQuery> = fc.record(
  {
    states: seldom(fc.subarray([...keyStates, 'paused', untoldState])),
    lockIds: seldom(fc.subarray([...lockIds])),
    personId: seldom(fc.constantFrom(...numbers).map((number) => personId('p', number))),
    text: typed,
    sort: fc.record({
      column: fc.constantFrom('state', 'person', 'lock', 'start', 'end', 'created'),
      descending: fc.boolean(),
    }),
    group: fc.constantFrom('person', 'lock'),
  },
  { requiredKeys: [] },
)
const asked = fc.nat(6)
type Step =
  | { do: 'append'; keys: Key[]; asked: number }
  | { do: 'remove'; ids: string[]; asked: number }
  | { do: 'rename'; number: string; name: string | undefined }
  | { do: 'clock'; hours: number }
  | { do: 'ask'; query: KeyQuery; typeOn: string; later: number }
  | { do: 'select'; query: KeyQuery; on: boolean }
  | { do: 'trim' }
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('append' as const),
    keys: fc.array(key, { maxLength: 12, size: 'max' }),
    asked,
  }),
  fc.record({ do: fc.constant('remove' as const), ids: fc.subarray(ids, { maxLength: 3 }), asked }),
  fc.record({
    do: fc.constant('rename' as const),
    number: fc.constantFrom(...numbers),
    name: fc.constantFrom(undefined, 'Zoë Ål', 'aase 47'),
  }),
  fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: -40, max: 40 }) }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      query,
      later: fc.integer({ min: 0, max: 30 }),
      typeOn: fc.constantFrom('', '', '4', '47', 'moe', '0', ' ', '8'),
    }),
  },
  fc.record({ do: fc.constant('select' as const), query, on: fc.boolean() }),
  fc.record({ do: fc.constant('trim' as const) }),
)

const locks: Record<string, { name: string; text?: string; zone?: string }> = {
  gate: { name: 'Gate 10', text: 'Østre vei 1', zone: 'Europe/Oslo' },
  barn: { name: 'Gate 2', zone: 'America/New_York' },
  cellar: { name: 'Éntré', text: '9988' },
}
const collator = new Intl.Collator(undefined, { numeric: true })

/** All keys as objects, in the order of arrival; a taken one stays as undefined. */
class Model {
  readonly rows = new Map<string, { key: Key | undefined; asked: number }>()
  readonly selected = new Set<string>()
  readonly named = new Map<string, string>()
  readonly nameInKeys = new Map<string, string>()

  get keys() {
    return [...this.rows.values()].flatMap(({ key }) => key ?? [])
  }

  put(key: Key, asked: number) {
    const known = this.rows.get(key.id)
    if (known && asked < known.asked) return
    this.rows.set(key.id, { key, asked })
    const [number, name] = [keyUserId(key), keyUserName(key)]
    if (number !== undefined && name !== undefined) this.nameInKeys.set(number, name)
  }

  take(id: string, asked: number) {
    const known = this.rows.get(id)
    if (!known?.key || known.asked > asked) return
    this.rows.set(id, { key: undefined, asked })
    this.selected.delete(id)
  }

  state(key: Key, at: number) {
    return stateAt(key, locks[key.lockId ?? '']?.zone, at)
  }

  personName(key: Key) {
    const number = keyUserId(key)
    return number && (this.named.get(number) ?? this.nameInKeys.get(number) ?? number)
  }

  holds(key: Key, { states, lockIds, personId: person, text }: KeyQuery, at: number) {
    const number = keyUserId(key)
    const lock = locks[key.lockId ?? '']
    const read = readTextQuery(text ?? '')
    const fields = [
      ...(number === undefined
        ? [keyUserName(key)]
        : [number, this.named.get(number), this.nameInKeys.get(number)]),
      ...[lock?.name, lock?.text],
      ...Object.values(key.metadata ?? {}).map(String),
    ]
    return (
      (!states?.length || states.includes(this.state(key, at) ?? untoldState)) &&
      (!lockIds?.length || lockIds.includes(key.lockId ?? '')) &&
      (!person || (number !== undefined && personId('p', number) === person)) &&
      (!read ||
        fields.some((field) => field !== undefined && read.inText(foldText(field))) ||
        (number !== undefined && read.inNumber(number)))
    )
  }

  /** What is sorted by; undefined comes last. Equal names of two people are told apart by their numbers. */
  value(key: Key, column: string, at: number): [string, string] | number | undefined {
    if (column === 'person') {
      const name = this.personName(key)
      return name === undefined ? undefined : [name, keyUserId(key)!]
    }
    if (column === 'lock') {
      const name = locks[key.lockId ?? '']?.name
      return name === undefined ? undefined : [name, key.lockId!]
    }
    if (column === 'state') {
      const state = this.state(key, at)
      return state === undefined ? undefined : [...keyStates, 'paused'].indexOf(state)
    }
    return readInstant(key[column] as string | undefined)
  }

  sorted(keys: Key[], column: string, descending: boolean, at: number) {
    return keys.toSorted((a, b) => {
      const [x, y] = [this.value(a, column, at), this.value(b, column, at)]
      if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined)
      const sign =
        typeof x === 'number' || typeof y === 'number'
          ? Number(x) - Number(y)
          : collator.compare(x[0], y[0]) || (x[1] < y[1] ? -1 : x[1] > y[1] ? 1 : 0)
      return descending ? -sign : sign
    })
  }

  answer(query: KeyQuery, at: number): string[] {
    const { sort, group } = query
    let keys = this.keys.filter((key) => this.holds(key, query, at))
    if (sort && sort.column !== group) keys = this.sorted(keys, sort.column, sort.descending, at)
    if (group) {
      keys = this.sorted(keys, group, sort?.column === group && sort.descending, at)
      const of = (key: Key) => (group === 'lock' ? key.lockId : keyUserId(key))
      // Those without a name are kept together too; in which order these groups come is nobody's business.
      const groups = [...new Set(keys.map(of))]
      keys = groups.flatMap((id) => keys.filter((key) => of(key) === id))
    }
    return keys.map(({ id }) => id)
  }
}

test('does what plain objects do, whatever comes after what', () => {
  let [asks, found, selected, narrowed] = [0, 0, 0, 0]
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (steps) => {
      const model = new Model()
      const index = createKeyIndex({
        projectId: 'p',
        zoneOf: (id) => locks[id]?.zone,
        lockName: (id) => locks[id]?.name,
        lockText: (id) => locks[id]?.text,
        personName: (number) => model.named.get(number),
      })
      const idsOf = (rows: Iterable<number>) => Array.from(rows, (row) => index.keyAt(row).id)
      let now = Date.parse('2026-11-22T10:00:00Z')
      const ask = (query: KeyQuery) => {
        const rows = index.query(query, now)
        const wanted = model.answer(query, now)
        const isSplit = query.group === 'lock' && wanted.some((id) => !hasLockName(model, id))
        if (isSplit) expect(idsOf(rows).sort()).toEqual(wanted.sort())
        else expect(idsOf(rows)).toEqual(wanted)
        expect(index.query({ ...query }, now)).toBe(rows)
        return rows
      }
      for (const one of steps) {
        if (one.do === 'append') {
          index.append(one.keys, one.asked)
          for (const key of one.keys) model.put(key, one.asked)
        } else if (one.do === 'remove') {
          const gone = one.ids.filter((id) => model.selected.has(id))
          for (const id of one.ids) model.take(id, one.asked)
          expect(index.remove(one.ids, one.asked)).toEqual(gone.filter((id) => !model.selected.has(id)))
        } else if (one.do === 'rename') {
          if (one.name === undefined) model.named.delete(one.number)
          else model.named.set(one.number, one.name)
          index.reread()
        } else if (one.do === 'clock') now += one.hours * 3_600_000
        else if (one.do === 'select') {
          index.select(index.query(one.query, now), one.on)
          for (const id of model.answer(one.query, now))
            if (one.on) model.selected.add(id)
            else model.selected.delete(id)
        } else if (one.do === 'trim') {
          while (index.warm(true));
          index.trim()
        } else {
          const rows = ask(one.query)
          asks++
          found += rows.length
          // Typed on: what is found then is looked for in what was found before.
          const more = ask({ ...one.query, text: `${one.query.text ?? ''}${one.typeOn}` })
          if (one.typeOn && more.length < rows.length) narrowed++
          expect(index.selectedHidden(rows)).toBe(model.selected.size - countIn(model.selected, idsOf(rows)))
          expect(index.selectedAmong(rows)).toBe(countIn(model.selected, idsOf(rows)))
          ask(one.query)
          now += one.later * 3_600_000
          ask(one.query)
        }
        expect(index.size).toBe(model.keys.length)
        expect(index.selectedCount).toBe(model.selected.size)
        selected += model.selected.size
      }
      expect(index.selectedIds().sort()).toEqual([...model.selected].sort())
      const chosen = model.keys.filter(({ id }) => model.selected.has(id))
      const owners = index.selectedOwners()
      expect(index.selectedOwnerCounts()).toEqual({
        numbers: owners.numbers.length,
        lockIds: owners.lockIds.length,
      })
      expect(owners.numbers.sort()).toEqual(
        [...new Set(chosen.flatMap((key) => keyUserId(key) ?? []))].sort(),
      )
      expect(owners.lockIds.sort()).toEqual([...new Set(chosen.flatMap((key) => key.lockId ?? []))].sort())
      const counts = new Map<string, number>()
      for (const key of model.keys) {
        const state = model.state(key, now)
        expect(index.stateOf(index.rowOf(key.id)!, now)).toBe(state)
        counts.set(state ?? untoldState, (counts.get(state ?? untoldState) ?? 0) + 1)
      }
      expect(new Map([...index.countsByState(now)].sort())).toEqual(new Map([...counts].sort()))
      for (const { id, rows, live } of index.groups(index.query({ group: 'lock' }, now), 'lock', now)) {
        const inGroup = model.keys.filter((key) => key.lockId === id)
        expect(idsOf(rows).sort()).toEqual(inGroup.map((key) => key.id).sort())
        expect(live).toBe(inGroup.filter((key) => isLive(model.state(key, now))).length)
      }
    }),
    { numRuns: 300 },
  )
  expect(asks).toBeGreaterThan(2000)
  expect(found).toBeGreaterThan(2000)
  expect(selected).toBeGreaterThan(2000)
  expect(narrowed).toBeGreaterThan(50)
})

const hasLockName = (model: Model, id: string) => {
  const lockId = model.rows.get(id)?.key?.lockId
  return lockId != null && locks[lockId] !== undefined
}
const countIn = (all: Set<string>, some: string[]) => some.filter((id) => all.has(id)).length
