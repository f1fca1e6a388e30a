import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ManagedUser } from '#src/contract/project.ts'
import { managedUserId, managedUserName, personId } from './person.ts'

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
