import type { Key } from '#src/contract/key.ts'
import type { JobJoined } from './jobJoin.ts'
import type { JobPair } from './jobRows.ts'
import { keyUserId } from './key.ts'

/** The limits of a key as it was asked for: instants (ISO), and a recurrence as the wire has it. */
export interface KeyTerms {
  start?: string | undefined
  end?: string | undefined
  recurrence?: unknown
}

/** A key that a job has not made, with all that is needed to ask for it again. */
export interface FailedKey extends Omit<JobPair, 'terms'> {
  /** E.164, where anybody here knows it. */
  number: string | undefined
  reason: string | undefined
  /** Undefined: neither Unloc nor this browser knows them any more. */
  terms: KeyTerms | undefined
  /** Undefined where Unloc does not list the key: nobody else keeps a note. */
  note: string | undefined
  /** A live key that there is by now; `making`: it is being made, or a newer job was asked for it. */
  since: 'made' | 'making' | undefined
}

/**
 * The failed keys of a job, one for each pair. What this browser asked for counts before what a list tells of a key
 * that was never made: a limit that is left out there would be handed out as none.
 */
export function failedKeys(
  { rows, liveOf }: JobJoined,
  from: {
    pairs: readonly (JobPair & { terms?: number | undefined })[]
    terms: readonly KeyTerms[]
    /** The number behind an opaque id. */
    numberOf: (personId: string) => string | undefined
    /** Pairs that a newer job, which is not over, was asked for. */
    making: readonly JobPair[]
    /** Pairs that were tried again with a corrected number: nobody wants a key for the wrong one. */
    corrected: readonly JobPair[]
  },
): FailedKey[] {
  const making = new Set(from.making.map(pairOf))
  const corrected = new Set(from.corrected.map(pairOf))
  const asked = new Map(from.pairs.map((pair) => [pairOf(pair), pair.terms]))
  const failed = new Map<string, FailedKey>()
  for (const row of rows) {
    const { phase, lockId, personId, key, reason } = row
    if (phase !== 'failed' || lockId === undefined || personId === undefined) continue
    const pair = pairOf({ lockId, personId })
    if (corrected.has(pair)) continue
    const place = asked.get(pair)
    failed.set(pair, {
      lockId,
      personId,
      number: (key && keyUserId(key)) ?? from.numberOf(personId),
      reason,
      terms: (place === undefined ? undefined : from.terms[place]) ?? (key && termsOf(key)),
      note: key && noteOf(key),
      since: sinceOf(liveOf(row)) ?? (making.has(pair) ? 'making' : undefined),
    })
  }
  return [...failed.values()]
}

const sinceOf = (live: Key | undefined) => live && (live.state === 'creating' ? 'making' : 'made')

const pairOf = ({ lockId, personId }: JobPair) => `${lockId} ${personId}`

const termsOf = ({ start, end, recurrence }: Key): KeyTerms => ({
  ...(start != null && { start }),
  ...(end != null && { end }),
  ...(recurrence != null && { recurrence }),
})

const noteOf = ({ metadata }: Key): string => (typeof metadata?.note === 'string' ? metadata.note : '')
