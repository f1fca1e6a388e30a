import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyPageEnvelope, endpoints } from '#src/contract/endpoints.ts'
import { Key } from '#src/contract/key.ts'
import { keyUserId, keyUserName } from './key.ts'
import { createKeyIndex } from './keyIndex.ts'
import { keyOfKept, noKept, readKept, rowProblems, type RawKey } from './keyKept.ts'

const odd = fc.constantFrom<unknown>(
  null,
  undefined,
  '',
  ' ',
  0,
  1,
  NaN,
  true,
  [],
  [1],
  {},
  { id: 1 },
  'text',
)
const word = (...words: string[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, odd)
/** As an API may send it: right, wrong, missing, null, of another kind. */
const row = fc
  .record(
    {
      id: fc.oneof(
        { weight: 9, arbitrary: fc.oneof(fc.uuid(), fc.constantFrom('a', 'b', 'c')) },
        fc.oneof(odd, fc.string()),
      ),
      lockId: word('gate', 'barn'),
      appUser: fc.oneof(
        fc.record(
          { id: word('+4799887766', '+4790000000'), name: word(' Kari ', 'Ola') },
          { requiredKeys: [] },
        ),
        odd,
      ),
      appUserId: word('+4799887766', '+46701239988'),
      toUser: fc.oneof(
        fc.record({ id: word('+4790000000'), userName: word('Per') }, { requiredKeys: [] }),
        odd,
      ),
      state: word('active', 'revoked', 'paused', '__proto__'),
      start: instant(),
      end: instant(),
      created: instant(),
      recurrence: fc.oneof(fc.constant({ timeSpans: [{ weekday: 'mon', startHour: 8 }] }), fc.jsonValue()),
      metadata: fc.oneof(
        fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
        fc.constant({ note: 'På loftet', batch: 'B-7' }),
        odd,
      ),
      something: fc.jsonValue(),
    },
    { requiredKeys: ['id'] },
  )
  // What no JSON can say, no answer says.
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)

function instant() {
  const date = fc
    .date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })
    .map((at) => at.toISOString())
  return fc.oneof(
    date,
    date.map((text) => `${text.slice(0, 19)}Z`),
    fc.constantFrom(
      '2026-11-22T10:00:00+01:00',
      '2026-11-22T10:00:00.123456Z',
      '2026-11-22T24:00:00Z',
      '2026-11-22T23:59:60Z',
      '2026-02-30T10:00:00.000Z',
      '2026-11-22t10:00:00.000z',
      '2026-11-22T10:00Z',
      'soon',
    ),
    odd,
  )
}

/** What the rule says, on the contract's own shape. */
function expected(key: Key): Key {
  const user = { id: keyUserId(key), name: keyUserName(key) }
  const all = {
    id: key.id,
    lockId: key.lockId || undefined,
    appUser: user.id || user.name ? plain(user) : undefined,
    state: key.state || undefined,
    start: key.start ?? undefined,
    end: key.end ?? undefined,
    created: key.created ?? undefined,
    recurrence: key.recurrence ?? undefined,
    metadata: key.metadata ?? undefined,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Key
}

const plain = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T

describe('rows that are read without the contract’s shape', () => {
  test('say what the shape would have said', () => {
    let [good, told] = [0, 0]
    fc.assert(
      fc.property(row, (raw) => {
        const parsed = Key.safeParse(raw)
        expect(rowProblems([raw]).length === 0).toBe(parsed.success)
        if (!parsed.success) return
        good++
        const key = keyOfKept(readKept(raw as RawKey, noKept()))
        expect(key).toEqual(expected(parsed.data))
        if (key.appUser && key.metadata && key.recurrence !== undefined) told++
      }),
      { numRuns: 3000 },
    )
    expect(good).toBeGreaterThan(1000)
    expect(told).toBeGreaterThan(50)
  })

  test('that are no keys are named as the shape names them', () => {
    const anything = fc.oneof(row, odd, fc.jsonValue()).map((value) => plain(value ?? null))
    let bad = 0
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 5 }), (rows) => {
        const page = { keys: rows, startAfterId: 'x' }
        const { error } = endpoints.keyList.answer.safeParse(page)
        const paths = [...new Set(error?.issues.map(({ path }) => path.join('.')))]
        expect(rowProblems(rows)).toEqual(paths)
        expect(KeyPageEnvelope.parse(page)).toEqual(page)
        bad += paths.length
      }),
    )
    expect(bad).toBeGreaterThan(50)
  })

  test('come out of the index as they went in, also when another came in between', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const index = createKeyIndex({
          projectId: 'p',
          zoneOf: () => undefined,
          lockName: () => undefined,
          lockText: () => undefined,
          personName: () => undefined,
        })
        const keys = rows.filter((raw) => rowProblems([raw]).length === 0) as RawKey[]
        const last = new Map<string, Key>()
        keys.forEach((raw, place) => {
          const { version } = index
          const before = last.get(raw.id)
          const wanted = expected(Key.parse(raw))
          index.append([raw], place)
          expect(index.version !== version).toBe(JSON.stringify(before) !== JSON.stringify(wanted))
          last.set(raw.id, wanted)
          for (const [id, key] of last) expect(index.keyAt(index.rowOf(id)!)).toEqual(key)
        })
        index.trim()
        for (const [id, key] of last) expect(index.keyAt(index.rowOf(id)!)).toEqual(key)
      }),
      { numRuns: 500 },
    )
  })
})
