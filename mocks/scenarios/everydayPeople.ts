import type { ManagedUser } from '#src/contract/project.ts'
import { seeded } from '../engine/seeded.ts'
import { personName, phoneNumber, type PersonName } from './names.ts'

export interface EverydayPerson extends PersonName {
  number: string
  /** Number of the house; staff and guests have none. */
  house: number | undefined
  role: 'resident' | 'staff' | 'guest'
}

const houses = [1, 3, 5, 7, 9]
const roles = [
  ...Array<EverydayPerson['role']>(150).fill('resident'),
  ...Array<EverydayPerson['role']>(12).fill('staff'),
  ...Array<EverydayPerson['role']>(18).fill('guest'),
]

/** 180 people of the co-operative: residents of five houses, staff and firms, guests. */
export function everydayPeople(seed: number): EverydayPerson[] {
  const random = seeded(seed + 2)
  const taken = new Set<string>()
  return roles.map((role, n) => ({
    ...personName(random),
    number: phoneNumber(random, taken),
    house: role === 'resident' ? houses[n % houses.length] : undefined,
    role,
  }))
}

/**
 * The names that the API tells: the project's own records (for most people, not all) and what people call themselves
 * in the app (who has none is a bare number on the key).
 */
export function toldNames(
  seed: number,
  people: readonly EverydayPerson[],
): { users: ManagedUser[]; appNames: Map<string, string> } {
  const random = seeded(seed + 3)
  const users: ManagedUser[] = []
  const appNames = new Map<string, string>()
  for (const { number, firstName, lastName, house } of people) {
    const dice = random.next()
    // One in ten has no record, and one in twenty a record without a name.
    if (dice < 0.9)
      users.push({
        id: number,
        ...(dice < 0.85 && { firstName, lastName }),
        ...(house !== undefined && { metadata: { house: String(house) } }),
      })
    if (random.next() < 0.7)
      appNames.set(number, random.next() < 0.15 ? firstName : `${firstName} ${lastName}`)
  }
  return { users, appNames }
}
