import { managedUserId, managedUserName, personId } from '#src/domain/person.ts'
import { lockAddress, lockName, lockZone } from '#src/domain/lock.ts'
import { openState } from '#src/domain/schedule.ts'
import { foldText, readTextQuery } from '#src/domain/searchText.ts'
import type { Key, KeyState } from '#src/contract/key.ts'
import type { Engine } from './engine.ts'
import { keyView } from './keyList.ts'

/** Somebody whose phone can be looked at. `id` is the opaque id of the console's addresses. */
export interface PhonePerson {
  id: string
  number: string
  name?: string
}

/** A key as its recipient's phone shows it. Instants of the door are epoch ms. */
export interface PhoneKey {
  id: string
  door: string
  address?: string
  /** Only where the lock tells it. */
  zone?: string
  state: KeyState
  recurrence?: unknown
  end?: number
  /** When it stops opening, where it opens now and something will stop it. */
  until?: number
  /** When it opens next, where it does not open now. */
  next?: number
}

export interface PhoneView {
  now: number
  /** Absent where nobody with a key has this id. */
  person?: PhonePerson
  keys: PhoneKey[]
}

/** How long a key that has ended is still shown. */
const endedMs = 24 * 60 * 60 * 1000
/** More than anybody reads; who is not among them types on. */
const peopleShown = 30

/** Those whose number or name is meant by what was typed, by name; with nothing typed, all. `count` is of them all. */
export function phonePeople(engine: Engine, typed: string): { people: PhonePerson[]; count: number } {
  const query = readTextQuery(typed)
  const names = namesOf(engine)
  const found = holders(engine)
    .map((number) => ({ number, name: names.get(number) }))
    .filter(
      ({ number, name }) =>
        !query || query.inNumber(number) || (name !== undefined && query.inText(foldText(name))),
    )
    // Those with a name first: that is how one looks for somebody.
    .sort((a, b) => compare(a.name ?? '\uffff', b.name ?? '\uffff') || compare(a.number, b.number))
  return {
    people: found.slice(0, peopleShown).map(({ number, name }) => person(engine, number, name)),
    count: found.length,
  }
}

/**
 * What a person's phone shows now, soonest first: no key that was taken back or never made, and one that has ended for
 * a day. It is a phone, so it may know what the API does not tell, but it shows no more than its holder would see.
 */
export function phoneView(engine: Engine, id: string): PhoneView {
  const now = engine.now()
  const number = holders(engine).find((one) => personId(engine.world.project.id, one) === id)
  if (number === undefined) return { now, keys: [] }
  return {
    now,
    person: person(engine, number, namesOf(engine).get(number)),
    keys: engine.world.keys
      .filter((key) => key.appUserId === number && !key.revoked && !key.vanished)
      .map((key) => ({ view: keyView(engine, key, now), end: key.end ?? Infinity }))
      .filter(({ view }) => view.state !== 'error')
      .filter(({ view, end }) => view.state !== 'expired' || end > now - endedMs)
      .map(({ view, end }) => phoneKey(engine, view, end, now))
      .sort((a, b) => (a.next ?? 0) - (b.next ?? 0) || compare(a.door, b.door)),
  }
}

function phoneKey(engine: Engine, view: Key, end: number, now: number): PhoneKey {
  const record = engine.locks.get(view.lockId ?? '')
  const open = openState(view, record?.zone, now)
  const address = record && lockAddress(record.lock)
  const zone = record && lockZone(record.lock)
  return {
    id: view.id,
    door: record ? lockName(record.lock) : view.id,
    state: view.state as KeyState,
    ...(address !== undefined && { address }),
    ...(zone !== undefined && { zone }),
    ...(view.recurrence != null && { recurrence: view.recurrence }),
    ...(end !== Infinity && { end }),
    ...(open.kind === 'open' && open.until !== undefined && { until: open.until }),
    ...(open.kind === 'closed' && open.next !== undefined && { next: open.next }),
  }
}

const collator = new Intl.Collator('en')
const compare = collator.compare

const holders = ({ world }: Engine): string[] => [
  ...new Set(world.keys.filter((key) => !key.vanished).map((key) => key.appUserId)),
]

/** The project's own names, and what people call themselves where it has none. */
function namesOf({ world }: Engine): Map<string, string> {
  const names = new Map(world.appNames)
  for (const user of world.users) {
    const [number, name] = [managedUserId(user), managedUserName(user)]
    if (number !== undefined && name !== undefined) names.set(number, name)
  }
  return names
}

const person = (engine: Engine, number: string, name: string | undefined): PhonePerson => ({
  id: personId(engine.world.project.id, number),
  number,
  ...(name !== undefined && { name }),
})
