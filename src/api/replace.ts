import type { Job } from '#src/contract/job.ts'
import type { Key, NewKey } from '#src/contract/key.ts'
import { isFinal, pollDelay } from '#src/domain/job.ts'
import { elementsOf, idsOf } from '#src/domain/jobJoin.ts'
import { isLive, keyUserId, stateAt } from '#src/domain/key.ts'
import { lockZone } from '#src/domain/lock.ts'
import { numberAskedFor, personId } from '#src/domain/person.ts'
import { recurrenceProblems } from '#src/domain/recurrenceProblems.ts'
import { isMoving, isOver, newKeyOf, replaceStep, type ReplaceStep } from '#src/domain/replace.ts'
import { call } from './call.ts'
import { addChange, editChange, editPairs, readChange, type ChangePair } from './changeRecord.ts'
import { now } from './clock.ts'
import { ApiError } from './error.ts'
import { explain } from './explain.ts'
import { noteJobLooks } from './jobEnds.ts'
import { filtersFor } from './jobKeys.ts'
import { keyStore, listKeysOf } from './keys.ts'
import { rereadKeys, revokeEach, waitFor } from './revoke.ts'
import { standing } from './standing.ts'
import { oneTabAtATime } from './tabs.ts'
import { packTerms } from './terms.ts'

/** One key of a change: what is to be asked for in its place, and whether it is then to be revoked. */
export interface Replacement {
  old: Key
  request: NewKey
  hasOld: boolean
}

/** What a change shows of itself at one moment. */
export interface ReplaceView {
  /**
   * `sending`: keys are being asked for. `watching`: they are looked at until each works. `resting`: nothing more
   * happens by itself. `elsewhere`: another tab is at it, and this one waits for it to end.
   */
  phase: 'sending' | 'watching' | 'resting' | 'elsewhere'
  /** Whether the steps say how it is. After a reload they do so from the first look on. */
  isRead: boolean
  /** Whether old keys are revoked as soon as the new ones work. Only a press sets it, and a reload unsets it. */
  isGoing: boolean
  /** By the id of the old key. */
  steps: ReadonlyMap<string, ReplaceStep>
  /** Why the last look failed. It is tried again by itself, unless the session has ended. */
  trouble: unknown
  /** Unloc asked for patience (429) with the revokes: when they go on, epoch ms. */
  waitUntil: number | undefined
}

/** A change under way, shared by all screens of the tab. It goes on when its screen is left. */
export interface ReplaceRun {
  view: () => ReplaceView
  subscribe: (listener: () => void) => () => void
  /** Watches, and revokes old keys whose new ones work. */
  goOn: () => void
  /** Looks at once, and revokes no more than it would have. */
  look: () => void
  /** Asks for nothing and revokes nothing more; what is under way is still watched. */
  stop: () => void
  /** Tries a revoke again that did not do, after another look at the new key. */
  revokeOld: (oldId: string) => void
}

/** What a run needs of its surroundings. */
export interface ReplaceMeans {
  /** Asks for keys with one call, and remembers the job. Given from outside, as it is the form's own. */
  send: (keys: NewKey[]) => Promise<{ jobs: string[]; failed?: { error: unknown } }>
  /** Keys or jobs have changed by our doing. */
  onWrite?: () => void
  pause?: (ms: number) => Promise<void>
}

/** Keys per call, and so per job (unloc-api 8). */
const perCall = 100
/** So many old keys go between two looks at the new ones. */
const revokesPerLook = 40
const perListMs = 400

const runs = new Map<string, ReplaceRun>()

/** Asks for new keys in the place of old ones, and sees it through. The press has been made: nothing asks again. */
export function startReplace(
  projectId: string,
  batch: string,
  replacements: readonly Replacement[],
  means: ReplaceMeans,
): ReplaceRun {
  const { terms, places } = packTerms(replacements.map(({ request }) => request))
  const pairs = replacements.map(({ old, request, hasOld }, i): ChangePair => ({
    oldId: old.id,
    lockId: request.lockId,
    personId: personId(projectId, request.appUserId),
    terms: places[i]!,
    hasOld,
    call: 'waiting',
  }))
  addChange(projectId, { batch, startedAt: now(), terms, pairs, isOver: false })
  const run = createRun(projectId, batch, means, replacements)
  runs.set(`${projectId} ${batch}`, run)
  return run
}

/**
 * A change that this browser remembers: the one under way in this tab, else one that is taken up again. It is watched
 * then, and nothing is revoked before `goOn`.
 */
export function resumeReplace(projectId: string, batch: string, means: ReplaceMeans): ReplaceRun {
  const name = `${projectId} ${batch}`
  const run = runs.get(name) ?? createRun(projectId, batch, means)
  runs.set(name, run)
  return run
}

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

function createRun(
  projectId: string,
  batch: string,
  { send, onWrite = () => undefined, pause = sleep }: ReplaceMeans,
  replacements: readonly Replacement[] = [],
): ReplaceRun {
  const { index, locks } = keyStore(projectId)
  const listeners = new Set<() => void>()
  /** What this tab alone knows: the API's words, and the revokes that did not do. */
  const words = new Map<string, string>()
  const revokes = new Map<string, { kind: 'failed' | 'unknown'; words?: string | undefined }>()
  const jobs = new Map<string, Job | 'missing'>()
  /** New keys as they were listed last, by the id of the old one. */
  const found = new Map<string, Key>()
  /** Old keys that Unloc lists as unusable. */
  const gone = new Map<string, 'revoked' | 'ended'>()
  let isListed = false
  let changedAt = now()
  let unsent = replacements
  /** Old keys that may go once their new ones work. */
  let mayGo: ReadonlySet<string> | 'all' = replacements.length > 0 ? 'all' : new Set()
  /** Keeps back what has not left, when the person says stop. */
  let hold = new AbortController()
  /** Rounds of revokes in a row that Unloc asked to slow down. */
  let refusals = 0
  let isAtWork = false
  let isWanted = false
  let wake: () => void = () => undefined
  let shown: ReplaceView = {
    phase: replacements.length > 0 ? 'sending' : 'watching',
    isRead: replacements.length > 0,
    isGoing: mayGo === 'all',
    steps: stepsNow(),
    trouble: undefined,
    waitUntil: undefined,
  }

  function pairs(): ChangePair[] {
    return readChange(projectId, batch)?.pairs ?? []
  }
  function edit(ids: readonly string[], change: Partial<ChangePair>) {
    editPairs(projectId, batch, new Map(ids.map((id) => [id, change])))
  }
  function show(change: Partial<Pick<ReplaceView, 'phase' | 'trouble' | 'waitUntil'>> = {}) {
    shown = {
      ...shown,
      ...change,
      isRead: shown.isRead || isListed,
      isGoing: mayGo === 'all',
      steps: stepsNow(),
    }
    for (const listener of listeners) listener()
  }
  function may(oldId: string) {
    return mayGo === 'all' || mayGo.has(oldId)
  }

  function stepsNow(): Map<string, ReplaceStep> {
    const terms = readChange(projectId, batch)?.terms ?? []
    return new Map(
      pairs().map((pair) => {
        const key = found.get(pair.oldId)
        const lock = locks.get(pair.lockId)
        const step = replaceStep({
          call: pair.call,
          words: words.get(pair.oldId),
          asked: terms[pair.terms] ?? {},
          job: pair.job === undefined ? undefined : jobs.get(pair.job),
          isListed,
          found: key,
          state: key && stateAt(key, lock && lockZone(lock), now()),
          hasOld: pair.hasOld,
          oldEnd: pair.oldEnd ?? gone.get(pair.oldId),
          revoke: revokes.get(pair.oldId),
        })
        return [pair.oldId, step]
      }),
    )
  }

  /** Call by call. Hours that Unloc may refuse go alone, since one bad key refuses the whole of its call. */
  async function sendAll() {
    const all = unsent
    unsent = []
    const isOdd = ({ request }: Replacement) => recurrenceProblems(request.recurrence).length > 0
    const usual = all.filter((one) => !isOdd(one))
    const calls = all.filter(isOdd).map((one) => [one])
    for (let from = 0; from < usual.length; from += perCall) calls.push(usual.slice(from, from + perCall))
    while (calls.length > 0 && mayGo === 'all') {
      const chunk = calls.shift() ?? []
      const ids = chunk.map(({ old }) => old.id)
      // Written before it leaves: if the page goes now, nobody can tell whether it arrived.
      edit(ids, { call: 'lost' })
      show({ phase: 'sending' })
      const { jobs: started, failed } = await send(chunk.map(({ request }) => request))
      const [job] = started
      if (job !== undefined) {
        edit(ids, { call: 'sent', job })
        continue
      }
      const error = failed?.error
      if (!(error instanceof ApiError && error.maybeApplied)) {
        noteRefusal(ids, error)
        edit(ids, { call: 'refused' })
      }
      if (error instanceof ApiError && error.kind === 'session') mayGo = new Set()
      // What Unloc refused for what is in it says nothing of the next; any other trouble would meet that too.
      if (!(error instanceof ApiError && error.kind === 'refused')) break
    }
    edit(
      calls.flat().map(({ old }) => old.id),
      { call: 'notSent' },
    )
    onWrite()
  }

  function noteRefusal(ids: readonly string[], error: unknown) {
    const params = error instanceof ApiError ? error.invalidParams : []
    const said = (error instanceof ApiError ? error.words : undefined) ?? explain(error).title
    ids.forEach((id, i) => {
      const own = params.find(({ name }) => name === `keys.${i}` || name.startsWith(`keys.${i}.`))
      if (own) words.set(id, `Unloc refused it: ${own.name.replace(/^keys\.\d+\.?/, '')} ${own.reason}.`)
      else if (params.some(({ name }) => /^keys\.\d/.test(name)))
        words.set(id, 'Unloc refused the whole request because of another key in it.')
      else words.set(id, said)
    })
  }

  /** One look at all that is not over: first the jobs, then the keys. @throws ApiError */
  async function look() {
    const open = pairs().filter(({ oldId, call }) => {
      const step = shown.steps.get(oldId)
      return (call === 'sent' || call === 'lost') && !(isListed && step && isOver(step))
    })
    const before = JSON.stringify([...jobs])
    await Promise.all([...new Set(open.flatMap(({ job }) => job ?? []))].map(lookAtJob))
    const lists = await Promise.all(filtersOf(open).map((filter) => listKeysOf(projectId, filter)))
    readListed(open, lists.flat())
    isListed = true
    if (JSON.stringify([...jobs]) !== before) changedAt = now()
  }

  async function lookAtJob(jobId: string) {
    const known = jobs.get(jobId)
    if (known === 'missing' || (known && isFinal(known))) return
    try {
      const { job } = await call('jobGet', { projectId, jobId })
      noteJobLooks(projectId, [job])
      jobs.set(jobId, job)
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'missing')) throw error
      jobs.set(jobId, 'missing')
    }
  }

  /** The fewest lists that hold the keys of these pairs; one without a filter where that is all keys. */
  function filtersOf(open: readonly ChangePair[]): { appUserId?: string; lockId?: string }[] {
    const owners = open.map(({ lockId, personId }) => ({
      lockId,
      number: numberAskedFor(projectId, personId) ?? index.numberOf(personId),
    }))
    return filtersFor(owners, index.size) ?? [{}]
  }

  function readListed(open: readonly ChangePair[], listed: readonly Key[]) {
    const byId = new Map(listed.map((key) => [key.id, key]))
    const named = new Set(
      [...jobs.values()].flatMap((job) => (job === 'missing' ? [] : idsOf(elementsOf(job)))),
    )
    const ours = listed.filter(({ id, metadata }) => metadata?.batch === batch || named.has(id))
    const personOf = (key: Key) => {
      const number = keyUserId(key)
      return number === undefined ? undefined : personId(projectId, number)
    }
    const others = pairs()
    const edits = new Map<string, Partial<ChangePair>>()
    for (const pair of open) {
      const known = pair.newId === undefined ? undefined : byId.get(pair.newId)
      const key = known ?? newKeyOf(pair, ours, { batch, named, others, personOf })
      if (key && key.id !== pair.oldId) {
        found.set(pair.oldId, key)
        if (pair.newId !== key.id) edits.set(pair.oldId, { newId: key.id })
      } else found.delete(pair.oldId)
      const old = byId.get(pair.oldId)
      if (old && !isLive(old.state)) gone.set(pair.oldId, old.state === 'revoked' ? 'revoked' : 'ended')
    }
    if (edits.size > 0) editPairs(projectId, batch, edits)
  }

  /**
   * Revokes old keys whose new ones were seen working at this look, each by its id. Tells whether there were any. When
   * Unloc asks for patience, the rest waits for another look: a new key may stop working meanwhile.
   */
  async function revokeReady(): Promise<boolean> {
    const ready = [...shown.steps]
      .filter(([oldId, { kind }]) => kind === 'works' && may(oldId))
      .map(([oldId]) => oldId)
      .slice(0, revokesPerLook)
    if (ready.length === 0) return false
    hold = new AbortController()
    const { signal } = hold
    const told = new AbortController()
    let until: number | undefined
    await revokeEach(
      projectId,
      ready,
      {
        onResult: (oldId, result) => {
          if (result.kind === 'revoked') edit([oldId], { oldEnd: 'revoked' })
          else if (result.kind === 'alreadyUnusable') edit([oldId], { oldEnd: 'ended' })
          // Not tried: it stands as it stood, and nothing goes on before somebody says so.
          else if (result.sessionEnded) mayGo = new Set()
          else if (result.kind === 'failed' || result.kind === 'unknown')
            revokes.set(oldId, { kind: result.kind, words: result.words })
          show()
        },
      },
      {
        signal: AbortSignal.any([signal, told.signal]),
        onWait: (waitUntil) => {
          if (waitUntil !== undefined) until = Math.max(until ?? 0, waitUntil)
          told.abort()
        },
      },
    )
    if (until === undefined) refusals = 0
    else {
      // Where Unloc tells no length, the wait grows from round to round.
      until = Math.max(until, now() + Math.min(30_000, 500 * 2 ** ++refusals))
      show({ waitUntil: until })
      await waitFor(until - now(), signal)
      show({ waitUntil: undefined })
    }
    await rereadKeys(projectId, ready)
    onWrite()
    return true
  }

  async function seeThrough() {
    if (unsent.length > 0) await sendAll()
    // Their call was still to come when the page that was to send it went away.
    const cut = pairs().filter(({ call }) => call === 'waiting')
    if (cut.length > 0)
      edit(
        cut.map(({ oldId }) => oldId),
        { call: 'notSent' },
      )
    for (let errors = 0; ;) {
      show({ phase: 'watching' })
      try {
        await look()
        errors = 0
        show({ trouble: undefined })
        if (await revokeReady()) continue
      } catch (trouble) {
        errors++
        const hasEnded = trouble instanceof ApiError && trouble.kind === 'session'
        // Who signs in again may have been away for hours: from here on only a press revokes.
        if (hasEnded) mayGo = new Set()
        show({ trouble })
        if (hasEnded) {
          lookWhenBack()
          break
        }
      }
      const steps = [...shown.steps.values()]
      if (errors === 0 && !steps.some(isMoving)) break
      if (readChange(projectId, batch)?.isOver) break
      const calls = filtersOf(pairs()).length
      const quiet = { startedAt: changedAt, lastChangeAt: changedAt, now: now(), errors }
      const delay = pollDelay(quiet) || 60_000
      await Promise.race([pause(Math.max(delay, calls * perListMs)), new Promise<void>((go) => (wake = go))])
    }
    show({ phase: 'resting' })
    if ([...shown.steps.values()].every(isOver))
      editChange(projectId, batch, (record) => ({ ...record, isOver: true }))
  }

  /** Looks again as soon as somebody is signed in, so that the screen tells how it stands and offers to go on. */
  function lookWhenBack() {
    const leave = standing.subscribe(() => {
      if (standing.get() !== 'in') return
      leave()
      void work()
    })
  }

  async function work() {
    isWanted = true
    wake()
    if (isAtWork) return
    isAtWork = true
    try {
      while (isWanted) {
        isWanted = false
        await oneTabAtATime(`unloc.change.${batch}`, seeThrough, () => show({ phase: 'elsewhere' }))
      }
    } finally {
      isAtWork = false
    }
  }

  void work()
  return {
    view: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    goOn: () => {
      mayGo = 'all'
      show()
      void work()
    },
    look: () => void work(),
    stop: () => {
      mayGo = new Set()
      hold.abort()
      show()
    },
    revokeOld: (oldId) => {
      revokes.delete(oldId)
      if (mayGo !== 'all') mayGo = new Set([...mayGo, oldId])
      show()
      void work()
    },
  }
}
