import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'undici'

/** How long and how much the gateway takes from Unloc. Milliseconds and bytes. */
export interface Limits {
  /** Until a connection stands. */
  connectMs: number
  /**
   * Until the answer to a read begins. A write has no limit of its own but the whole: to give up early would make an
   * end that is known a moment later into one that nobody knows.
   */
  headersMs: number
  /** For a token. All who wait for it wait for the same one. */
  tokenMs: number
  /** For the listing that counts before a bulk revoke. */
  countMs: number
  /** One call of the browser with all that belongs to it. Below the browser's own patience of 30 s. */
  totalMs: number
  /** A write that would have less than this left is not begun. */
  writeMs: number
  /** One answer, unpacked. A page of 2,500 keys is 650 KB. */
  answerBytes: number
}

export const standardLimits: Limits = {
  connectMs: 3_000,
  headersMs: 10_000,
  tokenMs: 10_000,
  countMs: 15_000,
  totalMs: 25_000,
  writeMs: 5_000,
  answerBytes: 16 * 1024 * 1024,
}

/** Unloc, as the gateway reaches it. */
export interface Upstream {
  /** Without a path. */
  origin: string
  limits: Limits
  reads: Agent
  writes: Agent
  /** From 0 up to 1. */
  random: () => number
  /** Waits; ends early, with an error, when the signal says so. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  close(): Promise<void>
}

/** Connections to one origin. `random` and `pause` are for tests. */
export function createUpstream(
  origin: string,
  {
    limits: some = {},
    random = Math.random,
    pause = (ms, signal) => sleep(ms, undefined, { signal }),
  }: { limits?: Partial<Limits> } & Partial<Pick<Upstream, 'random' | 'pause'>> = {},
): Upstream {
  const limits = { ...standardLimits, ...some }
  const common = { connect: { timeout: limits.connectMs }, bodyTimeout: limits.totalMs }
  const reads = new Agent({ ...common, headersTimeout: limits.headersMs })
  const writes = new Agent({ ...common, headersTimeout: limits.totalMs })
  return {
    origin,
    limits,
    reads,
    writes,
    random,
    pause,
    close: async () => void (await Promise.all([reads.destroy(), writes.destroy()])),
  }
}

/** The end of one call's time: for whoever can be broken off, and for whoever asks whether to begin. */
export interface Deadline {
  signal: AbortSignal
  /** Milliseconds. */
  left(): number
}

/** Begins now, and ends no later than another that it is a part of. */
export function startDeadline(ms: number, whole?: Deadline): Deadline {
  const end = performance.now() + ms
  const own = AbortSignal.timeout(ms)
  return {
    signal: whole ? AbortSignal.any([own, whole.signal]) : own,
    left: () => Math.min(end - performance.now(), whole?.left() ?? Infinity),
  }
}
