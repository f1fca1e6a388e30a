export interface Limiter {
  /** Counts one more for a key. Undefined: go on; otherwise the whole seconds to wait. */
  take(key: string): number | undefined
  /** Takes one back, for a try that was no offence. */
  giveBack(key: string): void
  forget(key: string): void
}

/** More keys than this at once is somebody with many addresses; the oldest windows are let go. */
const keepAtMost = 20_000

/**
 * So many in a window that begins with the first of them. Our own and not a library's, because time is an argument
 * and what is kept has a bound.
 */
export function createLimiter(options: { max: number; windowMs: number; now: () => number }): Limiter {
  const { max, windowMs, now } = options
  const windows = new Map<string, { until: number; count: number }>()
  return {
    take(key) {
      const found = windows.get(key)
      if (found && now() < found.until) {
        if (found.count >= max) return Math.max(1, Math.ceil((found.until - now()) / 1000))
        found.count++
        return undefined
      }
      // Anew at the end of the order: the first entry is always the oldest window.
      windows.delete(key)
      if (windows.size >= keepAtMost) windows.delete(windows.keys().next().value ?? '')
      windows.set(key, { until: now() + windowMs, count: 1 })
      return undefined
    },
    giveBack(key) {
      const found = windows.get(key)
      if (found && found.count > 0) found.count--
    },
    forget(key) {
      windows.delete(key)
    },
  }
}

/**
 * Takes one of each, or none: who is refused by the last must not be counted by the first, or a flood on somebody's
 * name would use up their own tries. The seconds to wait, or undefined.
 */
export function takeAll(all: readonly [Limiter, string][]): number | undefined {
  for (const [at, [limiter, key]] of all.entries()) {
    const wait = limiter.take(key)
    if (wait === undefined) continue
    for (const [taken, of] of all.slice(0, at)) taken.giveBack(of)
    return wait
  }
  return undefined
}

/** Runs at most `running` at a time and lets `waiting` wait; more than that is refused with `Crowded`. */
export function createQueue(running: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0
  const line: (() => void)[] = []
  return async (work) => {
    if (busy >= running) {
      if (line.length >= waiting) throw new Crowded()
      await new Promise<void>((resolve) => line.push(resolve))
    } else busy++
    try {
      return await work()
    } finally {
      // The place is handed on, so that nobody who comes now gets before the line.
      const next = line.shift()
      if (next) next()
      else busy--
    }
  }
}

export class Crowded extends Error {
  override name = 'Crowded'
}

/**
 * The address that a caller is counted by. `proxies`: how many of one's own stand before the gateway; each has written
 * the address that it saw at the end of X-Forwarded-For, what stands before those is the caller's own invention. A
 * network of IPv6 is one caller: anybody has 2^64 addresses in it.
 */
export function callerAddress(
  remote: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string {
  const told = (forwarded ?? '').split(',').map((one) => one.trim())
  const own = (proxies > 0 && told.at(-proxies)) || (remote ?? '')
  // Some proxies write the port with it, which is another one for each connection.
  const bare = own.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  const plain = bare.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64)
  return plain.includes(':') ? expanded(plain).slice(0, 4).join(':') : plain
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((one) => one.replace(/^0+(?=.)/, ''))
  const before = groups(head)
  if (tail === undefined) return before
  const after = groups(tail)
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
}
