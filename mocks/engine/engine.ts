import type { BulkFilter } from '#src/contract/endpoints.ts'
import type { JobRef } from '#src/contract/job.ts'
import { openDoor, type Try } from './doorOpen.ts'
import { createKeys } from './keyCreate.ts'
import { keyOf } from './keyFind.ts'
import { revokeKey, revokeKeys } from './keyRevoke.ts'
import { switchVendor } from './vendorSwitch.ts'
import type { JobRecord, KeyKind, KeyRecord, LockRecord, Scenario, World } from './world.ts'

/** A filter as a bulk revoke has it. `unfiltered`: the call names no person and no lock, and takes the whole project. */
export type RevokeFilter = BulkFilter | { unfiltered: true; excludeSubprojectKeys?: true }

/** What changes an Unloc. Plain JSON, so that a log of them can be kept and played again. */
export type Command =
  | { name: 'keyCreate'; body: unknown }
  | { name: 'keyRevoke'; keyId: string }
  | { name: 'keyRevokeBulk'; filter: RevokeFilter }
  | { name: 'sharedKeyRevokeBulk'; filter: RevokeFilter }
  | { name: 'keyVanish'; keyId: string }
  | { name: 'doorOpen'; keyId: string }
  | { name: 'vendorSwitch'; vendor: string; reachable: boolean }

/** An accepted command and its instant (epoch ms). */
export interface Entry {
  at: number
  command: Command
}

export interface Engine {
  readonly seed: number
  readonly world: World
  readonly locks: ReadonlyMap<string, LockRecord>
  /** Place of a key in `world.keys`. */
  readonly keyPlaces: Map<string, number>
  readonly jobs: Map<string, JobRecord>
  /** Everybody who stood before a door, in order, whether it opened or not. */
  readonly tries: Try[]
  /** Accepted commands in order. */
  readonly log: readonly Entry[]
  /** Bulk revokes that named neither person nor lock. */
  unfilteredDeletes: number
  now(): number
  /** Carries a command out at the clock's now and logs it. @throws Refusal, and then nothing has changed */
  run<C extends Command>(command: C): Outcome<C>
  /** Carries out an entry of another log, at its own instant. @throws Refusal */
  apply(entry: Entry): void
}

type Outcome<C extends Command> = C extends { name: 'keyCreate' }
  ? JobRef
  : C extends { name: 'keyRevoke' }
    ? KeyRecord
    : C extends { name: 'doorOpen' }
      ? Try
      : undefined

/**
 * An Unloc in memory. It depends on scenario, seed, start (epoch ms), the entries given to it and the clock, and on
 * nothing else: the same of these give the same ids and answers. `clock` gives epoch ms.
 */
export function createEngine(from: {
  scenario: Scenario
  seed: number
  start: number
  clock: () => number
}): Engine {
  const world = from.scenario(from.seed, from.start)
  const log: Entry[] = []
  const engine: Engine = {
    seed: from.seed,
    world,
    locks: new Map(world.locks.map((record) => [record.lock.id, record])),
    keyPlaces: new Map(world.keys.map((key, place) => [key.id, place])),
    jobs: new Map(world.jobs.map((job) => [job.id, job])),
    tries: [],
    log,
    unfilteredDeletes: 0,
    now: from.clock,
    run<C extends Command>(command: C) {
      const entry = { at: from.clock(), command }
      const outcome = perform(engine, entry)
      log.push(entry)
      return outcome as Outcome<C>
    },
    apply(entry) {
      perform(engine, entry)
      log.push(entry)
    },
  }
  return engine
}

const taken: Record<'keyRevokeBulk' | 'sharedKeyRevokeBulk', readonly KeyKind[]> = {
  // Access-group, doorbell and shared keys are out of its reach (unloc-api 2.3).
  keyRevokeBulk: ['direct', 'subproject'],
  sharedKeyRevokeBulk: ['shared'],
}

function perform(engine: Engine, { at, command }: Entry): JobRef | KeyRecord | Try | undefined {
  switch (command.name) {
    case 'keyCreate':
      return createKeys(engine, command.body, at)
    case 'keyRevoke':
      return revokeKey(engine, command.keyId, at)
    case 'keyRevokeBulk':
    case 'sharedKeyRevokeBulk':
      revokeKeys(engine, command.filter, taken[command.name], at)
      return undefined
    case 'keyVanish':
      keyOf(engine, command.keyId).vanished = true
      return undefined
    case 'doorOpen':
      return openDoor(engine, command.keyId, at)
    case 'vendorSwitch':
      switchVendor(engine, command, at)
      return undefined
  }
}
