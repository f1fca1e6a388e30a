import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ManagedUser } from '#src/contract/project.ts'
import { managedUserId, managedUserName, numberBehind, personId } from './person.ts'

test('the opaque id is the first 12 hex digits of SHA-256 over project and number', () => {
  for (const [project, number] of [
    ['p1', '+4799887766'],
    ['p2', '+4799887766'],
    ['prosjekt-ø', '+46701234567'],
  ] as const) {
    const expected = createHash('sha256').update(`${project} ${number}`).digest('hex').slice(0, 12)
    expect(personId(project, number)).toBe(expected)
    expect(personId(project, number)).toBe(expected)
  }
})

test.each([
  [{ appUserId: '+471', name: 'Kari Moe', firstName: 'K' }, '+471', 'Kari Moe'],
  [{ id: 'uuid', phoneNumber: '+472', firstName: ' Kari ', lastName: 'Moe' }, '+472', 'Kari Moe'],
  [{ id: '+473', name: '  ', lastName: 'Moe' }, '+473', 'Moe'],
  [{ id: 'uuid', name: '' }, undefined, undefined],
  [{}, undefined, undefined],
])('a managed user %j', (fields, id, name) => {
  const user = ManagedUser.parse(fields)
  expect(managedUserId(user)).toBe(id)
  expect(managedUserName(user)).toBe(name)
})

test('the number behind an opaque id is looked for in keys, in what was asked for, and among the named', () => {
  const idOf = (number: string) => createHash('sha256').update(`p9 ${number}`).digest('hex').slice(0, 12)
  const [inKey, asked, named, nobody] = ['+4711111111', '+4722222222', '+4733333333', '+4744444444'] as const
  personId('p9', asked)
  const find = (number: string, project = 'p9') =>
    numberBehind(project, idOf(number), (id) => (id === idOf(inKey) ? inKey : undefined), [named])
  expect([inKey, asked, named, nobody].map((number) => find(number))).toEqual([
    inKey,
    asked,
    named,
    undefined,
  ])
  // An id is of one project: another's numbers are not found by it.
  expect(find(asked, 'p10')).toBeUndefined()
})
