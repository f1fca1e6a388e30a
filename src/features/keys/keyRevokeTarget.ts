import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { foldText } from '#src/domain/searchText.ts'

/** What a person chose to revoke. Keys are frozen ids; people and locks go through the API's own filter. */
export type RevokeTarget =
  { kind: 'keys'; ids: string[] } | { kind: 'people'; numbers: string[] } | { kind: 'locks'; ids: string[] }

/** Whether so many keys want their number typed to confirm. */
export const wantsCount = (count: number): boolean => count >= 25

/** Whether what was typed is the number of keys, where it is wanted; read with or without marks between its digits. */
export const countConfirmed = (count: number, typed: string): boolean =>
  !wantsCount(count) || typed.replace(/[\s.,'’]/g, '') === String(count)

/** One person or one lock, as the filtered call names them. */
export type Filter = { appUserId: string } | { lockId: string }

/** The calls that a choice takes; none for hand-picked keys. */
export const filtersOf = (target: RevokeTarget): Filter[] =>
  target.kind === 'people'
    ? target.numbers.map((appUserId) => ({ appUserId }))
    : target.kind === 'locks'
      ? target.ids.map((lockId) => ({ lockId }))
      : []

/** Whether a call with this filter is for the key. */
export const reaches = (filter: Filter, key: Key) =>
  'lockId' in filter ? key.lockId === filter.lockId : keyUserId(key) === filter.appUserId

/** Whether what was typed names the one person or lock whose shared keys are to go. */
export function sharedConfirmed(
  target: RevokeTarget,
  typed: string,
  lockName: (id: string) => string,
): boolean {
  if (target.kind === 'people')
    return target.numbers.length === 1 && typed.trim() === target.numbers[0]?.slice(-4)
  if (target.kind === 'locks')
    return (
      target.ids.length === 1 && foldText(typed).trim() === foldText(lockName(target.ids[0] ?? '')).trim()
    )
  return false
}
