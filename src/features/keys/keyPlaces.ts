import type { FieldErrors } from 'react-hook-form'
import type { KeyForm } from './keyForm.ts'

/** What a section of the form is called, by the fields in it. */
const sections: Record<string, string> = {
  people: 'Who',
  lockIds: 'Which doors',
  start: 'When',
  end: 'When',
  hours: 'When',
  notify: 'Extras',
  note: 'Extras',
}

/** The sections that hold some places, each once. */
export const sectionsOf = (paths: readonly (string | number)[][]): string[] => [
  ...new Set(paths.flatMap(([field]) => sections[String(field)] ?? [])),
]

/** The id of the element for the first of some places: of recipients, the chip that is meant. */
export function firstPlace(
  paths: readonly (string | number)[][],
  { people }: KeyForm,
  refused: ReadonlyMap<string, string>,
): string | undefined {
  const known = paths.filter(([field]) => Object.hasOwn(sections, String(field)))
  const order = Object.keys(sections)
  const [first] = known.toSorted((a, b) => order.indexOf(String(a[0])) - order.indexOf(String(b[0])))
  if (!first) return undefined
  if (first[0] !== 'people') return first.join('-')
  const chip = people.findIndex(({ number }) => number === undefined || refused.has(number))
  return chip < 0 ? 'people' : `people-${chip}`
}

/** Brings a place to the person: in view and with the focus. */
export function showPlace(id: string | undefined): void {
  // After the render that shows the messages, so that what describes the field is there when it is read out.
  if (id !== undefined) requestAnimationFrame(() => document.getElementById(id)?.focus())
}

/** The places of the form's errors, in the order of the fields. */
export function errorPaths(errors: FieldErrors<KeyForm>): (string | number)[][] {
  return (Object.keys(sections) as (keyof KeyForm)[]).flatMap((name): (string | number)[][] => {
    const error = errors[name]
    if (!error) return []
    if (!Array.isArray(error)) return [[name]]
    return error.flatMap((row: object | undefined, i) =>
      row ? Object.keys(row).map((part) => [name, i, part]) : [],
    )
  })
}
