import type { KeyIndex } from '#src/domain/keyIndex.ts'
import { numberAskedFor, personId } from '#src/domain/person.ts'
import { formatPhone } from '#src/domain/phone.ts'

export interface JobPerson {
  name: string
  /** The number as it is read, when a name stands before it. */
  below: string | undefined
}

/**
 * Who is meant by an opaque id: found among the keys that are loaded and the numbers that this page sent, else among
 * the project's own names. Hashing all of these costs, so it is done when the first person is not found otherwise.
 */
export function personFinder(
  projectId: string,
  index: Pick<KeyIndex, 'numberOf'>,
  names: ReadonlyMap<string, string>,
): (id: string) => JobPerson | undefined {
  let byId: Map<string, string> | undefined
  return (id) => {
    // Whoever just got their first key stands in no list yet, but this page sent the number.
    let number = index.numberOf(id) ?? numberAskedFor(projectId, id)
    if (number === undefined) {
      byId ??= new Map([...names.keys()].map((one) => [personId(projectId, one), one]))
      number = byId.get(id)
    }
    if (number === undefined) return undefined
    const name = names.get(number)
    return name ? { name, below: formatPhone(number) } : { name: formatPhone(number), below: undefined }
  }
}
