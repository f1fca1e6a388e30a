import type { KeyIndex } from '#src/domain/keyIndex.ts'
import { numberAskedFor, personHash } from '#src/domain/person.ts'
import { PersonPlaces } from '#src/domain/personPlaces.ts'
import { formatPhone } from '#src/domain/phone.ts'

export interface JobPerson {
  name: string
  /** The number as it is read, when a name stands before it. */
  below: string | undefined
  /** E.164. */
  number: string
}

/**
 * Who is meant by an opaque id: found among the keys that are loaded and the numbers that this page sent, else among
 * the project's own names. These are hashed once, and only when somebody is not found otherwise.
 */
export function personFinder(
  projectId: string,
  index: Pick<KeyIndex, 'numberOf'>,
  names: ReadonlyMap<string, string>,
): (id: string) => JobPerson | undefined {
  let named: string[] | undefined
  const places = new PersonPlaces((number) => personHash(projectId, number))
  return (id) => {
    // Whoever just got their first key stands in no list yet, but this page sent the number.
    let number = index.numberOf(id) ?? numberAskedFor(projectId, id)
    if (number === undefined) {
      named ??= [...names.keys()]
      number = named[places.find(id, named) ?? -1]
    }
    if (number === undefined) return undefined
    const name = names.get(number)
    return name
      ? { name, below: formatPhone(number), number }
      : { name: formatPhone(number), below: undefined, number }
  }
}
