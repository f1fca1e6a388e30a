import type { useKeys } from '#src/api/keys.ts'
import { personId } from '#src/domain/person.ts'
import { emptyForm, numbersOf, type KeyForm } from './keyForm.ts'

/** What the form begins with: the draft if there is one, and the doors and people that the address names. */
export function prefill(
  draft: KeyForm | undefined,
  lockIds: readonly string[],
  numbers: readonly (string | undefined)[],
): KeyForm {
  const values = draft ?? emptyForm
  const there = numbersOf(values)
  const added = numbers.filter((number) => number !== undefined && !there.includes(number)) as string[]
  return {
    ...values,
    lockIds: [...new Set([...values.lockIds, ...lockIds])],
    people: [...values.people, ...added.map((number) => ({ text: number, number }))],
  }
}

/** The number behind an opaque id: that of a loaded key, else one to which the project gives a name. */
export const numberOf = (
  projectId: string,
  { index, names }: Pick<ReturnType<typeof useKeys>, 'index' | 'names'>,
  id: string,
): string | undefined =>
  index.numberOf(id) ?? [...names.keys()].find((number) => personId(projectId, number) === id)
