import { counted } from '#src/features/keys/keyWords.ts'

/**
 * Whom and what a job is about: `Anna Berg to Festsal`, `3 people to 4 locks`. Undefined when nothing of it is known.
 * The names come in functions, since only one of many is ever asked for.
 */
export function jobSubject(
  personIds: ReadonlySet<string>,
  lockIds: ReadonlySet<string>,
  nameOf: { person: (id: string) => string | undefined; lock: (id: string) => string | undefined },
): string | undefined {
  const text = (
    ids: ReadonlySet<string>,
    name: (id: string) => string | undefined,
    one: string,
    many: string,
  ) => {
    const [only] = ids
    if (only === undefined) return undefined
    return (ids.size === 1 && name(only)) || counted(ids.size, one, many)
  }
  const people = text(personIds, nameOf.person, 'person', 'people')
  const locks = text(lockIds, nameOf.lock, 'lock', 'locks')
  return people && locks ? `${people} to ${locks}` : (people ?? locks)
}
