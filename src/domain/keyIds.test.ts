import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyIds } from './keyIds.ts'

test('ids of every kind have a row each and come back as they were', () => {
  const uuid = fc.uuid()
  const id = fc.oneof(
    { weight: 5, arbitrary: uuid },
    uuid.map((text) => text.toUpperCase()),
    uuid.map((text) => text.replaceAll('-', '')),
    uuid.map((text) => `${text.slice(0, 35)}g`),
    uuid.map((text) => text.replace('-', 'é')),
    fc.constantFrom(
      '00000000-0000-0000-0000-000000000000',
      '00000000-0000-0000-0000-000000000001',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '__proto__',
    ),
    fc.string({ minLength: 1 }),
  )
  fc.assert(
    fc.property(fc.array(id, { maxLength: 200 }), (all) => {
      const ids = new KeyIds()
      const rows = new Map<string, number>()
      for (const one of all) {
        expect(ids.find(one)).toBe(rows.get(one))
        const row = rows.get(one) ?? rows.size
        expect(ids.add(one)).toBe(row)
        rows.set(one, row)
      }
      expect(ids.count).toBe(rows.size)
      for (const [one, row] of rows) expect([ids.find(one), ids.at(row)]).toEqual([row, one])
    }),
  )
})

test('ids that differ in one digit alone, and a table that grows', () => {
  const ids = new KeyIds()
  const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
  for (let n = 0; n < 20_000; n++) ids.add(n % 3 === 0 ? `odd ${n}` : idOf(n))
  ids.resize(ids.count)
  for (let n = 0; n < 20_000; n++) expect(ids.find(n % 3 === 0 ? `odd ${n}` : idOf(n))).toBe(n)
  expect([ids.at(19_999), ids.at(3), ids.find(idOf(3))]).toEqual([idOf(19_999), 'odd 3', undefined])
})
