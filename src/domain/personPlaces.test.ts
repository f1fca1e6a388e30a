import { expect, test } from 'vitest'
import { createKeyIndex } from './keyIndex.ts'
import { personHash } from './person.ts'
import { PersonPlaces } from './personPlaces.ts'

const idOf = (number: string) => personHash('p', number)

test('each person is hashed once, however many ids are looked for, and only as far as it must be', () => {
  const hashed: string[] = []
  const places = new PersonPlaces((number) => {
    hashed.push(number)
    return idOf(number)
  })
  const numbers = [undefined, '+471', '+472', '+473']
  expect(places.find(idOf('+471'), numbers)).toBe(1)
  expect(hashed).toEqual(['+471'])
  expect(places.find(idOf('+473'), numbers)).toBe(3)
  expect(places.find(idOf('+472'), numbers)).toBe(2)
  for (let i = 0; i < 1000; i++) expect(places.find(idOf(`+48${i}`), numbers)).toBeUndefined()
  expect(hashed).toEqual(['+471', '+472', '+473'])
  numbers.push('+474')
  expect(places.find(idOf('+474'), numbers)).toBe(4)
  expect(hashed).toHaveLength(4)
})

test('what is no id of a person is nobody', () => {
  const places = new PersonPlaces(idOf)
  for (const id of ['', '+471', 'constructor', `${idOf('+471')}0`, idOf('+471').toUpperCase()])
    expect(places.find(id, ['+471']), id).toBe(/^\d+$/.test(id) ? 0 : undefined)
})

test('an index of 5,000 people is asked for 10,000 of whom it knows none, within the patience of a keystroke', () => {
  const index = createKeyIndex({
    projectId: 'p',
    zoneOf: () => undefined,
    lockName: () => undefined,
    lockText: () => undefined,
    personName: () => undefined,
  })
  const number = (i: number) => `+47${90_000_000 + i}`
  index.append(
    Array.from({ length: 5000 }, (_, i) => ({ id: `k${i}`, appUserId: number(i) })),
    1,
  )
  const ids = Array.from({ length: 10_000 }, (_, i) => i.toString(16).padStart(12, '0'))
  const began = performance.now()
  for (const id of ids) expect(index.numberOf(id)).toBeUndefined()
  expect(index.numberOf(idOf(number(4321)))).toBe(number(4321))
  // Hashing all of them for each would take minutes.
  expect(performance.now() - began).toBeLessThan(5_000)
})
