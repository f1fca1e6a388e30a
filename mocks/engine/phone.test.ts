import { expect, test } from 'vitest'
import { personId } from '#src/domain/person.ts'
import { weekdays } from '#src/contract/recurrence.ts'
import { weekly } from '../scenarios/recurrences.ts'
import { monday, oldKey, tinyWorld } from '../scenarios/tinyWorld.ts'
import { phonePeople, phoneView } from './phone.ts'
import { seededId } from './seeded.ts'

const hour = 3_600_000
const day = 24 * hour
const usman = '+4799887766'

function world() {
  const { engine, clock } = tinyWorld((world) => {
    world.keys.push(
      oldKey(0),
      oldKey(1, { start: monday + 2 * hour, end: monday + day }),
      oldKey(2, { recurrence: weekly(weekdays, 10, 16) }),
      oldKey(3, { end: monday - hour }),
      oldKey(4, { end: monday - day }),
      oldKey(5, { revoked: true }),
      oldKey(6, { refusal: 'no' }),
      oldKey(7, { vanished: true }),
      oldKey(8, { confirmAt: monday + 5000, giveUpAt: monday + day }),
      oldKey(9, { appUserId: '+4740600000' }),
      oldKey(10, { appUserId: '+4740600001', revoked: true }),
      oldKey(11, { appUserId: '+4740600002', vanished: true }),
    )
    world.users.push({ id: usman, firstName: 'Usman', lastName: 'Hussain' })
    Object.assign(world, { appNames: new Map([['+4740600001', 'Åse']]) })
  })
  const id = personId(engine.world.project.id, usman)
  const keys = () =>
    phoneView(engine, id).keys.map((key) => [
      Array.from({ length: 12 }, (_, n) => n).find((n) => seededId(1, 'key', n) === key.id),
      key.state,
      key.next === undefined ? undefined : (key.next - monday) / hour,
      key.until === undefined ? undefined : (key.until - monday) / hour,
    ])
  return { engine, clock, id, keys }
}

test('a phone shows what opens, what will, and what has just ended; nothing revoked, failed or gone', () => {
  const { engine, clock, id, keys } = world()
  expect(phoneView(engine, id)).toMatchObject({
    now: monday,
    person: { id, number: usman, name: 'Usman Hussain' },
  })
  expect(keys()).toEqual([
    [0, 'active', undefined, undefined],
    [3, 'expired', undefined, undefined],
    [8, 'creating', undefined, undefined],
    [2, 'inactive', 1, undefined],
    [1, 'scheduled', 2, undefined],
  ])
  // Turned on, keys come and go; turned back, they are as before.
  clock.now = monday + 3 * hour
  expect(keys()).toEqual([
    [0, 'active', undefined, undefined],
    [1, 'active', undefined, 24],
    [2, 'active', undefined, 7],
    [3, 'expired', undefined, undefined],
    [8, 'active', undefined, undefined],
  ])
  clock.now = monday + 2 * day - hour
  expect(keys().map(([n, state]) => `${String(n)} ${String(state)}`)).toEqual([
    '0 active',
    '1 expired',
    '8 active',
    '2 inactive',
  ])
  engine.run({ name: 'keyRevoke', keyId: seededId(1, 'key', 0) })
  expect(keys().map(([n]) => n)).toEqual([1, 8, 2])
})

test('nobody is nobody', () => {
  const { engine } = world()
  expect(phoneView(engine, '000000000000')).toEqual({ now: monday, keys: [] })
})

test.each([
  ['', 'Åse, Usman Hussain, +4740600000'],
  ['usm', 'Usman Hussain'],
  ['ase', 'Åse'],
  ['0047 998 87', 'Usman Hussain'],
  ['4060', 'Åse, +4740600000'],
  ['nobody', ''],
])('people with keys, by name or number: %j', (typed, found) => {
  const { engine } = world()
  const { people, count } = phonePeople(engine, typed)
  expect(people.map(({ name, number }) => name ?? number).join(', ')).toBe(found)
  expect(count).toBe(people.length)
})

test('a long list is cut, and says how long it is', () => {
  const { engine } = tinyWorld((world) => {
    for (let n = 0; n < 50; n++) world.keys.push(oldKey(n, { appUserId: `+47406000${String(n + 10)}` }))
  })
  const { people, count } = phonePeople(engine, '')
  expect([people.length, count]).toEqual([30, 50])
})
