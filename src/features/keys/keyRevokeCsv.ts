import type { Key } from '#src/contract/key.ts'
import type { Lock } from '#src/contract/lock.ts'
import { keyUserId } from '#src/domain/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import type { TimedResult } from './keyRevoke.ts'
import { resultWords } from './keyRevokeWords.ts'
import { personLabel } from './keyWords.ts'

/** The outcome of a revoke, one row for each key that was chosen. Times are ISO 8601 in UTC. */
export const revokeRows = (
  keys: readonly Key[],
  results: ReadonlyMap<string, TimedResult>,
  names: ReadonlyMap<string, string>,
  locks: ReadonlyMap<string, Lock>,
): Record<string, string>[] =>
  keys.map((key) => {
    const result = results.get(key.id)
    return {
      Result: resultWords[result?.kind ?? 'notSent'],
      Words: result?.words ?? '',
      Person: personLabel(key, names).name,
      Number: keyUserId(key) ?? '',
      Lock: key.lockId ? lockNameOf(locks, key.lockId) : '',
      Time: result ? new Date(result.at).toISOString() : '',
      'Key id': key.id,
      'Lock id': key.lockId ?? '',
    }
  })
