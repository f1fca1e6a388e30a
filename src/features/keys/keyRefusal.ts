import type { NewKey } from '#src/contract/key.ts'
import type { InvalidParam } from '#src/contract/problem.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { fieldOf, pathOf, type FormProblem, type KeyForm } from './keyForm.ts'

/** What the API refused, put where a person can mend it. */
export interface KeyRefusal {
  problems: FormProblem[]
  /** Reasons by number (E.164) and by lock id, for the chips. */
  people: ReadonlyMap<string, string>
  locks: ReadonlyMap<string, string>
  /** The wish to send no message was refused: it may be sent without that wish, when the person agrees. */
  notify: boolean
}

export const noRefusal: KeyRefusal = { problems: [], people: new Map(), locks: new Map(), notify: false }

/**
 * Sorts the refused fields of a create call to chips, rows and fields. `sent` are the keys of that very call, since
 * the names count within it (`keys.7.appUserId`, unloc-api 5.1).
 */
export function readRefusal(params: InvalidParam[], sent: NewKey[], values: KeyForm): KeyRefusal {
  const [people, locks] = [new Map<string, string>(), new Map<string, string>()]
  const problems = new Map<string, FormProblem>()
  let notify = false
  for (const { name, reason } of params) {
    const place = fieldOf(name)
    const key = place.key === undefined ? undefined : sent[place.key]
    if (place.field === 'notify') notify = true
    if (place.field === 'people' && key) people.set(key.appUserId, reason)
    if (place.field === 'lockIds' && key) locks.set(key.lockId, reason)
    const path = pathOf(place, values)
    const message =
      place.field === 'form' ? `Unloc refused ${name}: ${reason}` : `Unloc refused this: ${reason}`
    if (!problems.has(path.join('.'))) problems.set(path.join('.'), { path, message })
  }
  const marked = (field: 'people' | 'lockIds', refused: Map<string, string>, one: (id: string) => string) => {
    const [first] = refused
    if (!first) return
    const message =
      refused.size === 1
        ? `Unloc refused ${one(first[0])}: ${first[1]}`
        : `Unloc refused ${refused.size} of these. They are marked.`
    problems.set(field, { path: [field], message })
  }
  marked('people', people, formatPhone)
  marked('lockIds', locks, () => 'a door')
  return { problems: [...problems.values()], people, locks, notify }
}
