import type { AuditRow } from '#src/contract/gateway.ts'
import type { Key } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import { lockName, lockNameOf } from '#src/domain/lock.ts'
import { formatPhone } from '#src/domain/phone.ts'
import { formatList } from '#src/domain/time.ts'
import { counted, personLabel } from '#src/features/keys/keyWords.ts'

/** What the console knows of the ids in the record, to call them by their names. */
export interface Known {
  names: ReadonlyMap<string, string>
  locks: ReadonlyMap<string, Lock>
  keyOf: (id: string) => Key | undefined
}

/** How a write ended. `unclear`: nobody saw its end, so it may have been done. `notSent`: it never left the gateway. */
export type LogbookEnd = 'done' | 'refused' | 'notSent' | 'unclear'

/** Answers of the gateway's own, with which it keeps a call back. Unloc itself has no 412 and 428. */
const keptBack = [412, 413, 428]

/** How it ended, by the status that the browser was answered. */
export function logbookEnd({ status }: Pick<AuditRow, 'status'>): LogbookEnd {
  if (status == null || status === 408 || status >= 500) return 'unclear'
  if (status < 300) return 'done'
  return keptBack.includes(status) ? 'notSent' : 'refused'
}

export const endWords: Record<LogbookEnd, string> = {
  done: 'Done',
  refused: 'Refused',
  notSent: 'Not sent',
  unclear: 'Not certain',
}

/** The end in a word. Asking for keys is not having them. */
export const endWord = (row: AuditRow): string =>
  logbookEnd(row) === 'done' && row.action === 'keyCreate' ? 'Asked for' : endWords[logbookEnd(row)]

/** Why it ended so, or what is to be done; undefined where the word says it all. */
export function endMore(row: AuditRow): string | undefined {
  if (row.status == null) return 'The gateway stopped before an answer came. Look at the keys themselves.'
  return logbookEnd(row) === 'done' ? undefined : (row.outcome ?? `Status ${row.status}`)
}

const several = 3

function some(names: string[]): string {
  return names.length > several
    ? formatList([...names.slice(0, several - 1), `${names.length - several + 1} others`])
    : formatList(names)
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What was to be done, in one line: `Make 12 keys: Anna and Berit to Main door`. */
export function logbookWords(row: AuditRow, known: Known): string {
  const about = row.about ?? {}
  const person = (number: string) => known.names.get(number) ?? formatPhone(number)
  const lock = (id: string) => lockNameOf(known.locks, id)
  const ofFilter = [
    ...[text(about.appUserId)].flatMap((number) => (number === undefined ? [] : [`of ${person(number)}`])),
    ...[text(about.lockId)].flatMap((id) => (id === undefined ? [] : [`to ${lock(id)}`])),
  ].join(' ')
  const spared = about.excludeSubprojectKeys === true ? ', sparing Subproject keys' : ''
  switch (row.action) {
    case 'keyCreate': {
      const [people, locks] = [texts(about.people), texts(about.locks)]
      const count = typeof about.keys === 'number' ? counted(about.keys, 'key') : 'keys'
      if (people.length === 0 || locks.length === 0) return `Make ${count}`
      return `Make ${count}: ${some(people.map(person))} to ${some(locks.map(lock))}`
    }
    case 'keyRevoke': {
      const key = known.keyOf(text(about.keyId) ?? '')
      if (!key) return `Revoke key ${text(about.keyId) ?? ''}`.trim()
      const door = key.lockId == null ? 'a lock' : lock(key.lockId)
      return `Revoke the key of ${personLabel(key, known.names).name} to ${door}`
    }
    case 'keyRevokeBulk':
      return `Revoke all keys ${ofFilter}${spared}`
    case 'sharedKeyRevokeBulk':
      return `Revoke shared keys ${ofFilter}${spared}`
    default:
      return row.action
  }
}

/** So many meanings of a word are worth a choice. */
const meantAtMost = 6

/**
 * People and locks that a typed text may mean: the record holds numbers and ids, and people type names. Nothing for a
 * text that is too short to mean anybody.
 */
export function logbookMeant(typed: string, { names, locks }: Known): { name: string; text: string }[] {
  const sought = typed.trim().toLocaleLowerCase()
  if (sought.length < 2) return []
  const found = [
    ...[...names].map(([number, name]) => ({ name, text: number })),
    ...[...locks.values()].map((lock) => ({ name: lockName(lock), text: lock.id })),
  ].filter(({ name, text }) => text !== typed && name.toLocaleLowerCase().includes(sought))
  return found.length > meantAtMost ? [] : found
}

/** One row for a spreadsheet. Instants are ISO 8601 in UTC; ids stand beside the names that they have now. */
export const logbookCsvRow = (row: AuditRow, known: Known): Record<string, string> => ({
  Time: row.at,
  Who: row.person,
  Role: row.role,
  What: logbookWords(row, known),
  'Keys shown': row.shown == null ? '' : String(row.shown),
  End: endWord(row),
  Status: row.status == null ? '' : String(row.status),
  Words: row.outcome ?? '',
  Action: row.action,
  About: JSON.stringify(row.about ?? {}),
  'Request id': row.requestId,
})
