import type { JobRef } from '#src/contract/job.ts'
import type { NewKey } from '#src/contract/key.ts'
import type { InvalidParam } from '#src/contract/problem.ts'
import { newKeyProblems } from '#src/domain/newKey.ts'
import { readInstant } from '#src/domain/time.ts'
import type { Engine } from './engine.ts'
import { invalid } from './refusal.ts'
import { chance, seededId } from './seeded.ts'
import { sentinels } from './sentinels.ts'
import { vendors, type VendorName } from './vendors.ts'
import { jobPatienceMs, jobPendingMs, type JobRecord } from './world.ts'

const batchLimit = 10_000

/**
 * Create Keys (unloc-api 3.4): one bad key refuses the whole batch; else a job is made, and the keys with it.
 * @throws Refusal 400 with `invalidParams` named `keys.<i>.<field>`
 */
export function createKeys(engine: Engine, body: unknown, at: number): JobRef {
  const keys = readBatch(engine, body, at)
  const { seed, world } = engine
  const job: JobRecord = {
    id: seededId(seed, 'job', world.jobs.length),
    type: 'createKeys',
    created: at,
    startsAt: at + jobPendingMs,
    giveUpAt: at + jobPatienceMs,
    keyIds: [],
  }
  const vendorOf = (key: NewKey): VendorName => engine.locks.get(key.lockId)?.vendor ?? 'virtual'
  const queued = new Map<VendorName, number>()
  const sizes = new Map<VendorName, number>()
  for (const key of keys) sizes.set(vendorOf(key), (sizes.get(vendorOf(key)) ?? 0) + 1)
  for (const key of keys) {
    const n = world.keys.length
    const vendor = vendorOf(key)
    const place = queued.get(vendor) ?? 0
    queued.set(vendor, place + 1)
    const sentinel = sentinels[key.appUserId]
    const hangs = sentinel !== undefined && 'hangs' in sentinel
    const wait = vendors[vendor]({ place, of: sizes.get(vendor) ?? 1, chance: chance(seed, n) })
    const id = seededId(seed, 'key', n)
    engine.keyPlaces.set(id, n)
    world.keys.push({
      id,
      lockId: key.lockId,
      appUserId: key.appUserId,
      kind: 'direct',
      created: at,
      start: readInstant(key.start),
      end: readInstant(key.end),
      recurrence: key.recurrence,
      metadata: key.metadata,
      confirmAt: hangs ? Infinity : job.startsAt + Math.round(wait),
      giveUpAt: job.giveUpAt,
      refusal:
        sentinel !== undefined && 'reason' in sentinel
          ? sentinel.reason
          : engine.locks.get(key.lockId)?.refuses,
      revoked: false,
    })
    job.keyIds.push(id)
  }
  world.jobs.push(job)
  engine.jobs.set(job.id, job)
  return {
    id: job.id,
    jobType: job.type,
    jobStatusUrl: `/v2/projects/${world.project.id}/jobs/${job.id}`,
  }
}

function readBatch(engine: Engine, body: unknown, at: number): NewKey[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid([{ name: 'keys', reason: 'is required' }])
  const { keys, ...rest } = body as Record<string, unknown>
  const problems: InvalidParam[] = Object.keys(rest).map((name) => ({ name, reason: 'is not allowed' }))
  if (!Array.isArray(keys))
    problems.push({ name: 'keys', reason: keys === undefined ? 'is required' : 'must be of type array' })
  else if (keys.length === 0) problems.push({ name: 'keys', reason: 'must hold at least one key' })
  else if (keys.length > batchLimit)
    problems.push({ name: 'keys', reason: `must hold at most ${batchLimit} keys` })
  else {
    const context = { now: at, hasLock: (id: string) => engine.locks.has(id) }
    keys.forEach((key: unknown, i) => {
      for (const { name, reason } of newKeyProblems(key, context))
        problems.push({ name: name === '' ? `keys.${i}` : `keys.${i}.${name}`, reason })
    })
  }
  if (problems.length > 0) throw invalid(problems)
  return keys as NewKey[]
}
