import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '#mocks/node.ts'
import type { KeyKind } from '#mocks/engine/world.ts'
import { setTransport } from '#src/api/call.ts'
import { keyStore, listKeysOf } from '#src/api/keys.ts'
import { lockList } from '#src/api/locks.ts'
import { createQueryClient } from '#src/api/query.ts'
import { readRevokes } from '#src/api/revokeRecord.ts'
import { isBulkRevoke } from '#src/contract/request.ts'
import { readBulkFilter } from '#src/contract/bulkRequest.ts'
import { isLive } from '#src/domain/key.ts'
import { isOpen, KeyRevokeRun } from './keyRevoke.ts'
import { countConfirmed, sharedConfirmed, type RevokeTarget } from './keyRevokeTarget.ts'
import { revokeRows } from './keyRevokeCsv.ts'
import { leftWords, sumWords } from './keyRevokeWords.ts'

const start = Date.parse('2026-11-18T09:00:00Z')
/** What this browser remembers, as `localStorage` has it. */
const stored = new Map<string, string>()

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => stored.set(name, text),
    removeItem: (name: string) => stored.delete(name),
  })
})
let seen: () => readonly { method: string; url: string }[] = () => []
afterEach(() => {
  // Whatever went wrong in a test: no bulk revoke without a filter has left.
  for (const { method, url } of seen())
    if (isBulkRevoke(method, url)) expect(readBulkFilter(url), url).toBeDefined()
  vi.unstubAllGlobals()
  setTransport((url, init) => globalThis.fetch(url, init))
})

/** An Unloc behind the console's own client, with everything listed once. */
async function house() {
  const mock = createMock({ scenario: 'everyday', now: start, gatewayPlayed: true })
  const { projectId, unloc } = mock
  setTransport((url, init) => mock.fetch(url, init))
  const store = keyStore(projectId)
  store.index.remove(store.index.notSeenSince(-1), Infinity)
  store.locks = (await createQueryClient().fetchQuery(lockList(projectId))).locks
  await listKeysOf(projectId, {})
  unloc.desk.requests = []
  seen = () => unloc.desk.requests

  const world = () => unloc.engine.world.keys
  const view = (id: string) => {
    const row = store.index.rowOf(id)
    return row === undefined ? undefined : store.index.keyAt(row)
  }
  return {
    mock,
    projectId,
    desk: unloc.desk,
    store,
    /** Ids of live keys of this kind, as many as asked for. */
    liveKeys: (count: number, kind: KeyKind = 'direct') =>
      world()
        .filter(
          (key) =>
            key.kind === kind &&
            (kind !== 'direct' || key.start === undefined) &&
            isLive(view(key.id)?.state),
        )
        .slice(0, count)
        .map(({ id }) => id),
    numberOf: (id: string) => world().find((key) => key.id === id)!.appUserId,
    lockOf: (id: string) => world().find((key) => key.id === id)!.lockId,
    run: (target: RevokeTarget) => new KeyRevokeRun(projectId, target),
    behind: (name: 'keyRevoke' | 'keyVanish', keyId: string) => unloc.engine.run({ name, keyId }),
    make: (appUserId: string, lockId: string) =>
      unloc.engine.run({ name: 'keyCreate', body: { keys: [{ appUserId, lockId }] } }),
    deletes: () =>
      unloc.desk.requests.filter(({ method }) => method === 'DELETE').map(({ url }) => url.split('/keys')[1]),
    fault: (fault: { path: string; times?: number; method?: string } & Record<string, unknown>) =>
      unloc.desk.faults.push({ method: 'DELETE', times: 1, ...fault }),
  }
}

const sum = (run: KeyRevokeRun) => sumWords(run.results.values())
const kindOf = (run: KeyRevokeRun, id: string) => run.results.get(id)?.kind
const remembered = () =>
  [...stored].filter(([name]) => name.startsWith('unloc.revokes.')).map(([, text]) => text)

test('a filtered call says how many keys were shown; when the gateway found others, the preview comes back', async () => {
  const { mock, liveKeys, numberOf, make, lockOf, run: start, deletes } = await house()
  const number = numberOf(liveKeys(1)[0] ?? '')
  const shown: (string | null)[] = []
  let isFirst = true
  setTransport((url, init) => {
    if (init.method !== 'DELETE') return mock.fetch(url, init)
    shown.push(new Headers(init.headers).get('x-unloc-shown'))
    if (!isFirst) return mock.fetch(url, init)
    isFirst = false
    // Made between the console's last look and the gateway's.
    make(number, lockOf(liveKeys(9).find((id) => numberOf(id) !== number) ?? ''))
    const words = { type: 'urn:unloc-console:gateway', title: 'The keys have changed', detail: 'One more.' }
    return Promise.resolve(new Response(JSON.stringify(words), { status: 412 }))
  })
  const run = start({ kind: 'people', numbers: [number] })
  await run.begin()
  const before = run.count
  await run.send()
  expect(run.phase).toBe('preview')
  expect(run.drift).toMatchObject({ added: [{ appUser: { id: number } }], gone: [], words: 'One more.' })
  expect([run.count, run.results.size, deletes().length]).toEqual([before + 1, 0, 0])
  expect(remembered().join()).not.toContain('marks')
  await run.send()
  expect(run.phase).toBe('done')
  expect(shown).toEqual([String(before), String(before + 1)])
})

describe('hand-picked keys', () => {
  test('each chosen key has one result, and the sums are what was chosen', async () => {
    const { liveKeys, run: make, deletes, store } = await house()
    const revoked = store.index.query({ states: ['revoked'] }, start)[0]!
    const dead = store.index.keyAt(revoked).id
    const ids = [...liveKeys(5), dead]
    const run = make({ kind: 'keys', ids })
    await run.begin()
    expect(run.count).toBe(5)
    await run.send()
    expect(run.phase).toBe('done')
    expect(run.results.size).toBe(6)
    expect(sum(run)).toBe('1 unusable already and 5 revoked.')
    expect(deletes().sort()).toEqual(
      ids
        .slice(0, 5)
        .map((id) => `/${id}`)
        .sort(),
    )
  })

  test('what changed since the dialog opened is shown before anything is sent', async () => {
    const { liveKeys, run: make, deletes, behind } = await house()
    const ids = liveKeys(3)
    const run = make({ kind: 'keys', ids })
    await run.begin()
    behind('keyRevoke', ids[0]!)
    behind('keyVanish', ids[1]!)
    await run.send()
    expect(run.phase).toBe('preview')
    expect(run.drift?.gone.map(({ id }) => id).sort()).toEqual([ids[0], ids[1]].sort())
    expect(run.drift?.added).toEqual([])
    expect(run.count).toBe(1)
    expect(deletes()).toEqual([])
    await run.send()
    expect(deletes()).toEqual([`/${ids[2]}`])
    expect(sum(run)).toBe('2 unusable already and 1 revoked.')
    expect(run.chosen.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(run.results.get(ids[1]!)?.words).toBe('Nothing was sent: Unloc no longer knows this key.')
  })

  test('two of five meet a 500: only these are left, only these are sent again', async () => {
    const { liveKeys, run: make, deletes, fault } = await house()
    const ids = liveKeys(5)
    for (const id of ids.slice(0, 2)) fault({ path: `*/keys/${id}`, status: 500, body: { title: 'Oops' } })
    const run = make({ kind: 'keys', ids })
    await run.begin()
    await run.send()
    expect(run.open.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2).sort())
    const first = deletes().length
    await run.again()
    expect(deletes().slice(first).sort()).toEqual(
      ids
        .slice(0, 2)
        .map((id) => `/${id}`)
        .sort(),
    )
    expect(sum(run)).toBe('5 revoked.')
  })

  test('a lost answer is settled by reading, and nothing is sent twice', async () => {
    const { liveKeys, run: make, deletes, fault } = await house()
    const [id = ''] = liveKeys(1)
    fault({ path: `*/keys/${id}`, drop: true })
    const run = make({ kind: 'keys', ids: [id] })
    await run.begin()
    await run.send()
    expect(kindOf(run, id)).toBe('revoked')
    expect(deletes()).toEqual([`/${id}`])
  })

  test('what had no answer is read again before it is sent again', async () => {
    const { liveKeys, run: make, deletes, fault, behind } = await house()
    const [lost = '', live = ''] = liveKeys(2)
    // Neither the call nor the look after it comes through.
    fault({ path: `*/keys/${lost}`, status: 502, body: 'gone' })
    fault({ path: `*/keys/${live}`, status: 502, body: 'gone' })
    const run = make({ kind: 'keys', ids: [lost, live] })
    await run.begin()
    await run.send()
    expect([kindOf(run, lost), kindOf(run, live)]).toEqual(['unknown', 'unknown'])
    behind('keyRevoke', lost)
    const first = deletes().length
    await run.again()
    expect(deletes().slice(first)).toEqual([`/${live}`])
    expect(run.results.get(lost)?.words).toBe('Unloc lists the key as revoked.')
    expect(sum(run)).toBe('2 revoked.')
  })

  test('a session that ends in the middle: the rest is not sent, and stays remembered after closing', async () => {
    const { liveKeys, run: make, deletes, desk, projectId } = await house()
    const ids = liveKeys(9)
    const run = make({ kind: 'keys', ids })
    await run.begin()
    desk.faults.push({ method: 'DELETE', path: '*', times: 99, status: 401, body: { error: 'session' } })
    await run.send()
    expect(run.sessionEnded).toBe(true)
    expect(deletes().length).toBeLessThanOrEqual(4)
    expect(run.open).toHaveLength(9)
    run.close()
    expect(remembered().join()).toContain(ids[0])

    desk.faults = []
    const [record] = readRevokes(projectId)
    const back = new KeyRevokeRun(projectId, { kind: 'keys', ids: [] }, record)
    await back.begin()
    expect([...back.results.values()].every(isOpen)).toBe(true)
    await back.again()
    expect(sum(back)).toBe('9 revoked.')
    back.close()
    expect(readRevokes(projectId)).toEqual([])
  })

  test('a reload in the middle: what was sent is read, what was not is not sent by itself', async () => {
    const { liveKeys, run: make, deletes, mock, projectId } = await house()
    const ids = liveKeys(6)
    const run = make({ kind: 'keys', ids })
    await run.begin()
    // The page goes away while four are out: they take effect, and nobody hears of it.
    let cut: () => void = () => undefined
    const line = new Promise<never>((_, fail) => (cut = () => fail(new TypeError('cut'))))
    line.catch(() => undefined)
    setTransport(async (url, init) => {
      if (init.method !== 'DELETE') return mock.fetch(url, init)
      await mock.fetch(url, init)
      return line
    })
    const sent = run.send()
    await vi.waitFor(() => expect(deletes()).toHaveLength(4))
    run.abandon()
    const [record] = readRevokes(projectId)
    expect(record).toMatchObject({ keyIds: ids, marks: '>>>>..' })
    expect(JSON.stringify(record)).not.toContain('+47')

    setTransport((url, init) => mock.fetch(url, init))
    cut()
    await sent
    const back = new KeyRevokeRun(projectId, { kind: 'keys', ids: [] }, record)
    await back.begin()
    expect(sum(back)).toBe('2 not sent and 4 revoked.')
    expect(deletes()).toHaveLength(4)
    await back.again()
    expect(sum(back)).toBe('6 revoked.')
    expect(deletes().slice(4).sort()).toEqual(
      ids
        .slice(4)
        .map((id) => `/${id}`)
        .sort(),
    )
  })

  test('closing the dialog while it looks once more sends nothing', async () => {
    const { liveKeys, run: make, deletes, mock } = await house()
    const run = make({ kind: 'keys', ids: liveKeys(2) })
    await run.begin()
    let answer: () => void = () => undefined
    const gate = new Promise<void>((done) => (answer = done))
    setTransport(async (url, init) => {
      await gate
      return mock.fetch(url, init)
    })
    const sent = run.send()
    run.close()
    answer()
    await sent
    expect(deletes()).toEqual([])
  })

  test('two presses at once send once', async () => {
    const { liveKeys, run: make, deletes } = await house()
    const run = make({ kind: 'keys', ids: liveKeys(3) })
    await run.begin()
    await Promise.all([run.send(), run.send()])
    expect(deletes()).toHaveLength(3)
  })
})

describe('everything of a person or a lock', () => {
  test('keys made while the preview is read are shown before anything is sent', async () => {
    const { liveKeys, run: make, deletes, make: makeKey, numberOf, lockOf } = await house()
    const [id = '', other = ''] = liveKeys(20).filter((_, i) => i === 0 || i === 19)
    const number = numberOf(id)
    const run = make({ kind: 'people', numbers: [number] })
    await run.begin()
    const count = run.count
    makeKey(number, lockOf(other))
    await run.send()
    expect(run.phase).toBe('preview')
    expect(run.drift?.added).toHaveLength(1)
    expect(run.count).toBe(count + 1)
    expect(deletes()).toEqual([])
    await run.send()
    expect(deletes()).toEqual([`?appUserId=${encodeURIComponent(number)}`])
    expect(run.appeared).toEqual([])
    expect(run.results.size).toBe(count + 1)
  })

  test('what the call does not reach is named; a key that a list leaves out is asked for', async () => {
    const { liveKeys, run: make, numberOf, behind, mock } = await house()
    const [group = ''] = liveKeys(1, 'accessGroup')
    const number = numberOf(group)
    const run = make({ kind: 'people', numbers: [number] })
    await run.begin()
    const gone = run.preview.live.find(({ id }) => id !== group)
    setTransport(async (url, init) => {
      const answer = await mock.fetch(url, init)
      if (init.method === 'DELETE' && gone) behind('keyVanish', gone.id)
      return answer
    })
    await run.send()
    expect(kindOf(run, group)).toBe('stays')
    expect(run.open).toEqual([])
    if (gone) expect(run.results.get(gone.id)?.words).toBe('Unloc no longer knows this key.')
    expect(run.results.size).toBe(run.chosen.length)
  })

  test('a refused call leaves its keys open; another try sends just these, by their ids', async () => {
    const { liveKeys, run: make, deletes, fault, lockOf } = await house()
    const [id = ''] = liveKeys(1)
    const lockId = lockOf(id)
    fault({ path: '*/keys', status: 403, body: { title: 'Forbidden', detail: 'Not today' } })
    const run = make({ kind: 'locks', ids: [lockId] })
    await run.begin()
    const ids = run.preview.live.map((key) => key.id)
    await run.send()
    expect(run.open).toHaveLength(ids.length)
    expect(run.results.get(id)).toMatchObject({ kind: 'failed', words: 'Not today' })
    const first = deletes().length
    await run.again()
    expect(deletes().slice(first).sort()).toEqual(ids.map((one) => `/${one}`).sort())
  })

  test('a stop between two people: the second is not sent', async () => {
    const { liveKeys, run: make, deletes, numberOf, mock } = await house()
    const numbers = [...new Set(liveKeys(60).map(numberOf))].slice(0, 2)
    const run = make({ kind: 'people', numbers })
    await run.begin()
    const chosen = run.count
    setTransport((url, init) => {
      if (init.method === 'DELETE') run.stop()
      return mock.fetch(url, init)
    })
    await run.send()
    expect(deletes()).toEqual([`?appUserId=${encodeURIComponent(numbers[0]!)}`])
    expect(run.open.length).toBeGreaterThan(0)
    expect(run.results.size).toBe(chosen)
  })

  test('shared keys go by a call of their own, after their tick', async () => {
    const { liveKeys, run: make, desk, lockOf, projectId } = await house()
    const [shared = ''] = liveKeys(1, 'shared')
    const lockId = lockOf(shared)
    const run = make({ kind: 'locks', ids: [lockId] })
    await run.begin()
    run.setShared(true)
    await run.send()
    expect(run.sharedResult).toEqual({ kind: 'revoked' })
    expect(kindOf(run, shared)).toBe('revoked')
    const paths = desk.requests.filter(({ method }) => method === 'DELETE').map(({ url }) => url)
    expect(paths).toEqual([
      `/v2/projects/${projectId}/keys?lockId=${lockId}`,
      `/v2/projects/${projectId}/shared-keys?lockId=${lockId}`,
    ])
  })

  test('where there are shared keys alone, only their call goes, and nobody says that nothing was sent', async () => {
    const { run: make, deletes, desk, store, projectId, behind } = await house()
    const [lockId = ''] = [...store.locks.keys()]
    for (const key of await listKeysOf(projectId, { lockId })) behind('keyVanish', key.id)
    desk.requests = []
    const run = make({ kind: 'locks', ids: [lockId] })
    await run.begin()
    expect(run.count).toBe(0)
    run.setShared(true)
    await run.send()
    expect(deletes()).toHaveLength(1)
    expect(desk.requests.find(({ method }) => method === 'DELETE')?.url).toBe(
      `/v2/projects/${projectId}/shared-keys?lockId=${lockId}`,
    )
    expect(sumWords(run.results.values(), run.sharedResult)).toBe('Only the call for shared keys was sent.')
    expect(sumWords([], { kind: 'notSent' })).toBe('Nothing was sent.')
    run.close()
    expect(readRevokes(projectId)).toEqual([])
  })

  test('a reload while the call for shared keys is out: it was sent, and nobody knows what came of it', async () => {
    const { liveKeys, run: make, lockOf, mock, projectId } = await house()
    const lockId = lockOf(liveKeys(1, 'shared')[0]!)
    const run = make({ kind: 'locks', ids: [lockId] })
    await run.begin()
    run.setShared(true)
    let cut: (() => void) | undefined
    setTransport(async (url, init) => {
      if (!url.includes('/shared-keys')) return mock.fetch(url, init)
      return new Promise((_, fail) => (cut = () => fail(new TypeError('cut'))))
    })
    const sent = run.send()
    await vi.waitFor(() => expect(cut).toBeDefined())
    run.abandon()
    const [record] = readRevokes(projectId)
    expect(leftWords(record!, '2 minutes ago')).toContain(
      'the call for shared keys was sent without an answer',
    )
    expect(JSON.stringify(record)).not.toContain(lockId)
    // While its tab is at it, no other one takes it up.
    const early = new KeyRevokeRun(projectId, { kind: 'keys', ids: [] }, record)
    await early.begin()
    expect([early.isElsewhere, early.chosen]).toEqual([true, []])
    early.close()
    cut?.()
    await sent

    setTransport((url, init) => mock.fetch(url, init))
    const back = new KeyRevokeRun(projectId, { kind: 'keys', ids: [] }, record)
    await back.begin()
    expect(back.sharedResult).toEqual({ kind: 'unknown' })
    // It may have had its effect, and is never sent again by itself.
    await back.again()
    expect(mock.unloc.desk.requests.filter(({ url }) => url.includes('/shared-keys'))).toEqual([])
    back.close()
  })

  test('a job in the answer is followed to its end before the keys are listed', async () => {
    const { liveKeys, run: make, desk, lockOf, mock, projectId } = await house()
    const lockId = lockOf(liveKeys(1)[0]!)
    let looks = 0
    setTransport(async (url, init) => {
      if (url.includes('/jobs/')) {
        const job = { id: 'j1', status: ++looks < 2 ? 'inProgress' : 'succeeded' }
        return new Response(JSON.stringify({ job }))
      }
      const answer = await mock.fetch(url, init)
      return init.method === 'DELETE' ? new Response(JSON.stringify({ jobRef: { id: 'j1' } })) : answer
    })
    const run = make({ kind: 'locks', ids: [lockId] })
    await run.begin()
    const before = desk.requests.length
    await run.send()
    expect(run.jobs).toEqual(['j1'])
    expect(looks).toBe(2)
    expect(desk.requests.slice(before).at(-1)?.url).toContain(`/v2/projects/${projectId}/keys?lockId=`)
  })

  test('a listing can be broken off, and says how far it is', async () => {
    const { liveKeys, run: make, numberOf, mock } = await house()
    const run = make({ kind: 'people', numbers: [numberOf(liveKeys(1)[0]!)] })
    const seen: number[] = []
    run.subscribe(() => seen.push(run.listed))
    await run.begin()
    expect(Math.max(...seen)).toBeGreaterThan(0)
    const other = make({ kind: 'people', numbers: [numberOf(liveKeys(1)[0]!)] })
    setTransport((url, init) => {
      other.stop()
      init.signal?.throwIfAborted()
      return mock.fetch(url, init)
    })
    await other.begin()
    expect(other.trouble).toBeUndefined()
    expect(other.count).toBe(0)
  })
})

test.each<[RevokeTarget, string, boolean]>([
  [{ kind: 'people', numbers: ['+4799887766'] }, '7766', true],
  [{ kind: 'people', numbers: ['+4799887766'] }, '766', false],
  [{ kind: 'people', numbers: ['+4799887766'] }, '', false],
  [{ kind: 'people', numbers: ['+4799887766', '+4799887767'] }, '7766', false],
  [{ kind: 'locks', ids: ['l1'] }, 'sjøboden ', true],
  [{ kind: 'locks', ids: ['l1'] }, 'Sjø', false],
  [{ kind: 'locks', ids: ['l1'] }, '', false],
  [{ kind: 'locks', ids: ['l1', 'l2'] }, 'Sjøboden', false],
  [{ kind: 'keys', ids: ['k1'] }, '', false],
])('shared keys of %j are confirmed by “%s”: %s', (target, typed, confirmed) => {
  expect(sharedConfirmed(target, typed, () => 'Sjøboden')).toBe(confirmed)
})

test.each([
  [24, '', true],
  [25, '', false],
  [25, '24', false],
  [25, '25', true],
  [25, ' 25 ', true],
  [25, '25 keys', false],
  [12_431, '12431', true],
  [12_431, '12,431', true],
  [12_431, '12 431', true],
  [12_431, '1243', false],
])('%i keys are confirmed by “%s”: %s', (count, typed, confirmed) => {
  expect(countConfirmed(count, typed)).toBe(confirmed)
})

test('the file has one row for each chosen key, with the words that Unloc gave', () => {
  const keys = [
    { id: 'k1', lockId: 'l1', appUser: { id: '+4799887766', name: 'Anna' } },
    { id: 'k2', lockId: 'l9' },
  ]
  const results = new Map([
    ['k1', { kind: 'failed' as const, words: 'Not today', at: Date.parse('2026-11-18T09:00:00Z') }],
  ])
  const locks = new Map([['l1', { id: 'l1', name: 'Sjøboden' }]])
  expect(revokeRows(keys, results, new Map(), locks as never)).toEqual([
    {
      Result: 'Not revoked',
      Words: 'Not today',
      Person: 'Anna',
      Number: '+4799887766',
      Lock: 'Sjøboden',
      Time: '2026-11-18T09:00:00.000Z',
      'Key id': 'k1',
      'Lock id': 'l1',
    },
    {
      Result: 'Not sent',
      Words: '',
      Person: 'No person told',
      Number: '',
      Lock: 'l9',
      Time: '',
      'Key id': 'k2',
      'Lock id': 'l9',
    },
  ])
})

test.each([
  [
    'rrr',
    undefined,
    'A revoke of 3 keys that began 2 minutes ago has come to its end, and its result was not closed.',
  ],
  [
    'raf',
    'r',
    'A revoke of 3 keys that began 2 minutes ago has come to its end, and its result was not closed.',
  ],
  [
    'r>.',
    undefined,
    'A revoke of 3 keys was broken off 2 minutes ago: 1 answered, 1 sent without an answer and 1 not sent.',
  ],
  [
    'rrr',
    '.',
    'A revoke of 3 keys was broken off 2 minutes ago: 3 answered, 0 not sent and the call for shared keys was not sent.',
  ],
])('a revoke that was left at %s, shared keys %s', (marks, shared, words) => {
  const record = { id: 'r', startedAt: start, keyIds: ['a', 'b', 'c'], marks, ...(shared && { shared }) }
  expect(leftWords(record, '2 minutes ago', 'en-GB')).toBe(words)
})
