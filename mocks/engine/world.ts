import type { Lock } from '#src/contract/lock.ts'
import type { AccessEvent, ManagedUser, Project } from '#src/contract/project.ts'
import type { Recurrence } from '#src/contract/recurrence.ts'
import type { VendorName, VendorSwitch } from './vendors.ts'

/** How a key came to be (unloc-api 2.3). It decides who may revoke it and never leaves the engine. */
export type KeyKind = 'direct' | 'subproject' | 'accessGroup' | 'doorbell' | 'shared'

/** A lock and what Unloc knows about it but may not tell. */
export interface LockRecord {
  lock: Lock
  vendor: VendorName
  /** Recurrence is read here even when the answer leaves `timezone` out. */
  zone: string
  /** A lock that is set apart: its vendor refuses every key, with this reason. */
  refuses?: string
}

/**
 * A key as Unloc keeps it. Instants are epoch ms. Nothing here changes with time but `revoked` and `vanished`: what state it is in
 * is a view of the record and the clock (`keyState`).
 */
export interface KeyRecord {
  id: string
  lockId: string
  appUserId: string
  kind: KeyKind
  /** The user who shared it; only for kind `shared`. */
  sharedBy?: string | undefined
  created: number
  start?: number | undefined
  end?: number | null | undefined
  recurrence?: Recurrence | undefined
  metadata?: Record<string, string> | undefined
  /** When the vendor answers; Infinity: never. */
  confirmAt: number
  /** When its job stops waiting. */
  giveUpAt: number
  /** The vendor's answer is no, for this reason. */
  refusal?: string | undefined
  revoked: boolean
  /** Taken out of the system: neither listed nor known any more (unloc-api 6.12). */
  vanished?: true
}

export interface JobRecord {
  id: string
  type: 'createKeys' | 'refreshLockConnection'
  created: number
  /** Until then it is `pending`. */
  startsAt: number
  giveUpAt: number
  keyIds: string[]
}

/** What a scenario begins with. The engine owns it from then on. */
export interface World {
  project: Project
  locks: LockRecord[]
  keys: KeyRecord[]
  jobs: JobRecord[]
  users: ManagedUser[]
  /** What people call themselves in the app, by number; who has no app is not in it. */
  appNames: ReadonlyMap<string, string>
  /** Newest first. */
  events: AccessEvent[]
  switches: VendorSwitch[]
}

/** Builds a world that looks alive at `start` (epoch ms). Pure: the same seed and start give the same world. */
export type Scenario = (seed: number, start: number) => World

export const jobPendingMs = 400
export const jobPatienceMs = 15 * 60 * 1000
