import { now } from '#src/api/clock.ts'
import { keyStore, listKeysOf } from '#src/api/keys.ts'
import {
  jobOver,
  listUntilSteady,
  readKeys,
  rereadKeys,
  revokeEach,
  revokeFiltered,
  type FilteredResult,
  type RevokeControl,
  type RevokeResult,
} from '#src/api/revoke.ts'
import {
  forgetRevoke,
  openRevokeRecord,
  revokeMarks,
  sharedMark,
  takeUpRevoke,
  type OpenRevokeRecord,
  type RevokeMark,
  type RevokeRecord,
} from '#src/api/revokeRecord.ts'
import type { Key } from '#src/contract/key.ts'
import { allowed, isLive, stateAt } from '#src/domain/key.ts'
import { lockZone } from '#src/domain/lock.ts'
import {
  bulkOutcome,
  revokeDrift,
  revokePreview,
  type RevokeDrift,
  type RevokePreview,
} from '#src/domain/revoke.ts'
import { filtersOf, reaches, type Filter, type RevokeTarget } from './keyRevokeTarget.ts'

/**
 * `listing`: what it would take back is being listed; `checking`: it is listed once more, right before sending;
 * `reading`: what became of keys is being read.
 */
export type RevokePhase = 'listing' | 'preview' | 'checking' | 'sending' | 'reading' | 'done'

/** A result, and when it was seen: epoch ms. */
export type TimedResult = RevokeResult & { at: number }

/** Results that another try may change. */
export const isOpen = (result: RevokeResult | undefined): boolean =>
  result === undefined || ['failed', 'notSent', 'unknown'].includes(result.kind)

/**
 * One revoke, from what it would take back to what became of each key. It acts on what was listed and read, never on
 * more: right before sending it lists again and shows the difference first; another try sends the keys that are left,
 * each by its own id. Outside React, so that it lives through renders; `subscribe` and `version` fit
 * `useSyncExternalStore`.
 */
export class KeyRevokeRun {
  phase: RevokePhase = 'listing'
  version = 0
  /** Keys listed so far in this phase. */
  listed = 0
  /** Why the last listing failed. Nothing was sent because of it. */
  trouble: unknown
  preview: RevokePreview = revokePreview([], 0, () => undefined)
  /** What changed since the preview was read; it must be read again. */
  drift: (RevokeDrift & { words?: string | undefined }) | undefined
  /** Subproject keys among those that are live; undefined where nobody asked. */
  subprojectKeys: number | undefined
  /** How often the preview had to be read anew. */
  readings = 0
  spare = false
  /** Keys that these people shared, or that were shared to this lock, go too, by their own call. */
  shared = false
  /** Every key that was chosen, whatever became of it. */
  chosen: Key[] = []
  readonly results = new Map<string, TimedResult>()
  sharedResult: FilteredResult | undefined
  /** Live or revoked after a filtered call, and in no listing before it. */
  appeared: Key[] = []
  /** Jobs that Unloc answered with. */
  jobs: string[] = []
  /** Unloc asked to wait: when it goes on, epoch ms. */
  waitUntil: number | undefined
  sessionEnded = false
  /** Another tab has what was left behind in hand. */
  isElsewhere = false

  readonly projectId: string
  readonly target: RevokeTarget
  readonly #left: RevokeRecord | undefined
  readonly #listeners = new Set<() => void>()
  #keys: Key[] = []
  /** As each key was listed last. */
  readonly #known = new Map<string, Key>()
  #ownIds: Set<string> | undefined
  #abort = new AbortController()
  #record: OpenRevokeRecord | undefined
  #busy = false
  #isClosed = false
  #isAbandoned = false
  /** The gateway found other keys than the person was shown, before anything had been sent. */
  #moved: { words: string | undefined } | undefined
  /** What was left behind is in this run's hands. */
  #isTakenUp = false
  #letGo: () => void = () => undefined

  /** `left`: a revoke that was broken off, of which the rest is taken up by the keys' own ids. */
  constructor(projectId: string, target: RevokeTarget, left?: RevokeRecord) {
    this.projectId = projectId
    this.target = left ? { kind: 'keys', ids: left.keyIds } : target
    this.#left = left
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Keys of which the outcome is not settled. */
  get open(): Key[] {
    return this.chosen.filter((key) => isOpen(this.results.get(key.id)))
  }

  get count(): number {
    return this.preview.live.length
  }

  /** Lists what it would take back, or reads what became of one that was broken off. */
  async begin(): Promise<void> {
    if (this.#left) return this.#takeUp(this.#left)
    await this.#alone('listing', 'preview', async () => this.#adopt(await this.#list()))
  }

  setSpare(spare: boolean) {
    this.spare = spare
    this.#judge()
    this.#told()
  }

  setShared(shared: boolean) {
    this.shared = shared
    this.#told()
  }

  /** Lists once more and sends, unless something changed: that is shown, and wants another press. */
  async send(): Promise<void> {
    await this.#alone('checking', 'preview', async () => {
      const read = this.preview
      this.drift = undefined
      this.#adopt(await this.#list())
      if (this.#abort.signal.aborted) return
      this.drift = revokeDrift(read, this.preview)
      if (this.drift) return void this.readings++
      const { live } = this.preview
      const dead = this.#deadOfChosen()
      this.chosen = [...live, ...dead.map(({ key }) => key)]
      for (const { key, reason } of dead)
        this.#note(key.id, { kind: 'alreadyUnusable', words: `Nothing was sent: ${reason}` })
      this.#record = openRevokeRecord(
        this.projectId,
        live.map((key) => key.id),
        this.shared,
      )
      await this.#sending(() =>
        this.target.kind === 'keys' ? this.#sendEach(live) : this.#sendFiltered(live),
      )
      if (this.#moved) await this.#lookAgain(this.#moved.words)
    })
  }

  /** Nothing was sent: back to the preview, with what is there now and what differs. */
  async #lookAgain(words: string | undefined): Promise<void> {
    const read = this.preview
    this.#moved = undefined
    this.#record?.close()
    this.#record = undefined
    this.results.clear()
    this.chosen = []
    this.phase = 'checking'
    this.#told()
    try {
      this.#adopt(await this.#list())
    } finally {
      this.drift = { ...(revokeDrift(read, this.preview) ?? { added: [], gone: [] }), words }
      this.readings++
      this.phase = 'preview'
    }
  }

  /** Reads what is not settled, and sends what is still live of it, each key by its own id. */
  async again(): Promise<void> {
    await this.#alone('reading', 'done', async () => {
      const open = this.open
      const found = await this.#read(open)
      const live = open.flatMap((key) => {
        const fresh = found.get(key.id)
        const settled = this.#settledBy(fresh)
        if (settled) this.#note(key.id, settled)
        return settled || !fresh ? [] : [fresh]
      })
      this.sessionEnded = false
      if (live.length > 0)
        this.#record ??= openRevokeRecord(
          this.projectId,
          live.map((key) => key.id),
        )
      if (this.#left) forgetRevoke(this.projectId, this.#left.id)
      if (live.length > 0) await this.#sending(() => this.#sendEach(live))
    })
  }

  /** Nothing more leaves, and a listing is broken off. */
  stop = () => this.#abort.abort()

  /** The outcome was seen. What the end of a session held back is kept, and offered when the person is back. */
  close() {
    this.stop()
    this.#isClosed = true
    if (this.sessionEnded) this.#record?.leave()
    else this.#record?.close()
    if (this.#left && this.#isTakenUp) forgetRevoke(this.projectId, this.#left.id)
    this.#letGo()
  }

  /** The page went away: nothing more leaves, and what is remembered is offered when somebody comes back. */
  abandon() {
    this.stop()
    if (!this.#isClosed && !this.#busy) this.#record?.leave()
    this.#isAbandoned = !this.#isClosed
    this.#letGo()
  }

  // From here on: how it is done.

  #told() {
    this.version++
    for (const listener of this.#listeners) listener()
  }

  /** Runs one step while no other does; ends in `after`, or where the step has led. */
  async #alone(during: RevokePhase, after: RevokePhase, step: () => Promise<void>): Promise<void> {
    // Set at once: a second press comes before the next render.
    if (this.#busy) return
    this.#busy = true
    this.#abort = new AbortController()
    this.phase = during
    this.listed = 0
    this.trouble = undefined
    this.#told()
    try {
      await step()
    } catch (error) {
      if (!this.#abort.signal.aborted) this.trouble = error
    } finally {
      this.#busy = false
      if (this.phase === during) this.phase = after
      if (this.#isAbandoned) this.#record?.leave()
      this.#told()
    }
  }

  get #listing() {
    return {
      signal: this.#abort.signal,
      onProgress: (count: number) => {
        this.listed += count
        this.#told()
      },
    }
  }

  get #control(): RevokeControl {
    return {
      signal: this.#abort.signal,
      onWait: (until) => {
        this.waitUntil = until
        this.#told()
      },
    }
  }

  /** Everything that it would reach, complete. Hand-picked keys stand in the index; right before sending they are read. */
  async #list(): Promise<{ keys: Key[]; ownIds: Set<string> | undefined }> {
    const { projectId, target } = this
    if (target.kind === 'keys') {
      const { index } = keyStore(projectId)
      const known = target.ids.flatMap((id) => {
        const row = index.rowOf(id)
        return row === undefined ? [] : [index.keyAt(row)]
      })
      if (this.phase === 'listing') return { keys: known, ownIds: undefined }
      const found = await readKeys(projectId, target.ids, this.#listing)
      return { keys: target.ids.flatMap((id) => found.get(id) ?? []), ownIds: undefined }
    }
    const filters = filtersOf(target)
    const [all, own] = await Promise.all([
      Promise.all(filters.map((filter) => listKeysOf(projectId, filter, this.#listing))),
      Promise.all(
        filters.map((filter) =>
          listKeysOf(
            projectId,
            { ...filter, excludeSubprojectKeys: true as const },
            { signal: this.#abort.signal },
          ),
        ),
      ),
    ])
    return { keys: all.flat(), ownIds: new Set(own.flat().map((key) => key.id)) }
  }

  /** Keys that were picked by hand and open nothing any more, or are gone: the sums are of all that were picked. */
  #deadOfChosen(): { key: Key; reason: string }[] {
    if (this.target.kind !== 'keys') return []
    const listed = new Set(this.#keys.map((key) => key.id))
    const gone = this.target.ids.filter((id) => !listed.has(id))
    return [
      ...this.preview.notRevocable,
      ...gone.map((id) => ({ key: this.#known.get(id) ?? { id }, reason: goneWords })),
    ]
  }

  #adopt({ keys, ownIds }: { keys: Key[]; ownIds: Set<string> | undefined }) {
    this.#keys = keys
    for (const key of keys) this.#known.set(key.id, key)
    this.#ownIds = ownIds
    this.subprojectKeys = ownIds && keys.filter((key) => !ownIds.has(key.id) && isLive(key.state)).length
    this.#judge()
  }

  #judge() {
    const own = this.spare ? this.#ownIds : undefined
    const keys = own ? this.#keys.filter((key) => own.has(key.id)) : this.#keys
    this.preview = revokePreview(keys, now(), (id) => this.#zoneOf(id))
  }

  #zoneOf(lockId: string | null | undefined): string | undefined {
    const lock = lockId == null ? undefined : keyStore(this.projectId).locks.get(lockId)
    return lock && lockZone(lock)
  }

  #note(keyId: string, result: RevokeResult) {
    this.results.set(keyId, { ...result, at: now() })
    this.sessionEnded ||= result.sessionEnded ?? false
    this.#record?.mark([keyId], result.kind)
    this.#told()
  }

  /** What can be said of a key without sending anything; undefined while it is live. */
  #settledBy(fresh: Key | undefined): RevokeResult | undefined {
    if (!fresh) return { kind: 'alreadyUnusable', words: goneWords }
    const state = stateAt(fresh, this.#zoneOf(fresh.lockId), now())
    if (state === 'revoked') return { kind: 'revoked', words: 'Unloc lists the key as revoked.' }
    const verdict = allowed('revoke', { state }, 'manager')
    return verdict.ok ? undefined : { kind: 'alreadyUnusable', words: verdict.reason }
  }

  #read(keys: readonly Key[]) {
    return readKeys(
      this.projectId,
      keys.map((key) => key.id),
      this.#listing,
    )
  }

  async #sending(send: () => Promise<void>): Promise<void> {
    this.phase = 'sending'
    this.#told()
    try {
      await send()
    } finally {
      this.phase = 'done'
    }
  }

  async #sendEach(keys: readonly Key[]) {
    const ids = keys.map((key) => key.id)
    // What waits for another try shows as waiting, not as what it was.
    for (const id of ids) this.results.delete(id)
    const on = {
      onSend: (id: string) => this.#record?.mark([id], 'sent'),
      onResult: (id: string, result: RevokeResult) => this.#note(id, result),
    }
    await revokeEach(this.projectId, ids, on, this.#control)
    if (!this.sessionEnded) await rereadKeys(this.projectId, ids).catch(() => undefined)
  }

  async #sendFiltered(keys: readonly Key[]) {
    for (const filter of filtersOf(this.target)) {
      const reached = keys.filter((key) => reaches(filter, key))
      if (reached.length === 0 && !this.shared) continue
      const note = (result: RevokeResult) => reached.forEach((key) => this.#note(key.id, result))
      if (this.#abort.signal.aborted || this.sessionEnded) {
        note({ kind: 'notSent' })
        continue
      }
      const call = { ...filter, ...(this.spare && { excludeSubprojectKeys: true as const }) }
      this.#record?.mark(
        reached.map((key) => key.id),
        'sent',
      )
      const answer: FilteredResult =
        reached.length > 0
          ? await revokeFiltered(this.projectId, 'keyRevokeBulk', call, this.#control, reached.length)
          : { kind: 'revoked' }
      if (answer.moved && this.results.size === 0 && !this.sharedResult) {
        this.#moved = { words: answer.words }
        return
      }
      if (answer.kind === 'failed' || answer.kind === 'notSent') note(answer)
      await this.#sendShared(call)
      if (answer.kind === 'failed' || answer.kind === 'notSent') continue
      if (answer.jobId !== undefined) await this.#follow(answer.jobId)
      await this.#listAfter(filter, reached, answer)
    }
  }

  async #sendShared(call: Filter & { excludeSubprojectKeys?: true }) {
    if (!this.shared || this.sessionEnded || this.#abort.signal.aborted) return
    this.#record?.markShared('sent')
    this.sharedResult = await revokeFiltered(this.projectId, 'sharedKeyRevokeBulk', call, this.#control)
    this.#record?.markShared(this.sharedResult.kind)
    this.sessionEnded ||= this.sharedResult.sessionEnded ?? false
    if (this.sharedResult.jobId !== undefined) await this.#follow(this.sharedResult.jobId)
  }

  async #follow(jobId: string) {
    this.jobs = [...this.jobs, jobId]
    this.#told()
    await jobOver(this.projectId, jobId, this.#control)
  }

  /** What the call has done, by what Unloc lists afterwards. */
  async #listAfter(filter: Filter, reached: readonly Key[], answer: FilteredResult) {
    const after = await listUntilSteady(this.projectId, filter).catch(() => undefined)
    if (!after) {
      for (const key of reached)
        this.#note(key.id, { kind: 'unknown', words: 'Sent, but the keys could not be listed afterwards.' })
      return
    }
    const { revoked, ended, unknown, survived, appeared } = bulkOutcome(
      reached,
      after,
      new Set(this.#keys.map((key) => key.id)),
    )
    for (const key of revoked) this.#note(key.id, { kind: 'revoked' })
    for (const key of ended)
      this.#note(key.id, { kind: 'alreadyUnusable', words: 'It came to its end by itself.' })
    for (const key of survived) this.#note(key.id, answer.kind === 'unknown' ? answer : stays)
    // A key that a list leaves out may exist all the same: each is asked for.
    const found = unknown.length > 0 ? await this.#read(unknown).catch(() => undefined) : undefined
    for (const key of unknown)
      this.#note(
        key.id,
        found
          ? (this.#settledBy(found.get(key.id)) ?? stays)
          : { kind: 'unknown', words: 'Unloc no longer lists this key.' },
      )
    this.appeared = [...new Map([...this.appeared, ...appeared].map((key) => [key.id, key])).values()]
  }

  /** What was broken off: what is certain is told, what was sent without an answer is read, the rest is not sent. */
  async #takeUp(left: RevokeRecord): Promise<void> {
    await this.#alone('reading', 'done', async () => {
      const letGo = await takeUpRevoke(this.projectId, left.id)
      this.isElsewhere = letGo === undefined
      if (!letGo) return
      this.#letGo = letGo
      // The dialog was closed in between.
      if (this.#isClosed || this.#isAbandoned) return letGo()
      const found = await readKeys(this.projectId, left.keyIds, this.#listing)
      this.chosen = left.keyIds.map((id) => found.get(id) ?? { id })
      for (const [id, mark] of revokeMarks(left))
        this.#note(id, this.#settledBy(found.get(id)) ?? resultOfMark[mark])
      const shared = sharedMark(left)
      // Nothing lists shared keys, so that nobody can read what became of an answer that was not seen.
      if (shared !== undefined) this.sharedResult = { kind: sharedKinds[shared] ?? 'unknown' }
      this.#isTakenUp = true
    })
  }
}

const goneWords = 'Unloc no longer knows this key.'

const stays: RevokeResult = {
  kind: 'stays',
  words: 'Not reached: most likely from an access group, a doorbell list or another user, and removed there.',
}

const sharedKinds: Partial<Record<RevokeMark, FilteredResult['kind']>> = {
  notSent: 'notSent',
  revoked: 'revoked',
  failed: 'failed',
}

/** What a mark means for a key that Unloc lists as live. */
const resultOfMark: Record<RevokeMark, RevokeResult> = {
  notSent: { kind: 'notSent' },
  sent: { kind: 'unknown', words: 'It was sent, and its answer was not seen. Unloc lists the key as live.' },
  revoked: { kind: 'unknown', words: 'Unloc had said “revoked”, and now lists the key as live.' },
  alreadyUnusable: { kind: 'unknown', words: 'It had been unusable, and Unloc now lists it as live.' },
  failed: { kind: 'failed', words: 'It was refused. Unloc lists the key as live.' },
  unknown: { kind: 'unknown', words: 'Its answer was lost. Unloc lists the key as live.' },
  stays,
}
