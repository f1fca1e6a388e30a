import type { Key } from '#src/contract/key.ts'
import type { JobElement, JobElements } from './job.ts'
import { shortHash } from './person.ts'

/** How far one key of a job has come. `waiting`: not begun; `untold`: the job does not say. */
export type RowPhase = 'waiting' | 'creating' | 'created' | 'failed' | 'untold'

/** One key of a job, put together from what the job says, what was asked for and what the list of keys has. */
export interface JobRow {
  id: string
  phase: RowPhase
  keyId?: string
  key?: Key
  lockId?: string
  /** Opaque. */
  personId?: string
  /** The place of what was asked for it, in the list of the job's record. */
  terms?: number | undefined
  reason?: string
  /** What the API sent, where no key could be read from it. */
  raw?: unknown
}

/** Whom and what one key is for. */
export interface JobPair {
  lockId: string
  personId: string
  terms?: number | undefined
}

interface JobRowsFrom {
  elements: JobElements
  /** What this browser asked for; empty for a job that was started elsewhere. */
  pairs: readonly JobPair[]
  /** Epoch ms: keys older than this are none of this job's. */
  startedAt: number
  /** Nothing of the job has begun. */
  isWaiting: boolean
  /** The job is over and has made no more than is listed: what it neither names nor listed has failed. */
  brokeOff?: { reason?: string | undefined } | undefined
  keyOf: (id: string) => Key | undefined
  /** The keys of one person to one lock. */
  keysOf: (pair: JobPair) => { key: Key; created: number }[]
  personOf: (key: Key) => string | undefined
}

type Named = JobElement & { phase: RowPhase }

/**
 * One row for each key of a job. Ids are trusted first; a pair that no id covers finds its key by lock, person and
 * time (unloc-api 8); elements that name no key give their phase to the pairs that are left, if that is certain.
 */
export function jobRows(from: JobRowsFrom): JobRow[] {
  const { named, nameless: all } = sortElements(from.elements)
  const open = [...from.pairs]
  const rows: JobRow[] = []
  const unseen: [id: string, Named][] = []
  const used = new Set<string>()

  for (const [id, element] of named) {
    const key = from.keyOf(id)
    if (!key) {
      unseen.push([id, element])
      continue
    }
    used.add(id)
    const row = rowOfKey(key, element.phase, from.personOf(key), element.reason)
    rows.push(row)
    const place = open.findIndex((pair) => pair.lockId === row.lockId && pair.personId === row.personId)
    const [pair] = place >= 0 ? open.splice(place, 1) : []
    if (pair) row.terms = pair.terms
  }

  const left: JobPair[] = []
  const found: JobRow[] = []
  for (const pair of open) {
    const first = from
      .keysOf(pair)
      .filter(({ key, created }) => created >= from.startedAt - clockSlackMs && !used.has(key.id))
      .sort((a, b) => a.created - b.created)[0]
    if (!first) {
      left.push(pair)
      continue
    }
    used.add(first.key.id)
    found.push({ ...rowOfKey(first.key, phaseOfState(first.key.state), pair.personId), terms: pair.terms })
  }
  rows.push(...found)
  const nameless = giveReasons(all, found)

  // Ids whose keys are not listed yet are those of the pairs that are left: one row for both.
  const covered = left.length >= unseen.length + nameless.length
  if (!covered) {
    for (const [id, { phase, reason, raw }] of unseen)
      rows.push({ id, keyId: id, phase, raw, ...(reason !== undefined && { reason }) })
    nameless.forEach(({ phase, reason, raw }, i) =>
      rows.push({ id: `element ${i}`, phase, raw, ...(reason !== undefined && { reason }) }),
    )
  }
  const rest = [...unseen.map(([, element]) => element), ...nameless]
  const sure = rest.length === left.length ? common(rest) : undefined
  const untold: RowPhase =
    rest.length > 0 ? 'untold' : from.isWaiting ? 'waiting' : from.brokeOff ? 'failed' : 'untold'
  const reason = sure ? sure.reason : untold === 'failed' ? from.brokeOff?.reason : undefined
  for (const { lockId, personId } of covered ? left : left.slice(0, Math.max(0, left.length - rest.length)))
    rows.push({
      id: `pair ${lockId} ${personId} ${rows.length}`,
      lockId,
      personId,
      phase: sure?.phase ?? untold,
      ...(reason !== undefined && { reason }),
    })
  return rows
}

/** The server's clock and ours may differ by this much. */
const clockSlackMs = 10_000

function sortElements({ creating, created, failed }: JobElements) {
  const named = new Map<string, Named>()
  const nameless: Named[] = []
  const lists: [JobElement[] | undefined, RowPhase][] = [
    [creating, 'creating'],
    [created, 'created'],
    // Last: a key that stands in two lists has come as far as the later one says.
    [failed, 'failed'],
  ]
  for (const [list, phase] of lists)
    for (const element of list ?? [])
      if (element.keyId === undefined) nameless.push({ ...element, phase })
      else named.set(element.keyId, { ...element, phase })
  return { named, nameless }
}

/** Elements without an id belong to the keys found by pair in the same phase. Returns those that are left over. */
function giveReasons(nameless: Named[], found: JobRow[]): Named[] {
  return (['creating', 'created', 'failed'] as const).flatMap((phase) => {
    const elements = nameless.filter((element) => element.phase === phase)
    const rows = found.filter((row) => row.phase === phase)
    // Which reason is whose is not told, so each of these rows shows them all.
    const reasons = [...new Set(elements.flatMap(({ reason }) => reason ?? []))].join(' / ')
    if (reasons) for (const row of rows) row.reason = reasons
    return elements.slice(rows.length)
  })
}

const rowOfKey = (key: Key, phase: RowPhase, personId: string | undefined, reason?: string): JobRow => ({
  id: key.id,
  keyId: key.id,
  key,
  phase,
  ...(key.lockId != null && { lockId: key.lockId }),
  ...(personId !== undefined && { personId }),
  ...(reason !== undefined && { reason }),
})

const phaseOfState = (state: string | null | undefined): RowPhase =>
  state === 'creating' ? 'creating' : state === 'error' ? 'failed' : 'created'

function common(elements: Named[]): Named | undefined {
  const [first] = elements
  return first && elements.every(({ phase, reason }) => phase === first.phase && reason === first.reason)
    ? first
    : undefined
}

/** Failed keys that share a reason, most first. */
export interface JobFailure {
  reason: string | undefined
  rows: JobRow[]
}

/** The failed rows of a job by reason. */
export function jobFailures(rows: readonly JobRow[]): JobFailure[] {
  const groups = new Map<string | undefined, JobRow[]>()
  for (const row of rows) {
    if (row.phase !== 'failed') continue
    const group = groups.get(row.reason)
    if (group) group.push(row)
    else groups.set(row.reason, [row])
  }
  return [...groups]
    .map(([reason, failed]) => ({ reason, rows: failed }))
    .sort((a, b) => b.rows.length - a.rows.length)
}

/** A failure in an address: eight hex digits of SHA-256 over its reason, which is free text and may hold anything. */
export const failureId = (reason: string | undefined): string => shortHash(reason ?? '', 4)
